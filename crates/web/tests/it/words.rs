//! Every text that the pages use exists, and every text that exists is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ::dialogue::ItemKind;
use ::dialogue::commitment::Standing as CommitmentStanding;
use ::dialogue::scorecard::Outcome as Outcomes;
use desk::answer::StatementProblem;
use desk::case::{IdentityReason, Mark, Platform, Shelf, Whose};
use desk::finding::{Finding, Unkeepable};
use desk::notice::{Refusal, State};
use desk::public::{OddReason, State as CameBack};
use desk::seat::{NotNow, Standing};
use desk::survey::Solved;
use record::choice::{
    AccountChange, Basis, Capacity, CommitmentState, Decider, Decision, GrantChange, Harm,
    HouseRule, KeyChange, Language, Means, Measure, MeetingForm, Outcome, PolicyScope,
    PositionState, ReviewingBody, Role, SuccessorReason, WithdrawalReason,
};
use record::entry::Kind;
use record::notice::Aim;

/// Every value of every closed list, by the name its words go under.
fn lists() -> Vec<(&'static str, Vec<&'static str>)> {
    macro_rules! lists {
        ($($name:literal: $type:ident),+ $(,)?) => {
            vec![$(($name, $type::ALL.iter().map(|value| value.word()).collect())),+]
        };
    }
    lists! {
        "kind": Kind, "said": Kind, "harm": Harm, "capacity": Capacity, "house-rule": HouseRule,
        "measure": Measure, "language": Language, "means": Means, "decision": Decision,
        "basis": Basis, "decider": Decider, "withdrawal": WithdrawalReason, "outcome": Outcome,
        "grant": GrantChange, "role": Role, "reviewing-body": ReviewingBody,
        "account-change": AccountChange, "key-change": KeyChange, "policy-scope": PolicyScope, "meeting-form": MeetingForm,
        "position-state": PositionState, "commitment-state": CommitmentState,
        "successor": SuccessorReason, "aim": Aim, "came-back": CameBack, "odd": OddReason,
    }
}

/// Every file under `folder`, as one text each.
fn texts(folder: &Path, found: &mut Vec<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else {
            found.extend(fs::read_to_string(&path));
        }
    }
}

/// Every piece between double quotes in the code and the templates.
fn quoted() -> BTreeSet<String> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [
        "src",
        "templates",
        "../words/src",
        "../evidence/src",
        "../desk/src",
        "../dialogue/src",
        "../store/src",
    ] {
        texts(&room.join(folder), &mut files);
    }
    files.iter().flat_map(|text| text.split('"').map(str::to_owned)).collect()
}

/// Texts whose ids are put together from a part that is quoted.
const FAMILIES: &[&str] = &[
    "account-event-",
    "account-state-",
    "room-by-",
    "room-of-",
    "room-choose-",
    "room-spread-lead-",
    "room-spread-",
    "room-key-",
    "field-",
    "left-out-",
    "message-",
    "verdict-",
    "month-",
    "event-",
    "turn-out-of-place-",
    "state-",
    "report-",
    "dialogue-choose-",
    "dialogue-field-",
    "dialogue-group-",
    "dialogue-hint-",
    "dialogue-platform-no-",
    "dialogue-row-",
];

/// Lists of `desk`, by the name their words go under.
fn lists_of_desk() -> Vec<(&'static str, Vec<&'static str>)> {
    let states = || State::ALL.into_iter().map(State::word).collect::<Vec<_>>();
    let ends = ["to-deliver", "to-reply", "left", "over"];
    let means = ["awaiting-means", "answered-means", "silent-means", "withdrawn-means"];
    vec![
        ("notices", states().into_iter().chain(ends).collect()),
        ("notice-state", states()),
        ("urgency", vec!["now", "today", "in-turn"]),
        ("case-state", vec!["open", "waiting", "closed", "merged"]),
        ("report-state", vec!["received", "withdrawn", "erased"]),
        ("solved", Solved::ALL.into_iter().map(Solved::word).collect()),
        ("seat-standing", Standing::ALL.into_iter().map(Standing::word).chain(means).collect()),
        ("seat-not-now", NotNow::ALL.into_iter().map(NotNow::word).collect()),
        ("seat-problem", StatementProblem::ALL.into_iter().map(StatementProblem::word).collect()),
        ("stands", CommitmentStanding::WORDS.to_vec()),
        ("item", item_kinds()),
        ("items", item_kinds()),
        ("dialogue-new", item_kinds()),
        ("dialogue-edit", item_kinds()),
        ("dialogue-in", vec!["ar", "fr", "en"]),
        ("calendar", vec!["commitment", "ask", "meeting"]),
        ("scorecard-about", vec!["platform", "authority"]),
        ("scorecard", scorecard_figures()),
        ("agenda", agenda_parts()),
        ("agenda-lead", agenda_parts()),
        ("bulk", vec!["close", "hand-over", "mark"]),
        ("bulk-left", refusals()),
        ("case-refusal", refusals()),
        ("closed", Outcome::ALL.iter().map(|outcome| outcome.word()).collect()),
        ("exhibit-kind", vec!["picture", "film", "sound", "file"]),
        (
            "filter",
            vec![
                "shelf", "whose", "urgency", "harm", "platform", "mark", "outcome", "official",
                "unread",
            ],
        ),
        ("finding", Finding::ALL.iter().map(|it| it.word()).collect()),
        ("identity", IdentityReason::ALL.iter().map(|it| it.word()).collect()),
        ("outsider", vec!["reviewer", "seat"]),
        ("mark", Mark::ALL.iter().map(|it| it.word()).collect()),
        ("platform", Platform::ALL.iter().map(|it| it.word()).collect()),
        ("shelf", Shelf::ALL.iter().map(|it| it.word()).collect()),
        (
            "shortcut",
            vec![
                "next", "claim", "release", "down", "up", "reveal", "hold", "note", "write",
                "close", "find", "keys",
            ],
        ),
        ("trail", vec!["report-withdrawn", "report-erased"]),
        ("whose", Whose::ALL.iter().map(|it| it.word()).collect()),
        ("unkeepable", Unkeepable::ALL.iter().map(|it| it.word()).collect()),
        ("refusal", Refusal::OWN.into_iter().map(Refusal::word).collect()),
    ]
}

