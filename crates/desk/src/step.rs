//! The pages of the interview, in their order: one thing on each.

use law::{Form, Question, Upload, questions};
use serde::{Deserialize, Serialize};

use crate::telling::Telling;

/// One page of the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Step {
    /// One question of the law.
    Question(Question),
    /// Before anything else is told: whom to call, because no desk takes such material.
    PoliceFirst,
    /// Where the content is.
    Where,
    /// What happened, in the person's own words.
    Account,
    /// The files.
    Files,
    /// How the person may be reached.
    Contact,
}

impl Step {
    /// The stable identifier, in addresses.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Step::Question(question) => question.id(),
            Step::PoliceFirst => "police-first",
            Step::Where => "where",
            Step::Account => "account",
            Step::Files => "files",
            Step::Contact => "contact",
        }
    }

    /// The step with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Step> {
        let own = [Step::PoliceFirst, Step::Where, Step::Account, Step::Files, Step::Contact];
        let own = own.into_iter().find(|step| step.id() == id);
        own.or_else(|| Question::from_id(id).map(Step::Question))
    }

    /// Whether it may be left empty.
    #[must_use]
    pub fn is_optional(self) -> bool {
        match self {
            Step::Question(question) => question.form() == Form::Day,
            Step::PoliceFirst | Step::Where | Step::Account | Step::Files | Step::Contact => true,
        }
    }
}

impl From<Step> for String {
    fn from(step: Step) -> String {
        step.id().to_owned()
    }
}

impl TryFrom<String> for Step {
    type Error = &'static str;

    fn try_from(id: String) -> Result<Step, &'static str> {
        Step::from_id(&id).ok_or("no such step")
    }
}

/// The pages for what was told so far, in their order.
///
/// Age and intimacy are asked before any page that takes a file, and decide whether there is one:
/// where a child may be shown there is neither an upload nor an account, only an address, and the
/// police and the child line come first.
#[must_use]
pub fn steps(telling: &Telling) -> Vec<Step> {
    let mut steps: Vec<Step> =
        questions(&telling.answers).into_iter().map(Step::Question).collect();
    match telling.upload() {
        // Until this is known, nothing that could hold such material is asked for.
        None => {}
        Some(Upload::PoliceFirst(_)) => {
            let first = steps.iter().position(|step| *step == Step::Question(Question::IsIntimate));
            let first = first.or_else(|| {
                steps.iter().position(|step| *step == Step::Question(Question::IsMinor))
            });
            // Right after what decided it; after who speaks if it followed from the harm.
            let at = first.map_or(steps.len().min(3), |at| at + 1);
            steps.insert(at, Step::PoliceFirst);
            steps.extend([Step::Where, Step::Contact]);
        }
        Some(Upload::AddressOnly(_)) => steps.extend([Step::Where, Step::Account, Step::Contact]),
        Some(Upload::Allowed) => {
            steps.extend([Step::Where, Step::Account, Step::Files, Step::Contact]);
        }
    }
    steps
}

/// Whether a step needs nothing more.
fn is_done(telling: &Telling, step: Step) -> bool {
    let has_answer = match step {
        Step::Question(question) => telling.answers.reply(question).is_some(),
        Step::Where => !telling.addresses.is_empty() && telling.check_addresses().is_ok(),
        Step::Account => !telling.account.is_empty(),
        Step::PoliceFirst | Step::Files | Step::Contact => false,
    };
    has_answer || (step.is_optional() && telling.seen.contains(&step))
}

/// The first page that still needs an answer; `None` once all is told.
#[must_use]
pub fn next_open(telling: &Telling) -> Option<Step> {
    steps(telling).into_iter().find(|step| !is_done(telling, *step))
}

/// How far the interview has come at `step`: its place from 1, and how many pages there are as far
/// as the answers can tell.
#[must_use]
pub fn progress(telling: &Telling, step: Step) -> (usize, usize) {
    let steps = steps(telling);
    let at = steps.iter().position(|other| *other == step).unwrap_or(0);
    (at + 1, steps.len().max(at + 1))
}
