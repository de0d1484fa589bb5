//! Policies: the file format, what a quorum takes, and which checkpoints are good enough.

use std::collections::BTreeSet;

use register::Hash;
use register::checkpoint::{Checkpoint, CheckpointError};
use register::cosignature::cosign;
use register::note::{KeyError, KeyKind, Note, NoteError, SignerKey};
use register::policy::{
    POLICY_BYTES_MAX, Policy, PolicyError, PolicyFileError, PolicyItemError, PolicyText,
};

use crate::support::{self, Tree, log_key, name, policy_witness, witness_key};

const ORIGIN: &str = "log.example";

/// Lines for a log and the witnesses W1 to W5.
fn definitions() -> String {
    let log = format!("log {}\n", log_key(ORIGIN).verifier());
    let witness = |number| format!("witness W{number} {}\n", witness_key(number).verifier());
    log + &(1..=5).map(witness).collect::<String>()
}

fn policy(groups: &str) -> Policy {
    Policy::parse(format!("{}{groups}", definitions()).as_bytes()).unwrap()
}

fn set(numbers: &[u8]) -> BTreeSet<PolicyText> {
    numbers.iter().map(|number| name(&format!("W{number}"))).collect()
}

/// Every subset of the witnesses W1 to W5.
fn subsets() -> impl Iterator<Item = Vec<u8>> {
    (0..32_u8).map(|bits| (1..=5).filter(|number| bits >> (number - 1) & 1 == 1).collect())
}

/// Checks a quorum against a rule written in Rust, and its two counts against all subsets.
#[track_caller]
fn check_quorum(groups: &str, rule: impl Fn(&dyn Fn(u8) -> bool) -> bool) {
    let policy = policy(groups);
    let is_met = |numbers: &[u8]| rule(&|number| numbers.contains(&number));
    for numbers in subsets() {
        assert_eq!(policy.is_satisfied(&set(&numbers)), is_met(&numbers), "{groups} {numbers:?}");
        let others: Vec<u8> = (1..=5).filter(|number| !numbers.contains(number)).collect();
        assert_eq!(policy.is_blocking(&set(&numbers)), !is_met(&others), "{groups} {numbers:?}");
    }
    let least = subsets().filter(|numbers| is_met(numbers)).map(|numbers| numbers.len()).min();
    assert_eq!(Some(policy.threshold().0), least, "{groups}");
    let blocking = subsets().filter(|numbers| policy.is_blocking(&set(numbers)));
    assert_eq!(policy.blocking_count(), blocking.map(|numbers| numbers.len()).min(), "{groups}");
    assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
}

#[test]
fn a_quorum_is_met_by_just_the_right_witnesses() {
    check_quorum("quorum none\n", |_| true);
    check_quorum("quorum W2\n", |has| has(2));
    check_quorum("group g all W1 W2 W3\nquorum g\n", |has| has(1) && has(2) && has(3));
    check_quorum("group g any W1 W2 W3\nquorum g\n", |has| has(1) || has(2) || has(3));
    let count = |has: &dyn Fn(u8) -> bool| (1..=5).filter(|number| has(*number)).count();
    for k in 1..=5 {
        let groups = format!("group g {k} W1 W2 W3 W4 W5\nquorum g\n");
        check_quorum(&groups, |has| count(has) >= k);
    }
    check_quorum("group a 2 W1 W2 W3\ngroup b any W4 W5\ngroup c all a b\nquorum c\n", |has| {
        let of_a = [1, 2, 3].into_iter().filter(|number| has(*number)).count();
        of_a >= 2 && (has(4) || has(5))
    });
    check_quorum("group a all W1 W2 W3\ngroup b 1 a W4\nquorum b\n", |has| {
        has(4) || has(1) && has(2) && has(3)
    });
    check_quorum("group unused all W1 W2 W3 W4\nquorum W5\n", |has| has(5));
}

#[test]
fn a_flat_quorum_of_k_of_n_is_met_without_no_more_than_n_minus_k() {
    let witnesses = || (1..=4).map(policy_witness).collect::<Vec<_>>();
    let log = || log_key(ORIGIN).verifier().clone();
    for k in 1..=4 {
        let policy = Policy::k_of_n(log(), k, witnesses()).unwrap();
        assert_eq!(policy.threshold(), (k, 4));
        assert_eq!(policy.blocking_count(), Some(4 - k + 1));
        assert_eq!(policy.witnesses(), witnesses());
        assert_eq!(Policy::parse(&policy.to_bytes()), Ok(policy));
    }
    let none = Policy::k_of_n(log(), 0, witnesses()).unwrap();
    assert_eq!((none.threshold(), none.blocking_count()), ((0, 0), None));
    assert!(none.to_bytes().ends_with(b"quorum none\n"));
    assert_eq!(Policy::k_of_n(log(), 5, witnesses()), Err(PolicyItemError::Threshold));
    assert_eq!(Policy::k_of_n(log(), 1, Vec::new()), Err(PolicyItemError::Threshold));
    let twice = vec![policy_witness(1), policy_witness(1)];
    assert_eq!(Policy::k_of_n(log(), 1, twice), Err(PolicyItemError::DuplicateKey));
}

