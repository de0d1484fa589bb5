//! Letters that a person signs: filled from what they said, with a dotted line for what is not
//! known. No letter says that an article applies.

use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};

use crate::choice::closed_list;
use crate::{Answers, Capacity, Harm, Medium, Pack};

closed_list! {
    /// Which letter.
    "letter" LetterKind {
        /// A complaint to the public prosecutor. Source: CPP 40.
        Complaint = "complaint",
        /// A right of reply to a declared newspaper. Source: 88-13:115-124.
        RightOfReply = "right-of-reply",
        /// A request for erasure or rectification, with the CNDP as the next step. Source: 09-08:8.
        DataRequest = "data-request",
    }
}

closed_list! {
    /// The languages that letters are written in: those of courts and administrations.
    "letter-language" LetterLanguage {
        /// Arabic.
        Ar = "ar",
        /// French.
        Fr = "fr",
    }
}

/// What is put into a letter. What is missing becomes a dotted line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LetterFacts {
    /// Who writes.
    pub name: Option<String>,
    /// In what capacity.
    pub capacity: Option<Capacity>,
    /// Where they live.
    pub address: Option<String>,
    /// Their telephone number. A complaint needs it or the e-mail address (CPP 40).
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Where the letter is written.
    pub city: Option<String>,
    /// When it is written.
    pub written_on: Option<Date>,
    /// To whom: the place of the court, the newspaper, the controller.
    pub to: Option<String>,
    /// When it happened, or was first published.
    pub happened_on: Option<Date>,
    /// Where it happened: the platform, the newspaper, the place.
    pub place: Option<String>,
    /// The address of the content.
    pub content_address: Option<String>,
    /// Who did it, if that is known.
    pub author: Option<String>,
    /// What happened, in the person's own words; lines are kept.
    pub facts: Option<String>,
    /// The text of a reply; lines are kept.
    pub reply: Option<String>,
    /// The personal data that a request is about; lines are kept.
    pub data: Option<String>,
    /// The articles that a complaint suggests, by identifier.
    pub articles: Vec<String>,
    /// What is attached.
    pub exhibits: Vec<LetterExhibit>,
}

/// An exhibit as a letter lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterExhibit {
    /// What it is called.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// A letter, ready to be read and signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The text, in lines. Values stand between marks of direction.
    pub text: String,
    /// The fields that are still dotted lines, in the order of their names. The signature always is
    /// one, and so is an empty list of exhibits; they are not listed.
    pub blanks: Vec<&'static str>,
}

/// Why a letter was not written.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// An article is not in the pack.
    #[error("the letter suggests the article `{0}`, which the pack does not have")]
    Article(String),
    /// A template was edited into something that cannot be filled; a test fills each.
    #[error("cannot fill the template of the letter `{kind}`")]
    Template {
        /// Which letter.
        kind: LetterKind,
        /// Where and why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// What stands for a value that is not known.
const BLANK: &str = "........................................";

/// Begins a part with a direction of its own, the one of its first letter.
const ISOLATE: char = '\u{2068}';
/// Ends it.
const ISOLATE_END: char = '\u{2069}';

/// The letters that make sense in such a case: a complaint in every one, a reply where there is a
/// newspaper, a request about data where data are the harm.
///
/// Source: facts 1.7 (first routes) and 5.
#[must_use]
pub fn letters(answers: &Answers) -> Vec<LetterKind> {
    let mut kinds = vec![LetterKind::Complaint];
    if answers.medium() == Medium::DeclaredPress {
        kinds.push(LetterKind::RightOfReply);
    }
    if matches!(answers.harm(), Harm::PersonalData | Harm::IntimateImage | Harm::ChildExposure) {
        kinds.push(LetterKind::DataRequest);
    }
    kinds
}

/// Writes a letter.
///
/// Values are text and stay text: whatever looks like a template, a new line or a mark of direction
/// in them changes nothing around them.
///
/// # Errors
///
/// [`LetterError::Article`] if an article is suggested that the pack does not have.
pub fn letter(
    kind: LetterKind,
    language: LetterLanguage,
    facts: &LetterFacts,
    pack: &Pack,
) -> Result<Letter, LetterError> {
    let template = template(kind, language);
    let mut values = Values::default();
    values.lines(facts);
    values.insert("articles", Value::from(suggestions(facts, language, pack)?));
    values.insert("exhibits", Value::from(exhibits(&facts.exhibits)));
    let failed = |e| LetterError::Template { kind, source: Box::new(e) };
    if let Some(known) = facts.capacity {
        values.insert("capacity", Value::from(capacity(known, language).map_err(failed)?));
    }
    values.insert("signature", Value::from(BLANK));
    values.insert("no_exhibit", Value::from(BLANK));
    let blanks = values.blanks.into_iter().filter(|name| names(template, name)).collect();
    let text = fill(template, values.known).map_err(failed)?;
    Ok(Letter { text, blanks })
}

fn fill(template: &str, values: BTreeMap<&'static str, Value>) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    let text = environment.render_str(template, values)?;
    Ok(text.trim_start().to_owned())
}

/// The values of a template, and those that are blank.
#[derive(Default)]
struct Values {
    known: BTreeMap<&'static str, Value>,
    blanks: Vec<&'static str>,
}

impl Values {
    fn insert(&mut self, name: &'static str, value: Value) {
        self.known.insert(name, value);
    }

    fn lines(&mut self, facts: &LetterFacts) {
        let contact = [&facts.phone, &facts.email].into_iter().flatten();
        let contact: Vec<String> = contact.filter_map(|value| one_line(value)).collect();
        let day = |date: Option<Date>| {
            date.map(|d| format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year()))
        };
        let line = |value: &Option<String>| value.as_deref().and_then(one_line);
        let lines = |value: &Option<String>| value.as_deref().and_then(many_lines);
        let dated = |date| day(date).and_then(|text| one_line(&text));
        let all = [
            ("address", line(&facts.address)),
            ("author", line(&facts.author)),
            ("city", line(&facts.city)),
            ("contact", (!contact.is_empty()).then(|| contact.join(" / "))),
            ("content_address", line(&facts.content_address)),
            ("data", lines(&facts.data)),
            ("facts", lines(&facts.facts)),
            ("happened_on", dated(facts.happened_on)),
            ("name", line(&facts.name)),
            ("place", line(&facts.place)),
            ("reply", lines(&facts.reply)),
            ("to", line(&facts.to)),
            ("written_on", dated(facts.written_on)),
        ];
        for (name, value) in all {
            if value.is_none() {
                self.blanks.push(name);
            }
            self.insert(name, Value::from(value.unwrap_or_else(|| BLANK.to_owned())));
        }
        if facts.capacity.is_none() {
            self.blanks.push("capacity");
            self.blanks.sort_unstable();
            self.insert("capacity", Value::from(BLANK));
        }
    }
}

