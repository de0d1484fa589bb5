//! The keys of the officers' pages, by where they are on the keyboard and not by what is printed on
//! them: an Arabic and a French keyboard have the same places. The script reads this list; what an
//! officer changes stays on their own machine.

use crate::frame::Frame;

/// What a key does, and which key it is at first: `KeyboardEvent.code` of UI Events (W3C).
const KEYS: &[(&str, &str)] = &[
    ("next", "KeyN"),
    ("claim", "KeyC"),
    ("release", "KeyR"),
    ("down", "KeyJ"),
    ("up", "KeyK"),
    ("reveal", "KeyE"),
    ("hold", "Space"),
    ("note", "KeyT"),
    ("write", "KeyM"),
    ("close", "KeyX"),
    ("find", "Slash"),
    ("keys", "KeyH"),
];

/// A key as the list on the page shows it.
pub(crate) struct KeyRow {
    /// What it does, as the script and the elements of a page name it.
    pub(crate) act: &'static str,
    /// What it does, in words.
    pub(crate) text: String,
    /// The key at first.
    pub(crate) code: &'static str,
}

/// Every key, in the order of the list.
pub(crate) fn rows(frame: &Frame) -> Vec<KeyRow> {
    let row = |(act, code): &(&'static str, &'static str)| KeyRow {
        act,
        text: frame.word("shortcut", act),
        code,
    };
    KEYS.iter().map(row).collect()
}
