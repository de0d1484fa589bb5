//! The law of one country as data: read at the door, checked whole, then never wrong inside.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::table::{Place, expand};
use crate::{
    Article, Basis, Capacity, Cell, Clock, Condition, Harm, Holiday, Law, Medium, Route, Rule,
    Source, Text,
};

/// The law of one country, with every reference in it checked.
#[derive(Debug, Clone)]
pub struct Pack {
    sources: Vec<Source>,
    laws: Vec<Law>,
    articles: Vec<Article>,
    clocks: Vec<Clock>,
    holidays: Vec<Holiday>,
    routes: Vec<Route>,
    rules: Vec<Rule>,
    conditions: Vec<Condition>,
    cells: BTreeMap<Place, Cell>,
}

/// The texts of a pack's files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files<'a> {
    pub(crate) sources: &'a str,
    pub(crate) articles: &'a str,
    pub(crate) clocks: &'a str,
    pub(crate) holidays: &'a str,
    pub(crate) routes: &'a str,
    pub(crate) table: &'a str,
}

/// The files of Morocco's pack.
pub(crate) const MOROCCO: Files<'static> = Files {
    sources: include_str!("../../../content/law/ma/sources.toml"),
    articles: include_str!("../../../content/law/ma/articles.toml"),
    clocks: include_str!("../../../content/law/ma/clocks.toml"),
    holidays: include_str!("../../../content/law/ma/holidays.toml"),
    routes: include_str!("../../../content/law/ma/routes.toml"),
    table: include_str!("../../../content/law/ma/table.toml"),
};

