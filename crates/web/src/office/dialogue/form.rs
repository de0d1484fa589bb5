//! The forms of the dialogue: groups of fields with what stands in them and what is wrong there.

use dialogue::ItemKind;
use dialogue::text::TextFault;
use record::choice::{CommitmentState, MeetingForm};
use store::desk::{DeskError, DialogueFilter};
use words::Value;

use super::fields::{Faults, LANGUAGES, ROWS_MAX, What, Wrong};
use crate::desk::{Desk, Fields};
use crate::dialogue::shown::text;
use crate::frame::Frame;

/// Items that can be chosen out of one list, the newest.
const CHOICES_MAX: usize = 200;
/// Empty rows after those that are filled.
const EMPTY_ROWS: usize = 2;

/// Fields that belong together.
pub(super) struct Group {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) hint: String,
    pub(super) inputs: Vec<Input>,
    /// Whether it is shown only when asked for, as it is empty.
    pub(super) is_folded: bool,
}

/// One field.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) kind: Kind,
    /// Its language, if its text has one of its own.
    pub(super) language: &'static str,
    pub(super) error: Option<String>,
    pub(super) options: Vec<Opt>,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    Code,
    Area,
    Day,
    Choice,
    Hidden,
}

/// One value that can be chosen.
pub(super) struct Opt {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) is_chosen: bool,
}

/// What makes the groups of a form.
pub(super) struct Form<'a> {
    pub(super) desk: &'a Desk,
    pub(super) frame: &'a Frame,
    pub(super) fields: &'a Fields,
    pub(super) faults: &'a Faults,
}

