//! The closed lists of an interview: what happened, to whom, where, and how sure they are.

/// An enum whose values have stable identifiers, and a text in `law.ftl` each.
macro_rules! closed_list {
    (
        $(#[$meta:meta])*
        $list:literal $name:ident { $($(#[$about:meta])* $value:ident = $id:literal),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name { $($(#[$about])* #[serde(rename = $id)] $value),+ }

        impl $name {
            /// Every value, in the order in which it is shown.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The stable identifier, in JSON, TOML and addresses.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($name::$value => $id),+ }
            }

            /// The value with this identifier.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }

            /// The id of its text in `law.ftl`.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $($name::$value => concat!("law-", $list, "-", $id)),+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// What was done to somebody. Each has a hint too, under its message id with `-hint`.
    ///
    /// Source: facts 1.7, the table's rows without "declared newspaper" and "foreign or anonymous
    /// author", which are circumstances and asked as questions.
    "harm" Harm {
        /// A precise accusation said to be false.
        FalseAccusation = "false-accusation",
        /// Contempt without a precise fact.
        Insult = "insult",
        /// False news said to disturb public order.
        PublicFalseNews = "public-false-news",
        /// An intimate image, a leak, a hidden recording.
        IntimateImage = "intimate-image",
        /// A deep fake or another montage.
        Montage = "montage",
        /// Blackmail, sexual or other.
        Blackmail = "blackmail",
        /// A threat to life or limb.
        Threat = "threat",
        /// Harassment by messages or images.
        Harassment = "harassment",
        /// Sexual content, grooming or exploitation of a child.
        ChildSexual = "child-sexual",
        /// A child's identity exposed, or a child bullied.
        ChildExposure = "child-exposure",
        /// Incitement to hatred, discrimination or violence.
        Hate = "hate",
        /// Personal data posted: an identity card, an address, a number.
        PersonalData = "personal-data",
        /// An account taken over or cloned.
        Account = "account",
    }
}

impl Harm {
    /// The id of the one-line hint under the name.
    #[must_use]
    pub fn hint(self) -> String {
        format!("{}-hint", self.message())
    }

    /// Whether what is complained of is speech, so that what is of public interest is protected.
    ///
    /// A montage is speech too unless it is intimate, which the conditions of the table say: an
    /// intimate image is never speech of public interest.
    #[must_use]
    pub const fn is_speech(self) -> bool {
        matches!(self, Harm::FalseAccusation | Harm::Insult | Harm::PublicFalseNews | Harm::Hate)
    }
}

closed_list! {
    /// Who speaks: the person harmed is ...
    "capacity" Capacity {
        /// ... the one who speaks.
        Myself = "myself",
        /// ... a child they are the guardian of.
        Guardian = "guardian",
        /// ... a dead relative they are an heir of.
        Heir = "heir",
        /// ... a body or an administration they represent.
        Body = "body",
        /// ... themselves, an official, for something about their function.
        Official = "official",
        /// ... somebody else: they only saw it.
        Witness = "witness",
    }
}

impl Capacity {
    /// Whether the complaint is marked, in public, as that of an official complainant.
    ///
    /// Source: the founding brief, line 5; facts 4, safeguard 5.
    #[must_use]
    pub const fn is_official(self) -> bool {
        matches!(self, Capacity::Body | Capacity::Official)
    }
}

closed_list! {
    /// Where it was.
    "medium" Medium {
        /// A post, comment, story or live on a platform.
        Platform = "platform",
        /// A declared newspaper or news site, wherever it was shared from.
        DeclaredPress = "declared-press",
        /// Another site.
        OtherSite = "other-site",
        /// Private messages.
        PrivateMessages = "private-messages",
    }
}

closed_list! {
    /// What somebody answers to a question of yes or no. Not sure is an answer.
    "reply" Reply {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// They do not know. It never counts as the answer that would be riskier to be wrong about.
        NotSure = "not-sure",
    }
}

closed_list! {
    /// What everybody in such a case is told, whatever they do next.
    "advice" Advice {
        /// Ask for preservation and take a time-stamped capture on day 0.
        PreserveFirst = "preserve-first",
        /// Do not pay who blackmails.
        NeverPay = "never-pay",
        /// Do not download, keep or pass on sexual material of a child; give the address alone.
        NeverDownload = "never-download",
        /// Danger to life: the police first.
        PoliceFirst = "police-first",
        /// Knowingly false reports are punished.
        FalseReport = "false-report",
    }
}
