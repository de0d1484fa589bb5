//! "Was it solved?": asked four weeks after a report, of the person who sent it.

use law::{Basis, Source};
use serde::Deserialize;

const SURVEY: &str = include_str!("../../../content/desk/survey.toml");
const SOURCES: &str = include_str!("../../../content/desk/sources.toml");

/// What a person may add to their answer. Unit: characters.
pub const SOLVED_LINE_CHARS_MAX: usize = 500;
/// Unit: milliseconds.
const DAY_MS: u64 = 86_400_000;

/// What a person says four weeks later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Solved {
    /// It is.
    Yes,
    /// Some of it is.
    Partly,
    /// It is not.
    No,
    /// It is not, and something is still on its way.
    NotYet,
}

impl Solved {
    /// Every answer, in the order in which they are asked.
    pub const ALL: [Solved; 4] = [Solved::Yes, Solved::Partly, Solved::No, Solved::NotYet];

    /// Its word, where answers are kept and in texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Solved::Yes => "yes",
            Solved::Partly => "partly",
            Solved::No => "no",
            Solved::NotYet => "not-yet",
        }
    }

    /// The answer with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Solved> {
        Solved::ALL.into_iter().find(|solved| solved.word() == word)
    }
}

/// When a person is asked, and what is told of the answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    ask_after_days: u16,
    open_days: u16,
    /// From how many equal answers on their number is told; fewer could point at somebody.
    pub count_min: u32,
    /// Where this comes from.
    pub basis: Basis,
}

/// Why the data of `content/desk` was refused.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// It is not TOML of the right shape.
    #[error("cannot read survey.toml")]
    Parse(#[source] Box<toml::de::Error>),
    /// It names a source that is not there, or counts too few.
    #[error("survey.toml has no source that is there, or tells counts below ten")]
    Incomplete,
}

#[derive(Deserialize)]
struct SourcesFile {
    source: Vec<Source>,
}

impl Survey {
    /// What `content/desk` says.
    ///
    /// # Errors
    ///
    /// [`SurveyError`].
    pub fn standard() -> Result<Survey, SurveyError> {
        Survey::read(SURVEY, SOURCES)
    }

    fn read(survey: &str, sources: &str) -> Result<Survey, SurveyError> {
        let wrong = |error| SurveyError::Parse(Box::new(error));
        let survey: Survey = toml::from_str(survey).map_err(wrong)?;
        let sources: SourcesFile = toml::from_str(sources).map_err(wrong)?;
        let is_there = |key: &String| sources.source.iter().any(|source| source.key == *key);
        let keys = &survey.basis.sources;
        if keys.is_empty() || !keys.iter().all(is_there) || survey.count_min < 10 {
            return Err(SurveyError::Incomplete);
        }
        Ok(survey)
    }

    /// Whether a report of `received_ms` is asked about at `now_ms`, and answers may be changed.
    /// Unit: milliseconds since 1970, UTC.
    #[must_use]
    pub fn is_open(&self, received_ms: u64, now_ms: u64) -> bool {
        let asked_ms = received_ms + u64::from(self.ask_after_days) * DAY_MS;
        (asked_ms..self.ends_ms(received_ms)).contains(&now_ms)
    }

    /// From when on no answer is taken any more. Unit: milliseconds since 1970, UTC.
    #[must_use]
    pub fn ends_ms(&self, received_ms: u64) -> u64 {
        let days = u64::from(self.ask_after_days) + u64::from(self.open_days);
        received_ms + days * DAY_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_asked_from_the_twenty_eighth_day_on_for_twenty_eight_days() {
        let survey = Survey::standard().unwrap();
        let received = 1_000;
        for (now, is_open) in [
            (received, false),
            (received + 28 * DAY_MS - 1, false),
            (received + 28 * DAY_MS, true),
            (received + 56 * DAY_MS - 1, true),
            (received + 56 * DAY_MS, false),
        ] {
            assert_eq!(survey.is_open(received, now), is_open, "{now}");
        }
    }

    #[test]
    fn a_survey_without_a_source_or_with_counts_below_ten_is_refused() {
        let sources = "[[source]]\nkey = \"A\"\nname = \"a\"";
        let survey = |least: u32, key: &str| {
            format!(
                "ask_after_days = 1\nopen_days = 1\ncount_min = {least}\nbasis = {{ sources = \
                 [{key}], checked = \"2026-11-25\", state = \"awaiting-counsel\" }}"
            )
        };
        assert!(Survey::read(&survey(10, "\"A\""), sources).is_ok());
        for (least, key) in [(9, "\"A\""), (10, "\"B\""), (10, "")] {
            let read = Survey::read(&survey(least, key), sources);
            assert!(matches!(read, Err(SurveyError::Incomplete)), "{least} {key}");
        }
    }

    #[test]
    fn every_answer_is_found_by_its_word() {
        for solved in Solved::ALL {
            assert_eq!(Solved::from_word(solved.word()), Some(solved));
        }
        assert_eq!(Solved::from_word("perhaps"), None);
    }
}
