//! What a form of the dialogue sent, read into a content; and a content as the fields of its form.

use dialogue::ask::Ask;
use dialogue::commitment::{Commitment, Evidence};
use dialogue::meeting::{Matter, Meeting, Point};
use dialogue::position::Position;
use dialogue::source::{ArchivedCopy, Source, SourceAddress, SourceFault};
use dialogue::text::{TEXT_CHARS_MAX, TITLE_CHARS_MAX, TextFault};
use dialogue::{Content, ItemKind, PublicText, Trilingual};
use record::choice::{CommitmentState, MeetingForm};
use record::id::OrganisationId;
use record::time::Day;

use crate::desk::Fields;

/// Sources of one statement, and points of one list, that a form takes.
pub(super) const ROWS_MAX: usize = 40;
/// The longest words of one point. Unit: characters.
const POINT_CHARS_MAX: usize = 1_000;
/// The languages of a text, in the order in which people write them.
pub(super) const LANGUAGES: [&str; 3] = ["ar", "fr", "en"];

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The statement of an item.
    Statement(ItemKind),
    /// Evidence of what became of a commitment.
    Evidence,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Text(TextFault),
    Source(SourceFault),
    Day,
    Platform,
    Choice,
    Needed,
}

/// Fields that cannot be taken, each with why.
pub(super) type Faults = Vec<(String, Wrong)>;

/// Reads fields one after the other and remembers what is wrong with them.
struct Reader<'a> {
    fields: &'a Fields,
    faults: Faults,
}

impl Reader<'_> {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).trim()
    }

    fn wrong(&mut self, name: &str, why: Wrong) {
        self.faults.push((name.to_owned(), why));
    }

    fn text(&mut self, name: &str, most: usize) -> Trilingual {
        let mut texts: [PublicText; 3] = Default::default();
        for (text, language) in texts.iter_mut().zip(LANGUAGES) {
            let name = format!("{name}_{language}");
            match PublicText::new(self.fields.get(&name), most) {
                Ok(read) => *text = read,
                Err(why) => self.wrong(&name, Wrong::Text(why)),
            }
        }
        let [ar, fr, en] = texts;
        Trilingual { ar, en, fr }
    }

    fn day(&mut self, name: &str) -> Option<Day> {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            return None;
        }
        let day = text.parse().ok();
        if day.is_none() {
            self.wrong(name, Wrong::Day);
        }
        day
    }

    /// A day that there must be.
    fn needed_day(&mut self, name: &str) -> Option<Day> {
        if self.get(name).is_empty() {
            self.wrong(name, Wrong::Needed);
        }
        self.day(name)
    }

    fn party(&mut self, name: &str) -> Option<OrganisationId> {
        let text = self.get(name).to_lowercase();
        let party = text.parse().ok();
        if party.is_none() {
            self.wrong(name, if text.is_empty() { Wrong::Needed } else { Wrong::Platform });
        }
        party
    }

    /// A reference that was chosen out of a list, or none.
    fn reference<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.wrong(name, Wrong::Choice);
        }
        read
    }

    fn sources(&mut self) -> Vec<Source> {
        (0..ROWS_MAX).filter_map(|row| self.source(row)).collect()
    }

    fn source(&mut self, row: usize) -> Option<Source> {
        let name = |part: &str| format!("source{row}_{part}");
        let title = self.text(&name("title"), TITLE_CHARS_MAX * 2);
        let day = self.day(&name("day"));
        let address = self.get(&name("address")).to_owned();
        let copy = copy(self.get(&name("copy")));
        if title.is_empty() && address.is_empty() && day.is_none() && copy.is_none() {
            return None;
        }
        let address = match address.as_str() {
            "" => None,
            text => match SourceAddress::new(text) {
                Ok(address) => Some(address),
                Err(why) => {
                    self.wrong(&name("address"), Wrong::Source(why));
                    None
                }
            },
        };
        Some(Source { address, copy, day, title })
    }

    fn points(&mut self, list: &str) -> Vec<Point> {
        (0..ROWS_MAX).filter_map(|row| self.point(&format!("{list}{row}"))).collect()
    }

    fn point(&mut self, row: &str) -> Option<Point> {
        let words = self.text(&format!("{row}_words"), POINT_CHARS_MAX);
        let name = format!("{row}_for");
        let said_for = if self.get(&name).is_empty() { None } else { self.party(&name) };
        let matter = matter(self.get(&format!("{row}_matter")));
        if words.is_empty() && said_for.is_none() {
            return None;
        }
        Some(Point { matter, said_for, words })
    }

    /// The organisations that took part, one on a line.
    fn present(&mut self) -> Vec<OrganisationId> {
        let lines: Vec<String> =
            self.get("present").lines().map(|it| it.trim().to_lowercase()).collect();
        let mut present = Vec::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            match line.parse() {
                Ok(id) if present.contains(&id) => {}
                Ok(id) => present.push(id),
                Err(_) => self.wrong("present", Wrong::Platform),
            }
        }
        present
    }
}

