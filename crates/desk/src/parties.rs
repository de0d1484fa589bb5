//! The platforms that a desk may write to, and the times that the desk itself decides: data of
//! `content/desk`, checked at the door.

use std::collections::BTreeSet;

use law::{Basis, Source};
use record::Address;
use record::choice::Language;
use record::entry::AnswerHours;
use record::id::OrganisationId;
use serde::{Deserialize, Serialize};

use crate::Urgency;
use crate::retention::{Retention, RetentionError};
use crate::survey::{Survey, SurveyError};
use crate::turn::Clock;

const PLATFORMS: &str = include_str!("../../../content/desk/platforms.toml");
const TIMES: &str = include_str!("../../../content/desk/times.toml");
const SOURCES: &str = include_str!("../../../content/desk/sources.toml");

/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// A platform that notices go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The domain name that it goes by in entries.
    pub id: OrganisationId,
    /// How people call it.
    pub name: String,
    /// The hosts of its addresses in canonical form.
    pub hosts: Vec<String>,
    /// The languages that it reads, the most usual first.
    pub languages: Vec<Language>,
    /// Its public forms, without a scheme. Empty where no source names one.
    pub forms: Vec<String>,
    /// Where this comes from.
    pub basis: Basis,
}

/// A time that a desk decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    urgency: String,
    hours: AnswerHours,
    basis: Basis,
}

/// How long a question stops a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pause {
    hours: AnswerHours,
    basis: Basis,
}

