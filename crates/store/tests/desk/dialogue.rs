//! The dialogue as it is kept: an item is what its events say, what is published is one entry, and
//! the lists follow.

use ::dialogue::ask::Ask;
use ::dialogue::commitment::{Commitment, Evidence};
use ::dialogue::content::Tabling;
use ::dialogue::position::Position;
use ::dialogue::source::Source;
use ::dialogue::{Act, Content, DialogueDocument, Item, ItemKind, ItemRef, Refused, Trilingual};
use record::choice::CommitmentState;
use record::entry::Quorum;
use record::id::{Digest, OfficerId};
use record::{Body, Day, Entry, Timestamp};
use store::desk::{Acted, DeskStore, DialogueFilter, DialogueRow, NewAct};

use crate::{block, folder, new_desk};

/// Two officers.
const ONE: u8 = 1;
const TWO: u8 = 2;

fn officer(number: u8) -> OfficerId {
    OfficerId::from_random([number; 8])
}

fn at(day: i64) -> Timestamp {
    Timestamp::from_unix(1_780_000_000 + day * 86_400).unwrap()
}

fn three(ar: &str, fr: &str, en: &str) -> Trilingual {
    Trilingual::new((ar, fr, en), 1000).unwrap()
}

fn source() -> Source {
    let address =
        ::dialogue::source::SourceAddress::new("https://news.example/2026/office").unwrap();
    let title = three("خبر", "Article", "News");
    Source { address: Some(address), copy: None, day: None, title }
}

fn commitment(platform: &str, due: Option<Day>) -> Content {
    Content::Commitment(Commitment {
        ask: None,
        by: platform.parse().unwrap(),
        due,
        measure: three("بابٌ عليه اسم", "Une porte avec un nom", "A door with a name on it"),
        meeting: None,
        said_on: at(0).day(),
        said_by: three("المكتب", "Le bureau", "The office"),
        sources: vec![source()],
        text: three("سيُفتح مكتبٌ", "Un bureau ouvrira", "An office will open"),
        title: three("مكتبٌ في البلد", "Un bureau au pays", "An office in the country"),
    })
}

fn evidence(state: CommitmentState) -> Content {
    Content::Evidence(Evidence {
        seen_on: at(2).day(),
        sources: vec![source()],
        state,
        text: three("رأينا البابَ مُغلقًا", "Porte close", "The door was shut"),
    })
}

fn item(kind: ItemKind, number: u8) -> ItemRef {
    ItemRef::from_random(kind, [number; 16])
}

/// Acts on items of one desk, which know what was seen of each.
struct Walk<'a>(&'a DeskStore);

impl Walk<'_> {
    fn seen(&self, item: ItemRef) -> u64 {
        self.0.dialogue_fetch(item).unwrap().map_or(0, |kept| kept.item.events())
    }

    fn act(&self, item: ItemRef, act: Act, by: u8, day: i64) -> Acted {
        let tabling = Some(Tabling { quorum: Quorum::new(2, 3).unwrap() });
        let new =
            NewAct { item, act, seen: self.seen(item), tabling, by: officer(by), at: at(day) };
        block(self.0.dialogue_act(new)).unwrap()
    }

    fn draft(&self, item: ItemRef, content: &Content, day: i64) -> Acted {
        self.act(item, Act::Draft { content: Box::new(content.clone()) }, ONE, day)
    }

    fn publish(&self, item: ItemRef, content: &Content, by: u8, day: i64) -> Acted {
        self.act(item, Act::Publish { document: content.digest(item).unwrap() }, by, day)
    }

    fn put(&self, item: ItemRef, content: &Content, day: i64) {
        assert!(matches!(self.draft(item, content, day), Acted::Taken(_)));
        assert!(matches!(self.publish(item, content, TWO, day), Acted::Taken(_)));
    }

    fn listed(&self, filter: &DialogueFilter) -> Vec<DialogueRow> {
        let list = self.0.dialogue_list(filter, 100).unwrap();
        assert_eq!(self.0.dialogue_count(filter).unwrap(), list.rows.len() as u64);
        list.rows
    }
}

fn asked_for(words: &str) -> DialogueFilter {
    let words = words::fold(words).split_whitespace().map(str::to_owned).collect();
    DialogueFilter { words, ..DialogueFilter::default() }
}

