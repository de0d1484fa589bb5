//! A notice, and a contest of one, as a reviewer reads them at a terminal: every word, and nothing that
//! it could make the terminal do.

use std::fmt::Write as _;

use record::Entry;
use record::entry::{Body, NoticeIssued, Sender};
use record::notice::{
    ContestFile, ContestPlea, Notice, Prose, ReviewFile, RulingDecision, ThreePartText,
};

/// What stands before each line that the desk wrote, so that no such line can pass for one of this
/// program.
const MARGIN: &str = "  | ";

/// The opened notice, its test, and what the reviewer's key would sign.
pub(super) fn certificate(file: &ReviewFile, entry: &Entry) -> String {
    let mut page = opened(file, entry);
    page.signs(&file.certificate_text(entry));
    page.0
}

/// The opened notice, why the reviewer objects to it, and what their key would sign.
pub(super) fn objection(file: &ReviewFile, entry: &Entry, reasons: &str) -> String {
    let mut page = opened(file, entry);
    page.title("Why you object");
    page.quote(reasons);
    page.signs(&file.objection_text(entry, reasons));
    page.0
}

/// The contested notice and what is said against it.
pub(super) fn contest(file: &ContestFile, entry: &Entry) -> String {
    contested(file, entry).0
}

/// The contest, how the reviewer decides it and why, and what their key would sign.
pub(super) fn ruling(
    file: &ContestFile,
    entry: &Entry,
    (decision, reasons): (RulingDecision, &str),
    text: &str,
) -> String {
    let mut page = contested(file, entry);
    page.title("How you decide");
    page.fact("decision", decision);
    page.title("Why");
    page.quote(reasons);
    page.signs(text);
    page.0
}

fn opened(file: &ReviewFile, entry: &Entry) -> Page {
    let mut page = Page(String::new());
    page.line(
        "Each line that begins with | was written by somebody else than this program. Marks that",
    );
    page.line(
        "turn the direction of a text, and others that cannot be seen, are shown as ⟦U+202E⟧.",
    );
    if let Body::NoticeIssued(issued) = entry.body() {
        facts(&file.notice, issued, entry, &mut page);
    }
    notice(&file.notice, &mut page);
    test(&file.test, entry, &mut page);
    author(&file.notice, &mut page);
    page
}

fn contested(file: &ContestFile, entry: &Entry) -> Page {
    let mut page = opened(&file.opened, entry);
    let ContestPlea { at, by, text } = &file.plea;
    page.title("What is contested");
    page.fact("contested by", format!("the {by}"));
    page.fact("at", at);
    page.quote(text);
    page
}

/// A page that grows line by line.
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn title(&mut self, text: &str) {
        self.0.push('\n');
        self.line(text);
    }

    fn fact(&mut self, name: &str, value: impl std::fmt::Display) {
        let value = visible(&value.to_string());
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "  {name:<14}{value}");
    }

    /// Words of the desk, line by line behind the margin.
    fn quote(&mut self, text: &str) {
        for line in visible(text).split('\n') {
            self.0.push_str(MARGIN);
            self.line(line);
        }
    }

    fn signs(&mut self, text: &str) {
        self.title("What the key signs");
        self.quote(text);
    }

    fn prose(&mut self, title: &str, prose: &Prose) {
        self.title(&format!("{title} ({})", prose.language));
        self.quote(&prose.text);
    }
}

fn facts(notice: &Notice, issued: &NoticeIssued, entry: &Entry, page: &mut Page) {
    page.title("The notice");
    page.fact("from", format!("{}, an authority", entry.desk()));
    page.fact("to", &notice.to);
    page.fact("asks for", notice.measure);
    page.fact(
        "within",
        format!("{} hours, without legal force", notice.answer_within_hours.hours()),
    );
    page.fact("harm", notice.harm);
    let complainant = notice.complainant;
    let official = if complainant.is_official() { ", an official" } else { "" };
    page.fact("complaint by", format!("{}{official}", complainant.capacity()));
    page.fact("drafted by", issued.officers.drafted_by());
    page.fact("approved by", issued.officers.approved_by());
    if let Some(reviewer) = &notice.reviewer {
        page.fact("reviewer", reviewer);
    }
    page.fact("written down", entry.at());
    page.fact("notice", notice.notice);
    page.fact("case", notice.case);
    page.title("Where the content is");
    for (location, commitment) in notice.locations.iter().zip(issued.addresses.iter()) {
        page.quote(&location.address);
        page.quote(&format!("as given: {}", location.given));
        let secret = if commitment.is_secret() { "stays secret" } else { "is published" };
        page.line(&format!("    its salt {secret}"));
    }
}

fn notice(notice: &Notice, page: &mut Page) {
    page.title("Articles of law");
    for ground in &notice.legal_grounds {
        page.fact("article", &ground.law);
        page.quote(&ground.citation);
    }
    page.prose("Why the content is illegal", &notice.reasons);
    page.title("What could speak for the author");
    if notice.defences.is_empty() {
        page.line("  nothing was asked");
    }
    for defence in &notice.defences {
        page.quote(&format!("{}: {}", defence.question, defence.reply));
    }
    page.title(&format!("Declared in good faith at {}", notice.good_faith.at));
    page.quote(&notice.good_faith.statement);
    page.title("The person harmed");
    match &notice.notifier.person {
        Some(person) => {
            page.line("  agreed that their name goes with the notice:");
            page.quote(person);
        }
        None => page.line("  is not named"),
    }
    page.title("Where the platform answers");
    page.quote(&notice.notifier.contact);
}

