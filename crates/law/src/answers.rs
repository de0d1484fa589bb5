//! The answers of one interview: half given while it goes on, checked when it ends.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::question::{implied, is_asked};
use crate::{Capacity, Form, Harm, Medium, Question, Reply};

/// The answers so far. Any state of it is valid: a page adds one reply after another, and a reply
/// stays when an earlier one is changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Partial {
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harm: Option<Harm>,
    /// Where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// Replies to the questions of yes or no.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<Question, Reply>,
    /// The day of the first publication, or of the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_on: Option<Date>,
    /// The day the person harmed learnt of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_on: Option<Date>,
    /// The day they learnt who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_known_on: Option<Date>,
}

/// The answers of a whole interview: harm, medium and capacity are there, and of the rest only
/// what is asked in such a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Partial", into = "Partial")]
pub struct Answers {
    harm: Harm,
    medium: Medium,
    capacity: Capacity,
    said: BTreeMap<Question, Reply>,
    published_on: Option<Date>,
    known_on: Option<Date>,
    author_known_on: Option<Date>,
}

/// Why answers were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// A question without which nothing can be said has no answer.
    #[error("the question `{0}` has no answer yet")]
    Missing(Question),
    /// A reply is none of those that the question takes.
    #[error("the question `{0}` does not take this reply")]
    Unknown(Question),
    /// A thing was learnt of before it happened.
    #[error("the day of `{0}` is before the day of publication")]
    TooEarly(Question),
}

impl Partial {
    /// These answers with one more: `text` is an identifier of a closed list or a date as
    /// `2026-11-23`. Empty text takes a date away again.
    ///
    /// # Errors
    ///
    /// [`AnswerError::Unknown`] if the question does not take such a reply.
    pub fn answered(mut self, question: Question, text: &str) -> Result<Self, AnswerError> {
        let unknown = || AnswerError::Unknown(question);
        match question.form() {
            Form::Harm => self.harm = Some(Harm::from_id(text).ok_or_else(unknown)?),
            Form::Medium => self.medium = Some(Medium::from_id(text).ok_or_else(unknown)?),
            Form::Capacity => self.capacity = Some(Capacity::from_id(text).ok_or_else(unknown)?),
            Form::YesNo => {
                self.said.insert(question, Reply::from_id(text).ok_or_else(unknown)?);
            }
            Form::Day => {
                let text = text.trim();
                let day =
                    if text.is_empty() { None } else { Some(text.parse().map_err(|_| unknown())?) };
                *self.day_of(question) = day;
            }
        }
        Ok(self)
    }

    /// The reply to a question as [`Partial::answered`] takes it, if there is one.
    #[must_use]
    pub fn reply(&self, question: Question) -> Option<String> {
        let id = match question {
            Question::Harm => self.harm.map(Harm::id),
            Question::Medium => self.medium.map(Medium::id),
            Question::Capacity => self.capacity.map(Capacity::id),
            Question::PublishedOn => return self.published_on.map(|day| day.to_string()),
            Question::KnownOn => return self.known_on.map(|day| day.to_string()),
            Question::AuthorKnownOn => return self.author_known_on.map(|day| day.to_string()),
            other => self.said.get(&other).copied().map(Reply::id),
        };
        id.map(str::to_owned)
    }

    /// Where the day of a question of form [`Form::Day`] is kept.
    fn day_of(&mut self, question: Question) -> &mut Option<Date> {
        match question {
            Question::KnownOn => &mut self.known_on,
            Question::AuthorKnownOn => &mut self.author_known_on,
            _ => &mut self.published_on,
        }
    }
}

impl TryFrom<Partial> for Answers {
    type Error = AnswerError;

    /// Takes what is asked in such a case and leaves out what is not, so that a reply to a question
    /// that was passed earlier cannot lead to an article.
    fn try_from(partial: Partial) -> Result<Self, AnswerError> {
        let harm = partial.harm.ok_or(AnswerError::Missing(Question::Harm))?;
        let medium = partial.medium.ok_or(AnswerError::Missing(Question::Medium))?;
        let capacity = partial.capacity.ok_or(AnswerError::Missing(Question::Capacity))?;
        if let Some((wrong, _)) = partial.said.iter().find(|(q, _)| q.form() != Form::YesNo) {
            return Err(AnswerError::Unknown(*wrong));
        }
        let mut said = partial.said;
        said.retain(|q, _| is_asked(*q, harm, medium, capacity));
        let is_author_known = said.get(&Question::AuthorUnknown) == Some(&Reply::No);
        let answers = Answers {
            harm,
            medium,
            capacity,
            said,
            published_on: partial.published_on,
            known_on: partial.known_on,
            author_known_on: partial.author_known_on.filter(|_| is_author_known),
        };
        answers.days_follow()?;
        Ok(answers)
    }
}

impl From<Answers> for Partial {
    fn from(answers: Answers) -> Partial {
        Partial {
            harm: Some(answers.harm),
            medium: Some(answers.medium),
            capacity: Some(answers.capacity),
            said: answers.said,
            published_on: answers.published_on,
            known_on: answers.known_on,
            author_known_on: answers.author_known_on,
        }
    }
}

impl Answers {
    /// What happened.
    #[must_use]
    pub const fn harm(&self) -> Harm {
        self.harm
    }

    /// Where it was.
    #[must_use]
    pub const fn medium(&self) -> Medium {
        self.medium
    }

    /// Who speaks.
    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        self.capacity
    }

    /// The reply to a question of yes or no: the one that follows from harm and capacity, else the
    /// one given, else [`Reply::NotSure`].
    #[must_use]
    pub fn reply(&self, question: Question) -> Reply {
        let implied = implied(question, self.harm, self.capacity);
        implied.or_else(|| self.said.get(&question).copied()).unwrap_or(Reply::NotSure)
    }

    /// The reply to a question of yes or no that is asked in such a case, or follows from it;
    /// nothing if it does not arise.
    #[must_use]
    pub fn asked(&self, question: Question) -> Option<Reply> {
        let arises = implied(question, self.harm, self.capacity).is_some()
            || is_asked(question, self.harm, self.medium, self.capacity);
        arises.then(|| self.reply(question))
    }

    /// Whether the person harmed, or anyone shown, is under 18. Not sure is kept as not sure.
    #[must_use]
    pub fn is_minor(&self) -> Reply {
        self.reply(Question::IsMinor)
    }

    /// Whether it is sexual or intimate material.
    #[must_use]
    pub fn is_intimate(&self) -> Reply {
        self.reply(Question::IsIntimate)
    }

    /// The day of the first publication, or of the act.
    #[must_use]
    pub const fn published_on(&self) -> Option<Date> {
        self.published_on
    }

    /// The day the person harmed learnt of it.
    #[must_use]
    pub const fn known_on(&self) -> Option<Date> {
        self.known_on
    }

    /// The day they learnt who did it.
    #[must_use]
    pub const fn author_known_on(&self) -> Option<Date> {
        self.author_known_on
    }

    /// The questions whose answers a notice carries: what the author could say in defence.
    ///
    /// Source: facts 4, safeguard 6.
    #[must_use]
    pub fn defences(&self) -> Vec<(Question, Reply)> {
        self.said.iter().filter(|(q, _)| q.is_defence()).map(|(q, r)| (*q, *r)).collect()
    }

    fn days_follow(&self) -> Result<(), AnswerError> {
        let Some(published) = self.published_on else {
            return Ok(());
        };
        if self.known_on.is_some_and(|day| day < published) {
            return Err(AnswerError::TooEarly(Question::KnownOn));
        }
        Ok(())
    }
}
