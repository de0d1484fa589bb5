//! Random lives of items: an item is what its events say, whoever reads them, and no commitment moves
//! without evidence and the names of two people.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic is a failed test")]

use std::collections::BTreeSet;

use dialogue::ask::Ask;
use dialogue::commitment::{Commitment, Evidence};
use dialogue::source::Source;
use dialogue::{
    Act, Content, DialogueDocument, Event, Item, ItemKind, ItemRef, Refused, Trilingual, View,
};
use record::Timestamp;
use record::choice::CommitmentState;
use record::id::{Digest, OfficerId};
use record::time::Day;

/// How many histories; `HIWAR_SOAK` multiplies them for the long runs.
#[expect(clippy::disallowed_methods, reason = "tests may read the environment")]
fn histories() -> u64 {
    10_000 * std::env::var("HIWAR_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// `SplitMix64`: enough for schedules, the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn three(text: &str) -> Trilingual {
    Trilingual::new((text, text, text), 200).unwrap()
}

fn day(number: u64) -> Day {
    Timestamp::from_unix(1_790_000_000 + i64::try_from(number).unwrap() * 86_400).unwrap().day()
}

fn source() -> Source {
    Source {
        address: Some("https://news.example/office".to_owned().try_into().unwrap()),
        copy: None,
        day: None,
        title: three("A page of news"),
    }
}

fn commitment(chance: &mut Chance) -> Content {
    let platform = ["video.example", "photos.example"][usize::from(chance.below(9) == 0)];
    Content::Commitment(Commitment {
        ask: None,
        by: platform.parse().unwrap(),
        due: (chance.below(3) > 0).then(|| day(5 + chance.below(40))),
        measure: three("A door with a name on it"),
        meeting: None,
        said_on: day(chance.below(30)),
        said_by: three(if chance.below(9) == 0 { "" } else { "The office for public policy" }),
        sources: if chance.below(9) == 0 { vec![] } else { vec![source()] },
        text: three(["An office will open", "An office opens"][usize::from(chance.below(2) == 0)]),
        title: three("Office"),
    })
}

fn evidence(chance: &mut Chance) -> Content {
    let all = CommitmentState::ALL;
    Content::Evidence(Evidence {
        seen_on: day(10 + chance.below(30)),
        sources: if chance.below(9) == 0 { vec![] } else { vec![source()] },
        state: all[usize::try_from(chance.below(all.len() as u64)).unwrap()],
        text: three("Seen"),
    })
}

fn event(chance: &mut Chance, item: &Item, clock: u64) -> Event {
    let act = match chance.below(9) {
        8 => Act::Sow { content: Box::new(commitment(chance)) },
        0 => Act::Drop,
        1 | 2 => Act::Draft { content: Box::new(commitment(chance)) },
        3 | 4 => Act::Draft { content: Box::new(evidence(chance)) },
        kind => {
            let seen = item.draft().and_then(|draft| draft.content.digest(item.id()).ok());
            let document = match seen {
                Some(document) if kind < 7 => document,
                _ => Digest::of(b"something else"),
            };
            Act::Publish { document }
        }
    };
    let by = OfficerId::from_random([u8::try_from(chance.below(3)).unwrap(); 8]);
    Event { act, at: day(clock).start(), by }
}

/// What a reader of the events alone believes, written again in the plainest way.
#[derive(Default)]
struct Witness {
    writers: BTreeSet<OfficerId>,
    draft: Option<Content>,
    made: bool,
    state: Option<CommitmentState>,
    sown: Option<Content>,
    events: u64,
}

impl Witness {
    fn see(&mut self, event: &Event) {
        self.events += 1;
        match &event.act {
            Act::Draft { content } | Act::Sow { content } => {
                self.writers.insert(event.by);
                self.draft = Some((**content).clone());
                if matches!(event.act, Act::Sow { .. }) {
                    assert_eq!(self.events, 1, "something was sown over what was there");
                    self.sown.clone_from(&self.draft);
                }
            }
            Act::Drop => {
                self.writers.clear();
                self.draft = None;
                self.sown = None;
            }
            Act::Publish { .. } => {
                assert!(!self.writers.contains(&event.by), "one person alone made it public");
                match self.draft.take().expect("nothing was published") {
                    Content::Evidence(evidence) => {
                        assert!(self.made, "evidence came before the commitment");
                        assert!(!evidence.sources.is_empty(), "evidence rests on nothing");
                        self.state = Some(evidence.state);
                    }
                    _ => self.made = true,
                }
                self.sown = None;
                self.writers.clear();
            }
        }
    }
}

#[test]
fn an_item_is_what_its_events_say_and_moves_by_evidence_and_two_names_only() {
    let (mut moved, mut refused) = (0_u64, BTreeSet::new());
    for seed in 0..histories() {
        let chance = &mut Chance(seed);
        let id = ItemRef::from_random(ItemKind::Commitment, [7; 16]);
        let (mut item, mut kept, mut witness) = (Item::new(id), Vec::new(), Witness::default());
        let mut clock = 20;
        for _ in 0..=chance.below(48) {
            clock = (clock + chance.below(4)).saturating_sub(u64::from(chance.below(12) == 0));
            let event = event(chance, &item, clock);
            let before = item.clone();
            match item.take(&event) {
                Ok(()) => {
                    witness.see(&event);
                    kept.push(event);
                }
                Err(why) => {
                    assert_eq!(item, before, "a refused act changed the item");
                    refused.insert(name(&why));
                }
            }
        }
        assert_eq!(Item::recompute(id, &kept), Ok(item.clone()), "seed {seed}");
        let state = item.standing(day(clock)).and_then(|standing| standing.state);
        assert_eq!(state, witness.state, "seed {seed}");
        assert_eq!(item.unconfirmed().map(|it| &it.content), witness.sown.as_ref(), "seed {seed}");
        let view = View::of(&item);
        let is_shown = witness.made || witness.sown.is_some();
        let seen = (view.shown.is_some(), view.is_confirmed, view.draft, view.state);
        assert_eq!(seen, (is_shown, witness.made, witness.draft, witness.state), "seed {seed}");
        moved += u64::from(state.is_some());
    }
    assert!(moved > histories() / 20, "too few commitments moved: {moved}");
    // Every rule that a commitment can break was met, or this test says nothing about it.
    let met =
        ["begun", "changed", "clock", "evidence", "lacks", "no draft", "one officer", "platform"];
    assert_eq!(refused.into_iter().collect::<Vec<_>>(), met);
}

/// A name for each refusal, whatever it carries.
fn name(why: &Refused) -> &'static str {
    match why {
        Refused::Begun => "begun",
        Refused::Kind => "kind",
        Refused::EvidenceFirst => "evidence",
        Refused::Platform => "platform",
        Refused::NoDraft => "no draft",
        Refused::Changed => "changed",
        Refused::OneOfficer => "one officer",
        Refused::Lacks(_) => "lacks",
        Refused::Clock => "clock",
        Refused::Document => "document",
    }
}

