//! Five desks, one of which lies, and a network that loses, repeats, reorders and parts: all honest
//! desks come to the same, no vote counts twice, and a lie is shown with both signatures.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};

use dialogue::ask::Ask;
use dialogue::bloc::act::{
    ACT_VERSION, Act, Audience, Signature, SignedAct, Statement, Tlp, text_digest,
};
use dialogue::bloc::bundle::{self, Fault, LINE_BYTES_MAX, Merged, Reader, Reason};
use dialogue::bloc::state::{PositionStands, positions};
use dialogue::bloc::{ACTS_MAX, Exchange, Member, Membership, Taken, Verify};
use dialogue::position::Position;
use dialogue::{Content, DialogueDocument, ItemRef, Trilingual};
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use record::id::{AskRef, Digest, OrganisationId, PositionRef};
use record::{Body, Entry, Timestamp};

/// Real signatures, as the port asks for them.
struct Real;

impl Verify for Real {
    fn is_signed(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(key);
        key.is_ok_and(|key| key.verify_strict(message, &Ed25519::from_bytes(signature)).is_ok())
    }
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

    fn at(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap()
    }
}

fn key(desk: usize) -> SigningKey {
    SigningKey::from_bytes(&[u8::try_from(desk).unwrap() + 1; 32])
}

fn name(desk: usize) -> OrganisationId {
    format!("desk{desk}.example").parse().unwrap()
}

fn members(count: usize, k: u8) -> Membership {
    let member = |desk| Member { desk: name(desk), key: key(desk).verifying_key().to_bytes() };
    Membership::new((0..count).map(member).collect(), k).unwrap()
}

fn three(text: &str) -> Trilingual {
    Trilingual::new((text, text, text), 1000).unwrap()
}

fn text(words: &str) -> Position {
    Position { text: three(words), title: three("title") }
}

fn at(second: u64) -> Timestamp {
    Timestamp::nearest(1_795_000_000 + i64::try_from(second).unwrap())
}

fn signed(desk: usize, says: Statement, second: u64) -> SignedAct {
    let act = Act { at: at(second), by: name(desk), says, v: ACT_VERSION };
    let sig = key(desk).sign(&act.message().unwrap()).to_bytes();
    SignedAct { act, sig: Signature(sig) }
}

fn position(number: u8) -> PositionRef {
    PositionRef::from_random([number; 16])
}

fn hash(number: u8, words: &str) -> Digest {
    text_digest(position(number), &text(words)).unwrap()
}

fn sign(number: u8, words: &str) -> Statement {
    Statement::Sign { position: position(number), text: hash(number, words) }
}

fn reserve(number: u8, words: &str) -> Statement {
    Statement::Reserve { position: position(number), text: hash(number, words), why: three("why") }
}

fn table(number: u8, words: &str) -> Statement {
    Statement::Table { position: position(number), text: text(words) }
}

const DESKS: usize = 5;
/// The one that lies.
const LIAR: usize = 4;
const POSITIONS: u8 = 4;

/// What the desks want to say: the honest ones one thing about each position, the liar more.
fn plan(chance: &mut Chance) -> Vec<SignedAct> {
    let mut acts = Vec::new();
    for number in 0..POSITIONS {
        let tabled_by = chance.at(LIAR);
        acts.push(signed(tabled_by, table(number, "one"), chance.below(99)));
        for desk in 0..LIAR {
            match chance.below(4) {
                0 => {}
                1 => acts.push(signed(desk, reserve(number, "one"), chance.below(99))),
                _ => acts.push(signed(desk, sign(number, "one"), chance.below(99))),
            }
        }
        // The liar: nothing, one vote, the same vote twice with other moments, a vote changed after
        // the fact, a vote for two texts, two texts under one name.
        let kind = chance.below(6);
        if kind >= 1 {
            acts.push(signed(LIAR, sign(number, "one"), 1));
        }
        match kind {
            2 => acts.push(signed(LIAR, sign(number, "one"), 2)),
            3 => acts.push(signed(LIAR, reserve(number, "one"), 2)),
            4 => acts.push(signed(LIAR, sign(number, "two"), 2)),
            5 => {
                acts.push(signed(LIAR, table(number, "two"), 1));
                acts.push(signed(LIAR, table(number, "three"), 1));
            }
            _ => {}
        }
    }
    acts
}

