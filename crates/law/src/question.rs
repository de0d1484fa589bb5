//! The questions of the interview, and which of them are asked for which harm and medium.

use crate::choice::closed_list;
use crate::{Capacity, Harm, Medium, Partial, Reply};

closed_list! {
    /// A question. Each has a hint too, under its message id with `-hint`.
    "question" Question {
        /// What happened.
        Harm = "harm",
        /// Where it was.
        Medium = "medium",
        /// Who speaks.
        Capacity = "capacity",
        /// Is the person harmed, or anyone shown, under 18?
        IsMinor = "is-minor",
        /// Is it sexual or intimate material?
        IsIntimate = "is-intimate",
        /// Does it impute a precise fact? Source: 88-13:83; CASS2009.
        PreciseFact = "precise-fact",
        /// Can the person be recognised? Source: 88-13:83.
        Identifiable = "identifiable",
        /// Is it about what an official, a candidate, a body or a public figure does in public
        /// matters? Source: facts 4, safeguard 3.
        PublicMatter = "public-matter",
        /// Is it because of the person's sex? Source: PC 444-1, 444-2, 447-3.
        GenderBased = "gender-based",
        /// Was it taken or said in a private place, or in confidence? Source: PC 447-1.
        PrivatePlace = "private-place",
        /// Did the person agree to its being taken and published? Source: PC 447-1, 447-2.
        ConsentGiven = "consent-given",
        /// Was it put together or altered? Source: PC 447-2.
        IsMontage = "is-montage",
        /// Is it by a spouse, former spouse, fiancé, relative or guardian? Source: PC 447-3, 429-1.
        ByRelative = "by-relative",
        /// Is the author unknown, or abroad? Source: CPP 704, 710.
        AuthorUnknown = "author-unknown",
        /// Did a demand for money or anything else follow? Source: PC 538.
        MoneyDemand = "money-demand",
        /// Did it disturb public order or cause panic? Source: 88-13:72.
        PublicOrder = "public-order",
        /// Defence: could what it says be proven true? Source: 88-13:109.
        TruthProvable = "truth-provable",
        /// Defence: is it satire or an opinion? Source: facts 4, safeguard 6.
        Satire = "satire",
        /// Defence: is it of interest to the public? Source: 88-13:89-90; facts 4, safeguard 6.
        PublicInterest = "public-interest",
        /// Defence: had the person made it public before? Source: 88-13:89-90.
        SelfDisclosed = "self-disclosed",
        /// When was it first published, or done?
        PublishedOn = "published-on",
        /// When did the person learn of it?
        KnownOn = "known-on",
        /// When did the person learn who did it?
        AuthorKnownOn = "author-known-on",
    }
}

/// What kind of reply a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One of [`Harm::ALL`].
    Harm,
    /// One of [`Medium::ALL`].
    Medium,
    /// One of [`Capacity::ALL`].
    Capacity,
    /// One of [`Reply::ALL`].
    YesNo,
    /// A civil date, or nothing.
    Day,
}

impl Question {
    /// The kind of reply it takes.
    #[must_use]
    pub const fn form(self) -> Form {
        match self {
            Question::Harm => Form::Harm,
            Question::Medium => Form::Medium,
            Question::Capacity => Form::Capacity,
            Question::PublishedOn | Question::KnownOn | Question::AuthorKnownOn => Form::Day,
            _ => Form::YesNo,
        }
    }

    /// The id of the line under the question that says why it is asked.
    #[must_use]
    pub fn hint(self) -> String {
        format!("{}-hint", self.message())
    }

    /// Whether it asks for what the author could say in defence. Those answers travel with a
    /// notice.
    ///
    /// Source: facts 4, safeguard 6.
    #[must_use]
    pub const fn is_defence(self) -> bool {
        use Question::{PublicInterest, Satire, SelfDisclosed, TruthProvable};
        matches!(self, PublicInterest | SelfDisclosed | Satire | TruthProvable)
    }
}

/// The questions to be asked, in order, as far as the answers given so far can tell.
///
/// Without a harm only the harm is asked, as everything else depends on it.
#[must_use]
pub fn questions(partial: &Partial) -> Vec<Question> {
    let mut asked = vec![Question::Harm];
    let Some(harm) = partial.harm else {
        return asked;
    };
    asked.extend([Question::Medium, Question::Capacity]);
    let (Some(medium), Some(capacity)) = (partial.medium, partial.capacity) else {
        return asked;
    };
    let of_harm = [Question::IsMinor, Question::IsIntimate].into_iter().chain(about(harm).to_vec());
    asked.extend(of_harm.filter(|q| is_asked(*q, harm, medium, capacity)));
    asked.extend([Question::PublishedOn, Question::KnownOn]);
    // An author who is not known was not learnt of on a day.
    if partial.said.get(&Question::AuthorUnknown) == Some(&Reply::No) {
        asked.push(Question::AuthorKnownOn);
    }
    asked
}

