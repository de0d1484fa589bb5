//! The life of an item: who wrote what, who published it, and where it stands. An item is what its
//! events say, and nothing else; the same rules take one event more or read them all again.

use std::collections::BTreeSet;

use record::id::{Digest, OfficerId, OrganisationId};
use record::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};

use crate::commitment::{self, Commitment, Evidence, Standing};
use crate::content::{Content, Lack};
use crate::item::ItemRef;

/// What an officer does with an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Writes a draft, or another one in its place. It may be incomplete.
    Draft {
        /// What it says.
        content: Box<Content>,
    },
    /// Lays down what public sources say, for the desk to confirm: the first event of an item. Until
    /// then people see it with that mark.
    Sow {
        /// What it says.
        content: Box<Content>,
    },
    /// Takes the draft away, and what was sown with it.
    Drop,
    /// Makes the draft public: the one with this document, so that nobody publishes what they have
    /// not seen.
    Publish {
        /// The hash of the public document.
        document: Digest,
    },
}

/// One event of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: OfficerId,
}

/// A draft that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it says.
    pub content: Content,
    /// Everybody who wrote a draft since something was published last: none of them publishes.
    pub writers: BTreeSet<OfficerId>,
    /// When it was written last.
    pub at: Timestamp,
}

/// What was taken from public sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sown {
    /// What it says.
    pub content: Content,
    /// When it was laid down.
    pub at: Timestamp,
}

/// Something that is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What it says.
    pub content: Content,
    /// The hash of its document.
    pub document: Digest,
    /// Who wrote it.
    pub writers: BTreeSet<OfficerId>,
    /// Who published it.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
}

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// What public sources say is laid down first or not at all.
    #[error("only an item without any event takes what public sources say")]
    Begun,
    /// The content belongs to another kind of item.
    #[error("this content does not belong to this item")]
    Kind,
    /// Evidence for a commitment that is not public, or older than the commitment.
    #[error("evidence follows a commitment that is public, and was seen after it was said")]
    EvidenceFirst,
    /// Another platform than the one that is on the record.
    #[error("a correction does not change the platform")]
    Platform,
    /// There is no draft.
    #[error("there is no draft")]
    NoDraft,
    /// The draft was changed since it was looked at.
    #[error("the draft was changed since you looked at it")]
    Changed,
    /// Whoever wrote a draft does not publish it.
    #[error("whoever wrote a draft does not publish it")]
    OneOfficer,
    /// The draft is not complete.
    #[error("the draft is not complete")]
    Lacks(Vec<Lack>),
    /// The event lies before the last one.
    #[error("the moment of the act lies before the last one")]
    Clock,
    /// The document cannot be written.
    #[error("the document cannot be written")]
    Document,
}

/// An item as its events made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    id: ItemRef,
    sown: Option<Sown>,
    draft: Option<Draft>,
    published: Vec<Published>,
    last: Option<Timestamp>,
    events: u64,
}

impl Item {
    /// An item without any event.
    #[must_use]
    pub fn new(id: ItemRef) -> Item {
        Item { id, sown: None, draft: None, published: Vec::new(), last: None, events: 0 }
    }

    /// The item that these events made.
    ///
    /// # Errors
    ///
    /// The first event that the rules refuse, by its number from 0, and why: the events were not
    /// written by these rules.
    pub fn recompute<'a>(
        id: ItemRef,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Item, (u64, Refused)> {
        let mut item = Item::new(id);
        for event in events {
            let number = item.events;
            item.take(event).map_err(|why| (number, why))?;
        }
        Ok(item)
    }

    /// Takes one event more. If it is refused, nothing is changed.
    ///
    /// # Errors
    ///
    /// [`Refused`].
    pub fn take(&mut self, event: &Event) -> Result<(), Refused> {
        if self.last.is_some_and(|last| event.at < last) {
            return Err(Refused::Clock);
        }
        match &event.act {
            Act::Draft { content } => self.take_draft(content, event)?,
            Act::Sow { content } => self.sow(content, event)?,
            Act::Drop => {
                self.draft.take().ok_or(Refused::NoDraft)?;
                self.sown = None;
            }
            Act::Publish { document } => self.publish(*document, event)?,
        }
        self.last = Some(event.at);
        self.events += 1;
        Ok(())
    }