/// The kinds of items of the dialogue.
fn item_kinds() -> Vec<&'static str> {
    ItemKind::ALL.into_iter().map(ItemKind::word).collect()
}

/// The figures of a scorecard.
fn scorecard_figures() -> Vec<&'static str> {
    let outcomes = Outcomes::ALL.iter().map(|it| it.word());
    let others =
        ["notices", "delivered", "median_s", "ninth_decile_s", "without_time", "taken_back"];
    outcomes.chain(others).collect()
}

/// The parts of an agenda.
fn agenda_parts() -> Vec<&'static str> {
    vec!["due", "failed", "soon", "undated", "unanswered"]
}

/// Why something was not done with a case, in words.
fn refusals() -> Vec<&'static str> {
    vec![
        "held",
        "not-held",
        "changed",
        "state",
        "nothing",
        "too-late",
        "not-so",
        "own-proposal",
        "expired",
        "too-many",
    ]
}

/// How a report stands, as `store` writes it in its own language.
const STATES: &[&str] =
    &["open", "asked", "own", "waiting", "closed", "withdrawn", "erased", "retired", "restored"];

#[test]
fn every_value_of_every_list_has_its_words() {
    let ids = words::ids(words::Language::Ar);
    for (list, values) in lists().into_iter().chain(lists_of_desk()) {
        let end = if ["notice-state", "closed"].contains(&list) { "-means" } else { "" };
        for value in values {
            assert!(ids.contains(&format!("{list}-{value}{end}")), "{list}-{value}{end}");
        }
    }
}

#[test]
fn no_text_is_there_for_nothing() {
    let quoted = quoted();
    let of_lists: BTreeSet<String> = lists()
        .into_iter()
        .chain(lists_of_desk())
        .flat_map(|(list, values)| values.into_iter().map(move |value| format!("{list}-{value}")))
        .collect();
    let is_used = |id: &String| {
        // A text of one's own mode is there where the one that it stands for is.
        let id = &id.strip_prefix("own-").filter(|id| words::has(id)).unwrap_or(id).to_owned();
        let family = FAMILIES.iter().find_map(|family| id.strip_prefix(family));
        let rest = family.map(|rest| {
            ["-title", "-text", "-do", "-text-empty", "-hint", "-means"]
                .iter()
                .find_map(|end| rest.strip_suffix(end))
                .unwrap_or(rest)
        });
        quoted.contains(id)
            || of_lists.contains(id)
            || id.strip_suffix("-means").is_some_and(|id| of_lists.contains(id))
            || id.starts_with("month-")
            || rest.is_some_and(|rest| quoted.contains(rest) || STATES.contains(&rest))
    };
    // The texts of the law are named by `law`, whose own test checks them.
    let is_of_law = |id: &String| id.starts_with("law-");
    let unused: Vec<String> = words::ids(words::Language::Ar)
        .into_iter()
        .filter(|id| !is_of_law(id) && !is_used(id))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_text_that_is_named_exists() {
    let ids = words::ids(words::Language::Ar);
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "templates"] {
        texts(&room.join(folder), &mut files);
    }
    for text in &files {
        // Without its spaces, a call that was broken over lines is like any other.
        let text: String = text.split_whitespace().collect();
        for call in [".t(\"", ".say(\""] {
            for rest in text.split(call).skip(1) {
                let id = rest.split('"').next().unwrap();
                assert!(ids.contains(id), "no text is called {id}");
            }
        }
    }
}

#[test]
fn no_mark_stands_without_the_space_that_french_puts_before_it() {
    let mut wrong = Vec::new();
    // Between a value and what follows, a template asks the frame for its colon.
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut templates = Vec::new();
    texts(&room.join("templates"), &mut templates);
    for line in templates.iter().flat_map(|text| text.lines()) {
        let is_bare =
            |end: &str| [" ", "<", "{"].iter().any(|next| line.contains(&format!("{end}:{next}")));
        if ["}", ">"].into_iter().any(is_bare) {
            wrong.push(line.to_owned());
        }
    }
    // In the texts themselves it is typed. Times of day and addresses are no sentences.
    let mut french = Vec::new();
    texts(&room.join("../../content/locales/fr"), &mut french);
    for line in french.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        let letters: Vec<char> = line.chars().chain([' ']).collect();
        // No line is broken at these spaces: a mark alone at the start of a line is read twice.
        let is_wrong = |three: &[char]| match three {
            [before, ':', ' '] => *before != '\u{a0}',
            [before, ';' | '?' | '!', ' '] => *before != '\u{202f}',
            [before, '»', _] => *before != '\u{a0}',
            [_, '«', after] => *after != '\u{a0}',
            _ => false,
        };
        if letters.windows(3).any(is_wrong) {
            wrong.push(line.to_owned());
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let colon = |language: words::Language| language.colon();
    assert_eq!(words::Language::ALL.map(colon), [":", "\u{a0}:", ":"]);
}
