//! What an officer finds in a report that its answers do not say: a newspaper that is declared, an
//! official who asks as anybody, a child in the picture. What is found makes the rules stricter,
//! never milder, and stays.
//!
//! The answers are those of the person who asks for something. Due process for the author must not
//! rest on them alone. Source: the founding brief, lines 4, 5, 8 and 9.

use std::collections::BTreeSet;

use law::{Answers, Assessment, Capacity, Medium, NoticeRule, Pack, Partial, Question, Reply};
use record::AddressKind;

use crate::report::Report;
use crate::terms;

/// One thing that an officer found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// It stands in a declared newspaper or site. Source: 88-13:37.
    DeclaredPress,
    /// It is about public matters of an official, a body or a public figure.
    PublicMatter,
    /// It is of interest to the public.
    PublicInterest,
    /// Who asks is an official, or speaks for a body.
    Official,
    /// It is intimate material.
    Intimate,
    /// Somebody under 18 is harmed or shown.
    Minor,
}

impl Finding {
    /// Every one.
    pub const ALL: [Finding; 6] = [
        Finding::DeclaredPress,
        Finding::PublicMatter,
        Finding::PublicInterest,
        Finding::Official,
        Finding::Intimate,
        Finding::Minor,
    ];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Finding::DeclaredPress => "declared-press",
            Finding::PublicMatter => "public-matter",
            Finding::PublicInterest => "public-interest",
            Finding::Official => "official",
            Finding::Intimate => "intimate",
            Finding::Minor => "minor",
        }
    }

    /// The finding of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Finding> {
        Finding::ALL.into_iter().find(|finding| finding.word() == word)
    }

    fn correct(self, answers: &mut Partial) {
        let mut say = |question| answers.said.insert(question, Reply::Yes);
        match self {
            Finding::DeclaredPress => answers.medium = Some(Medium::DeclaredPress),
            Finding::PublicMatter => drop(say(Question::PublicMatter)),
            Finding::PublicInterest => drop(say(Question::PublicInterest)),
            Finding::Official => answers.capacity = Some(Capacity::Official),
            Finding::Intimate => drop(say(Question::IsIntimate)),
            Finding::Minor => drop(say(Question::IsMinor)),
        }
    }
}

/// What an officer found that no desk may keep. It goes, and what it showed stays as a finding: so no
/// file of its kind is asked for again. Source: the founding brief, line 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unkeepable {
    /// Sexual or intimate material in which somebody under 18 is shown, or may be.
    OfMinor,
    /// Sexual or intimate material of adults alone.
    OfAdults,
}

impl Unkeepable {
    /// Every one, the one that doubt leads to first.
    pub const ALL: [Unkeepable; 2] = [Unkeepable::OfMinor, Unkeepable::OfAdults];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Unkeepable::OfMinor => "minor",
            Unkeepable::OfAdults => "adults",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Unkeepable> {
        Unkeepable::ALL.into_iter().find(|it| it.word() == word)
    }

    /// What is found with it in the report.
    #[must_use]
    pub fn findings(self) -> BTreeSet<Finding> {
        match self {
            Unkeepable::OfMinor => BTreeSet::from([Finding::Intimate, Finding::Minor]),
            Unkeepable::OfAdults => BTreeSet::from([Finding::Intimate]),
        }
    }
}

/// The answers as they would be if the person had said what was found.
#[must_use]
pub fn corrected(answers: &Answers, found: &BTreeSet<Finding>) -> Answers {
    let mut partial = Partial::from(answers.clone());
    for finding in found {
        finding.correct(&mut partial);
    }
    // Harm, medium and capacity are there, and no day moved: these are answers again.
    Answers::try_from(partial).unwrap_or_else(|_| answers.clone())
}

impl Report {
    /// The answers with what was found.
    #[must_use]
    pub fn corrected(&self) -> Answers {
        corrected(&self.answers, &self.found)
    }

    /// What follows from this report under a pack. No notice may go if it may not after what was told,
    /// after any one thing that was found, or after all of it: a finding opens no way that was closed.
    #[must_use]
    pub fn assess(&self, pack: &Pack) -> Assessment {
        let one = |finding: &Finding| corrected(&self.answers, &BTreeSet::from([*finding]));
        let each = self.found.iter().map(one);
        let ways = std::iter::once(self.answers.clone()).chain(each);
        let mut assessed = ways.map(|answers| law::assess(&answers, pack));
        let never = assessed.find(|it| matches!(it.notice, NoticeRule::Never(_)));
        never.unwrap_or_else(|| law::assess(&self.corrected(), pack))
    }

    /// Of what kind the addresses of this report are: the stricter of what was told and what was found.
    #[must_use]
    pub fn address_kind(&self, names_victim: bool) -> AddressKind {
        if self.found.contains(&Finding::Minor) {
            return AddressKind::Minor;
        }
        let told = terms::address_kind(&self.answers, names_victim);
        match told {
            AddressKind::Minor => told,
            _ if self.found.contains(&Finding::Intimate) => AddressKind::Intimate,
            _ => told,
        }
    }
}
