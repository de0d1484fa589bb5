//! The ways a person can go: bodies and channels, each with what it does and its source.

use serde::{Deserialize, Serialize};

use crate::choice::closed_list;
use crate::{Basis, Medium, Text};

closed_list! {
    /// What kind of way it is.
    "route" RouteKind {
        /// The platform's own reports and forms, filled in by the person.
        Platform = "platform",
        /// Police and gendarmerie.
        Police = "police",
        /// The public prosecution.
        Prosecutor = "prosecutor",
        /// A court.
        Court = "court",
        /// Right of reply and correction.
        RightOfReply = "right-of-reply",
        /// The data-protection authority, or the controller before it.
        Data = "data",
        /// Help and counsel.
        Help = "help",
        /// Making sure of the facts.
        Check = "check",
        /// Establishing evidence.
        Evidence = "evidence",
    }
}

/// One way to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Its identifier.
    pub id: String,
    /// What kind of way it is.
    pub kind: RouteKind,
    /// Its name.
    pub name: Text,
    /// What it does for a case, in one line.
    pub does: Text,
    /// How it is reached. Empty where the sources name no number and no address.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Languages it serves, by code, as far as the sources say.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The media it can do something about; empty means all.
    #[serde(default)]
    pub media: Vec<Medium>,
    /// Whether it can be offered. One that cannot is kept with the reason, as people ask for it.
    pub is_offered: bool,
    /// The clocks that begin with it, by identifier.
    #[serde(default)]
    pub clocks: Vec<String>,
    /// Where this comes from.
    pub basis: Basis,
}

/// How a route is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Line {
    /// A telephone number.
    Phone(String),
    /// An address on the web, as the source gives it.
    Web(String),
}
