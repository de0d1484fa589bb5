//! How long what people told is kept: a policy with its dates and sources, and no default that
//! erases anything of a case that is not closed. Nor does a clock that jumped ahead erase anything.

use law::{Basis, Source};
use serde::Deserialize;

const RETENTION: &str = include_str!("../../../content/desk/retention.toml");
const SOURCES: &str = include_str!("../../../content/desk/sources.toml");

/// Unit: milliseconds.
const HOUR_MS: u64 = 3_600_000;
/// A year as it is counted here: never too short. Unit: milliseconds.
const YEAR_MS: u64 = 366 * 24 * HOUR_MS;

/// How far a clock may lie ahead of the latest moment that is known before nothing is erased by it. It
/// is looked every hour, so a clock that goes right never does unless the desk stood still for a day.
/// Our own bound. Unit: milliseconds.
pub const CLOCK_AHEAD_MS_MAX: u64 = 24 * HOUR_MS;

/// A clock that cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock shows {now_ms} ms since 1970, and the latest moment known is {known_ms} ms")]
pub struct ClockAhead {
    /// What it shows. Unit: milliseconds since 1970, UTC.
    pub now_ms: u64,
    /// The latest moment that is known. Unit: milliseconds since 1970, UTC.
    pub known_ms: u64,
}

/// Whether something may be erased for good by a clock that shows `now_ms`, where the latest moment that
/// is known is `known_ms`: of the last time that something was looked for, or of the newest event. Where
/// nothing is known, nothing is there to be erased. The last moment of the bound is still believed.
///
/// # Errors
///
/// [`ClockAhead`].
pub fn believe_clock(now_ms: u64, known_ms: Option<u64>) -> Result<(), ClockAhead> {
    match known_ms {
        Some(known_ms) if now_ms.saturating_sub(known_ms) > CLOCK_AHEAD_MS_MAX => {
            Err(ClockAhead { now_ms, known_ms })
        }
        _ => Ok(()),
    }
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// A report that was begun, and nothing was told in it.
    UntoldDraft,
    /// A report that is being written.
    Draft,
    /// The receipt that is shown again to the browser that sent a report.
    SentDraft,
    /// An officer's log-in.
    Session,
    /// A report that its person took back.
    WithdrawnReport,
    /// A report of a closed case.
    ClosedReport,
    /// A message between a person and the desk.
    Message,
    /// What a notice said that left and came to its end.
    Notice,
    /// What a platform and the desk said of a notice since it left.
    Turn,
    /// Why somebody contested a notice, and what was decided.
    Contest,
    /// How the author of a content may be reached who contested.
    AuthorContact,
}

impl Kept {
    /// Everything that there is a rule for.
    pub const ALL: [Kept; 11] = [
        Kept::UntoldDraft,
        Kept::Draft,
        Kept::SentDraft,
        Kept::Session,
        Kept::WithdrawnReport,
        Kept::ClosedReport,
        Kept::Message,
        Kept::Notice,
        Kept::Turn,
        Kept::Contest,
        Kept::AuthorContact,
    ];

    /// Its word, in events and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Kept::UntoldDraft => "untold-draft",
            Kept::Draft => "draft",
            Kept::SentDraft => "sent-draft",
            Kept::Session => "session",
            Kept::WithdrawnReport => "withdrawn-report",
            Kept::ClosedReport => "closed-report",
            Kept::Message => "message",
            Kept::Notice => "notice",
            Kept::Turn => "turn",
            Kept::Contest => "contest",
            Kept::AuthorContact => "author-contact",
        }
    }
}

/// For how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many hours.
    Hours(u32),
    /// So many years of 366 days.
    Years(u32),
    /// As long as the report that it belongs to.
    WithReport,
    /// As long as the notice that it is about.
    WithNotice,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is kept.
    pub what: Kept,
    /// For how long.
    pub length: Length,
    /// Where this comes from.
    pub basis: Basis,
}

/// The policy: one rule for everything that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention(Vec<Rule>);