fn test(test: &ThreePartText, entry: &Entry, page: &mut Page) {
    page.title("The three-part test");
    if let Body::NoticeIssued(issued) = entry.body()
        && let Sender::Authority(authority) = &issued.sender
        && let Some(day) = authority.three_part_test.document().publish_after()
    {
        page.fact("published", format!("from {day} on, word for word"));
    }
    page.fact("aim", test.aim);
    match test.duration_days {
        Some(days) => page.fact("duration", format!("{days} days")),
        None => page.fact("duration", "not limited"),
    }
    page.title("Law: how the articles cover what was published");
    page.quote(&test.law_reasons);
    page.title("Aim: why it is at stake");
    page.quote(&test.aim_reasons);
    page.prose("Necessity", &test.necessity);
    page.title("Milder measures that were weighed");
    if test.considered.is_empty() {
        page.line("  none");
    }
    for considered in &test.considered {
        page.fact("measure", considered.measure);
        page.quote(&considered.why_not);
    }
}

fn author(notice: &Notice, page: &mut Page) {
    page.title("What the platform is asked to forward to the author");
    page.quote(&notice.for_author.page);
    page.quote(&notice.for_author.code);
    for text in &notice.for_author.texts {
        page.prose("Text", text);
    }
}

/// The text with everything shown that a reader would not see: marks that turn or hint at a
/// direction, joiners, characters without width, and what a terminal obeys.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            let _ = write!(visible, "⟦U+{:04X}⟧", u32::from(character));
        } else {
            visible.push(character);
        }
    }
    visible
}

/// Source: Unicode 17, the default ignorable code points and the format characters (`Cf`), and the
/// controls but the line feed.
fn is_hidden(character: char) -> bool {
    let is_control = character.is_control() && character != '\n';
    is_control
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{600}'..='\u{605}'
                | '\u{61C}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'..='\u{891}'
                | '\u{8E2}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use record::notice::Contester;

    use super::*;

    /// A notice with everything that one can have.
    const REVIEW: &str = include_str!("../../../record/fixtures/review.json");

    #[test]
    fn what_cannot_be_seen_is_shown_and_what_can_stays_as_it_is() {
        assert_eq!(
            visible("سلمى \u{202e}gpj.exe\u{1b}[2J\n\r"),
            "سلمى ⟦U+202E⟧gpj.exe⟦U+001B⟧[2J\n⟦U+000D⟧"
        );
        assert_eq!(visible("é ⵣ 😀 «a»"), "é ⵣ 😀 «a»");
        assert_eq!(visible("a\u{e0041}b\u{200b}"), "a⟦U+E0041⟧b⟦U+200B⟧");
    }

    /// Every text in a JSON value.
    fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(list) => list.iter().for_each(|it| texts(it, found)),
            serde_json::Value::Object(map) => map.values().for_each(|it| texts(it, found)),
            _ => {}
        }
    }

    #[test]
    fn every_word_of_the_notice_and_of_its_test_is_on_the_page() {
        let file = ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap();
        let page = certificate(&file, &file.open().unwrap());
        let mut found = Vec::new();
        texts(&serde_json::to_value(&file.notice).unwrap(), &mut found);
        texts(&serde_json::to_value(&file.test).unwrap(), &mut found);
        assert!(found.len() > 30);
        for line in found.iter().flat_map(|text| text.lines()) {
            assert!(page.contains(line), "{line} is not on\n{page}");
        }
        for line in file.certificate_text(&file.open().unwrap()).lines() {
            assert!(page.contains(&format!("{MARGIN}{line}\n")), "{line}");
        }
    }

    #[test]
    fn every_word_of_a_contest_and_of_what_is_decided_is_on_the_page() {
        let opened = ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap();
        let at = opened.notice.good_faith.at;
        let text = "a quotation\u{202e}".into();
        let plea = ContestPlea { at, by: Contester::Author, text };
        let file = ContestFile { opened, plea, v: 1 };
        let entry = file.open().unwrap();
        let why = (RulingDecision::Upheld, "It is satire.\nNobody is named.");
        let page = ruling(&file, &entry, why, "what is\nsigned\n");
        assert!(page.starts_with(&contest(&file, &entry)));
        for line in ["the author", "upheld", "  | a quotation⟦U+202E⟧\n"]
            .into_iter()
            .chain(["  | It is satire.\n  | Nobody is named.\n", "  | what is\n  | signed\n"])
        {
            assert!(page.contains(line), "{line} is not on\n{page}");
        }
        let page = objection(&file.opened, &entry, "It is satire.");
        for line in file.opened.objection_text(&entry, "It is satire.").lines() {
            assert!(page.contains(&format!("{MARGIN}{line}\n")), "{line}");
        }
        assert!(page.contains("Why you object\n  | It is satire.\n"), "{page}");
    }

    #[test]
    fn no_line_of_the_desk_can_pass_for_one_of_this_program() {
        let mut page = Page(String::new());
        page.quote("a\nWhat the key signs\n\rX");
        assert_eq!(page.0, "  | a\n  | What the key signs\n  | ⟦U+000D⟧X\n");
        page.fact("person", "a\u{202e}b");
        assert!(page.0.ends_with("a⟦U+202E⟧b\n"));
    }
}