#[test]
fn a_policy_is_written_in_one_plain_form() {
    let [log, one, two] = [log_key(ORIGIN), witness_key(1), witness_key(2)];
    let [log, one, two] = [&log, &one, &two].map(SignerKey::verifier);
    let text = format!(
        " # comment\n\t\n\nwitness  A\t{one}  https://w1.example/\u{e9} \nlog {log} \t #url\n\
         \twitness \u{645}\u{62b}\u{627}\u{644} {two}\ngroup g all A \u{645}\u{62b}\u{627}\u{644}\n\
         quorum g\n# end\n"
    );
    let plain = format!(
        "log {log} #url\nwitness A {one} https://w1.example/\u{e9}\n\
         witness \u{645}\u{62b}\u{627}\u{644} {two}\ngroup g 2 A \u{645}\u{62b}\u{627}\u{644}\nquorum g\n"
    );
    let policy = Policy::parse(text.as_bytes()).unwrap();
    assert_eq!(policy.to_string(), plain);
    assert_eq!(policy.to_bytes(), plain.as_bytes());
    assert_eq!(policy.logs()[0].key, *log);
    assert_eq!(Policy::parse(plain.as_bytes()), Ok(policy));
}

#[test]
fn names_are_octets_even_where_they_are_not_text() {
    let key = witness_key(1);
    let line = [b"witness \xff\xfe ", key.verifier().to_string().as_bytes(), b" \x80\n"].concat();
    let file = [&line[..], b"quorum \xff\xfe\n"].concat();
    let policy = Policy::parse(&file).unwrap();
    assert_eq!(policy.to_bytes(), file);
    assert_eq!(policy.witnesses()[0].name.as_bytes(), b"\xff\xfe");
    assert_eq!(policy.witnesses()[0].name.as_str(), None);
    // The letter K and the Kelvin sign look alike and are two names.
    let other = Policy::parse(&[&line[..], b"quorum \xe2\x84\xaa\n"].concat());
    assert!(matches!(other, Err(PolicyFileError::Line { line: 2, .. })));
    for bad in [&b""[..], b" ", b"a b", b"a\t", b"\n", b"\x7f", b"\0"] {
        assert_eq!(PolicyText::new(bad), None);
    }
}

#[track_caller]
fn check_line(lines: &str, expected: PolicyItemError) {
    let file = format!("{}{lines}\n", definitions());
    let line = file.lines().count();
    let expected = Err(PolicyFileError::Line { line, reason: expected });
    assert_eq!(Policy::parse(file.as_bytes()), expected, "{lines}");
}

#[test]
fn a_line_of_the_wrong_form_is_refused() {
    for line in ["logs x", "Log x", "\u{feff}quorum none", "quorum: none", "none"] {
        check_line(line, PolicyItemError::Keyword);
    }
    let vkey = witness_key(9).verifier().to_string();
    for line in ["log".to_owned(), format!("log {vkey} url more")] {
        check_line(&line, PolicyItemError::Form("log VKEY [URL]"));
    }
    for line in ["witness W9".to_owned(), format!("witness W9 {vkey} url more")] {
        check_line(&line, PolicyItemError::Form("witness NAME VKEY [URL]"));
    }
    for line in ["group", "group g", "group g all"] {
        check_line(line, PolicyItemError::Form("group NAME all|any|K NAME..."));
    }
    for line in ["quorum", "quorum W1 W2"] {
        check_line(line, PolicyItemError::Form("quorum NAME"));
    }
}

#[test]
fn a_threshold_is_from_one_to_the_number_of_members() {
    for k in ["0", "4", "01", "+1", "-1", "1.0", "ALL", "\u{663}", "99999999999999999999"] {
        check_line(&format!("group g {k} W1 W2 W3"), PolicyItemError::Threshold);
    }
}