/// Why the policy was refused.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// It is not TOML of the right shape.
    #[error("cannot read retention.toml")]
    Parse(#[source] Box<toml::de::Error>),
    /// A rule is missing, there twice, without a source, or with no length or several.
    #[error("retention.toml has not one rule, with one length and a source, for {0}")]
    Rule(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetentionFile {
    keep: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    what: Kept,
    hours: Option<u32>,
    years: Option<u32>,
    #[serde(default)]
    with_report: bool,
    #[serde(default)]
    with_notice: bool,
    basis: Basis,
}

#[derive(Deserialize)]
struct SourcesFile {
    source: Vec<Source>,
}

impl Line {
    fn length(&self) -> Option<Length> {
        match (self.hours, self.years, self.with_report, self.with_notice) {
            (Some(hours @ 1..), None, false, false) => Some(Length::Hours(hours)),
            (None, Some(years @ 1..), false, false) => Some(Length::Years(years)),
            (None, None, true, false) if self.what == Kept::Message => Some(Length::WithReport),
            (None, None, false, true) if matches!(self.what, Kept::Turn | Kept::Contest) => {
                Some(Length::WithNotice)
            }
            _ => None,
        }
    }
}

impl Retention {
    /// What `content/desk` says.
    ///
    /// # Errors
    ///
    /// [`RetentionError`].
    pub fn standard() -> Result<Retention, RetentionError> {
        Retention::read(RETENTION, SOURCES)
    }

    fn read(retention: &str, sources: &str) -> Result<Retention, RetentionError> {
        let wrong = |error| RetentionError::Parse(Box::new(error));
        let file: RetentionFile = toml::from_str(retention).map_err(wrong)?;
        let sources: SourcesFile = toml::from_str(sources).map_err(wrong)?;
        let is_there = |key: &String| sources.source.iter().any(|source| source.key == *key);
        let mut rules = Vec::new();
        for what in Kept::ALL {
            let refused = RetentionError::Rule(what.word());
            let mut lines = file.keep.iter().filter(|line| line.what == what);
            let (Some(line), None) = (lines.next(), lines.next()) else { return Err(refused) };
            let keys = &line.basis.sources;
            let is_sourced = !keys.is_empty() && keys.iter().all(is_there);
            let Some(length) = line.length().filter(|_| is_sourced) else { return Err(refused) };
            rules.push(Rule { what, length, basis: line.basis.clone() });
        }
        Ok(Retention(rules))
    }

    /// Every rule, in the order of [`Kept::ALL`].
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    /// For how long something is kept.
    #[must_use]
    pub fn length(&self, what: Kept) -> Length {
        let rule = self.0.iter().find(|rule| rule.what == what);
        rule.map_or(Length::WithReport, |rule| rule.length)
    }

    /// The same in milliseconds; what goes with its report or notice is kept for ever by this clock.
    #[must_use]
    pub fn ms(&self, what: Kept) -> u64 {
        match self.length(what) {
            Length::Hours(hours) => u64::from(hours) * HOUR_MS,
            Length::Years(years) => u64::from(years) * YEAR_MS,
            Length::WithReport | Length::WithNotice => u64::MAX,
        }
    }

    /// Until when something must have been quiet to be past its time at `now_ms`. Unit: milliseconds
    /// since 1970, UTC.
    #[must_use]
    pub fn quiet_since(&self, what: Kept, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.ms(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(what: &str, length: &str, key: &str) -> String {
        format!(
            "[[keep]]\nwhat = \"{what}\"\n{length}\nbasis = {{ sources = [{key}], checked = \
             \"2026-11-25\", state = \"awaiting-counsel\" }}\n"
        )
    }

    fn policy(but: &str, length: &str, key: &str) -> Result<Retention, RetentionError> {
        let lines = Kept::ALL.map(|what| match what {
            what if what.word() == but => line(but, length, key),
            Kept::Message => line("message", "with_report = true", "\"A\""),
            Kept::Turn | Kept::Contest => line(what.word(), "with_notice = true", "\"A\""),
            what => line(what.word(), "hours = 1", "\"A\""),
        });
        Retention::read(&lines.concat(), "[[source]]\nkey = \"A\"\nname = \"a\"")
    }

    #[test]
    fn a_rule_without_one_length_and_a_source_is_refused() {
        assert!(policy("draft", "years = 2", "\"A\"").is_ok());
        for (length, key) in [
            ("", "\"A\""),
            ("hours = 0", "\"A\""),
            ("hours = 1\nyears = 1", "\"A\""),
            ("with_report = true", "\"A\""),
            ("with_notice = true", "\"A\""),
            ("hours = 1", ""),
            ("hours = 1", "\"B\""),
        ] {
            let refused = policy("draft", length, key);
            assert!(matches!(refused, Err(RetentionError::Rule("draft"))), "{length} {key}");
        }
        let twice = [line("draft", "hours = 1", "\"A\""), line("draft", "hours = 2", "\"A\"")];
        assert!(Retention::read(&twice.concat(), "source = []").is_err());
    }

    #[test]
    fn the_pages_say_one_day_for_what_is_unfinished_and_so_does_the_policy() {
        let retention = Retention::standard().unwrap();
        assert_eq!(retention.ms(Kept::Draft), 24 * HOUR_MS);
        assert_eq!(retention.length(Kept::Message), Length::WithReport);
    }

    #[test]
    fn a_closed_case_keeps_its_reports_beyond_the_prescription_of_a_delit() {
        let retention = Retention::standard().unwrap();
        // CPP 5: four full years.
        assert!(retention.ms(Kept::ClosedReport) > 4 * YEAR_MS);
        assert_eq!(retention.quiet_since(Kept::ClosedReport, 1_000), 0, "nothing is too old yet");
    }

    #[test]
    fn what_a_notice_said_outlives_the_prescription_and_the_authors_contact_does_not() {
        let retention = Retention::standard().unwrap();
        assert!(retention.ms(Kept::Notice) > 4 * YEAR_MS);
        assert!(retention.ms(Kept::AuthorContact) < retention.ms(Kept::Notice));
        for what in [Kept::Turn, Kept::Contest] {
            assert_eq!(retention.length(what), Length::WithNotice, "{what:?}");
        }
    }

    #[test]
    fn a_clock_is_believed_up_to_a_day_ahead_of_what_is_known_and_not_one_moment_more() {
        let known_ms = 1_000;
        let last = known_ms + CLOCK_AHEAD_MS_MAX;
        assert_eq!(believe_clock(last, Some(known_ms)), Ok(()));
        let ahead = ClockAhead { now_ms: last + 1, known_ms };
        assert_eq!(believe_clock(last + 1, Some(known_ms)), Err(ahead));
        assert_eq!(believe_clock(0, Some(known_ms)), Ok(()), "one that went back erases less");
        assert_eq!(believe_clock(u64::MAX, None), Ok(()), "where nothing is, nothing is erased");
    }
}