#[test]
fn what_is_published_is_one_entry_that_vouches_for_the_document() {
    let folder = folder("dialogue-entry");
    let desk = new_desk(&folder);
    let (walk, id) = (Walk(&desk), item(ItemKind::Commitment, 1));
    let made = commitment("video.example", None);
    assert_eq!(walk.draft(id, &made, 1), Acted::Taken(1));
    assert_eq!(desk.entries_waiting(9).unwrap(), []);
    assert_eq!(walk.listed(&DialogueFilter::default()), []);
    assert_eq!(desk.dialogue_drafts(9).unwrap().len(), 1);
    assert_eq!(walk.publish(id, &made, ONE, 1), Acted::Refused(Refused::OneOfficer));
    assert_eq!(walk.publish(id, &evidence(CommitmentState::Kept), TWO, 1), {
        Acted::Refused(Refused::Changed)
    });
    assert_eq!(walk.publish(id, &made, TWO, 1), Acted::Taken(2));
    let waiting = desk.entries_waiting(9).unwrap();
    assert_eq!(waiting.len(), 1);
    let entry = Entry::from_bytes(&waiting[0].bytes).unwrap();
    let Body::Commitment(body) = entry.body() else { panic!("another entry") };
    let document = made.digest(id).unwrap();
    let record::Document::Public(vouched) = &body.source else { panic!("nobody can read it") };
    let kept = desk.dialogue_document(document).unwrap().unwrap();
    assert!(vouched.sha256() == document && vouched.is(&kept));
    assert_eq!(DialogueDocument::from_bytes(&kept).unwrap().content, made);
    assert_eq!(desk.dialogue_document(Digest::of(b"x")).unwrap(), None);
    // Where the entry is, people see once it is there.
    assert_eq!(desk.dialogue_fetch(id).unwrap().unwrap().places, [None]);
    desk.entry_placed(waiting[0].id, 7).unwrap();
    assert_eq!(desk.dialogue_fetch(id).unwrap().unwrap().places, [Some(7)]);
    assert_eq!(desk.dialogue_drafts(9).unwrap(), []);
}

#[test]
fn nobody_writes_over_what_they_have_not_seen() {
    let folder = folder("dialogue-seen");
    let desk = new_desk(&folder);
    let (walk, id) = (Walk(&desk), item(ItemKind::Commitment, 1));
    let made = commitment("video.example", None);
    walk.draft(id, &made, 1);
    let act = Act::Draft { content: Box::new(made) };
    for seen in [0, 2, u64::from(u32::MAX)] {
        let new =
            NewAct { item: id, act: act.clone(), seen, tabling: None, by: officer(TWO), at: at(1) };
        assert_eq!(block(desk.dialogue_act(new)).unwrap(), Acted::Elsewhere);
    }
    assert_eq!(walk.seen(id), 1);
}

#[test]
fn evidence_moves_a_commitment_in_the_list_and_words_find_it_in_any_spelling() {
    let folder = folder("dialogue-list");
    let desk = new_desk(&folder);
    let walk = Walk(&desk);
    let id = item(ItemKind::Commitment, 1);
    walk.put(id, &commitment("video.example", Some(at(3).day())), 1);
    walk.put(item(ItemKind::Commitment, 2), &commitment("chat.example", None), 1);
    let stands = |word, day| {
        let standing = Some((word, at(day).day()));
        walk.listed(&DialogueFilter { standing, ..DialogueFilter::default() }).len()
    };
    assert_eq!([stands("made", 3), stands("due", 3)], [2, 0]);
    assert_eq!([stands("made", 4), stands("due", 4)], [1, 1]);
    walk.put(id, &evidence(CommitmentState::Broken), 5);
    assert_eq!([stands("made", 9), stands("due", 9), stands("broken", 9)], [1, 0, 1]);
    // Without vowel marks, with another alef, in capitals, in the evidence, by the platform.
    for words in ["مكتب في البلد", "رأينا باب", "BUREAU pays", "shut door", "video.exam"]
    {
        assert!(walk.listed(&asked_for(words)).iter().any(|row| row.item == id), "{words}");
    }
    assert_eq!(walk.listed(&asked_for("بلد %")), []);
    assert_eq!(walk.listed(&asked_for("_")), []);
    let of = DialogueFilter { platform: Some("chat.example".into()), ..Default::default() };
    assert_eq!(walk.listed(&of).len(), 1);
    assert_eq!(desk.dialogue_platforms().unwrap(), ["chat.example", "video.example"]);
    assert_eq!(desk.dialogue_check().unwrap(), 0);
}

#[test]
fn a_list_goes_on_where_it_ended() {
    let folder = folder("dialogue-pages");
    let desk = new_desk(&folder);
    let walk = Walk(&desk);
    for number in 0..7 {
        walk.put(item(ItemKind::Commitment, number), &commitment("video.example", None), 1);
    }
    let (mut filter, mut found) = (DialogueFilter::default(), Vec::new());
    loop {
        let list = desk.dialogue_list(&filter, 3).unwrap();
        found.extend(list.rows.iter().map(|row| row.item));
        let Some(next) = list.next else { break };
        filter.after = Some(next);
    }
    let all = (0..7).rev().map(|number| item(ItemKind::Commitment, number));
    assert_eq!(found, all.collect::<Vec<_>>());
}

