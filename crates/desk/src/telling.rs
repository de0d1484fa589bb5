//! A report while it is written: what was told so far, and what is still wrong with it.

use law::{Answers, Partial, Question, Upload};
use record::Address;
use serde::{Deserialize, Serialize};

use crate::step::{Step, steps};
use crate::text::{FreeText, TextError};

/// Addresses in one report. More are told in the account, or in a second report.
pub const ADDRESSES_MAX: usize = 20;
/// The account of what happened. Unit: characters.
pub const ACCOUNT_CHARS_MAX: usize = 10_000;
/// A name, an electronic address or a number. Unit: characters.
const CONTACT_CHARS_MAX: usize = 200;

/// How the person may be reached, all of it optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// An electronic address or a telephone number. A complaint must bear one (CPP 40).
    pub reach: String,
    /// Whether their name may go to the platform with a notice.
    pub may_name: bool,
}

/// What was typed on a page and not sent yet, as when the language was changed in the middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unsent {
    /// The page.
    pub step: Step,
    /// Its fields, by name.
    pub fields: Vec<(String, String)>,
}

/// What was told so far. Any state of it is valid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Telling {
    /// The replies to the law's questions.
    pub answers: Partial,
    /// The addresses, as given, one a line.
    pub addresses: Vec<String>,
    /// What happened, in the person's own words.
    pub account: String,
    /// How they may be reached.
    pub contact: Contact,
    /// The steps that take an empty answer and were seen.
    pub seen: Vec<Step>,
    /// What was typed and not sent yet. It is no part of the report.
    pub unsent: Option<Unsent>,
}

/// What is wrong with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It has no answer, and needs one.
    #[error("it has no answer yet")]
    Missing,
    /// Its reply is none of those that it takes, or contradicts another.
    #[error("this reply is not taken")]
    Reply,
    /// A day comes before the day of publication.
    #[error("this day is before the day of publication")]
    TooEarly,
    /// A text is too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A line is no address. Numbered from 1.
    #[error("line {line} is no address of a page")]
    Address {
        /// Which line.
        line: usize,
        /// Why.
        why: record::address::AddressError,
    },
    /// There are more addresses than are taken.
    #[error("at most {ADDRESSES_MAX} addresses are taken")]
    TooManyAddresses,
    /// Nothing says where the content is: no address and no file.
    #[error("there is neither an address nor a file")]
    Nowhere,
}

/// Something to mend before a report can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The page that mends it.
    pub step: Step,
    /// What is wrong.
    pub wrong: Wrong,
}

impl Telling {
    /// Whether files may be given. Until all that decides it is answered, none may.
    #[must_use]
    pub fn upload(&self) -> Option<Upload> {
        // Days decide nothing here: one that is mistyped must not take files away.
        let days = Partial { published_on: None, known_on: None, ..self.answers.clone() };
        let answers = Answers::try_from(days).ok()?;
        let is_said = |question| answers.asked(question).is_some() && self.is_replied(question);
        [Question::IsMinor, Question::IsIntimate]
            .into_iter()
            .all(is_said)
            .then(|| law::upload(&answers))
    }

    /// Whether a question of yes or no has a reply, given or following from others.
    fn is_replied(&self, question: Question) -> bool {
        self.answers.reply(question).is_some() || !law::questions(&self.answers).contains(&question)
    }

    /// Takes the addresses of a field, one a line. What cannot be read stays as it was typed, so that
    /// nothing is lost, and is said.
    ///
    /// # Errors
    ///
    /// [`Wrong`], for the first line that is no address; everything is kept all the same.
    pub fn take_addresses(&mut self, field: &str) -> Result<(), Wrong> {
        let field = FreeText::new(field, ADDRESSES_MAX * record::address::ADDRESS_MAX_BYTES)?;
        let lines = field.as_str().lines().map(str::trim).filter(|line| !line.is_empty());
        self.addresses = lines.map(str::to_owned).collect();
        self.check_addresses()
    }

    pub(crate) fn check_addresses(&self) -> Result<(), Wrong> {
        if self.addresses.len() > ADDRESSES_MAX {
            return Err(Wrong::TooManyAddresses);
        }
        for (line, address) in (1..).zip(&self.addresses) {
            address.parse::<Address>().map_err(|why| Wrong::Address { line, why })?;
        }
        Ok(())
    }

    /// Takes the account of what happened.
    ///
    /// # Errors
    ///
    /// [`Wrong::Text`] if it is too long; it is kept all the same, so that nothing is lost.
    pub fn take_account(&mut self, field: &str) -> Result<(), Wrong> {
        let kept = FreeText::new(field, usize::MAX)?.into_string();
        let checked = FreeText::new(&kept, ACCOUNT_CHARS_MAX);
        self.account = kept;
        checked?;
        Ok(())
    }

    /// Takes how the person may be reached.
    ///
    /// # Errors
    ///
    /// [`Wrong::Text`] if a field is too long; it is kept all the same, so that nothing is lost.
    pub fn take_contact(&mut self, name: &str, reach: &str, may_name: bool) -> Result<(), Wrong> {
        let name = FreeText::line(name, usize::MAX)?.into_string();
        let reach = FreeText::line(reach, usize::MAX)?.into_string();
        self.contact = Contact { may_name: may_name && !name.is_empty(), name, reach };
        self.check_contact()
    }

    fn check_contact(&self) -> Result<(), Wrong> {
        for field in [&self.contact.name, &self.contact.reach] {
            FreeText::line(field, CONTACT_CHARS_MAX)?;
        }
        Ok(())
    }

    /// Says that a step was seen, though it was left empty.
    pub fn see(&mut self, step: Step) {
        if !self.seen.contains(&step) {
            self.seen.push(step);
        }
    }

    /// Everything that keeps the report from being sent, in the order of the pages. `files` is how
    /// many files were given.
    #[must_use]
    pub fn problems(&self, files: usize) -> Vec<Problem> {
        let mut problems = Vec::new();
        for step in steps(self) {
            if let Some(wrong) = self.wrong_with(step, files) {
                problems.push(Problem { step, wrong });
            }
        }
        problems
    }

    fn wrong_with(&self, step: Step, files: usize) -> Option<Wrong> {
        match step {
            Step::Question(question) if question.form() == law::Form::Day => {
                match Answers::try_from(self.answers.clone()) {
                    Err(law::AnswerError::TooEarly(early)) if early == question => {
                        Some(Wrong::TooEarly)
                    }
                    _ => None,
                }
            }
            Step::Question(question) => {
                self.answers.reply(question).is_none().then_some(Wrong::Missing)
            }
            Step::Where => match self.check_addresses() {
                Err(wrong) => Some(wrong),
                Ok(()) if self.addresses.is_empty() && files == 0 => Some(Wrong::Nowhere),
                Ok(()) => None,
            },
            Step::Account => FreeText::new(&self.account, ACCOUNT_CHARS_MAX).err().map(Wrong::Text),
            Step::Contact => self.check_contact().err(),
            Step::PoliceFirst | Step::Files => None,
        }
    }
}
