//! Names of organisations, logs, countries and articles of law.

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::text::serde_as_text;

/// The longest name of an organisation or origin, in bytes. Our own choice.
const NAME_MAX_BYTES: usize = 100;

/// The longest label of a domain name. Source: RFC 1035, section 2.3.4.
const LABEL_MAX_BYTES: usize = 63;

/// The most digits in a name of an organisation or origin: too few for a telephone number or the
/// number of an identity card, enough for `2m.ma`, `le360.ma` or `log2026`. Our own choice.
const NAME_DIGITS_MAX: usize = 4;

/// Endings of more than two letters that an organisation's name may have.
///
/// A closed list, so that `first.last` is not a name: a handle with a dot in it is common, and its
/// last part is rarely one of these. Our own choice; two letters stand for any country.
const ENDINGS: &[&str] = &[
    "africa", "app", "com", "dev", "edu", "example", "gov", "info", "int", "net", "org", "social",
    "test", "video",
];

/// An organisation: a desk, a platform, a body. Named by a domain name it is known under.
///
/// # Example
///
/// ```
/// use record::id::OrganisationId;
/// assert!("tiktok.com".parse::<OrganisationId>().is_ok());
/// assert!("salma.benali".parse::<OrganisationId>().is_err());
/// assert!("salma@tiktok.com".parse::<OrganisationId>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(String);

impl OrganisationId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrganisationId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let is_name = text.len() <= NAME_MAX_BYTES && has_few_digits(text) && is_domain(text);
        if is_name { Ok(OrganisationId(text.to_owned())) } else { Err(IdError::Organisation) }
    }
}

/// The name of a log, a witness or a reviewer: an organisation's name and an optional path.
///
/// A log's own configured origin may be freer than this; one that is to stand in an entry must fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginName(String);

impl OriginName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OriginName {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut parts = text.split('/');
        let is_name = text.len() <= NAME_MAX_BYTES
            && has_few_digits(text)
            && parts.next().is_some_and(is_domain)
            && parts.all(is_label);
        if is_name { Ok(OriginName(text.to_owned())) } else { Err(IdError::Origin) }
    }
}

impl From<OrganisationId> for OriginName {
    fn from(name: OrganisationId) -> Self {
        OriginName(name.0)
    }
}

fn has_few_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() <= NAME_DIGITS_MAX
}

/// Two to six labels, the last a country's two letters or one of [`ENDINGS`].
fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let Some((ending, others)) = labels.split_last() else {
        return false;
    };
    let is_ending = is_two_letters(ending) || ENDINGS.contains(ending);
    (1..=5).contains(&others.len()) && is_ending && others.iter().all(|label| is_label(label))
}

/// Lower-case letters, digits and single inner hyphens. Two hyphens would let in the coded form of
/// a name in another script (`xn--`), which nobody reading an entry would recognise.
fn is_label(label: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LABEL_MAX_BYTES).contains(&label.len())
        && label.bytes().all(is_plain)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && !label.contains("--")
}

fn is_two_letters(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A country, two lower-case letters as in ISO 3166-1 alpha-2 and in domain names: `ma`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl FromStr for CountryCode {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match *text.as_bytes() {
            [a, b] if is_two_letters(text) => Ok(CountryCode([a, b])),
            _ => Err(IdError::Country),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", char::from(self.0[0]), char::from(self.0[1]))
    }
}

/// One article of one law: `ma/88-13/72` is article 72 of Morocco's Law 88-13.
///
/// *Shape:* country, then the law (up to three letters, then up to three groups of up to four
/// digits, six digits in all: `pc`, `88-13`, `fdl-34-2021`), then the article (groups of digits,
/// six in all, with an optional `bis`, `ter` or `quater`: `72`, `447-2`, `503-1-1`, `3-bis`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawRef(String);

impl LawRef {
    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country whose law it is.
    pub fn country(&self) -> CountryCode {
        let country = self.0.split('/').next().and_then(|country| country.parse().ok());
        country.expect("the constructor saw a country before the first slash")
    }
}

impl FromStr for LawRef {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let parts: Vec<&str> = text.split('/').collect();
        let [country, law, article] = parts[..] else {
            return Err(IdError::Law);
        };
        if is_two_letters(country) && is_law(law) && is_article(article) {
            Ok(LawRef(text.to_owned()))
        } else {
            Err(IdError::Law)
        }
    }
}

fn is_law(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
    if letters > 3 {
        return false;
    }
    let numbers = &text[letters..];
    match letters {
        0 => are_numbers(numbers, 3),
        _ => numbers.is_empty() || numbers.strip_prefix('-').is_some_and(|n| are_numbers(n, 3)),
    }
}