/// Whether a question of yes or no is asked in such a case.
pub(crate) fn is_asked(q: Question, harm: Harm, medium: Medium, capacity: Capacity) -> bool {
    let is_of_harm =
        matches!(q, Question::IsMinor | Question::IsIntimate) || about(harm).contains(&q);
    // Where no notice can go, nothing that only a notice needs is asked.
    let has_notice = match medium {
        Medium::Platform | Medium::OtherSite => true,
        Medium::PrivateMessages => !harm.is_speech(),
        Medium::DeclaredPress => false,
    };
    let is_of_notice = q == Question::PublicMatter || q.is_defence();
    // A body has neither sex nor family.
    let is_of_person = matches!(q, Question::GenderBased | Question::ByRelative);
    is_of_harm
        && implied(q, harm, capacity).is_none()
        && (has_notice || !is_of_notice || keeps_defence(q, harm, medium))
        && !(is_of_person && capacity == Capacity::Body)
}

/// A defence that changes the article itself stays asked where an article of the press law may
/// apply.
fn keeps_defence(q: Question, harm: Harm, medium: Medium) -> bool {
    q == Question::SelfDisclosed && harm == Harm::IntimateImage && medium == Medium::DeclaredPress
}

/// The reply that follows from harm and capacity, so that nobody is asked for it.
pub(crate) fn implied(q: Question, harm: Harm, capacity: Capacity) -> Option<Reply> {
    match q {
        Question::IsMinor => {
            let is_child = matches!(harm, Harm::ChildSexual | Harm::ChildExposure)
                || capacity == Capacity::Guardian;
            is_child.then_some(Reply::Yes)
        }
        Question::IsIntimate => {
            matches!(harm, Harm::ChildSexual | Harm::IntimateImage).then_some(Reply::Yes)
        }
        Question::PublicMatter => capacity.is_official().then_some(Reply::Yes),
        _ => None,
    }
}

/// What is asked about each harm, beyond what is asked about all: only what changes the law.
///
/// Source: facts 1.1, 1.2 and 1.7; facts 4, safeguards 3 and 6.
const fn about(harm: Harm) -> &'static [Question] {
    use Question::{
        AuthorUnknown, ByRelative, ConsentGiven, GenderBased, Identifiable, IsMontage, MoneyDemand,
        PreciseFact, PrivatePlace, PublicInterest, PublicMatter, PublicOrder, Satire,
        SelfDisclosed, TruthProvable,
    };
    match harm {
        Harm::FalseAccusation => &[
            PreciseFact,
            Identifiable,
            PublicMatter,
            GenderBased,
            ByRelative,
            MoneyDemand,
            TruthProvable,
            Satire,
            PublicInterest,
            AuthorUnknown,
        ],
        Harm::Insult => &[
            PreciseFact,
            Identifiable,
            PublicMatter,
            GenderBased,
            Satire,
            PublicInterest,
            AuthorUnknown,
        ],
        Harm::PublicFalseNews => &[PublicOrder, TruthProvable, AuthorUnknown],
        Harm::IntimateImage => &[
            Identifiable,
            PrivatePlace,
            ConsentGiven,
            IsMontage,
            GenderBased,
            ByRelative,
            MoneyDemand,
            SelfDisclosed,
            AuthorUnknown,
        ],
        Harm::Montage => &[
            Identifiable,
            IsMontage,
            ConsentGiven,
            PublicMatter,
            GenderBased,
            ByRelative,
            MoneyDemand,
            Satire,
            PublicInterest,
            AuthorUnknown,
        ],
        Harm::Blackmail => &[PrivatePlace, GenderBased, ByRelative, MoneyDemand, AuthorUnknown],
        Harm::Threat => &[ByRelative, MoneyDemand, AuthorUnknown],
        Harm::Harassment => &[ByRelative, MoneyDemand, AuthorUnknown],
        Harm::ChildSexual => &[ByRelative, MoneyDemand, AuthorUnknown],
        Harm::ChildExposure => &[Identifiable, ByRelative, AuthorUnknown],
        Harm::Hate => &[PublicMatter, PublicOrder, Satire, PublicInterest, AuthorUnknown],
        Harm::PersonalData => &[ConsentGiven, SelfDisclosed, PublicInterest, AuthorUnknown],
        Harm::Account => &[MoneyDemand, AuthorUnknown],
    }
}