/// A number of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Delay {
    days: u16,
    basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimesFile {
    answer: Vec<Asked>,
    publish_test: Delay,
    contest: Delay,
    question: Pause,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformsFile {
    platform: Vec<Platform>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    source: Vec<Source>,
}

/// Why the data of `content/desk` was refused.
#[derive(Debug, thiserror::Error)]
pub enum PartiesError {
    /// A file is not TOML of the right shape.
    #[error("cannot read {file}")]
    Parse {
        /// The file.
        file: &'static str,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// Two platforms have one name or one host, or one has no source.
    #[error("the platform `{0}` has no source, no host, or shares its name or a host with another")]
    Platform(String),
    /// A time is missing for a degree of urgency, or has no source.
    #[error("there is not one time to answer, with its source, for each degree of urgency")]
    Times,
    /// The survey has no source, or is no survey.
    #[error(transparent)]
    Survey(#[from] SurveyError),
    /// The policy of how long things are kept has a hole.
    #[error(transparent)]
    Retention(#[from] RetentionError),
}

/// The platforms, and the desk's own times.
#[derive(Debug, Clone)]
pub struct Parties {
    platforms: Vec<Platform>,
    times: TimesFile,
    survey: Survey,
    retention: Retention,
}

impl Parties {
    /// What `content/desk` says.
    ///
    /// # Errors
    ///
    /// [`PartiesError`].
    pub fn standard() -> Result<Parties, PartiesError> {
        let policies = (Survey::standard()?, Retention::standard()?);
        Parties::read(PLATFORMS, TIMES, SOURCES, policies)
    }

    /// How long what people told is kept.
    #[must_use]
    pub const fn retention(&self) -> &Retention {
        &self.retention
    }

    /// When people are asked whether it was solved.
    #[must_use]
    pub const fn survey(&self) -> &Survey {
        &self.survey
    }

    fn read(
        platforms: &str,
        times: &str,
        sources: &str,
        (survey, retention): (Survey, Retention),
    ) -> Result<Parties, PartiesError> {
        let wrong = |file| move |error| PartiesError::Parse { file, source: Box::new(error) };
        let sources: SourcesFile = toml::from_str(sources).map_err(wrong("sources.toml"))?;
        let is_sourced = |basis: &Basis| {
            let is_known = |key: &String| sources.source.iter().any(|source| source.key == *key);
            !basis.sources.is_empty() && basis.sources.iter().all(is_known)
        };
        let platforms: PlatformsFile =
            toml::from_str(platforms).map_err(wrong("platforms.toml"))?;
        let times: TimesFile = toml::from_str(times).map_err(wrong("times.toml"))?;
        let mut seen = BTreeSet::new();
        for platform in &platforms.platform {
            let names = platform.hosts.iter().map(String::as_str).collect::<BTreeSet<_>>();
            let is_new = names.into_iter().all(|host| seen.insert(host.to_owned()));
            if !is_new || !is_sourced(&platform.basis) || platform.hosts.is_empty() {
                return Err(PartiesError::Platform(platform.id.as_str().to_owned()));
            }
        }
        let of = |urgency: &str| times.answer.iter().filter(|it| it.urgency == urgency).count();
        let is_whole = ["now", "today", "in-turn"].into_iter().all(|urgency| of(urgency) == 1);
        let is_sourced_all = times.answer.iter().all(|it| is_sourced(&it.basis))
            && is_sourced(&times.publish_test.basis)
            && is_sourced(&times.contest.basis)
            && is_sourced(&times.question.basis);
        if !is_whole || times.answer.len() != 3 || !is_sourced_all {
            return Err(PartiesError::Times);
        }
        Ok(Parties { platforms: platforms.platform, times, survey, retention })
    }

    /// The same with one platform more: of a demonstration, or of a desk's own configuration.
    #[must_use]
    pub fn with(mut self, platform: Platform) -> Parties {
        self.platforms.retain(|other| other.id != platform.id);
        self.platforms.push(platform);
        self
    }

    /// Every platform.
    #[must_use]
    pub fn platforms(&self) -> &[Platform] {
        &self.platforms
    }

    /// The platform of this name.
    #[must_use]
    pub fn platform(&self, id: &str) -> Option<&Platform> {
        self.platforms.iter().find(|platform| platform.id.as_str() == id)
    }

    /// The platform that an address belongs to.
    #[must_use]
    pub fn of_address(&self, address: &Address) -> Option<&Platform> {
        let rest = address.as_str().split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', ':']).next().unwrap_or_default();
        self.platforms.iter().find(|platform| platform.hosts.iter().any(|it| it == host))
    }

    /// How long a platform is asked to take for a case of this urgency.
    #[must_use]
    pub fn answer_within(&self, urgency: Urgency) -> AnswerHours {
        let id = match urgency {
            Urgency::Now => "now",
            Urgency::Today => "today",
            Urgency::InTurn => "in-turn",
        };
        let asked = self.times.answer.iter().find(|asked| asked.urgency == id);
        asked.expect("every degree of urgency was seen when the file was read").hours
    }

    /// The clock of a notice whose platform is asked to take so long at most.
    #[must_use]
    pub const fn clock(&self, within: AnswerHours) -> Clock {
        Clock { within, pause: self.times.question.hours }
    }

    /// How long after its entry a three-part test is published. Unit: seconds.
    #[must_use]
    pub fn publish_test_after_s(&self) -> i64 {
        i64::from(self.times.publish_test.days) * DAY_S
    }

    /// How long after delivery the author may contest. Unit: seconds.
    #[must_use]
    pub fn contest_within_s(&self) -> i64 {
        i64::from(self.times.contest.days) * DAY_S
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policies() -> (Survey, Retention) {
        (Survey::standard().unwrap(), Retention::standard().unwrap())
    }

    #[test]
    fn what_stands_in_content_is_whole() {
        let parties = Parties::standard().unwrap();
        let address: Address = "https://m.tiktok.com/@a/video/7301".parse().unwrap();
        assert_eq!(parties.of_address(&address).unwrap().id.as_str(), "tiktok.com");
        let other: Address = "https://news.example/a".parse().unwrap();
        assert!(parties.of_address(&other).is_none());
        let hours = [Urgency::Now, Urgency::Today, Urgency::InTurn]
            .map(|urgency| parties.answer_within(urgency).hours());
        assert!(hours.is_sorted() && parties.publish_test_after_s() > 0);
    }

    #[test]
    fn two_platforms_do_not_share_a_host_and_no_time_is_missing() {
        let twice =
            format!("{PLATFORMS}\n{}", PLATFORMS.replace("tiktok.com\"\nname", "a.com\"\nname"));
        assert!(matches!(
            Parties::read(&twice, TIMES, SOURCES, policies()),
            Err(PartiesError::Platform(_))
        ));
        let short = TIMES.replace("\"today\"", "\"tomorrow\"");
        assert!(matches!(
            Parties::read(PLATFORMS, &short, SOURCES, policies()),
            Err(PartiesError::Times)
        ));
        let unsourced = SOURCES.replace("\"OWN\"", "\"OTHER\"");
        assert!(matches!(
            Parties::read(PLATFORMS, TIMES, &unsourced, policies()),
            Err(PartiesError::Times)
        ));
    }
}
