//! Text from strangers, with everything in it that would not be seen written out.

use evidence::manifest::FileName;

use crate::frame::Frame;

/// Characters of a file's name that a page shows.
const NAME_CHARS_MAX: usize = 120;

/// The text with every mark that turns its direction written out, as JSON would, and every character
/// that is none for people: such a mark makes a line look like another one. Source: Unicode Standard
/// Annex 9, table 4.
pub(crate) fn visible(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_hidden = |c: char| turns(c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The name of a file as a page shows it: on one line, and not longer than anybody reads. What is
/// sealed is the name as it came.
pub(crate) fn name(frame: &Frame, name: &FileName) -> String {
    let line: String = name.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(NAME_CHARS_MAX).collect();
    let end = if cut.len() < line.len() { "…" } else { "" };
    match cut.as_str() {
        "" => frame.t("file-unnamed"),
        cut => format!("{}{end}", visible(cut)),
    }
}
