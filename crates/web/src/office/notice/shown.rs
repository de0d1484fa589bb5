//! What a notice says, as officers read it, and the words of its turns.

use desk::answer::Statement;
use desk::notice::Refusal;
use desk::turn::{Turn, deadline, is_silent};
use record::choice::{Basis, Decider, Decision, Means, Measure, WithdrawalReason};
use record::entry::AnswerHours;
use record::notice::{Notice, Release};
use store::desk::{KeptTurn, NoticeRow, TurnKind};
use words::{Language, Value};

use crate::compose::{Opened, Said};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};

/// What a notice says.
pub(crate) struct Shown {
    /// What is asked.
    pub(crate) measure: String,
    /// What harm it is about.
    pub(crate) harm: String,
    /// The articles as they are cited, and what each covers.
    pub(crate) articles: Vec<(String, String)>,
    /// Rules of the platform's house.
    pub(crate) house_rules: Vec<String>,
    /// Why.
    pub(crate) reasons: String,
    /// Where.
    pub(crate) places: Vec<String>,
    /// The parts of the three-part test: title and text.
    pub(crate) test: Vec<(String, String)>,
    /// Whether the person's name goes along.
    pub(crate) names_person: bool,
    /// Whether an official complains.
    pub(crate) is_official: bool,
    /// The text to paste into the platform's own form; empty until it may leave.
    pub(crate) text: String,
    /// The forms of the platform.
    pub(crate) forms: Vec<String>,
    /// The text for the author, in the reader's language; empty until it is fixed.
    pub(crate) for_author: String,
}

impl Shown {
    /// The same for somebody who does not hand it over: without what is to be pasted, as the code in it
    /// opens the author's page to whoever has it.
    pub(crate) fn without_copies(self) -> Shown {
        Shown { text: String::new(), for_author: String::new(), ..self }
    }
}

/// A notice without the person's name, which is not shown before it is asked for: with the download.
fn masked(notice: &Notice) -> Notice {
    let mut masked = notice.clone();
    masked.notifier.person = masked.notifier.person.map(|_| "…".to_owned());
    masked
}

/// One turn since it left.
pub(crate) struct TurnRow {
    /// When.
    pub(crate) at: Moment,
    /// What, in words.
    pub(crate) text: String,
    /// How, or what was decided.
    pub(crate) means: String,
    /// What was said with it.
    pub(crate) body: String,
    /// The number of its entry.
    pub(crate) entry: Option<(String, String)>,
}

/// What a notice says, from its draft, and from its fixed texts once there are some. Nothing once
/// neither can be read.
pub(crate) fn shown(desk: &Desk, frame: &Frame, opened: &Opened) -> Option<Shown> {
    let (draft, report) = (&opened.draft, opened.report.as_ref());
    let code = frame.language.code();
    let article = |id: &String| {
        let article = desk.pack.article(id)?;
        let elements = article.elements.get(code).unwrap_or_default().to_owned();
        Some((desk.pack.citation(article, code)?, elements))
    };
    let place = |number: &u32| {
        let given = report?.addresses.get(usize::try_from(*number).ok()?)?;
        Some(given.canonical.clone())
    };
    let test = &draft.test;
    let considered = test.considered.iter().filter(|(_, why)| !why.is_empty());
    let mut parts = vec![
        (frame.t("test-aim"), format!("{}\n{}", word(frame, "aim", &test.aim), test.aim_reasons)),
        (frame.t("test-law"), test.law_reasons.clone()),
        (frame.t("test-necessity"), test.necessity.clone()),
    ];
    parts.extend(considered.map(|(measure, why)| {
        let measure = word(frame, "measure", measure);
        (frame.say("test-considered", &[("measure", Value::Text(&measure))]), why.clone())
    }));
    let is_authority = crate::compose::sending(desk) == desk::notice::Sending::Authority;
    let release = Release::from_bytes(&opened.kept.released).ok();
    let author = release.as_ref().map(|it| for_author(frame, &it.notice)).unwrap_or_default();
    Some(Shown {
        measure: word(frame, "measure", &draft.measure),
        harm: report.map(|it| frame.t(it.answers.harm().message())).unwrap_or_default(),
        articles: draft.articles.iter().filter_map(article).collect(),
        house_rules: draft.house_rules.iter().map(|it| word(frame, "house-rule", it)).collect(),
        reasons: draft.reasons.clone(),
        places: draft.places.iter().filter_map(place).collect(),
        test: if is_authority { parts } else { Vec::new() },
        names_person: draft.names_person,
        is_official: report.is_some_and(|it| it.answers.capacity().is_official()),
        text: release.as_ref().map(|it| text(&masked(&it.notice))).unwrap_or_default(),
        forms: desk.parties.platform(&draft.to).map(|it| it.forms.clone()).unwrap_or_default(),
        for_author: author,
    })
}