fn is_article(text: &str) -> bool {
    let numbers = ["-bis", "-ter", "-quater"]
        .iter()
        .find_map(|added| text.strip_suffix(added))
        .unwrap_or(text);
    are_numbers(numbers, 4)
}

/// Up to `groups_max` groups of one to four digits, joined by hyphens, six digits in all. A
/// telephone number has nine or more.
fn are_numbers(text: &str, groups_max: usize) -> bool {
    let is_group = |group: &str| {
        (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split('-').all(is_group)
        && text.split('-').count() <= groups_max
        && text.bytes().filter(u8::is_ascii_digit).count() <= 6
}

macro_rules! display_inner {
    ($($name:ident),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

display_inner!(OrganisationId, OriginName, LawRef);
serde_as_text!(OrganisationId, OriginName, CountryCode, LawRef);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_are_named_by_their_domains() {
        for text in [
            "tiktok.com",
            "desk.example",
            "t.me",
            "x.com",
            "2m.ma",
            "le360.ma",
            "163.com",
            "bureau.culture.gov.ma",
            "news-room.example",
            "a.b.c.d.e.org",
        ] {
            assert_eq!(text.parse::<OrganisationId>().unwrap().as_str(), text);
            assert!(text.parse::<OriginName>().is_ok());
        }
    }

    #[test]
    fn what_people_are_called_or_reached_by_is_not_an_organisation() {
        for text in [
            "",
            ".",
            "com",
            "tiktok",
            "TikTok.com",
            "tiktok.com.",
            ".tiktok.com",
            "tiktok..com",
            "salma@desk.example",
            "@salma",
            "salma.benali",
            "salma_b.com",
            "salma b.com",
            "0612345678.ma",
            "+212612345678",
            "ab123456.ma",
            "212.6.12.34.ma",
            "سلمى.ma",
            "xn--mgbc0a9azcg.ma",
            "-a.com",
            "a-.com",
            "a.b.c.d.e.f.com",
            "https://tiktok.com",
            "tiktok.com/@salma",
            "tiktok.com:80",
            "desk.example\n",
            "192.168.0.1",
        ] {
            assert_eq!(text.parse::<OrganisationId>(), Err(IdError::Organisation), "{text}");
        }
        let long = format!("{}.{}.com", "a".repeat(60), "b".repeat(60));
        assert!(long.parse::<OrganisationId>().is_err());
        assert!(format!("{}.com", "a".repeat(64)).parse::<OrganisationId>().is_err());
    }

    #[test]
    fn an_origin_adds_a_plain_path() {
        for text in ["desk.example", "desk.example/log", "bar.ma/reviewer/2", "a.ma/log2026"] {
            assert!(text.parse::<OriginName>().is_ok(), "{text}");
        }
        for text in ["desk/log", "a.ma/", "a.ma//b", "a.ma/B", "a.ma/0612345678", "a.ma/b+c"] {
            assert_eq!(text.parse::<OriginName>(), Err(IdError::Origin), "{text}");
        }
    }

    #[test]
    fn a_country_is_two_lower_case_letters() {
        assert_eq!("ma".parse::<CountryCode>().unwrap().to_string(), "ma");
        for text in ["", "m", "MA", "mar", "m1", "é"] {
            assert_eq!(text.parse::<CountryCode>(), Err(IdError::Country), "{text}");
        }
    }

    #[test]
    fn articles_of_law_are_named_by_country_law_and_number() {
        for text in [
            "ma/88-13/72",
            "ma/pc/447-2",
            "ma/pc/503-1-1",
            "ma/cpp/1",
            "ma/2-22-687/1",
            "ae/fdl-34-2021/43",
            "ma/09-08/3-bis",
            "ma/cst/28",
        ] {
            assert_eq!(text.parse::<LawRef>().unwrap().as_str(), text);
        }
        assert_eq!("ma/pc/1".parse::<LawRef>().unwrap().country().to_string(), "ma");
    }

    #[test]
    fn names_and_numbers_of_people_are_not_articles_of_law() {
        for text in [
            "",
            "ma",
            "ma/88-13",
            "ma/88-13/",
            "ma//72",
            "MA/88-13/72",
            "ma/salma/1",
            "ma/0612345678/1",
            "ma/88-13/0612345678",
            "ma/06-12-34-56-78/1",
            "ma/88-13/06-1234-5678",
            "ma/ab123456/1",
            "ma/88-13/salma",
            "ma/88-13/72/1",
            "ma/88-13/72 ",
            "ma/-13/1",
            "ma/88-/1",
            "ma/pc-/1",
            "ma/pc/-bis",
        ] {
            assert_eq!(text.parse::<LawRef>(), Err(IdError::Law), "{text}");
        }
    }
}
