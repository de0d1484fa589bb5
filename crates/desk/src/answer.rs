//! What a platform says about a notice: its decision with a statement of reasons.
//!
//! Source of the fields and limits: `data/desk/dsa-statement-of-reasons.md` (DSA article 17(3) and
//! the schema of the EU's transparency database, version 2).

use record::Day;
use record::choice::{Basis, Decider, Decision, Language, Measure};
use serde::{Deserialize, Serialize};

use crate::text::FreeText;

/// Facts and circumstances. Unit: characters. Source: `decision_facts`.
pub const FACTS_CHARS_MAX: usize = 5000;
/// Why the ground applies. Unit: characters. Source: `illegal_content_explanation`.
pub const EXPLANATION_CHARS_MAX: usize = 2000;
/// The ground itself, or the ways to contest. Unit: characters. Source:
/// `illegal_content_legal_ground`.
pub const GROUND_CHARS_MAX: usize = 500;
/// The platform's own name for its decision. Unit: characters. Source: `puid`.
const OWN_ID_CHARS_MAX: usize = 500;
/// The most countries that a measure may be limited to.
const TERRITORIES_MAX: usize = 250;

/// A statement of reasons as a platform sends it. Any state of it is valid; [`StatementDraft::check`]
/// says what is wrong with it.
///
/// *Shape:* the schema for others is `docs/schema/answer-v1.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StatementDraft {
    /// What was decided, by its word.
    pub decision: String,
    /// What was done, by its word; empty if nothing was.
    pub measure: String,
    /// What it rests on, by its word.
    pub basis: String,
    /// Who decided, by its word.
    pub decider: String,
    /// The article or the house rule.
    pub ground: String,
    /// Why it applies, or does not.
    pub explanation: String,
    /// Facts and circumstances.
    pub facts: String,
    /// Where it applies: countries of ISO 3166-1 alpha-2 in lower case; empty for everywhere.
    pub territories: Vec<String>,
    /// From when on, a day as `2026-11-25`; empty if not said.
    pub applied_on: String,
    /// Until when; empty if for good.
    pub ends_on: String,
    /// How the platform's decision can be contested there.
    pub redress: String,
    /// The language of its texts, by its word; empty for English.
    pub language: String,
    /// The platform's own name for its decision; the same one twice is one answer.
    pub own_id: String,
}

/// A statement of reasons that is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What was decided.
    pub decision: Decision,
    /// What was done, where something was.
    pub measure: Option<Measure>,
    /// What it rests on.
    pub basis: Basis,
    /// Who decided.
    pub decider: Decider,
    /// The article or the house rule.
    pub ground: String,
    /// Why it applies, or does not.
    pub explanation: String,
    /// Facts and circumstances.
    pub facts: String,
    /// Where it applies; empty for everywhere.
    pub territories: Vec<String>,
    /// From when on.
    pub applied_on: String,
    /// Until when.
    pub ends_on: String,
    /// How it can be contested there.
    pub redress: String,
    /// The language of its texts.
    pub language: Language,
    /// The platform's own name for it.
    pub own_id: String,
}

/// What is wrong with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementProblem {
    /// The decision is missing or unknown.
    Decision,
    /// Something was done and it is not said what, or the reverse.
    Measure,
    /// A narrowed answer did what was asked or more, or an accepted one did less.
    NotWhatWasAsked,
    /// What it rests on is missing or unknown.
    Basis,
    /// Who decided is missing or unknown.
    Decider,
    /// A basis is named and the ground is not, or it is too long.
    Ground,
    /// A decision against the notice without a reason, or one too long.
    Explanation,
    /// The facts are missing or too long.
    Facts,
    /// A territory is no country.
    Territories,
    /// A day is none, or the end comes before the beginning.
    Days,
    /// The ways to contest are too long.
    Redress,
    /// The language is unknown.
    Language,
    /// The platform's own name holds other characters than letters, digits, hyphens, low lines.
    OwnId,
    /// Nothing was taken down that could be put back.
    NothingToRestore,
}

impl StatementProblem {
    /// Every problem.
    pub const ALL: [StatementProblem; 14] = [
        StatementProblem::Decision,
        StatementProblem::Measure,
        StatementProblem::NotWhatWasAsked,
        StatementProblem::Basis,
        StatementProblem::Decider,
        StatementProblem::Ground,
        StatementProblem::Explanation,
        StatementProblem::Facts,
        StatementProblem::Territories,
        StatementProblem::Days,
        StatementProblem::Redress,
        StatementProblem::Language,
        StatementProblem::OwnId,
        StatementProblem::NothingToRestore,
    ];

    /// Its word, in the API and in the ids of texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            StatementProblem::Decision => "decision",
            StatementProblem::Measure => "measure",
            StatementProblem::NotWhatWasAsked => "not-what-was-asked",
            StatementProblem::Basis => "basis",
            StatementProblem::Decider => "decider",
            StatementProblem::Ground => "ground",
            StatementProblem::Explanation => "explanation",
            StatementProblem::Facts => "facts",
            StatementProblem::Territories => "territories",
            StatementProblem::Days => "days",
            StatementProblem::Redress => "redress",
            StatementProblem::Language => "language",
            StatementProblem::OwnId => "own-id",
            StatementProblem::NothingToRestore => "nothing-to-restore",
        }
    }
}