impl Form<'_> {
    /// The groups of the form for this.
    pub(super) fn groups(&self, what: What) -> Result<Vec<Group>, DeskError> {
        Ok(match what {
            What::Statement(ItemKind::Ask) => vec![
                self.group(
                    "about",
                    vec![self.code("platform"), self.day("asked_on"), self.day("due")],
                ),
                self.texts("title", Kind::Line),
                self.texts("text", Kind::Area),
                self.texts("measure", Kind::Area),
                self.group(
                    "belongs",
                    vec![
                        self.item("position", ItemKind::Position)?,
                        self.item("meeting", ItemKind::Meeting)?,
                    ],
                ),
            ],
            What::Statement(ItemKind::Commitment) => {
                let about = vec![self.code("platform"), self.day("said_on"), self.day("due")];
                let belongs = vec![
                    self.item("ask", ItemKind::Ask)?,
                    self.item("meeting", ItemKind::Meeting)?,
                ];
                let mut groups = vec![
                    self.group("about", about),
                    self.texts("title", Kind::Line),
                    self.texts("text", Kind::Area),
                    self.texts("said_by", Kind::Line),
                    self.texts("measure", Kind::Area),
                    self.group("belongs", belongs),
                ];
                groups.extend(self.sources());
                groups
            }
            What::Statement(ItemKind::Meeting) => {
                let forms = MeetingForm::ALL.iter().map(|it| it.word());
                let about = vec![
                    self.day("day"),
                    self.choice("form", "meeting-form", forms),
                    self.input("present", Kind::Area, ""),
                ];
                let mut groups =
                    vec![self.group("about-meeting", about), self.texts("title", Kind::Line)];
                groups.extend(self.points("agenda"));
                groups.extend(self.points("minutes"));
                groups.extend(self.sources());
                groups
            }
            What::Statement(ItemKind::Position) => {
                vec![self.texts("title", Kind::Line), self.texts("text", Kind::Area)]
            }
            What::Evidence => {
                let states = CommitmentState::ALL.iter().map(|it| it.word());
                let about = vec![self.day("seen_on"), self.choice("state", "stands", states)];
                let mut groups =
                    vec![self.group("about-evidence", about), self.texts("evidence", Kind::Area)];
                groups.extend(self.sources());
                groups
            }
        })
    }

    fn group(&self, id: &str, inputs: Vec<Input>) -> Group {
        let title = self.frame.word("dialogue-group", id);
        let hint = self.frame.word("dialogue-hint", id);
        Group { id: id.to_owned(), title, hint, inputs, is_folded: false }
    }

    /// The three languages of one text. That of evidence is called so, and stands in `text`.
    fn texts(&self, id: &str, kind: Kind) -> Group {
        let name = if id == "evidence" { "text" } else { id };
        let inputs = LANGUAGES.map(|language| self.text(name, language, kind));
        self.group(id, inputs.into())
    }

    fn text(&self, name: &str, language: &'static str, kind: Kind) -> Input {
        let input = self.input(&format!("{name}_{language}"), kind, language);
        Input { label: self.frame.word("dialogue-in", language), ..input }
    }

    fn input(&self, name: &str, kind: Kind, language: &'static str) -> Input {
        let wrong = self.faults.iter().find(|fault| fault.0 == name);
        Input {
            label: self.frame.word("dialogue-field", name),
            value: self.fields.shown(name),
            error: wrong.map(|fault| said(self.frame, fault.1)),
            options: Vec::new(),
            name: name.to_owned(),
            kind,
            language,
        }
    }

    fn day(&self, name: &str) -> Input {
        self.input(name, Kind::Day, "")
    }

    fn code(&self, name: &str) -> Input {
        self.input(name, Kind::Code, "")
    }

    fn choice(&self, name: &str, list: &str, words: impl Iterator<Item = &'static str>) -> Input {
        let option = |word: &'static str| (word.to_owned(), self.frame.word(list, word));
        self.chosen(name, words.map(option).collect())
    }

    fn chosen(&self, name: &str, values: Vec<(String, String)>) -> Input {
        let input = self.input(name, Kind::Choice, "");
        let none = Opt {
            value: String::new(),
            text: self.frame.t("dialogue-choose-none"),
            is_chosen: input.value.is_empty(),
        };
        let option =
            |(value, text): (String, String)| Opt { is_chosen: value == input.value, value, text };
        let options = std::iter::once(none).chain(values.into_iter().map(option)).collect();
        Input { options, ..input }
    }

    /// One of the items of a kind that people see, or none.
    fn item(&self, name: &str, kind: ItemKind) -> Result<Input, DeskError> {
        let filter = DialogueFilter { kind: Some(kind), ..DialogueFilter::default() };
        let list = self.desk.store.dialogue_list(&filter, CHOICES_MAX)?;
        let value = |row: &store::desk::DialogueRow| {
            let title = text(self.frame, row.shown.as_ref()?.title());
            let day = row.day.map(|day| day.to_string()).unwrap_or_default();
            Some((row.item.to_string(), format!("{title} · {day}")))
        };
        Ok(self.chosen(name, list.rows.iter().filter_map(value).collect()))
    }

    /// How many rows of a list are filled: up to the last field in which something stands.
    fn filled(&self, list: &str) -> usize {
        let parts = [
            "address", "day", "title_ar", "title_fr", "title_en", "words_ar", "words_fr",
            "words_en", "for",
        ];
        let is_filled = |row: &usize| {
            parts.iter().any(|part| !self.fields.get(&format!("{list}{row}_{part}")).is_empty())
        };
        (0..ROWS_MAX).rev().find(is_filled).map_or(0, |row| row + 1)
    }

    fn numbered(&self, list: &str, row: usize, inputs: Vec<Input>) -> Group {
        let number = self.frame.number(row as u64 + 1);
        let values = [("number", Value::Text(&number))];
        let hint = if row == 0 { self.frame.word("dialogue-hint", list) } else { String::new() };
        Group {
            id: format!("{list}{row}"),
            title: self.frame.say(&format!("dialogue-row-{list}"), &values),
            hint,
            inputs,
            is_folded: row > 0 && row >= self.filled(list),
        }
    }

    fn sources(&self) -> Vec<Group> {
        let rows = (self.filled("source") + EMPTY_ROWS).min(ROWS_MAX);
        let group = |row: usize| {
            let name = |part: &str| format!("source{row}_{part}");
            let label = |part: &str| self.frame.word("dialogue-field", part);
            let address = Input { label: label("address"), ..self.code(&name("address")) };
            let day = Input { label: label("source-day"), ..self.day(&name("day")) };
            let mut inputs = vec![address, day];
            inputs.extend(LANGUAGES.map(|it| self.text(&name("title"), it, Kind::Line)));
            inputs.push(self.input(&name("copy"), Kind::Hidden, ""));
            self.numbered("source", row, inputs)
        };
        (0..rows).map(group).collect()
    }

    fn points(&self, list: &str) -> Vec<Group> {
        let rows = (self.filled(list) + EMPTY_ROWS).min(ROWS_MAX);
        let group = |row: usize| {
            let mut inputs: Vec<Input> =
                LANGUAGES.map(|it| self.text(&format!("{list}{row}_words"), it, Kind::Line)).into();
            if list == "minutes" {
                let label = self.frame.word("dialogue-field", "for");
                inputs.push(Input { label, ..self.code(&format!("{list}{row}_for")) });
            }
            inputs.push(self.input(&format!("{list}{row}_matter"), Kind::Hidden, ""));
            self.numbered(list, row, inputs)
        };
        (0..rows).map(group).collect()
    }
}

/// What is wrong with a field, in words that say how to mend it.
pub(super) fn said(frame: &Frame, wrong: Wrong) -> String {
    frame.t(match wrong {
        Wrong::Text(TextFault::TooLong { found, most }) => {
            let values =
                [("found", Value::Count(found as u64)), ("most", Value::Count(most as u64))];
            return frame.say("dialogue-wrong-long", &values);
        }
        Wrong::Text(TextFault::Invisible) => "dialogue-wrong-invisible",
        Wrong::Text(TextFault::Handle) => "dialogue-wrong-handle",
        Wrong::Text(TextFault::Number) => "dialogue-wrong-number",
        Wrong::Text(TextFault::Address) => "dialogue-wrong-address",
        Wrong::Source(dialogue::source::SourceFault::Address) => "dialogue-wrong-source",
        Wrong::Source(dialogue::source::SourceFault::Post) => "dialogue-wrong-post",
        Wrong::Day => "dialogue-wrong-day",
        Wrong::Platform => "dialogue-wrong-platform",
        Wrong::Choice => "dialogue-wrong-choice",
        Wrong::Needed => "dialogue-wrong-needed",
    })
}