/// What the form sent.
pub(super) fn read(what: What, fields: &Fields) -> Result<Content, Faults> {
    let mut reader = Reader { fields, faults: Vec::new() };
    let content = content(what, &mut reader);
    match content {
        Some(content) if reader.faults.is_empty() => Ok(content),
        _ => Err(reader.faults),
    }
}

/// All fields are read before one that is missing ends it, so that everything wrong is said at once.
fn content(what: What, reader: &mut Reader<'_>) -> Option<Content> {
    match what {
        What::Statement(ItemKind::Ask) => {
            let (asked_on, to) = (reader.needed_day("asked_on"), reader.party("platform"));
            let due = reader.day("due");
            let (title, text, measure) = texts(reader);
            let meeting = reader.reference("meeting");
            let position = reader.reference("position");
            let (asked_on, to) = (asked_on?, to?);
            Some(Content::Ask(Ask { asked_on, due, measure, meeting, position, text, title, to }))
        }
        What::Statement(ItemKind::Commitment) => {
            let (said_on, by) = (reader.needed_day("said_on"), reader.party("platform"));
            let due = reader.day("due");
            let (title, text, measure) = texts(reader);
            let said_by = reader.text("said_by", TITLE_CHARS_MAX * 2);
            let (ask, meeting) = (reader.reference("ask"), reader.reference("meeting"));
            let sources = reader.sources();
            let (said_on, by) = (said_on?, by?);
            Some(Content::Commitment(Commitment {
                ask,
                by,
                due,
                measure,
                meeting,
                said_on,
                said_by,
                sources,
                text,
                title,
            }))
        }
        What::Statement(ItemKind::Meeting) => {
            let day = reader.needed_day("day");
            let title = reader.text("title", TITLE_CHARS_MAX);
            let form = chosen(reader, "form", MeetingForm::ALL, MeetingForm::word);
            let present = reader.present();
            let (agenda, minutes) = (reader.points("agenda"), reader.points("minutes"));
            let sources = reader.sources();
            let (day, form) = (day?, form?);
            Some(Content::Meeting(Meeting { agenda, day, form, minutes, present, sources, title }))
        }
        What::Statement(ItemKind::Position) => {
            let title = reader.text("title", TITLE_CHARS_MAX);
            let text = reader.text("text", TEXT_CHARS_MAX);
            Some(Content::Position(Position { text, title }))
        }
        What::Evidence => {
            let seen_on = reader.needed_day("seen_on");
            let state = chosen(reader, "state", CommitmentState::ALL, CommitmentState::word);
            let (text, sources) = (reader.text("text", TEXT_CHARS_MAX), reader.sources());
            let (seen_on, state) = (seen_on?, state?);
            Some(Content::Evidence(Evidence { seen_on, sources, state, text }))
        }
    }
}

/// Title, text and measure.
fn texts(reader: &mut Reader<'_>) -> (Trilingual, Trilingual, Trilingual) {
    let title = reader.text("title", TITLE_CHARS_MAX);
    let text = reader.text("text", TEXT_CHARS_MAX);
    (title, text, reader.text("measure", TEXT_CHARS_MAX))
}

/// One value of a closed list.
fn chosen<T: Copy>(
    reader: &mut Reader<'_>,
    name: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = all.iter().copied().find(|value| word(*value) == reader.get(name));
    if found.is_none() {
        reader.wrong(name, Wrong::Choice);
    }
    found
}

/// The copy that the desk kept, as a form carries it on: its length and its hash.
fn copy(text: &str) -> Option<ArchivedCopy> {
    let (bytes, sha256) = text.split_once(' ')?;
    Some(ArchivedCopy { bytes: bytes.parse().ok()?, sha256: sha256.parse().ok()? })
}

/// What a point is about, as a form carries it on: `ask 0f..`.
fn matter(text: &str) -> Option<Matter> {
    let (kind, reference) = text.split_once(' ')?;
    match ItemKind::from_word(kind)? {
        ItemKind::Ask => reference.parse().ok().map(Matter::Ask),
        ItemKind::Commitment => reference.parse().ok().map(Matter::Commitment),
        ItemKind::Position => reference.parse().ok().map(Matter::Position),
        ItemKind::Meeting => None,
    }
}

