//! Telling an entry to a person: one sentence, labelled fields, and what is not written and why.
//!
//! Every field of every kind is taken apart by name, so that a new one does not compile until it
//! has its words.

mod dialogue;
mod house;
mod notice;

use std::collections::BTreeSet;

use record::{Body, Day, Document, Entry, PublicDocument, Timestamp, WithheldDocument};
use words::Value;

use crate::frame::{Frame, Moment};

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Words in the reader's language.
    Words(String),
    /// Something that is written the same in every language: a name, a reference, a hash.
    Code(String),
    /// A moment.
    Moment(Moment),
    /// Several of the same.
    Codes(Vec<String>),
    /// Several words.
    List(Vec<String>),
    /// A text that the entry vouches for: what it is, and its hash.
    Sealed {
        /// Whether and when it can be read.
        words: String,
        /// The hash.
        hash: String,
    },
}

/// One labelled line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is.
    pub label: String,
    /// What it says.
    pub shown: Shown,
}

/// An entry in a reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The kind of entry, in a word or two.
    pub kind: String,
    /// When the desk wrote it.
    pub at: Moment,
    /// What it says, in a sentence or two.
    pub sentence: String,
    /// Field by field.
    pub fields: Vec<Field>,
    /// What is not written in it, and why.
    pub left_out: Vec<String>,
}

/// Tells `entry` in the language of `frame`.
pub fn tell(frame: &Frame, entry: &Entry) -> Told {
    let mut teller = Teller::new(frame, entry);
    teller.moment("at", entry.at());
    teller.code("desk", entry.desk());
    match entry.body() {
        Body::NoticeIssued(body) => notice::issued(&mut teller, body),
        Body::NoticeDelivered(body) => notice::delivered(&mut teller, body),
        Body::NoticeReceived(body) => notice::received(&mut teller, body),
        Body::Answer(body) => notice::answer(&mut teller, body),
        Body::Silence(body) => notice::silence(&mut teller, body),
        Body::Withdrawal(body) => notice::withdrawal(&mut teller, body),
        Body::CaseOutcome(body) => house::case_outcome(&mut teller, body),
        Body::RoleGrant(body) => house::role_grant(&mut teller, body),
        Body::ReviewerKey(body) => house::reviewer_key(&mut teller, body),
        Body::OutsideAccount(body) => house::outside_account(&mut teller, body),
        Body::Policy(body) => house::policy(&mut teller, body),
        Body::SuccessorLog(body) => house::successor_log(&mut teller, body),
        Body::Meeting(body) => dialogue::meeting(&mut teller, body),
        Body::Position(body) => dialogue::position(&mut teller, body),
        Body::Ask(body) => dialogue::ask(&mut teller, body),
        Body::Commitment(body) => dialogue::commitment(&mut teller, body),
        Body::CommitmentEvidence(body) => dialogue::commitment_evidence(&mut teller, body),
    }
    teller.done()
}

/// The name of a kind.
pub fn kind_name(frame: &Frame, entry: &Entry) -> String {
    frame.word("kind", entry.kind().word())
}

/// Collects what is told.
struct Teller<'a> {
    frame: &'a Frame,
    entry: &'a Entry,
    desk: String,
    sentence: String,
    fields: Vec<Field>,
    left_out: BTreeSet<&'static str>,
}

impl<'a> Teller<'a> {
    fn new(frame: &'a Frame, entry: &'a Entry) -> Teller<'a> {
        Teller {
            frame,
            entry,
            desk: entry.desk().to_string(),
            sentence: String::new(),
            fields: Vec::new(),
            left_out: BTreeSet::new(),
        }
    }

    fn done(self) -> Told {
        let Teller { frame, entry, sentence, fields, left_out, .. } = self;
        let unix_s = u64::try_from(entry.at().unix()).unwrap_or(0);
        let left_out = left_out.into_iter().chain(["people"]);
        Told {
            kind: kind_name(frame, entry),
            at: frame.moment(unix_s),
            sentence,
            fields,
            left_out: left_out.map(|what| frame.word("left-out", what)).collect(),
        }
    }

    /// The sentence of this kind. `desk` is always there to be used.
    fn sentence(&mut self, values: &[(&'static str, Value<'_>)]) {
        let mut all = vec![("desk", Value::Text(&self.desk))];
        all.extend_from_slice(values);
        let id = format!("said-{}", self.entry.kind().word());
        self.sentence = self.frame.say(&id, &all);
    }

    fn field(&mut self, label: &str, shown: Shown) {
        let label = self.frame.word("field", label);
        self.fields.push(Field { label, shown });
    }

    fn code(&mut self, label: &str, value: impl ToString) {
        self.field(label, Shown::Code(value.to_string()));
    }

    fn codes<T: ToString>(&mut self, label: &str, values: impl Iterator<Item = T>) {
        self.field(label, Shown::Codes(values.map(|value| value.to_string()).collect()));
    }

    fn words(&mut self, label: &str, words: String) {
        self.field(label, Shown::Words(words));
    }

    /// The pseudonym of an officer.
    fn officer(&mut self, label: &str, officer: record::id::OfficerId) {
        self.left_out.insert("officers");
        self.code(label, officer);
    }

    fn choice(&mut self, label: &str, list: &str, word: &str) {
        self.words(label, self.frame.word(list, word));
    }

    fn moment(&mut self, label: &str, moment: Timestamp) {
        self.field(label, Shown::Moment(moment_of(self.frame, moment)));
    }

    fn day(&mut self, label: &str, day: Day) {
        let text = words::day(self.frame.language, day.year().into(), day.month(), day.day());
        self.field(label, Shown::Moment(Moment { iso: day.to_string(), text }));
    }

    fn document(&mut self, label: &str, document: &Document) {
        match document {
            Document::Public(document) => self.public(label, document),
            Document::Withheld(document) => self.withheld(label, document),
        }
    }

    fn public(&mut self, label: &str, document: &PublicDocument) {
        let languages = self.languages(document.languages().iter());
        let bytes = Value::Count(document.bytes());
        let values = [("bytes", bytes), ("languages", Value::Text(&languages))];
        let words = self.frame.say("document-public", &values);
        self.field(label, Shown::Sealed { words, hash: document.sha256().to_string() });
    }

    fn withheld(&mut self, label: &str, document: &WithheldDocument) {
        let languages = self.languages(document.languages().iter());
        let languages = ("languages", Value::Text(&languages));
        let words = match document.publish_after() {
            Some(due) => {
                self.left_out.insert("document-later");
                let due = moment_of(self.frame, due).text;
                self.frame.say("document-later", &[languages, ("due", Value::Text(&due))])
            }
            None => {
                self.left_out.insert("document-kept");
                self.frame.say("document-kept", &[languages])
            }
        };
        self.field(label, Shown::Sealed { words, hash: document.salted_sha256().to_string() });
    }

    fn languages<'l>(
        &self,
        languages: impl Iterator<Item = &'l record::choice::Language>,
    ) -> String {
        let names = languages.map(|language| self.frame.word("language", language.word()));
        names.collect::<Vec<_>>().join(&self.frame.t("list-comma"))
    }
}

fn moment_of(frame: &Frame, moment: Timestamp) -> Moment {
    frame.moment(u64::try_from(moment.unix()).unwrap_or(0))
}
