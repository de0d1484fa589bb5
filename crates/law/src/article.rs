//! Articles of law as data, and the cases in which each is proposed.

use serde::{Deserialize, Serialize};

use crate::choice::closed_list;
use crate::{Basis, Capacity, Harm, Medium, Question, Text};

closed_list! {
    /// Which kind of proceeding an article belongs to. Two tracks may be open for one content;
    /// which one is right is decided by a court and never here.
    ///
    /// Source: facts 1.0, the two-track problem.
    "track" Track {
        /// Law 88-13: fines only, complaint of the victim, six months.
        Press = "press",
        /// The Penal Code.
        Penal = "penal",
        /// Law 09-08 on personal data.
        Data = "data",
        /// Damages.
        Civil = "civil",
        /// No offence: a rule of procedure or a safeguard.
        Procedure = "procedure",
    }
}

closed_list! {
    /// Who may set an article in motion.
    "who" WhoActs {
        /// Only on complaint of the person harmed.
        Victim = "victim",
        /// On complaint of the person harmed; of the prosecutor alone for insult or defamation by
        /// origin, race, sex or religion.
        VictimOrProsecutor = "victim-or-prosecutor",
        /// The prosecutor; whether alone is uncertain, practice waits for a complaint.
        Prosecutor = "prosecutor",
        /// The heirs.
        Heirs = "heirs",
        /// A body after deliberation, or the official or his authority.
        Authority = "authority",
        /// Whoever is concerned.
        Concerned = "concerned",
    }
}

closed_list! {
    /// What must be shown beside an article.
    "rights" RightsNote {
        /// Imprisonment for speech: the International Covenant, article 19, and General Comment 34,
        /// paragraph 47, hold that it is never appropriate for defamation. Source: GC34.
        PrisonForSpeech = "prison-for-speech",
    }
}

/// A law: what its articles are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its short name, as at the start of an article's identifier.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// How one of its articles is cited; `{number}` stands for the number.
    pub cite: Text,
    /// Where this comes from.
    pub basis: Basis,
}

/// One provision of one law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Law and number, as `88-13:85`.
    pub id: String,
    /// The number as it is cited, as `425–427`.
    pub number: String,
    /// The kind of proceeding.
    pub track: Track,
    /// What it covers, in one line.
    pub elements: Text,
    /// Who may set it in motion.
    pub who: WhoActs,
    /// What it threatens, if anything.
    #[serde(default)]
    pub penalty: Option<Text>,
    /// Whether it threatens imprisonment.
    #[serde(default)]
    pub has_prison: bool,
    /// Whether a notice to a platform may name it. Articles that protect the state, and false
    /// news, are routes to a court and grounds of no notice.
    pub is_notice_ground: bool,
    /// The clocks that run under it, by identifier.
    #[serde(default)]
    pub clocks: Vec<String>,
    /// What must be shown beside it.
    #[serde(default)]
    pub rights: Option<RightsNote>,
    /// The cases in which it is proposed; one that fits is enough.
    #[serde(default, rename = "trigger")]
    pub triggers: Vec<Trigger>,
    /// Where this comes from.
    pub basis: Basis,
}

impl Article {
    /// The law it stands in, by identifier.
    #[must_use]
    pub fn law(&self) -> &str {
        self.id.split_once(':').map_or(&self.id, |(law, _)| law)
    }
}

/// A case in which an article is proposed. Empty lists of harms, capacities and media mean all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// For which harms.
    #[serde(default)]
    pub harms: Vec<Harm>,
    /// In which capacities.
    #[serde(default)]
    pub capacities: Vec<Capacity>,
    /// In which media.
    #[serde(default)]
    pub media: Vec<Medium>,
    /// Falls if one of these is answered with no.
    #[serde(default)]
    pub unless_no: Vec<Question>,
    /// Falls if one of these is answered with yes.
    #[serde(default)]
    pub unless_yes: Vec<Question>,
    /// Falls unless each of these is asked, and answered with yes or not sure.
    #[serde(default)]
    pub only_if: Vec<Question>,
    /// The reason that is shown: `law-reason-` and this is the id of its text.
    pub reason: String,
}
