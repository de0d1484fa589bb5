//! What every reference carries: where it comes from, when it was checked, how sure it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice::closed_list;

/// A line of law in the three languages of the pages. It is data that counsel edits, so it stands
/// beside its source and not with the texts of pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Arabic.
    pub ar: String,
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in the language with this code (`ar`, `fr`, `en`).
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&str> {
        match code {
            "ar" => Some(&self.ar),
            "fr" => Some(&self.fr),
            "en" => Some(&self.en),
            _ => None,
        }
    }

    /// Whether a language is missing.
    pub(crate) fn has_gap(&self) -> bool {
        [&self.ar, &self.fr, &self.en].into_iter().any(|text| text.trim().is_empty())
    }
}

closed_list! {
    /// How far a reference has been checked.
    "review" Review {
        /// Read in a source; a Moroccan lawyer has not confirmed it. Pages say so.
        AwaitingCounsel = "awaiting-counsel",
        /// Confirmed by a lawyer.
        Confirmed = "confirmed",
    }
}

/// Where a reference comes from and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Keys of `sources.toml`, at least one.
    pub sources: Vec<String>,
    /// The day it was last compared with its source.
    pub checked: Date,
    /// How far it has been checked.
    pub state: Review,
    /// Recalled and not confirmed, contested, or read from a damaged copy. Pages say so.
    #[serde(default)]
    pub is_uncertain: bool,
}

/// A source that references name by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its key, as in `basis.sources`.
    pub key: String,
    /// What it is.
    pub name: String,
    /// Where it was read, as far as it is known.
    #[serde(default)]
    pub place: String,
}