/// The words for a word of a closed list that somebody typed; empty for anything else.
pub(crate) fn word(frame: &Frame, list: &str, word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_' || byte == b'-';
    if word.is_empty() || !word.bytes().all(is_plain) {
        String::new()
    } else {
        frame.word(list, word)
    }
}

/// Why a draft may not go, in words.
pub(crate) fn refusal(frame: &Frame, refusal: Refusal) -> String {
    match refusal {
        Refusal::Never(never) => frame.t(never.message()),
        other => frame.t(&format!("refusal-{}", other.word())),
    }
}

/// The text that the platform is asked to forward, with the code of the author's page.
pub(crate) fn for_author(frame: &Frame, notice: &Notice) -> String {
    let of_language = |text: &&record::notice::Prose| text.language.word() == frame.language.code();
    let text = notice.for_author.texts.iter().find(of_language);
    let text = text.map(|it| it.text.as_str()).unwrap_or_default();
    format!("{text}\n{}\n{}", notice.for_author.page, notice.for_author.code)
}

/// The notice as clean text, to be pasted into a form that takes nothing else, in the language of
/// its reasons.
pub(crate) fn text(notice: &Notice) -> String {
    let language = crate::compose::page_language(notice.reasons.language.word());
    let mut text = asked_text(notice);
    text.push_str(&format!("{}:\n", words::text(language, "notice-text-author", &[])));
    for author in &notice.for_author.texts {
        text.push_str(&format!("{}\n", author.text));
    }
    text.push_str(&format!("{} {}\n", notice.for_author.page, notice.for_author.code));
    text
}

/// The same without what is for the author, whose code lets its holder speak as the author.
pub(crate) fn asked_text(notice: &Notice) -> String {
    let language = crate::compose::page_language(notice.reasons.language.word());
    let say = |id: &str| words::text(language, id, &[]);
    let list = |list: &str, word: &str| words::text(language, &format!("{list}-{word}"), &[]);
    let colon = language.colon();
    let mut lines = vec![
        say("notice-text-title"),
        String::new(),
        format!("{}{colon} {}", say("notice-text-desk"), notice.notifier.desk.as_str()),
        format!("{}{colon} {}", say("notice-text-reference"), notice.notice),
        format!("{}{colon} {}", say("notice-text-asked"), list("measure", notice.measure.word())),
        format!("{}{colon} {}", say("notice-text-harm"), list("harm", notice.harm.word())),
        format!("{}{colon} {}", say("notice-text-capacity"), capacity(language, notice)),
    ];
    if let Some(person) = &notice.notifier.person {
        lines.push(format!("{}{colon} {person}", say("notice-text-person")));
    }
    lines.push(format!("{}{colon}", say("notice-text-where")));
    lines.extend(notice.locations.iter().map(|place| format!("- {}", place.address)));
    lines.push(format!("{}{colon}", say("notice-text-law")));
    lines.extend(notice.legal_grounds.iter().map(|ground| format!("- {}", ground.citation)));
    let rules = notice.house_rules.iter();
    lines.extend(rules.map(|rule| format!("- {}", list("house-rule", rule.word()))));
    lines.extend([format!("{}{colon}", say("notice-text-why")), notice.reasons.text.clone()]);
    lines.push(format!("{}{colon}", say("notice-text-defences")));
    lines.extend(notice.defences.iter().map(|defence| defence_line(language, defence)));
    let hours = u64::from(notice.answer_within_hours.hours());
    lines.extend([
        words::text(language, "notice-text-answer", &[("hours", Value::Count(hours))]),
        notice.good_faith.statement.clone(),
        String::new(),
    ]);
    lines.join("\n")
}

pub(super) fn capacity(language: Language, notice: &Notice) -> String {
    let complainant = notice.complainant;
    let id = format!("capacity-{}", complainant.capacity().word());
    let capacity = words::text(language, &id, &[]);
    match complainant.is_official() {
        true => format!("{capacity} ({})", words::text(language, "notice-text-official", &[])),
        false => capacity,
    }
}