#[test]
fn keys_are_of_the_right_kind_and_stand_there_once() {
    let (log, witness) = (log_key(ORIGIN), witness_key(1));
    let expected = KeyKind::Ed25519;
    check_line(&format!("log {}", witness.verifier()), PolicyItemError::KeyKind { expected });
    let expected = KeyKind::CosignatureEd25519;
    check_line(&format!("witness W9 {}", log.verifier()), PolicyItemError::KeyKind { expected });
    // The same key under another name has another id, and is the same key.
    let again = support::key("other.example", KeyKind::CosignatureEd25519, 101);
    check_line(&format!("witness W9 {}", again.verifier()), PolicyItemError::DuplicateKey);
    let again = support::key("other.example", KeyKind::Ed25519, ORIGIN.len() as u8);
    check_line(&format!("log {}", again.verifier()), PolicyItemError::DuplicateKey);
    check_line("log a+b", PolicyItemError::Key(KeyError::Shape("name+id+base64")));
}

#[test]
fn a_witness_under_a_post_quantum_key_is_refused_by_name_and_not_dropped() {
    // 33 bytes stand for the 1,313 of such a key: the type decides first.
    let vkey = "pq.example+00000000+BgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let kind = "ML-DSA-44 cosignature";
    let expected = PolicyItemError::Key(KeyError::Unsupported { code: 0x06, kind });
    check_line(&format!("witness PQ {vkey}"), expected);
}

#[test]
fn names_are_defined_once_used_after_that_and_members_once() {
    let vkey = witness_key(9).verifier().to_string();
    let taken = |text| PolicyItemError::DuplicateName(name(text));
    check_line(&format!("witness W1 {vkey}"), taken("W1"));
    check_line("group W1 any W2", taken("W1"));
    check_line(&format!("witness none {vkey}"), PolicyItemError::ReservedName);
    check_line("group none any W1", PolicyItemError::ReservedName);
    let unknown = |text| PolicyItemError::UnknownName(name(text));
    check_line("quorum W9", unknown("W9"));
    check_line("group g any g", unknown("g"));
    check_line("group g any W1 none", unknown("none"));
    check_line("quorum w1", unknown("w1"));
    let second = |text| PolicyItemError::SecondMembership(name(text));
    check_line("group g any W1 W1", second("W1"));
    check_line("group g any W1\ngroup h any W2 W1", second("W1"));
    check_line("group g any W1\ngroup h any g\ngroup i any g", second("g"));
    check_line("quorum W1\nquorum W1", PolicyItemError::SecondQuorum);
    check_line("quorum none\nquorum none", PolicyItemError::SecondQuorum);
}

#[test]
fn a_file_is_whole_and_has_no_control_characters() {
    let parse = |text: &str| Policy::parse(text.as_bytes());
    assert_eq!(parse(""), Err(PolicyFileError::NoQuorum));
    assert_eq!(parse(&definitions()), Err(PolicyFileError::NoQuorum));
    assert_eq!(parse("# quorum none\n"), Err(PolicyFileError::NoQuorum));
    assert_eq!(parse("quorum none"), Err(PolicyFileError::Unterminated));
    for octet in [0, 8, 11, 13, 0x1f, 0x7f] {
        let text = format!("\n# comment {}\nquorum none\n", char::from(octet));
        assert_eq!(parse(&text), Err(PolicyFileError::Octet { line: 2, octet }));
    }
    let large = "#".repeat(POLICY_BYTES_MAX) + "\n";
    assert_eq!(parse(&large), Err(PolicyFileError::TooLarge));
}

#[test]
fn sixty_four_of_each_kind_are_read_and_one_more_is_not() {
    let line = |number: u8| {
        let log = support::key("log.example", KeyKind::Ed25519, number);
        let witness = support::key("w.example", KeyKind::CosignatureEd25519, number);
        let (log, witness) = (log.verifier(), witness.verifier());
        format!("log {log}\nwitness W{number} {witness}\ngroup G{number} any W{number}\n")
    };
    let lines: String = (0..64).map(line).collect();
    let policy = Policy::parse(format!("{lines}quorum G0\n").as_bytes()).unwrap();
    assert_eq!((policy.logs().len(), policy.witnesses().len()), (64, 64));
    for (at, one_more) in line(64).lines().enumerate().filter(|(at, _)| *at < 2) {
        let refused = Policy::parse(format!("{lines}{one_more}\n").as_bytes());
        let expected = PolicyFileError::Line { line: 193, reason: PolicyItemError::TooMany };
        assert_eq!(refused, Err(expected), "line {at}");
    }
    let refused = Policy::parse(format!("{lines}group G64 any G0\n").as_bytes());
    let expected = PolicyFileError::Line { line: 193, reason: PolicyItemError::TooMany };
    assert_eq!(refused, Err(expected));
}