/// The fields of a form that say this content.
pub(super) fn of(content: &Content) -> Fields {
    let mut pairs = Pairs(Vec::new());
    match content {
        Content::Ask(ask) => {
            pairs.add("platform", ask.to.to_string());
            pairs.add("asked_on", ask.asked_on.to_string());
            pairs.day("due", ask.due);
            pairs.reference("meeting", ask.meeting);
            pairs.reference("position", ask.position);
            pairs.text("measure", &ask.measure);
        }
        Content::Commitment(made) => {
            pairs.add("platform", made.by.to_string());
            pairs.add("said_on", made.said_on.to_string());
            pairs.day("due", made.due);
            pairs.reference("meeting", made.meeting);
            pairs.reference("ask", made.ask);
            pairs.text("measure", &made.measure);
            pairs.text("said_by", &made.said_by);
            pairs.sources(&made.sources);
        }
        Content::Meeting(meeting) => {
            pairs.add("day", meeting.day.to_string());
            pairs.add("form", meeting.form.word().to_owned());
            let present = meeting.present.iter().map(ToString::to_string);
            pairs.add("present", present.collect::<Vec<_>>().join("\n"));
            pairs.points("agenda", &meeting.agenda);
            pairs.points("minutes", &meeting.minutes);
            pairs.sources(&meeting.sources);
        }
        Content::Evidence(evidence) => {
            pairs.add("seen_on", evidence.seen_on.to_string());
            pairs.add("state", evidence.state.word().to_owned());
            pairs.sources(&evidence.sources);
        }
        Content::Position(_) => {}
    }
    match content {
        Content::Ask(Ask { text, .. })
        | Content::Commitment(Commitment { text, .. })
        | Content::Evidence(Evidence { text, .. })
        | Content::Position(Position { text, .. }) => pairs.text("text", text),
        Content::Meeting(_) => {}
    }
    if !matches!(content, Content::Evidence(_)) {
        pairs.text("title", content.title());
    }
    Fields::new(pairs.0)
}

struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn add(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }

    fn text(&mut self, name: &str, text: &Trilingual) {
        for (language, text) in LANGUAGES.into_iter().zip([&text.ar, &text.fr, &text.en]) {
            self.add(&format!("{name}_{language}"), text.as_str().to_owned());
        }
    }

    fn day(&mut self, name: &str, day: Option<Day>) {
        self.add(name, day.map(|day| day.to_string()).unwrap_or_default());
    }

    fn reference<T: ToString>(&mut self, name: &str, reference: Option<T>) {
        self.add(name, reference.map(|it| it.to_string()).unwrap_or_default());
    }

    fn sources(&mut self, sources: &[Source]) {
        for (row, source) in sources.iter().enumerate() {
            let name = |part: &str| format!("source{row}_{part}");
            let address = source.address.as_ref();
            let address = address.map(|address| address.as_str().to_owned());
            self.add(&name("address"), address.unwrap_or_default());
            self.day(&name("day"), source.day);
            self.text(&name("title"), &source.title);
            if let Some(copy) = source.copy {
                self.add(&name("copy"), format!("{} {}", copy.bytes, copy.sha256));
            }
        }
    }

    fn points(&mut self, list: &str, points: &[Point]) {
        for (row, point) in points.iter().enumerate() {
            self.text(&format!("{list}{row}_words"), &point.words);
            self.reference(&format!("{list}{row}_for"), point.said_for.as_ref());
            let matter = point.matter.map(|matter| match matter {
                Matter::Ask(it) => format!("ask {it}"),
                Matter::Commitment(it) => format!("commitment {it}"),
                Matter::Position(it) => format!("position {it}"),
            });
            self.add(&format!("{list}{row}_matter"), matter.unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_content_of_the_demonstration_goes_through_its_form_and_comes_back() {
        let items = dialogue::seed::seed("demo", "2026-11-27".parse().unwrap()).unwrap();
        let public = dialogue::seed::seed("ma", "2026-11-27".parse().unwrap()).unwrap();
        assert!(items.len() > 10 && !public.is_empty());
        for item in items.into_iter().chain(public) {
            let what = match item.content {
                Content::Evidence(_) => What::Evidence,
                _ => What::Statement(item.item.kind()),
            };
            assert_eq!(read(what, &of(&item.content)), Ok(item.content));
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once_each_at_its_field() {
        let typed = [
            ("platform", ""),
            ("said_on", "yesterday"),
            ("title_ar", "اكتبوا إلى salma@example.ma"),
            ("source0_address", "https://www.tiktok.com/@salma/video/7301"),
            ("ask", "not one"),
        ];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let faults =
            read(What::Statement(ItemKind::Commitment), &Fields::new(typed.into())).unwrap_err();
        let mut names: Vec<&str> = faults.iter().map(|fault| fault.0.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["ask", "platform", "said_on", "source0_address", "title_ar"]);
    }
}