/// Why a pack was refused.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A file is not TOML of the right shape.
    #[error("cannot read {file}")]
    Parse {
        /// The file.
        file: &'static str,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// Something names what is not there.
    #[error("{what} `{id}` names the {kind} `{missing}`, which is not there")]
    Missing {
        /// The kind of the thing that names.
        what: &'static str,
        /// Its identifier.
        id: String,
        /// The kind of the thing that is named.
        kind: &'static str,
        /// The name.
        missing: String,
    },
    /// Two things have one identifier.
    #[error("there are two of {what} `{id}`")]
    Twice {
        /// The kind.
        what: &'static str,
        /// The identifier.
        id: String,
    },
    /// A reference has no source, or a text lacks a language.
    #[error("{what} `{id}` has no {lacks}")]
    Incomplete {
        /// The kind.
        what: &'static str,
        /// Its identifier.
        id: String,
        /// What it lacks.
        lacks: &'static str,
    },
    /// No rule of the table fits a cell.
    #[error("no rule of the table fits {harm}, {capacity}, {medium}")]
    Hole {
        /// The harm.
        harm: Harm,
        /// The capacity.
        capacity: Capacity,
        /// The medium.
        medium: Medium,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticlesFile {
    law: Vec<Law>,
    article: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClocksFile {
    clock: Vec<Clock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidaysFile {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoutesFile {
    route: Vec<Route>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    rule: Vec<Rule>,
    condition: Vec<Condition>,
}

impl Pack {
    /// The law of Morocco, as `content/law/ma` has it. All of it awaits counsel.
    ///
    /// # Errors
    ///
    /// [`PackError`] if a file was edited into something that cannot be used; a test loads it.
    ///
    /// # Example
    ///
    /// ```
    /// let pack = law::Pack::morocco()?;
    /// assert_eq!(pack.article("88-13:85").map(|article| article.has_prison), Some(false));
    /// # Ok::<(), law::PackError>(())
    /// ```
    pub fn morocco() -> Result<Pack, PackError> {
        Pack::read(MOROCCO)
    }

    pub(crate) fn read(files: Files<'_>) -> Result<Pack, PackError> {
        let SourcesFile { source: sources } = parse("sources.toml", files.sources)?;
        let ArticlesFile { law: laws, article: articles } = parse("articles.toml", files.articles)?;
        let ClocksFile { clock: clocks } = parse("clocks.toml", files.clocks)?;
        let HolidaysFile { holiday: holidays } = parse("holidays.toml", files.holidays)?;
        let RoutesFile { route: routes } = parse("routes.toml", files.routes)?;
        let TableFile { rule: rules, condition: conditions } = parse("table.toml", files.table)?;
        let cells = expand(&rules, &routes)
            .map_err(|(harm, capacity, medium)| PackError::Hole { harm, capacity, medium })?;
        let pack =
            Pack { sources, laws, articles, clocks, holidays, routes, rules, conditions, cells };
        pack.check()?;
        Ok(pack)
    }

    /// The sources that references name.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source with this key.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }

    /// The law with this identifier.
    #[must_use]
    pub fn law(&self, id: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.id == id)
    }

    /// Every article, in order.
    #[must_use]
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article with this identifier.
    #[must_use]
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// How an article is cited, in the language with this code.
    #[must_use]
    pub fn citation(&self, article: &Article, language: &str) -> Option<String> {
        let pattern = self.law(article.law())?.cite.get(language)?;
        Some(pattern.replace("{number}", &article.number))
    }

    /// Every clock.
    #[must_use]
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// The clock with this identifier.
    #[must_use]
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The days on which courts do not work, beside Saturdays and Sundays.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// Every route.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route with this identifier.
    #[must_use]
    pub fn route(&self, id: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.id == id)
    }

    /// The rules of the table, in order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The conditions of the table, in order.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// What the table says about one place.
    #[must_use]
    pub fn cell(&self, harm: Harm, capacity: Capacity, medium: Medium) -> &Cell {
        self.cells.get(&(harm, capacity, medium)).expect("a pack without every cell is not made")
    }

    fn check(&self) -> Result<(), PackError> {
        let mut seen = BTreeSet::new();
        self.check_bases(&mut seen)?;
        for article in &self.articles {
            let refer = |kind, missing: &str| missing_in("article", &article.id, kind, missing);
            if self.law(article.law()).is_none() {
                return Err(refer("law", article.law()));
            }
            if let Some(name) = article.clocks.iter().find(|name| self.clock(name).is_none()) {
                return Err(refer("clock", name));
            }
        }
        let rules = self.rules.iter().map(|rule| ("rule", &rule.id, &rule.routes));
        let conditions = self.conditions.iter().map(|c| ("condition", &c.id, &c.routes));
        for (what, id, routes) in rules.chain(conditions) {
            let is_gone = |name: &&String| !self.route(name).is_some_and(|r| r.is_offered);
            if let Some(name) = routes.iter().find(is_gone) {
                return Err(missing_in(what, id, "route on offer", name));
            }
        }
        for route in &self.routes {
            if let Some(name) = route.clocks.iter().find(|name| self.clock(name).is_none()) {
                return Err(missing_in("route", &route.id, "clock", name));
            }
        }
        Ok(())
    }

    fn check_bases<'a>(
        &'a self,
        seen: &mut BTreeSet<(&'static str, &'a str)>,
    ) -> Result<(), PackError> {
        for (what, id, basis, texts) in self.references() {
            if !seen.insert((what, id)) {
                return Err(PackError::Twice { what, id: id.to_owned() });
            }
            let lacking = |lacks| PackError::Incomplete { what, id: id.to_owned(), lacks };
            if basis.sources.is_empty() {
                return Err(lacking("source"));
            }
            if let Some(key) = basis.sources.iter().find(|key| self.source(key).is_none()) {
                return Err(missing_in(what, id, "source", key));
            }
            if texts.into_iter().flatten().any(Text::has_gap) {
                return Err(lacking("text in one of its languages"));
            }
        }
        Ok(())
    }

    /// Everything that carries a basis: kind, identifier, basis and texts.
    fn references(&self) -> Vec<(&'static str, &str, &Basis, [Option<&Text>; 2])> {
        let mut all = Vec::new();
        all.extend(
            self.laws
                .iter()
                .map(|l| ("law", l.id.as_str(), &l.basis, [Some(&l.name), Some(&l.cite)])),
        );
        all.extend(self.articles.iter().map(|a| {
            ("article", a.id.as_str(), &a.basis, [Some(&a.elements), a.penalty.as_ref()])
        }));
        all.extend(
            self.clocks.iter().map(|c| ("clock", c.id.as_str(), &c.basis, [Some(&c.name), None])),
        );
        all.extend(
            self.holidays
                .iter()
                .map(|h| ("holiday", h.name.en.as_str(), &h.basis, [Some(&h.name), None])),
        );
        all.extend(
            self.routes
                .iter()
                .map(|r| ("route", r.id.as_str(), &r.basis, [Some(&r.name), Some(&r.does)])),
        );
        all.extend(self.rules.iter().map(|r| ("rule", r.id.as_str(), &r.basis, [None, None])));
        all.extend(
            self.conditions.iter().map(|c| ("condition", c.id.as_str(), &c.basis, [None, None])),
        );
        all
    }
}

fn missing_in(what: &'static str, id: &str, kind: &'static str, missing: &str) -> PackError {
    PackError::Missing { what, id: id.to_owned(), kind, missing: missing.to_owned() }
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|source| PackError::Parse { file, source: Box::new(source) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads Morocco's pack with `from` replaced by `to` in the file that `file` chooses.
    #[track_caller]
    fn check_refused(
        file: for<'f, 'a> fn(&'f mut Files<'a>) -> &'f mut &'a str,
        from: &str,
        to: &str,
        expected: &str,
    ) {
        let mut files = MOROCCO;
        let text = *file(&mut files);
        assert!(text.contains(from), "`{from}` is not in the file");
        let damaged = text.replace(from, to);
        let mut files: Files<'_> = files;
        *file(&mut files) = &damaged;
        let error = Pack::read(files).unwrap_err().to_string();
        assert_eq!(error, expected);
    }

    #[test]
    fn a_reference_that_leads_nowhere_is_refused() {
        check_refused(
            |files| &mut files.articles,
            "clocks = [\"felony\"]",
            "clocks = [\"crime\"]",
            "article `PC:448-1` names the clock `crime`, which is not there",
        );
        check_refused(
            |files| &mut files.table,
            "\"account-recovery\", \"e-blagh\"",
            "\"haca\", \"e-blagh\"",
            "rule `official-account` names the route on offer `haca`, which is not there",
        );
        check_refused(
            |files| &mut files.sources,
            "key = \"GC34\"",
            "key = \"GC35\"",
            "condition `public-matter` names the source `GC34`, which is not there",
        );
    }

    #[test]
    fn a_reference_without_a_source_or_a_language_is_refused() {
        check_refused(
            |files| &mut files.routes,
            "sources = [\"2M\", \"YABILADI\"]",
            "sources = []",
            "route `haca` has no source",
        );
        check_refused(
            |files| &mut files.clocks,
            "en = \"Complaint for a felony\"",
            "en = \" \"",
            "clock `felony` has no text in one of its languages",
        );
    }

    #[test]
    fn two_of_one_name_a_hole_and_a_field_too_many_are_refused() {
        check_refused(
            |files| &mut files.clocks,
            "id = \"felony\"",
            "id = \"delit\"",
            "there are two of clock `delit`",
        );
        check_refused(
            |files| &mut files.table,
            "id = \"account\"\nharms = [\"account\"]",
            "id = \"account\"\nharms = [\"threat\"]",
            "no rule of the table fits account, myself, platform",
        );
        check_refused(
            |files| &mut files.holidays,
            "is_uncertain = true",
            "is_doubtful = true",
            "cannot read holidays.toml",
        );
    }
}
