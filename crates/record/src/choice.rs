//! The closed lists an entry chooses from. Each value is one word; there is no "other: ...".

use crate::text::closed_words;

closed_words! {
    /// What harm a notice or a case is about.
    ///
    /// Source: `docs/register.md`, "Harms": the thirteen intake categories of the law pack, without
    /// "declared newspaper" and "author abroad or unknown", which are circumstances and not harms.
    Harm {
        /// A precise and false accusation.
        Defamation = "defamation",
        /// Contempt without a precise fact.
        Insult = "insult",
        /// False news that disturbs public order.
        FalseNews = "false_news",
        /// An intimate image, a leak, a hidden recording.
        IntimateImage = "intimate_image",
        /// A deep fake or a montage.
        ImageMontage = "image_montage",
        /// Blackmail, sexual or not.
        Blackmail = "blackmail",
        /// A threat to life or safety.
        Threat = "threat",
        /// Harassment by messages.
        Harassment = "harassment",
        /// Sexual content of a child, grooming, exploitation.
        ChildSexual = "child_sexual",
        /// A child's identity exposed, or a child bullied.
        ChildExposure = "child_exposure",
        /// Incitement to hatred, discrimination or violence.
        Hate = "hate",
        /// Personal data posted: an identity card, an address, a number.
        PersonalData = "personal_data",
        /// An account taken over, cloned or used for fraud.
        AccountFraud = "account_fraud",
    }
}

impl Harm {
    /// Whether only the person harmed, a guardian or an heir may ask (defamation and privacy).
    ///
    /// Source: Morocco, Law 88-13, article 99, for defamation, insult and private life; Manila
    /// Principles III on standing for the others.
    pub fn needs_standing(self) -> bool {
        matches!(
            self,
            Harm::Defamation
                | Harm::Insult
                | Harm::IntimateImage
                | Harm::ImageMontage
                | Harm::PersonalData
        )
    }

    /// Whether the address itself must stay secret, whatever its kind was said to be: it leads to
    /// intimate material or to a child.
    pub fn needs_secret_address(self) -> bool {
        matches!(self, Harm::IntimateImage | Harm::ChildSexual | Harm::ChildExposure)
    }
}

closed_words! {
    /// In what capacity someone complains.
    Capacity {
        /// The person harmed.
        Harmed = "harmed",
        /// A guardian of the person harmed.
        Guardian = "guardian",
        /// An heir of the person harmed.
        Heir = "heir",
        /// Nobody complained: an authority acts by itself.
        OwnMotion = "authority_of_its_own_motion",
    }
}

closed_words! {
    /// A rule of a platform's own house, for citizens to invoke. A kind of rule, not its text.
    HouseRule {
        /// Abuse and bullying.
        Harassment = "harassment",
        /// Hateful speech.
        Hate = "hate",
        /// Acting as somebody else.
        Impersonation = "impersonation",
        /// Intimate images without consent.
        IntimateImages = "intimate_images",
        /// Manipulated or synthetic media.
        ManipulatedMedia = "manipulated_media",
        /// Safety of minors.
        MinorSafety = "minor_safety",
        /// False information.
        Misinformation = "misinformation",
        /// Personal data and private life.
        Privacy = "privacy",
        /// Fraud and scams.
        Fraud = "fraud",
        /// Violence and threats.
        Violence = "violence",
    }
}

closed_words! {
    /// What is done, or asked to be done, about a content; the mildest first.
    Measure {
        /// Kept as it is, for a court, and not changed.
        Preservation = "preservation",
        /// Shown with a label or a context.
        Label = "label",
        /// Comments closed.
        CommentsClosed = "comments_closed",
        /// Recommended less.
        LessReach = "less_reach",
        /// Shown to adults only.
        AgeLimit = "age_limit",
        /// Not shown in one country.
        CountryLimit = "country_limit",
        /// Removed everywhere.
        Removal = "removal",
        /// The account suspended.
        AccountSuspension = "account_suspension",
        /// The account given back to its owner.
        AccountReturn = "account_return",
    }
}

closed_words! {
    /// A language a text exists in.
    Language {
        /// Arabic.
        Arabic = "ar",
        /// English.
        English = "en",
        /// French.
        French = "fr",
        /// Standard Moroccan Tamazight.
        Tamazight = "zgh",
    }
}

closed_words! {
    /// How a notice reached the platform.
    Means {
        /// Through the platform's seat at the desk, or its interface.
        Interface = "interface",
        /// Typed by hand into the platform's public form.
        PublicForm = "public_form",
        /// By e-mail.
        Email = "email",
        /// By post, with a receipt.
        Post = "post",
        /// Handed over by a bailiff.
        Bailiff = "bailiff",
        /// Handed over in person.
        InPerson = "in_person",
    }
}

closed_words! {
    /// What the platform decided on a notice.
    Decision {
        /// Did what was asked.
        Accepted = "accepted",
        /// Did something milder.
        Narrowed = "narrowed",
        /// Did nothing.
        Refused = "refused",
        /// The content was gone before.
        AlreadyGone = "already_gone",
        /// Put back what it had taken down on an earlier answer.
        Restored = "restored",
        /// Asked for more before it decides.
        AskedForMore = "asked_for_more",
    }
}

closed_words! {
    /// What the platform said its decision rests on.
    Basis {
        /// The law.
        Law = "law",
        /// Its own house rules.
        HouseRules = "house_rules",
        /// It gave no reason.
        NotSaid = "not_said",
    }
}