/// What a reader believes who is given every act at once, written in the plainest way.
fn expected(
    acts: &[SignedAct],
    k: usize,
) -> BTreeMap<PositionRef, (Option<Digest>, BTreeSet<OrganisationId>)> {
    let mut found = BTreeMap::new();
    for number in 0..POSITIONS {
        let of = |desk: usize, is_vote| -> Vec<&Statement> {
            let mut said: Vec<&Statement> = Vec::new();
            for act in acts.iter().map(|signed| &signed.act).filter(|act| act.by == name(desk)) {
                if act.says.position() == Some((position(number), is_vote))
                    && !said.contains(&&act.says)
                {
                    said.push(&act.says);
                }
            }
            said
        };
        let liars =
            (0..DESKS).filter(|desk| [true, false].iter().any(|it| of(*desk, *it).len() > 1));
        let liars: BTreeSet<usize> = liars.collect();
        let votes = (0..DESKS)
            .filter(|desk| !liars.contains(desk))
            .filter(|desk| of(*desk, true) == [&sign(number, "one")]);
        let adopted = (votes.count() >= k).then(|| hash(number, "one"));
        found.insert(position(number), (adopted, liars.into_iter().map(name).collect()));
    }
    found
}

/// Sends what one desk holds to another: some lines lost, some twice, in any order.
fn send(chance: &mut Chance, from: &Exchange, to: &mut Exchange, bloc: &Membership) {
    let mut lines = bundle::lines(from, bloc, &name(0), Audience::Member);
    let header = lines.next().unwrap().unwrap();
    let mut lines: Vec<Vec<u8>> = lines.map(Result::unwrap).collect();
    lines.retain(|_| chance.below(4) > 0);
    if !lines.is_empty() {
        lines.push(lines[chance.at(lines.len())].clone());
    }
    for last in (1..lines.len()).rev() {
        lines.swap(last, chance.at(last + 1));
    }
    lines.insert(0, header);
    read(to, bloc, &lines.join(&b'\n'), |line, fault| panic!("line {line}: {fault}"));
}

fn read(
    to: &mut Exchange,
    bloc: &Membership,
    bytes: &[u8],
    mut tell: impl FnMut(u64, Fault),
) -> Merged {
    let mut reader = Reader::new(to, bloc, &Real);
    for piece in bytes.chunks(777) {
        reader.read(piece, &mut tell);
    }
    reader.finish(&mut tell)
}

fn check(stands: &BTreeMap<PositionRef, PositionStands>) {
    for stands in stands.values() {
        let mut counted = BTreeSet::new();
        for text in stands.texts.values() {
            for desk in text.signed_by.iter().chain(text.reserved.keys()) {
                assert!(counted.insert(desk), "a vote counts twice");
            }
        }
        for lie in &stands.lies {
            assert_ne!(lie.first.act.says, lie.second.act.says);
            for half in [&lie.first, &lie.second] {
                let desk = (0..DESKS).find(|desk| name(*desk) == lie.by).unwrap();
                let key = key(desk).verifying_key().to_bytes();
                assert!(Real.is_signed(&key, &half.act.message().unwrap(), &half.sig.0));
            }
        }
    }
}

#[test]
fn honest_desks_come_to_the_same_whatever_the_network_and_one_of_them_do() {
    let bloc = members(DESKS, 3);
    let (mut adopted, mut lied, mut contested) = (0, 0, 0);
    for seed in 0..1_000 {
        let chance = &mut Chance(seed);
        let acts = plan(chance);
        let mut desks: Vec<Exchange> = vec![Exchange::default(); LIAR];
        let mut unsaid = acts.clone();
        for _ in 0..40 {
            // Two sides that do not hear each other, for a while.
            let side = chance.below(1 << DESKS);
            if !unsaid.is_empty() {
                let act = unsaid.swap_remove(chance.at(unsaid.len()));
                let own = (0..LIAR).find(|desk| name(*desk) == act.act.by);
                // The liar says it to one desk and keeps it from the others.
                let first = own.unwrap_or_else(|| chance.at(LIAR));
                desks[first].take(act, &bloc, &Real).unwrap();
            }
            let (from, to) = (chance.at(LIAR), chance.at(LIAR));
            if from != to && (side >> from & 1) == (side >> to & 1) {
                let held = desks[from].clone();
                send(chance, &held, &mut desks[to], &bloc);
            }
            check(&positions(&desks[to], &bloc));
        }
        for act in unsaid {
            desks[chance.at(LIAR)].take(act, &bloc, &Real).unwrap();
        }
        // The network is whole again.
        for round in 0..2 * LIAR {
            let (from, to) = (round % LIAR, (round + 1) % LIAR);
            let held = desks[from].clone();
            desks[to].merge(&held);
        }
        let seen: Vec<_> = desks.iter().map(|desk| positions(desk, &bloc)).collect();
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "seed {seed}");
        assert!(desks.windows(2).all(|two| two[0] == two[1]), "seed {seed}");
        check(&seen[0]);
        for (position, (is_adopted, liars)) in expected(&acts, 3) {
            let stands = &seen[0][&position];
            assert_eq!(stands.adopted, is_adopted, "seed {seed}");
            let shown: BTreeSet<_> = stands.lies.iter().map(|lie| lie.by.clone()).collect();
            assert_eq!(shown, liars, "seed {seed}");
            adopted += u32::from(stands.adopted.is_some());
            lied += u32::from(!shown.is_empty());
            contested += u32::from(stands.contested.is_some());
        }
    }
    // Each of these was met often, or this test says nothing about it.
    assert!(adopted > 500 && lied > 500 && contested > 50, "{adopted} {lied} {contested}");
}