/// A checkpoint, signed by the log and cosigned by these witnesses at these times.
fn note(checkpoint: &Checkpoint, witnesses: &[(u8, u64)]) -> Note {
    let text = checkpoint.to_text();
    let mut bytes = Note::sign(text.clone(), &log_key(ORIGIN)).unwrap().to_string();
    for (number, time) in witnesses {
        bytes += &format!("{}\n", cosign(&text, &witness_key(*number), *time).unwrap());
    }
    Note::parse(bytes.as_bytes()).unwrap()
}

fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint::new(ORIGIN, size, Tree::of(size).root(size))
}

#[test]
fn a_checkpoint_with_its_quorum_says_who_cosigned_and_when() {
    let policy = policy("group g 2 W1 W2 W3\nquorum g\n");
    // W5 does not count towards the quorum and is told all the same; W2 cosigned twice.
    let note = note(&checkpoint(3), &[(5, 50), (2, 70), (1, 10), (2, 20)]);
    let checked = policy.check_checkpoint(&note).unwrap();
    assert_eq!(checked.checkpoint(), &checkpoint(3));
    assert_eq!(checked.log(), log_key(ORIGIN).verifier());
    let found = checked.cosigned_by().iter().map(|it| (it.witness.to_string(), it.time_unix_s));
    let expected = [("W1", 10), ("W2", 20), ("W5", 50)];
    assert!(found.eq(expected.map(|(name, time)| (name.to_owned(), time))));
}

#[test]
fn a_checkpoint_without_its_quorum_says_who_is_missing() {
    let policy = policy("group g 2 W1 W2 W3\nquorum g\n");
    let refused = policy.check_checkpoint(&note(&checkpoint(3), &[(5, 50), (4, 40), (2, 20)]));
    let error = refused.unwrap_err();
    assert_eq!(error.to_string(), "too few witnesses cosigned: missing W1, W3");
    let PolicyError::Quorum { cosigned, missing } = error else { panic!("{error}") };
    assert_eq!(missing, [name("W1"), name("W3")]);
    assert_eq!(cosigned.len(), 1);
    assert_eq!((&cosigned[0].witness, cosigned[0].time_unix_s), (&name("W2"), 20));
}

#[test]
fn one_witness_twice_is_not_two_witnesses() {
    let policy = policy("group g 2 W1 W2 W3\nquorum g\n");
    let refused = policy.check_checkpoint(&note(&checkpoint(3), &[(2, 20), (2, 21), (2, 22)]));
    assert!(matches!(refused, Err(PolicyError::Quorum { .. })));
}

#[test]
fn the_log_that_the_checkpoint_names_must_have_signed_it() {
    let other = log_key("other.example");
    let policy = policy(&format!("log {}\nquorum none\n", other.verifier()));
    let text = checkpoint(3).to_text();
    let origin = ORIGIN.to_owned();
    let by_other = Note::sign(text.clone(), &other).unwrap();
    let not_signed = Err(PolicyError::NotSigned { origin });
    assert_eq!(policy.check_checkpoint(&by_other), not_signed);
    let by_stranger = support::key(ORIGIN, KeyKind::Ed25519, 77);
    let by_stranger = Note::sign(text, &by_stranger).unwrap();
    assert_eq!(policy.check_checkpoint(&by_stranger), not_signed);
    let origin = "unknown.example".to_owned();
    let unknown = Checkpoint { origin: origin.clone(), ..checkpoint(3) };
    let refused = policy.check_checkpoint(&note(&unknown, &[]));
    assert_eq!(refused, Err(PolicyError::UnknownLog { origin }));
}

#[test]
fn a_bad_line_of_any_known_key_refuses_the_checkpoint() {
    let policy = policy("group g 1 W1 W2\nquorum g\n");
    let other = note(&checkpoint(4), &[(4, 40)]).signatures()[1].clone();
    let note = note(&checkpoint(3), &[(1, 10), (2, 20)]).with_signature(other);
    let refused = policy.check_checkpoint(&note);
    let name = witness_key(4).name().clone();
    assert_eq!(refused, Err(PolicyError::Signature(NoteError::BadSignature { name })));
}

#[test]
fn what_is_no_checkpoint_or_claims_a_false_emptiness_is_refused() {
    let policy = policy("quorum none\n");
    let text = Note::sign("text\n".to_owned(), &log_key(ORIGIN)).unwrap();
    let missing = PolicyError::Checkpoint(CheckpointError::Missing("size"));
    assert_eq!(policy.check_checkpoint(&text), Err(missing));
    for (size, root) in [(0, Hash([1; 32])), (1, Hash::EMPTY_ROOT)] {
        let note = note(&Checkpoint::new(ORIGIN, size, root), &[]);
        assert_eq!(policy.check_checkpoint(&note), Err(PolicyError::EmptyRoot));
    }
    assert!(policy.check_checkpoint(&note(&checkpoint(0), &[])).is_ok());
}
