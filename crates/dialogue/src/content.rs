//! What one officer writes and another publishes: the content of an item, its document, its entry.

use record::bounded::Few;
use record::canonical::{self, CanonicalError};
use record::choice::{Language, PositionState};
use record::document::{Document, Languages, PublicDocument};
use record::entry::{
    AskMade, Body, CommitmentEvidence, CommitmentMade, MeetingHeld, PositionTaken, Quorum,
};
use record::id::{Digest, OfficerId};
use record::time::Day;
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::commitment::{Commitment, Evidence};
use crate::item::{ItemKind, ItemRef};
use crate::meeting::{Meeting, POINTS_MAX, PRESENT_MAX};
use crate::position::Position;
use crate::source::{SOURCES_MAX, Source};
use crate::text::Trilingual;

/// The version of the documents.
pub const DOCUMENT_VERSION: u64 = 1;

/// The content of an item, or of a step in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Content {
    /// An ask.
    Ask(Ask),
    /// A commitment.
    Commitment(Commitment),
    /// Evidence of what became of a commitment.
    Evidence(Evidence),
    /// A meeting.
    Meeting(Meeting),
    /// A position.
    Position(Position),
}

/// What a content lacks before it can be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// A title in a language.
    Title(Language),
    /// The text in a language.
    Text(Language),
    /// How it is measured, in a language.
    Measure(Language),
    /// Who said it, in a language.
    SaidBy(Language),
    /// The title of a source, or the words of a point, in a language.
    Part(Language),
    /// A source that somebody else can look for.
    Source,
    /// An organisation that took part.
    Present,
    /// A day that makes sense: not in the future, and in the order of things.
    Day,
    /// Fewer sources, points or organisations.
    TooMany,
}

/// What an entry of a position needs beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabling {
    /// How many member desks must sign, of how many.
    pub quorum: Quorum,
}

/// Why no entry can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Something is lacking.
    #[error("the content is not complete")]
    Lacks(Vec<Lack>),
    /// The document cannot be written.
    #[error("the document cannot be written")]
    Document(#[source] CanonicalError),
    /// A position needs the number of member desks that must sign.
    #[error("a position needs the number of desks that must sign it")]
    NoQuorum,
    /// The content does not belong to the item.
    #[error("the content is of another kind than the item")]
    Kind,
}

#[derive(Serialize)]
struct Written<'a> {
    content: &'a Content,
    item: ItemRef,
    v: u64,
}

/// A public document of the dialogue, as it is read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DialogueDocument {
    /// What it says.
    pub content: Content,
    /// Of which item.
    pub item: ItemRef,
    /// [`DOCUMENT_VERSION`].
    pub v: u64,
}

impl DialogueDocument {
    /// Reads a document, strictly in its canonical form.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<DialogueDocument, CanonicalError> {
        let document: DialogueDocument = canonical::parse_strict(bytes)?;
        if document.v != DOCUMENT_VERSION {
            return Err(CanonicalError::Schema("the version is not known".to_owned()));
        }
        Ok(document)
    }
}