#[test]
fn a_position_that_enough_desks_signed_is_an_entry_with_their_names_and_reservations() {
    let bloc = members(5, 3);
    let mut desk = Exchange::default();
    for (number, says) in
        [table(0, "one"), sign(0, "one"), reserve(0, "one"), sign(0, "one"), sign(0, "one")]
            .into_iter()
            .enumerate()
    {
        assert_eq!(desk.take(signed(number, says, 1), &bloc, &Real), Ok(Taken::New));
    }
    let stands = &positions(&desk, &bloc)[&position(0)];
    let body = stands.adoption(position(0), &bloc).unwrap();
    let entry = Entry::new(at(9), name(0), body).unwrap();
    let Body::Position(taken) = entry.body() else { panic!("another kind") };
    let names =
        |all: Vec<&OrganisationId>| all.into_iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        names(taken.signed_by.iter().collect()),
        ["desk1.example", "desk3.example", "desk4.example"]
    );
    assert_eq!(names(taken.reserved_by.iter().collect()), ["desk2.example"]);
    let record::Document::Public(document) = &taken.text else { panic!("nobody can read it") };
    assert_eq!(document.sha256(), hash(0, "one"));
}

#[test]
fn votes_without_their_text_adopt_nothing_until_it_is_there() {
    let bloc = members(3, 2);
    let mut desk = Exchange::default();
    for number in 0..3 {
        desk.take(signed(number, sign(0, "one"), 1), &bloc, &Real).unwrap();
    }
    assert_eq!(positions(&desk, &bloc)[&position(0)].adopted, None);
    desk.take(signed(0, table(0, "one"), 1), &bloc, &Real).unwrap();
    assert_eq!(positions(&desk, &bloc)[&position(0)].adopted, Some(hash(0, "one")));
}

/// An ask that a desk shares.
fn shared(tlp: Tlp) -> Statement {
    let reference = AskRef::from_random([3; 16]);
    let content = Content::Ask(Ask {
        asked_on: at(0).day(),
        due: None,
        measure: three("m"),
        meeting: None,
        position: None,
        text: three("t"),
        title: three("t"),
        to: "video.example".parse().unwrap(),
    });
    let document = DialogueDocument { content, item: ItemRef::Ask(reference), v: 1 };
    Statement::Share { document: Box::new(document), tlp }
}