/// The value of a closed list with this word.
fn one_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|value| word(*value) == text)
}

impl StatementDraft {
    /// The statement, once nothing is wrong with it, as an answer to a notice that asked for `asked`.
    ///
    /// # Errors
    ///
    /// Every problem at once.
    pub fn check(&self, asked: Measure) -> Result<Statement, Vec<StatementProblem>> {
        use StatementProblem as Problem;
        let mut problems = Vec::new();
        let mut refuse_if = |is_wrong: bool, problem: Problem| {
            if is_wrong {
                problems.push(problem);
            }
        };
        let decision = one_of(Decision::ALL, Decision::word, &self.decision);
        refuse_if(decision.is_none(), Problem::Decision);
        let measure = one_of(Measure::ALL, Measure::word, &self.measure);
        let is_unknown = measure.is_none() && !self.measure.is_empty();
        let is_wrong = decision.is_some_and(|it| is_done(it) != measure.is_some());
        refuse_if(is_unknown || is_wrong, Problem::Measure);
        let is_other = match (decision, measure) {
            (Some(Decision::Accepted), Some(done)) => crate::notice::is_milder(done, asked),
            (Some(Decision::Narrowed), Some(done)) => !crate::notice::is_milder(done, asked),
            _ => false,
        };
        refuse_if(is_other, Problem::NotWhatWasAsked);
        let basis = one_of(Basis::ALL, Basis::word, &self.basis);
        refuse_if(basis.is_none(), Problem::Basis);
        let decider = one_of(Decider::ALL, Decider::word, &self.decider);
        refuse_if(decider.is_none(), Problem::Decider);
        let ground = FreeText::new(&self.ground, GROUND_CHARS_MAX).ok();
        let is_bare =
            |text: &Option<FreeText>| text.as_ref().is_none_or(|it| it.as_str().is_empty());
        let is_said = matches!(basis, Some(Basis::Law | Basis::HouseRules));
        refuse_if(ground.is_none() || (is_said && is_bare(&ground)), Problem::Ground);
        let explanation = FreeText::new(&self.explanation, EXPLANATION_CHARS_MAX).ok();
        let is_against = matches!(
            decision,
            Some(Decision::Refused | Decision::Narrowed | Decision::AskedForMore)
        );
        refuse_if(
            explanation.is_none() || (is_against && is_bare(&explanation)),
            Problem::Explanation,
        );
        let facts = FreeText::new(&self.facts, FACTS_CHARS_MAX).ok();
        refuse_if(facts.is_none(), Problem::Facts);
        refuse_if(!are_countries(&self.territories), Problem::Territories);
        refuse_if(!are_days(&self.applied_on, &self.ends_on), Problem::Days);
        let redress = FreeText::new(&self.redress, GROUND_CHARS_MAX).ok();
        refuse_if(redress.is_none(), Problem::Redress);
        let language = language_of(&self.language);
        refuse_if(language.is_none(), Problem::Language);
        refuse_if(!is_own_id(&self.own_id), Problem::OwnId);
        let text = |text: Option<FreeText>| text.map(FreeText::into_string).unwrap_or_default();
        match (decision, basis, decider, language) {
            (Some(decision), Some(basis), Some(decider), Some(language)) if problems.is_empty() => {
                Ok(Statement {
                    decision,
                    measure,
                    basis,
                    decider,
                    ground: text(ground),
                    explanation: text(explanation),
                    facts: text(facts),
                    territories: self.territories.clone(),
                    applied_on: self.applied_on.clone(),
                    ends_on: self.ends_on.clone(),
                    redress: text(redress),
                    language,
                    own_id: self.own_id.clone(),
                })
            }
            _ => Err(problems),
        }
    }
}

/// Whether something was done, so that it must be said what.
fn is_done(decision: Decision) -> bool {
    matches!(decision, Decision::Accepted | Decision::Narrowed)
}

/// The language of a statement; nothing for a word that is none.
fn language_of(word: &str) -> Option<Language> {
    match word {
        "" => Some(Language::English),
        word => one_of(Language::ALL, Language::word, word),
    }
}

fn are_countries(territories: &[String]) -> bool {
    let is_country = |text: &String| text.parse::<record::id::CountryCode>().is_ok();
    territories.len() <= TERRITORIES_MAX && territories.iter().all(is_country)
}

/// Whether both are days or empty, in their order.
fn are_days(first: &str, last: &str) -> bool {
    let read = |text: &str| (!text.is_empty()).then(|| text.parse::<Day>());
    match (read(first).transpose(), read(last).transpose()) {
        (Ok(Some(first)), Ok(Some(last))) => first.start() <= last.start(),
        (Ok(_), Ok(_)) => true,
        _ => false,
    }
}

fn is_own_id(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() <= OWN_ID_CHARS_MAX && text.bytes().all(is_plain)
}
