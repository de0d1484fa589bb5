//! How the dialogue shows what it has: texts, days, sources, items in lists.

use dialogue::commitment::Standing;
use dialogue::source::Source;
use dialogue::{Content, ItemKind, ItemRef, Trilingual};
use record::choice::Language;
use record::id::OrganisationId;
use record::time::Day;
use store::desk::DialogueRow;
use words::Value;

use crate::desk::Desk;
use crate::frame::{Frame, Moment};

/// The language of a page as records name it.
pub(crate) fn language(frame: &Frame) -> Language {
    match frame.language {
        words::Language::Ar => Language::Arabic,
        words::Language::Fr => Language::French,
        words::Language::En => Language::English,
    }
}

/// A text in the language of the page. A draft may lack it; then one that it has.
pub(crate) fn text(frame: &Frame, text: &Trilingual) -> String {
    let own = text.in_language(language(frame));
    let all = [own, &text.ar, &text.fr, &text.en];
    all.into_iter().find(|text| !text.is_empty()).unwrap_or(own).as_str().to_owned()
}

/// A day as pages show it.
pub(crate) fn day(frame: &Frame, day: Day) -> Moment {
    let (year, month, of_month) = (day.year().into(), day.month(), day.day());
    Moment { iso: day.to_string(), text: words::day(frame.language, year, month, of_month) }
}

/// Today.
pub(crate) fn today(desk: &Desk) -> Day {
    desk.now().day()
}

/// The public page of an item.
pub(crate) fn path(item: ItemRef) -> String {
    format!("/dialogue/{}/{item}", item.kind().word())
}

/// An organisation with its page: the name that people know it by.
pub(crate) struct Party {
    pub(crate) href: String,
    pub(crate) name: String,
}

pub(crate) fn party(desk: &Desk, frame: &Frame, id: &OrganisationId) -> Party {
    let known = desk.parties.platform(id.as_str());
    Party {
        href: frame.link(&format!("/dialogue/platform/{id}")),
        name: known.map_or_else(|| id.to_string(), |platform| platform.name.clone()),
    }
}

/// How something stands, and how it is to be looked at.
pub(crate) struct Stands {
    pub(crate) words: String,
    /// A class of the style sheet.
    pub(crate) tone: &'static str,
}

/// How a commitment stands.
pub(crate) fn stands(frame: &Frame, standing: Standing) -> Stands {
    let word = standing.word();
    Stands { words: frame.word("stands", word), tone: tone(word) }
}

/// The class of the style sheet for a word of [`Standing::WORDS`].
pub(crate) fn tone(word: &str) -> &'static str {
    match word {
        "due" | "broken" => "danger",
        "kept" => "witnessed",
        _ => "",
    }
}

/// How the commitment of a row stands on `today`.
pub(crate) fn row_standing(row: &DialogueRow, today: Day) -> Option<Standing> {
    let Some(Content::Commitment(made)) = &row.shown else { return None };
    Some(Standing::of(made.due, row.state, made.said_on, today))
}

/// An item in a list.
pub(crate) struct ItemRow {
    pub(crate) href: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) platform: Option<Party>,
    pub(crate) day: Option<Moment>,
    pub(crate) due: Option<Moment>,
    /// Whether it is something that can be due, and no day was named.
    pub(crate) has_no_due: bool,
    pub(crate) stands: Option<Stands>,
    pub(crate) is_confirmed: bool,
}

/// The day by which something is to be done, if it is something that is done by a day.
pub(crate) fn due(content: &Content) -> Option<Option<Day>> {
    match content {
        Content::Ask(ask) => Some(ask.due),
        Content::Commitment(made) => Some(made.due),
        Content::Evidence(_) | Content::Meeting(_) | Content::Position(_) => None,
    }
}

/// A row of a list of what people see; nothing for what they do not see.
pub(crate) fn row(desk: &Desk, frame: &Frame, row: &DialogueRow) -> Option<ItemRow> {
    let shown = row.shown.as_ref()?;
    let due = due(shown);
    Some(ItemRow {
        href: frame.link(&path(row.item)),
        kind: frame.word("item", row.item.kind().word()),
        title: text(frame, shown.title()),
        platform: shown.platform().map(|id| party(desk, frame, id)),
        day: row.day.map(|it| day(frame, it)),
        due: due.flatten().map(|it| day(frame, it)),
        has_no_due: row.item.kind() == ItemKind::Commitment && due == Some(None),
        stands: row_standing(row, today(desk)).map(|standing| stands(frame, standing)),
        is_confirmed: row.is_confirmed,
    })
}

/// A source as pages show it.
pub(crate) struct SourceShown {
    pub(crate) title: String,
    pub(crate) href: Option<String>,
    /// The host of its address.
    pub(crate) host: String,
    pub(crate) day: Option<Moment>,
    /// The hash of the copy that the desk kept.
    pub(crate) copy: Option<String>,
}

/// The sources of a statement.
pub(crate) fn sources(frame: &Frame, sources: &[Source]) -> Vec<SourceShown> {
    let shown = |source: &Source| {
        let address = source.address.as_ref().map(|address| address.as_str().to_owned());
        let host = address.as_deref().and_then(|it| it.split('/').nth(2)).unwrap_or_default();
        SourceShown {
            title: text(frame, &source.title),
            host: host.to_owned(),
            href: address,
            day: source.day.map(|it| day(frame, it)),
            copy: source.copy.map(|copy| copy.sha256.to_string()),
        }
    };
    sources.iter().map(shown).collect()
}

/// A count with words around it.
pub(crate) fn count(frame: &Frame, id: &str, count: u64) -> String {
    frame.say(id, &[("count", Value::Count(count))])
}