    fn sow(&mut self, content: &Content, event: &Event) -> Result<(), Refused> {
        if self.events > 0 {
            return Err(Refused::Begun);
        }
        self.take_draft(content, event)?;
        self.sown = Some(Sown { content: content.clone(), at: event.at });
        Ok(())
    }

    fn take_draft(&mut self, content: &Content, event: &Event) -> Result<(), Refused> {
        self.may_hold(content)?;
        let mut writers = self.draft.take().map(|draft| draft.writers).unwrap_or_default();
        writers.insert(event.by);
        self.draft = Some(Draft { content: content.clone(), writers, at: event.at });
        Ok(())
    }

    /// Whether a content can be drafted for this item as it stands.
    fn may_hold(&self, content: &Content) -> Result<(), Refused> {
        if content.kind() != self.id.kind() {
            return Err(Refused::Kind);
        }
        if let Content::Evidence(evidence) = content {
            return match self.commitment() {
                Some(made) if evidence.seen_on >= made.said_on => Ok(()),
                _ => Err(Refused::EvidenceFirst),
            };
        }
        let parties = (self.platform(), content.platform());
        if let (Some(on_record), Some(new)) = parties
            && on_record != new
        {
            return Err(Refused::Platform);
        }
        Ok(())
    }

    fn publish(&mut self, document: Digest, event: &Event) -> Result<(), Refused> {
        let draft = self.draft.as_ref().ok_or(Refused::NoDraft)?;
        if draft.content.digest(self.id).map_err(|_| Refused::Document)? != document {
            return Err(Refused::Changed);
        }
        if draft.writers.contains(&event.by) {
            return Err(Refused::OneOfficer);
        }
        let lacks = draft.content.lacks(event.at.day());
        if !lacks.is_empty() {
            return Err(Refused::Lacks(lacks));
        }
        // A correction may have moved the day on which the commitment was said.
        self.may_hold(&draft.content)?;
        if let Some(draft) = self.draft.take() {
            let Draft { content, writers, .. } = draft;
            let (by, at) = (event.by, event.at);
            self.published.push(Published { content, document, writers, by, at });
        }
        Ok(())
    }

    /// Which item.
    #[must_use]
    pub fn id(&self) -> ItemRef {
        self.id
    }

    /// The draft that waits, if any.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// What was taken from public sources and waits for the desk to confirm it; nothing once the
    /// desk published the item or dropped it.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&Sown> {
        self.sown.as_ref().filter(|_| self.published.is_empty())
    }

    /// Everything that is public, oldest first.
    #[must_use]
    pub fn published(&self) -> &[Published] {
        &self.published
    }

    /// How many events it has.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// When something was done last.
    #[must_use]
    pub fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// What the item says now: the last published content that is not evidence.
    #[must_use]
    pub fn statement(&self) -> Option<&Content> {
        let is_statement = |content: &&Content| !matches!(content, Content::Evidence(_));
        self.published.iter().rev().map(|published| &published.content).find(is_statement)
    }

    /// The commitment as it is on the record.
    #[must_use]
    pub fn commitment(&self) -> Option<&Commitment> {
        match self.statement() {
            Some(Content::Commitment(commitment)) => Some(commitment),
            _ => None,
        }
    }

    /// The evidence that was published last.
    #[must_use]
    pub fn last_evidence(&self) -> Option<&Evidence> {
        self.published.iter().rev().find_map(|published| match &published.content {
            Content::Evidence(evidence) => Some(evidence),
            _ => None,
        })
    }

    /// The platform that it is about; meetings and positions have none.
    #[must_use]
    pub fn platform(&self) -> Option<&OrganisationId> {
        self.statement().and_then(Content::platform)
    }

    /// Where the commitment stands on `today`; nothing for other items and before it is public.
    #[must_use]
    pub fn standing(&self, today: Day) -> Option<Standing> {
        let commitment = self.commitment()?;
        Some(commitment::standing(commitment, self.last_evidence(), today))
    }

    /// Whether this officer may publish the draft that waits on `today`.
    ///
    /// # Errors
    ///
    /// [`Refused`], as [`Item::take`] would say.
    pub fn may_publish(&self, by: OfficerId, today: Day) -> Result<(), Refused> {
        let draft = self.draft.as_ref().ok_or(Refused::NoDraft)?;
        if draft.writers.contains(&by) {
            return Err(Refused::OneOfficer);
        }
        let lacks = draft.content.lacks(today);
        if lacks.is_empty() { Ok(()) } else { Err(Refused::Lacks(lacks)) }
    }
}
