//! The table: harm, capacity and medium say whether a notice may go and which routes there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::candidates::fits;
use crate::choice::closed_list;
use crate::{Answers, Basis, Capacity, Harm, Medium, Question, Reply, Route};

closed_list! {
    /// Who must agree before an authority's notice goes, beside the officer who wrote it: for what
    /// this case is. Each of them also needs the release certificate of an outside reviewer (founding
    /// brief, line 12). A desk of citizens has no such reviewer and is asked for a second officer in
    /// every cell; its notices name a rule of the platform or an article, and force nobody.
    "approver" Approver {
        /// A second officer with another account. Source: the founding brief, line 3.
        SecondOfficer = "second-officer",
        /// A second officer, and a reviewer outside the desk, as it is about speech or an official asks.
        /// Source: the founding brief, lines 3 and 12.
        OutsideReviewer = "outside-reviewer",
    }
}

closed_list! {
    /// Why no notice may go.
    "never" Never {
        /// A declared newspaper or site: only a court. Source: 88-13:37.
        DeclaredPress = "declared-press",
        /// False news and public order: prosecutor, correction, reply. Source: facts 1.7.
        PublicFalseNews = "public-false-news",
        /// A body or an official complains of what was said about it. Source: 88-13:84 is a
        /// route to a court alone; facts 4, safeguard 3.
        CriticismOfFunction = "criticism-of-function",
        /// It is about an official or public figure in public matters. The same source.
        PublicMatter = "public-matter",
        /// Nobody has settled whether it is; until then it counts as if it were.
        PublicMatterUnsettled = "public-matter-unsettled",
        /// It is of interest to the public. Source: the founding brief, line 4.
        PublicInterest = "public-interest",
        /// Only the person harmed, a guardian or an heir has standing. Source: 88-13:99; MANILA.
        NoStanding = "no-standing",
        /// Sexual material of a child goes through the police alone. Source: PC 503-2.
        PoliceRouteOnly = "police-route-only",
        /// Private words: nothing is published that a notice could be about.
        PrivateMessages = "private-messages",
        /// No article that may ground a notice is among the candidates. Source: the founding
        /// brief, line 2; facts 4, safeguard 2.
        NoArticle = "no-article",
    }
}

/// Whether a notice may go to a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum NoticeRule {
    /// It may, once these have approved.
    May {
        /// Who must agree.
        approver: Approver,
    },
    /// It may not, whoever asks.
    Never(Never),
}

/// One line of `table.toml`: the first that fits a cell fills it. Empty lists mean all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its identifier.
    pub id: String,
    /// For which harms.
    #[serde(default)]
    pub harms: Vec<Harm>,
    /// In which capacities.
    #[serde(default)]
    pub capacities: Vec<Capacity>,
    /// In which media.
    #[serde(default)]
    pub media: Vec<Medium>,
    /// Whether a notice may go.
    pub notice: NoticeRule,
    /// The routes in order, by identifier.
    pub routes: Vec<String>,
    /// Where this comes from.
    pub basis: Basis,
}

/// A line of `table.toml` that answers take back a notice with: all of `when` must be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its identifier.
    pub id: String,
    /// For which harms; empty means all.
    #[serde(default)]
    pub harms: Vec<Harm>,
    /// Questions with the replies that count. A question that is not asked never counts.
    pub when: BTreeMap<Question, Vec<Reply>>,
    /// Why no notice may go then.
    pub never: Never,
    /// The routes that are left, in order, by identifier.
    pub routes: Vec<String>,
    /// Where this comes from.
    pub basis: Basis,
}

/// What the table says about one harm, capacity and medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The rule that filled it.
    pub rule: String,
    /// Whether a notice may go.
    pub notice: NoticeRule,
    /// The routes in order, by identifier.
    pub routes: Vec<String>,
}

/// The three things that name a cell.
pub(crate) type Place = (Harm, Capacity, Medium);

impl Condition {
    /// Whether it takes the notice back.
    pub(crate) fn holds(&self, answers: &Answers) -> bool {
        let is_so = |(question, replies): (&Question, &Vec<Reply>)| {
            answers.asked(*question).is_some_and(|reply| replies.contains(&reply))
        };
        fits(&self.harms, answers.harm()) && self.when.iter().all(is_so)
    }
}

/// Every place there is.
pub(crate) fn places() -> impl Iterator<Item = Place> {
    Harm::ALL.iter().flat_map(|harm| {
        Capacity::ALL.iter().flat_map(move |capacity| {
            Medium::ALL.iter().map(move |medium| (*harm, *capacity, *medium))
        })
    })
}

/// Every cell, or the first place that no rule fits.
pub(crate) fn expand(rules: &[Rule], routes: &[Route]) -> Result<BTreeMap<Place, Cell>, Place> {
    places()
        .map(|place| {
            let (harm, capacity, medium) = place;
            let rule = rules.iter().find(|rule| {
                fits(&rule.harms, harm)
                    && fits(&rule.capacities, capacity)
                    && fits(&rule.media, medium)
            });
            let rule = rule.ok_or(place)?;
            let cell = Cell {
                rule: rule.id.clone(),
                notice: rule.notice,
                routes: open_in(&rule.routes, medium, routes),
            };
            Ok((place, cell))
        })
        .collect()
}

/// Those of `names` that can do something in `medium`.
pub(crate) fn open_in(names: &[String], medium: Medium, routes: &[Route]) -> Vec<String> {
    let is_open = |name: &&String| {
        routes.iter().any(|route| route.id == **name && fits(&route.media, medium))
    };
    names.iter().filter(is_open).cloned().collect()
}