#[test]
fn a_document_is_read_back_and_one_byte_more_is_not() {
    let id = ItemRef::from_random(ItemKind::Commitment, [9; 16]);
    for content in [commitment(&mut Chance(1)), evidence(&mut Chance(2))] {
        let bytes = content.document(id).unwrap();
        let read = DialogueDocument::from_bytes(&bytes).unwrap();
        assert_eq!((read.content, read.item), (content, id));
        let mut longer = bytes.clone();
        longer.push(b' ');
        assert!(DialogueDocument::from_bytes(&longer).is_err());
    }
}

#[test]
fn an_event_is_kept_as_json_and_read_back() {
    let chance = &mut Chance(3);
    let item = Item::new(ItemRef::from_random(ItemKind::Commitment, [9; 16]));
    for number in 0..200 {
        let event = event(chance, &item, number);
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
    }
}

#[test]
fn a_commitment_is_due_the_day_after_its_day_and_until_somebody_looked() {
    let made = |due| Commitment {
        ask: None,
        by: "video.example".parse().unwrap(),
        due,
        measure: three("m"),
        meeting: None,
        said_on: day(0),
        said_by: three("s"),
        sources: vec![source()],
        text: three("t"),
        title: three("t"),
    };
    let word = |due, state: Option<CommitmentState>, today| {
        let seen = state.map(|state| Evidence {
            seen_on: day(1),
            sources: vec![source()],
            state,
            text: three("e"),
        });
        dialogue::commitment::standing(&made(due), seen.as_ref(), today).word()
    };
    assert_eq!(word(None, None, day(9999)), "made");
    assert_eq!(word(Some(day(5)), None, day(5)), "made");
    assert_eq!(word(Some(day(5)), None, day(6)), "due");
    assert_eq!(word(None, Some(CommitmentState::Due), day(6)), "due");
    assert_eq!(word(Some(day(5)), Some(CommitmentState::PartlyKept), day(6)), "partly_kept");
    assert_eq!(word(Some(day(5)), Some(CommitmentState::Broken), day(6)), "broken");
}

#[test]
fn an_ask_keeps_its_platform() {
    let ask = |to: &str| {
        Content::Ask(Ask {
            asked_on: day(1),
            due: None,
            measure: three("m"),
            meeting: None,
            position: None,
            text: three("t"),
            title: three("t"),
            to: to.parse().unwrap(),
        })
    };
    let (one, two) = (OfficerId::from_random([1; 8]), OfficerId::from_random([2; 8]));
    let mut item = Item::new(ItemRef::from_random(ItemKind::Ask, [1; 16]));
    let mut take = |act, by| item.take(&Event { act, at: day(2).start(), by });
    let first = ask("video.example");
    let document = first.digest(ItemRef::from_random(ItemKind::Ask, [1; 16])).unwrap();
    take(Act::Draft { content: Box::new(first) }, one).unwrap();
    assert_eq!(take(Act::Publish { document }, one), Err(Refused::OneOfficer));
    take(Act::Publish { document }, two).unwrap();
    let other = Act::Draft { content: Box::new(ask("photos.example")) };
    assert_eq!(take(other, one), Err(Refused::Platform));
}
