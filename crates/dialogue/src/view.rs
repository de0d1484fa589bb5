//! What lists are made by: of each item what people look for, filter and sort by. It follows from the
//! item's events alone, so it can be made again at any time.

use record::choice::CommitmentState;
use record::id::{AskRef, MeetingRef, OrganisationId, PositionRef};
use record::time::{Day, Timestamp};

use crate::commitment::{Commitment, Evidence};
use crate::content::Content;
use crate::history::Item;
use crate::text::Trilingual;

/// An item as lists know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What people see of it: what was published, or what waits to be confirmed; nothing for an item
    /// that only the desk knows.
    pub shown: Option<Content>,
    /// When that changed last.
    pub shown_at: Option<Timestamp>,
    /// Whether the desk published it. What is shown and was not is from public sources.
    pub is_confirmed: bool,
    /// The draft that waits for a second person.
    pub draft: Option<Content>,
    /// The platform that it is about.
    pub platform: Option<OrganisationId>,
    /// The day that it is about: held, asked, said, or first published.
    pub day: Option<Day>,
    /// By which day it is to be done.
    pub due: Option<Day>,
    /// The state that the last evidence gave a commitment.
    pub state: Option<CommitmentState>,
    /// The ask that a commitment answers.
    pub ask: Option<AskRef>,
    /// The meeting at which it was asked or said.
    pub meeting: Option<MeetingRef>,
    /// The position that an ask is from.
    pub position: Option<PositionRef>,
    /// Every text that people see of it, in all languages, for search; not folded.
    pub words: String,
}

impl View {
    /// An item as its events made it.
    #[must_use]
    pub fn of(item: &Item) -> View {
        let unconfirmed = item.unconfirmed();
        let shown = item.statement().or(unconfirmed.map(|sown| &sown.content));
        let published = item.published().last().map(|published| published.at);
        let mut view = View {
            shown: shown.cloned(),
            shown_at: published.or(unconfirmed.map(|sown| sown.at)),
            is_confirmed: item.statement().is_some(),
            draft: item.draft().map(|draft| draft.content.clone()),
            platform: shown.and_then(Content::platform).cloned(),
            day: item.published().first().map(|published| published.at.day()),
            due: None,
            state: item.last_evidence().map(|evidence| evidence.state),
            ask: None,
            meeting: None,
            position: None,
            words: String::new(),
        };
        match shown {
            Some(Content::Ask(ask)) => {
                view.day = Some(ask.asked_on);
                (view.due, view.meeting, view.position) = (ask.due, ask.meeting, ask.position);
            }
            Some(Content::Commitment(made)) => {
                view.day = Some(made.said_on);
                (view.due, view.meeting, view.ask) = (made.due, made.meeting, made.ask);
            }
            Some(Content::Meeting(meeting)) => view.day = Some(meeting.day),
            Some(Content::Evidence(_) | Content::Position(_)) | None => {}
        }
        let seen = item.published().iter().map(|published| &published.content);
        let evidence = seen.filter(|content| matches!(content, Content::Evidence(_)));
        for text in shown.into_iter().chain(evidence).flat_map(Content::texts) {
            add(&mut view.words, text);
        }
        if let Some(platform) = &view.platform {
            view.words.push_str(platform.as_str());
        }
        view
    }
}

fn add(words: &mut String, text: &Trilingual) {
    for text in [&text.ar, &text.fr, &text.en] {
        words.push_str(text.as_str());
        words.push('\n');
    }
}

impl Content {
    /// The platform that it is about; evidence, meetings and positions have none.
    #[must_use]
    pub fn platform(&self) -> Option<&OrganisationId> {
        match self {
            Content::Ask(ask) => Some(&ask.to),
            Content::Commitment(commitment) => Some(&commitment.by),
            Content::Evidence(_) | Content::Meeting(_) | Content::Position(_) => None,
        }
    }

    /// Its texts, the most telling first.
    #[must_use]
    pub fn texts(&self) -> Vec<&Trilingual> {
        match self {
            Content::Ask(ask) => vec![&ask.title, &ask.text, &ask.measure],
            Content::Commitment(Commitment { title, text, measure, said_by, sources, .. }) => {
                let mut texts = vec![title, text, measure, said_by];
                texts.extend(sources.iter().map(|source| &source.title));
                texts
            }
            Content::Evidence(Evidence { text, sources, .. }) => {
                let mut texts = vec![text];
                texts.extend(sources.iter().map(|source| &source.title));
                texts
            }
            Content::Meeting(meeting) => {
                let points = meeting.agenda.iter().chain(&meeting.minutes);
                let mut texts = vec![&meeting.title];
                texts.extend(points.map(|point| &point.words));
                texts.extend(meeting.sources.iter().map(|source| &source.title));
                texts
            }
            Content::Position(position) => vec![&position.title, &position.text],
        }
    }
}