/// A question that could speak for the author, with what was answered.
pub(crate) fn defence_line(language: Language, defence: &record::notice::Defence) -> String {
    let question = law::Question::from_id(&defence.question).map(law::Question::message);
    let question = question.map(|id| words::text(language, id, &[])).unwrap_or_default();
    let reply = law::Reply::from_id(&defence.reply).map(law::Reply::message);
    let reply = reply.map(|id| words::text(language, id, &[])).unwrap_or_default();
    format!("- {question} {reply}")
}

/// Every way a notice can be delivered by hand: its word, and in words. A seat's own is not among
/// them.
pub(crate) fn means(frame: &Frame) -> Vec<(&'static str, String)> {
    let by_hand = Means::ALL.iter().filter(|means| **means != Means::Interface);
    by_hand.map(|means| (means.word(), frame.word("means", means.word()))).collect()
}

/// Every choice of a list: its word, and in words.
pub(crate) type Choices = Vec<(&'static str, String)>;

/// A list of a form: name of the field, label, choices.
pub(crate) type List = (&'static str, String, Choices);

/// The lists of an answer: name of the field, label, and each word with its words.
pub(crate) fn answer_lists(frame: &Frame) -> Vec<List> {
    let nothing = ("", frame.t("answer-no-measure"));
    let measures = listed(frame, "measure", Measure::ALL, Measure::word);
    vec![
        (
            "decision",
            frame.t("answer-decision"),
            listed(frame, "decision", Decision::ALL, Decision::word),
        ),
        ("measure", frame.t("answer-measure"), [vec![nothing], measures].concat()),
        ("basis", frame.t("answer-basis"), listed(frame, "basis", Basis::ALL, Basis::word)),
        (
            "decider",
            frame.t("answer-decider"),
            listed(frame, "decider", Decider::ALL, Decider::word),
        ),
    ]
}

/// Why a notice may be taken back: each word, in words.
pub(crate) fn withdrawals(frame: &Frame) -> Vec<(&'static str, String)> {
    listed(frame, "withdrawal", WithdrawalReason::ALL, WithdrawalReason::word)
}

fn listed<T: Copy>(
    frame: &Frame,
    list: &str,
    all: &[T],
    of: impl Fn(T) -> &'static str,
) -> Vec<(&'static str, String)> {
    all.iter().map(|it| (of(*it), frame.word(list, of(*it)))).collect()
}

/// Until when an answer is in time, and whether that is over.
pub(crate) fn due(
    desk: &Desk,
    frame: &Frame,
    row: &NoticeRow,
    turns: &[KeptTurn],
) -> Option<(Moment, bool)> {
    let clock = desk.parties.clock(AnswerHours::new(row.hours?).ok()?);
    let turns: Vec<Turn> = turns.iter().map(KeptTurn::turn).collect();
    let last = deadline(&turns, clock)?;
    let at = frame.moment(u64::try_from(last.unix()).ok()?);
    Some((at, is_silent(&turns, clock, desk.now())))
}

/// One turn, in words.
pub(crate) fn turn(frame: &Frame, turn: &KeptTurn) -> TurnRow {
    let means = match turn.kind {
        TurnKind::Delivered => word(frame, "means", &turn.means),
        TurnKind::Answered => word(frame, "decision", &turn.means),
        TurnKind::Withdrawn => word(frame, "withdrawal", &turn.means),
        TurnKind::Received | TurnKind::Replied | TurnKind::Silent => String::new(),
    };
    TurnRow {
        at: frame.moment(turn.happened_ms / 1000),
        text: frame.word("event", turn.kind.event()),
        means,
        body: body(frame, turn),
        entry: turn
            .entry_place
            .map(|place| (frame.link(&format!("/register/entry/{place}")), frame.number(place))),
    }
}

/// What was said with a turn: a statement of reasons in its parts, else the text as it was typed.
fn body(frame: &Frame, turn: &KeptTurn) -> String {
    let said = Said::read(&turn.body);
    match serde_json::from_str::<Statement>(&said) {
        Ok(statement) => {
            let mut lines = Vec::new();
            if let Some(measure) = statement.measure {
                lines.push(frame.word("measure", measure.word()));
            }
            lines.push(frame.word("basis", statement.basis.word()));
            let said =
                [statement.ground, statement.explanation, statement.facts, statement.redress];
            lines.extend(said.into_iter().filter(|text| !text.is_empty()));
            lines.join("\n")
        }
        Err(_) => said,
    }
}