#[test]
fn what_public_sources_say_is_shown_with_that_mark_until_the_desk_confirms_or_drops_it() {
    let folder = folder("dialogue-sown");
    let desk = new_desk(&folder);
    let walk = Walk(&desk);
    let made = commitment("video.example", None);
    let ids = [1, 2].map(|number| item(ItemKind::Commitment, number));
    for id in ids {
        let act = Act::Sow { content: Box::new(made.clone()) };
        assert_eq!(walk.act(id, act.clone(), ONE, 1), Acted::Taken(1));
        assert_eq!(walk.act(id, act, ONE, 1), Acted::Refused(Refused::Begun));
    }
    let shown = walk.listed(&DialogueFilter::default());
    assert!(shown.len() == 2 && shown.iter().all(|row| !row.is_confirmed));
    assert_eq!(desk.entries_waiting(9).unwrap(), []);
    assert_eq!(walk.publish(ids[0], &made, TWO, 2), Acted::Taken(2));
    assert_eq!(walk.act(ids[1], Act::Drop, TWO, 2), Acted::Taken(2));
    let shown = walk.listed(&DialogueFilter::default());
    assert!(shown.len() == 1 && shown[0].is_confirmed && shown[0].item == ids[0]);
}

#[test]
fn an_ask_from_a_position_is_found_by_it() {
    let folder = folder("dialogue-position");
    let desk = new_desk(&folder);
    let walk = Walk(&desk);
    let (position, ask) = (item(ItemKind::Position, 1), item(ItemKind::Ask, 2));
    let ItemRef::Position(reference) = position else { panic!("another kind") };
    let text = Content::Position(Position {
        text: three("نص", "Texte", "Text"),
        title: three("موقف", "Position", "Position"),
    });
    walk.put(position, &text, 1);
    let asked = Content::Ask(Ask {
        asked_on: at(0).day(),
        due: None,
        measure: three("م", "m", "m"),
        meeting: None,
        position: Some(reference),
        text: three("ن", "t", "t"),
        title: three("ع", "t", "t"),
        to: "video.example".parse().unwrap(),
    });
    walk.put(ask, &asked, 1);
    let filter = DialogueFilter { position: Some(reference), ..DialogueFilter::default() };
    assert_eq!(walk.listed(&filter).iter().map(|row| row.item).collect::<Vec<_>>(), [ask]);
    // Without knowing how many desks must sign, no position is put before them.
    let act = Act::Draft { content: Box::new(text.clone()) };
    walk.act(item(ItemKind::Position, 3), act, ONE, 1);
    let act = Act::Publish { document: text.digest(item(ItemKind::Position, 3)).unwrap() };
    let (id, at) = (item(ItemKind::Position, 3), at(1));
    let new = NewAct { item: id, act, seen: 1, tabling: None, by: officer(TWO), at };
    assert!(matches!(block(desk.dialogue_act(new)).unwrap(), Acted::NoEntry(_)));
    assert_eq!(walk.seen(id), 1);
}

/// A sequence of numbers that is the same for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % n
    }
}

#[test]
fn of_random_histories_the_lists_say_what_the_events_say() {
    let histories: u64 = if std::env::var_os("CI").is_some() { 3_000 } else { 1_000 };
    let folder = folder("dialogue-histories");
    let desk = new_desk(&folder);
    let chance = &mut Chance(11);
    let (mut acts, mut expected) = (Vec::new(), Vec::new());
    for number in 0..histories {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        let id = ItemRef::from_random(ItemKind::Commitment, bytes);
        let mut item = Item::new(id);
        for day in 0..chance.below(12) {
            let act = act_of(chance, &item);
            let by = officer([ONE, TWO][usize::from(chance.below(2) == 0)]);
            let (seen, day) = (item.events(), i64::try_from(day).unwrap() + 5);
            let event = ::dialogue::Event { act: act.clone(), at: at(day), by };
            let is_taken = item.take(&event).is_ok();
            acts.push(NewAct { item: id, act, seen, tabling: None, by, at: at(day) });
            expected.push(is_taken);
        }
    }
    let (mut taken, mut published) = (0, 0);
    for (acts, expected) in acts.chunks(500).zip(expected.chunks(500)) {
        let acted = desk.dialogue_act_all(acts.to_vec()).unwrap();
        for ((act, acted), expected) in acts.iter().zip(acted).zip(expected) {
            let is_taken = matches!(acted, Acted::Taken(_));
            assert_eq!(is_taken, *expected, "{act:?} {acted:?}");
            taken += u64::from(is_taken);
            published += u64::from(is_taken && matches!(act.act, Act::Publish { .. }));
        }
    }
    assert!(taken > histories && published > histories / 10, "{taken} {published}");
    assert_eq!(desk.dialogue_check().unwrap(), 0, "a row is not what the events say");
}

fn act_of(chance: &mut Chance, item: &Item) -> Act {
    let states = CommitmentState::ALL;
    let state = states[usize::try_from(chance.below(states.len() as u64)).unwrap()];
    let due = (chance.below(2) == 0).then(|| at(3).day());
    match (chance.below(6), item.draft()) {
        (0, _) => Act::Drop,
        (1, _) => Act::Sow { content: Box::new(commitment("video.example", due)) },
        (2, _) => Act::Draft { content: Box::new(commitment("video.example", due)) },
        (3, _) => Act::Draft { content: Box::new(evidence(state)) },
        (_, Some(draft)) => Act::Publish { document: draft.content.digest(item.id()).unwrap() },
        (_, None) => Act::Publish { document: Digest::of(b"nothing") },
    }
}