#[test]
fn what_leaves_a_desk_is_what_its_mark_lets_go() {
    let bloc = members(3, 2);
    let mut desk = Exchange::default();
    for (second, tlp) in (1..).zip(Tlp::ALL) {
        desk.take(signed(0, shared(tlp), second), &bloc, &Real).unwrap();
    }
    desk.take(signed(0, sign(0, "one"), 9), &bloc, &Real).unwrap();
    let count = |audience| bundle::lines(&desk, &bloc, &name(0), audience).count() - 1;
    let counts = [Audience::Public, Audience::Partner, Audience::Member].map(count);
    assert_eq!(counts, [2, 3, 4]);
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_field_and_the_rest_lands_once() {
    let bloc = members(3, 2);
    let mut source = Exchange::default();
    for desk in 0..3 {
        source.take(signed(desk, sign(0, "one"), 1), &bloc, &Real).unwrap();
    }
    let good: Vec<Vec<u8>> =
        bundle::lines(&source, &bloc, &name(0), Audience::Member).map(Result::unwrap).collect();
    let line = |act: &SignedAct| act.line().unwrap();
    let mut forged = signed(1, sign(1, "one"), 1);
    forged.act.by = name(2);
    let stranger = signed(4, sign(0, "one"), 1);
    let mut newer = signed(0, sign(2, "one"), 1);
    newer.act.v = 2;
    let mut part = text("one");
    part.text.fr = dialogue::PublicText::default();
    let part = signed(0, Statement::Table { position: position(3), text: part }, 1);
    let lines = [
        good[0].clone(),
        good[1].clone(),
        b"{\"act\":".to_vec(),
        line(&forged),
        line(&stranger),
        vec![b'x'; LINE_BYTES_MAX + 1],
        good[2].clone(),
        line(&newer),
        line(&part),
        b"\xff\xfe".to_vec(),
        good[2].clone(),
        good[3].clone(),
    ];
    let (mut desk, mut faults) = (Exchange::default(), Vec::new());
    let merged =
        read(&mut desk, &bloc, &lines.join(&b'\n'), |line, fault| faults.push((line, fault)));
    assert_eq!(merged, Merged { new: 3, known: 1, left_out: 7 });
    let fault = |line, field, reason| (line, Fault { field, reason });
    assert_eq!(
        faults,
        [
            fault(3, "line", Reason::Unreadable),
            fault(4, "sig", Reason::Signature),
            fault(5, "act.by", Reason::NoMember),
            fault(6, "line", Reason::TooLong),
            fault(8, "act.v", Reason::Version),
            fault(9, "act.says", Reason::NotWhole),
            fault(10, "line", Reason::Unreadable),
        ]
    );
    assert_eq!(desk, source);
    // A bundle of another bloc: nothing of it lands, and that is said once.
    let (mut faults, mut other) = (Vec::new(), Exchange::default());
    let merged =
        read(&mut other, &members(5, 3), &good.join(&b'\n'), |line, it| faults.push((line, it)));
    assert_eq!((merged.new, faults), (0, vec![fault(1, "header.members", Reason::Members)]));
}

#[test]
fn no_byte_of_a_line_can_be_changed() {
    let bloc = members(3, 2);
    let line = signed(0, reserve(0, "one"), 1).line().unwrap();
    let mut taken = 0;
    for at in 0..line.len() {
        for bit in 0..8 {
            let mut changed = line.clone();
            changed[at] ^= 1 << bit;
            let read = record::canonical::parse_strict::<SignedAct>(&changed).ok();
            let done = read.map(|act| Exchange::default().take(act, &bloc, &Real));
            taken += u32::from(done.is_some_and(|done| done.is_ok()));
        }
    }
    assert_eq!(taken, 0);
}

#[test]
fn whatever_order_floods_come_in_the_same_acts_stay_and_a_flooding_desk_counts_for_nothing() {
    /// Believes every signature: twenty thousand real ones would take a second and show nothing more.
    struct Believing;
    impl Verify for Believing {
        fn is_signed(&self, _: &[u8; 32], _: &[u8], _: &[u8; 64]) -> bool {
            true
        }
    }
    let bloc = members(3, 2);
    let act = |desk, second| {
        let act = Act { at: at(second), by: name(desk), says: sign(0, "one"), v: ACT_VERSION };
        SignedAct { act, sig: Signature([7; 64]) }
    };
    let all = ACTS_MAX as u64 + 50;
    let (mut up, mut down) = (Exchange::default(), Exchange::default());
    for second in 0..all {
        up.take(act(0, second), &bloc, &Believing).unwrap();
        down.take(act(0, all - 1 - second), &bloc, &Believing).unwrap();
    }
    assert_eq!((up.count(), up == down), (ACTS_MAX, true));
    up.take(act(1, 1), &bloc, &Believing).unwrap();
    let table = Act { at: at(1), by: name(1), says: table(0, "one"), v: ACT_VERSION };
    up.take(SignedAct { act: table, sig: Signature([7; 64]) }, &bloc, &Believing).unwrap();
    let stands = &positions(&up, &bloc)[&position(0)];
    assert_eq!((stands.adopted, stands.contested), (None, Some(hash(0, "one"))));
}