closed_words! {
    /// Who the platform said had decided.
    Decider {
        /// A person.
        Person = "person",
        /// A machine.
        Machine = "machine",
        /// It did not say.
        NotSaid = "not_said",
    }
}

closed_words! {
    /// Why a notice is taken back.
    WithdrawalReason {
        /// It was wrong.
        Error = "error",
        /// The person who had asked no longer does.
        PersonAsked = "person_asked",
        /// The author contested, and was right.
        ContestUpheld = "contest_upheld",
        /// The outside reviewer objected.
        ReviewerObjected = "reviewer_objected",
        /// A court decided otherwise.
        CourtDecided = "court_decided",
        /// It was solved in another way.
        SolvedOtherwise = "solved_otherwise",
    }
}

closed_words! {
    /// How a case ended, or which way it went.
    Outcome {
        /// Solved by a platform's answer.
        SolvedByAnswer = "solved_by_answer",
        /// Solved without a notice.
        SolvedWithoutNotice = "solved_without_notice",
        /// A platform refused.
        Refused = "refused",
        /// A platform stayed silent.
        Silent = "silent",
        /// The desk found no ground in law.
        NoGround = "no_ground",
        /// Speech of public interest: no notice may go.
        PublicInterest = "public_interest",
        /// Sent on to the right of reply or correction.
        RightOfReply = "right_of_reply",
        /// Sent on to the prosecutor.
        Prosecutor = "prosecutor",
        /// Sent on to a court.
        Court = "court",
        /// Sent on to the data-protection authority.
        DataProtection = "data_protection",
        /// Withdrawn by the person who had reported.
        Withdrawn = "withdrawn",
        /// The author contested, and was right.
        ContestUpheld = "contest_upheld",
    }
}

closed_words! {
    /// Whether something is given or taken back.
    GrantChange {
        /// Given.
        Grant = "grant",
        /// Taken back.
        Revoke = "revoke",
    }
}

closed_words! {
    /// What happens to the account of an outside reviewer or a platform.
    AccountChange {
        /// Somebody is invited to it for the first time.
        Invite = "invite",
        /// Somebody is invited to it anew, and may be another than before.
        InviteAgain = "invite_again",
        /// Nobody gets in with it any more.
        Disable = "disable",
    }
}

closed_words! {
    /// A role at the desk.
    Role {
        /// Takes reports in.
        Intake = "intake",
        /// Decides cases and drafts notices.
        Decision = "decision",
        /// Approves notices.
        Approver = "approver",
        /// Speaks with platforms.
        Liaison = "liaison",
        /// Reads the trail of every act.
        Auditor = "auditor",
        /// Runs the machine and sees no case.
        Administrator = "administrator",
    }
}

closed_words! {
    /// The kind of outside body that reviews an authority's notices.
    ReviewingBody {
        /// A bar of lawyers.
        Bar = "bar",
        /// A press council.
        PressCouncil = "press_council",
        /// A data-protection authority.
        DataProtection = "data_protection",
        /// A university.
        University = "university",
    }
}

closed_words! {
    /// What happens to a reviewer's key.
    KeyChange {
        /// It may sign from then on.
        Add = "add",
        /// It may no longer sign from then on.
        Remove = "remove",
        /// It may no longer sign, at once: somebody else may hold it.
        RemoveCompromised = "remove_compromised",
    }
}

closed_words! {
    /// What a policy of "k of n" is about.
    PolicyScope {
        /// Which witnesses must cosign a checkpoint.
        Witnesses = "witnesses",
        /// Which desks must sign a position.
        MemberDesks = "member_desks",
    }
}

closed_words! {
    /// How a meeting was held.
    MeetingForm {
        /// In one room.
        InPerson = "in_person",
        /// By video.
        Remote = "remote",
        /// By letters.
        Letters = "letters",
    }
}

closed_words! {
    /// Where a position stands.
    PositionState {
        /// Put before the member desks.
        Tabled = "tabled",
        /// Signed by enough of them.
        Adopted = "adopted",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

closed_words! {
    /// Where a commitment stands.
    CommitmentState {
        /// Its day has come.
        Due = "due",
        /// Kept.
        Kept = "kept",
        /// Partly kept.
        PartlyKept = "partly_kept",
        /// Not kept.
        Broken = "broken",
        /// Taken back by the platform.
        Withdrawn = "withdrawn",
    }
}

closed_words! {
    /// Why a new log follows an old one.
    SuccessorReason {
        /// A restored copy was behind what a witness had seen, and the missing part never came back.
        TilesLost = "tiles_lost",
        /// The log's key was lost.
        KeyLost = "key_lost",
        /// Somebody else may hold the log's key.
        KeyCompromised = "key_compromised",
        /// The log's name changed.
        Renamed = "renamed",
        /// The log had grown too old or too large.
        Retired = "retired",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_thirteen_harms() {
        assert_eq!(Harm::ALL.len(), 13);
    }

    #[test]
    fn a_choice_is_written_as_its_word_and_read_back() {
        for harm in Harm::ALL {
            let bytes = crate::canonical::to_bytes(harm).unwrap();
            assert_eq!(bytes, format!("\"{harm}\"").into_bytes());
            assert_eq!(crate::canonical::parse_strict(&bytes), Ok(*harm));
        }
        assert!(crate::canonical::parse_strict::<Harm>(b"\"other\"").is_err());
    }
}