impl Content {
    /// The kind of item that it belongs to.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self {
            Content::Ask(_) => ItemKind::Ask,
            Content::Commitment(_) | Content::Evidence(_) => ItemKind::Commitment,
            Content::Meeting(_) => ItemKind::Meeting,
            Content::Position(_) => ItemKind::Position,
        }
    }

    /// Its name; evidence has none of its own and gives its text.
    #[must_use]
    pub fn title(&self) -> &Trilingual {
        match self {
            Content::Ask(ask) => &ask.title,
            Content::Commitment(commitment) => &commitment.title,
            Content::Evidence(evidence) => &evidence.text,
            Content::Meeting(meeting) => &meeting.title,
            Content::Position(position) => &position.title,
        }
    }

    /// What it lacks before it can be public on `today`; nothing when it is complete.
    #[must_use]
    pub fn lacks(&self, today: Day) -> Vec<Lack> {
        let mut lacks = Vec::new();
        match self {
            Content::Ask(ask) => {
                three(&mut lacks, &ask.title, Lack::Title);
                three(&mut lacks, &ask.text, Lack::Text);
                three(&mut lacks, &ask.measure, Lack::Measure);
                order(&mut lacks, ask.asked_on, ask.due, today);
            }
            Content::Commitment(commitment) => {
                three(&mut lacks, &commitment.title, Lack::Title);
                three(&mut lacks, &commitment.text, Lack::Text);
                three(&mut lacks, &commitment.measure, Lack::Measure);
                three(&mut lacks, &commitment.said_by, Lack::SaidBy);
                sources(&mut lacks, &commitment.sources);
                order(&mut lacks, commitment.said_on, commitment.due, today);
            }
            Content::Evidence(evidence) => {
                three(&mut lacks, &evidence.text, Lack::Text);
                sources(&mut lacks, &evidence.sources);
                order(&mut lacks, evidence.seen_on, None, today);
            }
            Content::Meeting(meeting) => meeting_lacks(&mut lacks, meeting, today),
            Content::Position(position) => {
                three(&mut lacks, &position.title, Lack::Title);
                three(&mut lacks, &position.text, Lack::Text);
            }
        }
        lacks.sort_unstable();
        lacks.dedup();
        lacks
    }

    /// The public document: canonical JSON, which the entry vouches for by its hash.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn document(&self, item: ItemRef) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(&Written { content: self, item, v: DOCUMENT_VERSION })
    }

    /// The hash of the public document.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn digest(&self, item: ItemRef) -> Result<Digest, CanonicalError> {
        self.document(item).map(|bytes| Digest::of(&bytes))
    }

    /// The body of the entry that makes it public, published by `by` on `today`.
    ///
    /// # Errors
    ///
    /// [`EntryFault`].
    pub fn entry_body(
        &self,
        item: ItemRef,
        by: OfficerId,
        today: Day,
        tabling: Option<&Tabling>,
    ) -> Result<Body, EntryFault> {
        let lacks = self.lacks(today);
        if !lacks.is_empty() {
            return Err(EntryFault::Lacks(lacks));
        }
        let bytes = self.document(item).map_err(EntryFault::Document)?;
        let document = Document::Public(PublicDocument::of(&bytes, three_languages()));
        match (self, item) {
            (Content::Ask(ask), ItemRef::Ask(reference)) => Ok(Body::Ask(AskMade {
                ask: reference,
                due: ask.due,
                meeting: ask.meeting,
                position: ask.position,
                text: document,
                to: ask.to.clone(),
            })),
            (Content::Commitment(made), ItemRef::Commitment(reference)) => {
                Ok(Body::Commitment(CommitmentMade {
                    ask: made.ask,
                    by: made.by.clone(),
                    commitment: reference,
                    due: made.due,
                    meeting: made.meeting,
                    said_on: made.said_on,
                    source: document,
                }))
            }
            (Content::Evidence(evidence), ItemRef::Commitment(reference)) => {
                Ok(Body::CommitmentEvidence(CommitmentEvidence {
                    commitment: reference,
                    decided_by: by,
                    evidence: document,
                    seen_on: evidence.seen_on,
                    state: evidence.state,
                }))
            }
            (Content::Meeting(meeting), ItemRef::Meeting(reference)) => {
                let lacks = |_| EntryFault::Lacks(vec![Lack::Present]);
                Ok(Body::Meeting(MeetingHeld {
                    day: meeting.day,
                    form: meeting.form,
                    meeting: reference,
                    minutes: Some(document),
                    present: Few::new(meeting.present.iter().cloned()).map_err(lacks)?,
                }))
            }
            (Content::Position(_), ItemRef::Position(reference)) => {
                let tabling = tabling.ok_or(EntryFault::NoQuorum)?;
                Ok(Body::Position(PositionTaken {
                    position: reference,
                    quorum: tabling.quorum,
                    reserved_by: none(),
                    signed_by: none(),
                    state: PositionState::Tabled,
                    text: document,
                }))
            }
            _ => Err(EntryFault::Kind),
        }
    }
}

/// A list of nobody.
fn none<T: Ord, const MAX: usize>() -> Few<T, 0, MAX> {
    match Few::new([]) {
        Ok(few) => few,
        Err(_) => unreachable!("a list that may be empty takes no members"),
    }
}

/// Arabic, English and French.
fn three_languages() -> Languages {
    match Few::new([Language::Arabic, Language::English, Language::French]) {
        Ok(few) => few,
        Err(_) => unreachable!("three different languages fit into a list of one to four"),
    }
}

fn three(lacks: &mut Vec<Lack>, text: &Trilingual, lack: fn(Language) -> Lack) {
    lacks.extend(text.missing().into_iter().map(lack));
}

/// A statement rests on at least one source that others can look for.
fn sources(lacks: &mut Vec<Lack>, sources: &[Source]) {
    if sources.is_empty() || !sources.iter().all(Source::can_be_found) {
        lacks.push(Lack::Source);
    }
    if sources.len() > SOURCES_MAX {
        lacks.push(Lack::TooMany);
    }
    for source in sources {
        three(lacks, &source.title, Lack::Part);
    }
}

/// What was said or seen lies not in the future, and what is due comes not before it.
fn order(lacks: &mut Vec<Lack>, said: Day, due: Option<Day>, today: Day) {
    if said > today || due.is_some_and(|due| due < said) {
        lacks.push(Lack::Day);
    }
}

fn meeting_lacks(lacks: &mut Vec<Lack>, meeting: &Meeting, today: Day) {
    three(lacks, &meeting.title, Lack::Title);
    order(lacks, meeting.day, None, today);
    let mut present = meeting.present.clone();
    present.sort_unstable();
    present.dedup();
    if present.is_empty() || present.len() != meeting.present.len() {
        lacks.push(Lack::Present);
    }
    let points = meeting.agenda.len() + meeting.minutes.len();
    if meeting.present.len() > PRESENT_MAX || points > POINTS_MAX {
        lacks.push(Lack::TooMany);
    }
    if !meeting.sources.is_empty() {
        sources(lacks, &meeting.sources);
    }
    for point in meeting.agenda.iter().chain(&meeting.minutes) {
        three(lacks, &point.words, Lack::Part);
    }
}