/// Whether a template has a place for a value.
fn names(template: &str, name: &str) -> bool {
    template.contains(&format!("{{{{ {name} }}}}"))
}

fn suggestions(
    facts: &LetterFacts,
    language: LetterLanguage,
    pack: &Pack,
) -> Result<Vec<String>, LetterError> {
    let cite = |id: &String| {
        let article = pack.article(id);
        let citation = article.and_then(|article| pack.citation(article, language.id()));
        citation.ok_or_else(|| LetterError::Article(id.clone()))
    };
    facts.articles.iter().map(cite).collect()
}

/// The exhibits as templates name them.
fn exhibits(exhibits: &[LetterExhibit]) -> Vec<Value> {
    let listed = exhibits.iter().enumerate().map(|(at, exhibit)| {
        let name = one_line(&exhibit.name).unwrap_or_else(|| BLANK.to_owned());
        let sha256: String = exhibit.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        Value::from_pairs([
            ("number", Value::from(at + 1)),
            ("name", Value::from(name)),
            ("sha256", Value::from(sha256)),
        ])
    });
    listed.collect()
}

/// In what capacity somebody writes, in the words of a letter.
fn capacity(capacity: Capacity, language: LetterLanguage) -> Result<String, minijinja::Error> {
    let template = match language {
        LetterLanguage::Ar => include_str!("../../../content/law/ma/letters/capacity.ar.txt"),
        LetterLanguage::Fr => include_str!("../../../content/law/ma/letters/capacity.fr.txt"),
    };
    let text = fill(template, BTreeMap::from([("capacity", Value::from(capacity.id()))]))?;
    Ok(text.trim_end().to_owned())
}

/// A value on one line, between marks of direction; nothing if nothing is left of it.
fn one_line(value: &str) -> Option<String> {
    let spaced: String = value.chars().filter_map(plain).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    (!words.is_empty()).then(|| format!("{ISOLATE}{}{ISOLATE_END}", words.join(" ")))
}

/// A value of several lines. Each is indented, so that none can pass for a line of the letter.
fn many_lines(value: &str) -> Option<String> {
    let lines: Vec<String> =
        value.lines().filter_map(one_line).map(|line| format!("    {line}")).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A character as it may stand in a letter: controls become spaces, marks of direction go.
///
/// Source: Unicode Standard Annex 9, table 1, for the marks.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{061c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

fn template(kind: LetterKind, language: LetterLanguage) -> &'static str {
    use LetterLanguage::{Ar, Fr};
    match (kind, language) {
        (LetterKind::Complaint, Ar) => {
            include_str!("../../../content/law/ma/letters/complaint.ar.txt")
        }
        (LetterKind::Complaint, Fr) => {
            include_str!("../../../content/law/ma/letters/complaint.fr.txt")
        }
        (LetterKind::RightOfReply, Ar) => {
            include_str!("../../../content/law/ma/letters/reply.ar.txt")
        }
        (LetterKind::RightOfReply, Fr) => {
            include_str!("../../../content/law/ma/letters/reply.fr.txt")
        }
        (LetterKind::DataRequest, Ar) => {
            include_str!("../../../content/law/ma/letters/data.ar.txt")
        }
        (LetterKind::DataRequest, Fr) => {
            include_str!("../../../content/law/ma/letters/data.fr.txt")
        }
    }
}
