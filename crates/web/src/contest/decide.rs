//! Deciding a contest: outside the desk where officials run it, else by an officer who had no part.
//! Who may is said by `desk::contest`, what an outside reviewer signs by `desk::signed`; ruling,
//! withdrawal and entry are kept together.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::contest::{self, Contester, Follows, Judge, NotJudge};
use desk::notice::{Sending, Written};
use desk::signed::{Contested, SignedRuling};
use record::choice::WithdrawalReason;
use record::entry::Withdrawal;
use record::id::{KeyName, NoticeRef, OfficerId, OrganisationId};
use record::notice::RulingDecision;
use record::{Body, Entry};
use store::desk::{
    Contest, ContestState, Decided, DeskError, KeptNotice, KeptTurn, NoticeRow, Ruled, Step,
    TurnKind,
};

use super::is_late;
use crate::compose::{self, ComposeError};
use crate::desk::{Desk, Elsewhere, Fields, Sent, go};
use crate::frame::{Frame, Moment};
use crate::office::notice::shown::{self, TurnRow};
use crate::office::notices::platform_name;
use crate::office::{Office, Officer, Reviewer, Visitor};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::review::download;
use crate::review::opened::{self, OpenedNotice};
use crate::review::signed::{self, Signed, pasted, with_signer};

/// Contests in a list.
const ROWS_MAX: i64 = 100;

/// Whoever sits over a contest, and where their pages are.
pub(crate) struct Chair {
    visitor: Visitor,
    pseudonym: OfficerId,
    /// The key of an outside reviewer; none for an officer.
    key: Option<KeyName>,
}

impl Chair {
    /// An officer.
    pub(crate) fn officer(officer: &Officer) -> Chair {
        Chair { visitor: officer.visitor.clone(), pseudonym: officer.pseudonym, key: None }
    }

    /// An outside reviewer.
    pub(crate) fn reviewer(reviewer: &Reviewer) -> Chair {
        let key = Some(reviewer.key.clone());
        Chair { visitor: reviewer.visitor.clone(), pseudonym: reviewer.pseudonym, key }
    }

    fn judge(&self) -> Judge<'_> {
        self.key.as_ref().map_or(Judge::Officer(self.pseudonym), Judge::Reviewer)
    }

    fn address(&self, id: i64) -> String {
        let root = if self.key.is_some() { "/review" } else { "/desk" };
        format!("{root}/contest/{id}")
    }

    fn back(&self) -> &'static str {
        if self.key.is_some() { "/review" } else { "/desk/contests" }
    }
}

/// Why somebody does not decide here, in words.
const fn why_not(rule: NotJudge) -> &'static str {
    match rule {
        NotJudge::Inside => "contest-not-inside",
        NotJudge::Outside => "contest-not-outside",
        NotJudge::HadAPart => "contest-not-part",
        NotJudge::Signed => "contest-not-signed",
        NotJudge::NoKey => "contest-not-key",
    }
}

/// A contest of the list.
pub(crate) struct Row {
    /// Its page, for whoever may decide it.
    pub(crate) href: Option<String>,
    pub(crate) who: String,
    pub(crate) platform: String,
    pub(crate) at: Moment,
    pub(crate) is_late: bool,
    /// Why the reader does not decide it.
    pub(crate) why_not: String,
}

/// The list for officers.
#[derive(Template)]
#[template(path = "contest_list.html")]
pub(crate) struct ListPage {
    frame: Frame,
    office: Office,
    lead: String,
    contests: Vec<Row>,
}

/// One contest.
#[derive(Template)]
#[template(path = "contest_decide.html")]
pub(crate) struct DecidePage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    back: String,
    notice: OpenedNotice,
    who: String,
    at: Moment,
    is_late: bool,
    text: String,
    contact: String,
    turns: Vec<TurnRow>,
    seen: usize,
    /// What upholding it means.
    means: String,
    decided: String,
    ruling: String,
    /// For an outside reviewer, who signs away from here: what to download.
    file: Option<String>,
    signed: String,
    problem: Option<String>,
}

impl Page for ListPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Page for DecidePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// The open contests that the reader decides, or whose rule against it they should know.
pub(crate) fn rows(desk: &Desk, frame: &Frame, chair: &Chair) -> Result<Vec<Row>, DeskError> {
    let mut rows = Vec::new();
    for contest in desk.store.contests_open(ROWS_MAX)? {
        let Some(kept) = desk.store.notice_fetch(contest.notice_id)? else { continue };
        let judged = desk.store.contest_may_decide(kept.row.id, chair.judge(), desk.now_ms())?;
        let why_not = match judged {
            Ok(()) => None,
            // What is not theirs at all is not even told to them.
            Err(NotJudge::Inside | NotJudge::Outside) => continue,
            Err(rule) => Some(frame.t(why_not(rule))),
        };
        let turns = desk.store.notice_turns(contest.notice_id)?;
        rows.push(Row {
            href: why_not.is_none().then(|| frame.link(&chair.address(contest.id))),
            who: frame.t(who_words(contest.who)),
            platform: platform_name(desk, &kept.row.platform),
            at: frame.moment(contest.at_ms / 1000),
            is_late: is_late(desk, &turns, &contest),
            why_not: why_not.unwrap_or_default(),
        });
    }
    Ok(rows)
}

const fn who_words(who: Contester) -> &'static str {
    match who {
        Contester::Author => "contest-by-author",
        Contester::Person => "contest-by-person",
    }
}

/// `GET /desk/contests`.
pub(crate) async fn list(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    let lead = match compose::sending(&desk) {
        Sending::Authority => "contests-outside",
        Sending::Citizen => "contests-lead",
    };
    match rows(&desk, &frame, &Chair::officer(&officer)) {
        Ok(contests) => show(&ListPage {
            office: Office::new(&frame, &officer.visitor),
            lead: frame.t(lead),
            contests,
            frame,
        }),
        Err(error) => message::failed(frame, &error),
    }
}

/// `GET /desk/contest/{id}`.
pub(crate) async fn officers_page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(id): Path<String>,
) -> Response {
    page(&desk, frame, &Chair::officer(&officer), &id)
}

/// `GET /review/contest/{id}`.
pub(crate) async fn reviewers_page(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(id): Path<String>,
) -> Response {
    page(&desk, frame, &Chair::reviewer(&reviewer), &id)
}

/// `POST /desk/contest/{id}`.
pub(crate) async fn officers_ruling(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    ruling(&desk, frame, &Chair::officer(&officer), &id, sent).await
}

/// `POST /review/contest/{id}`.
pub(crate) async fn reviewers_ruling(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    ruling(&desk, frame, &Chair::reviewer(&reviewer), &id, sent).await
}

/// An open contest with its notice, for whoever may decide it.
struct Before {
    contest: Contest,
    kept: KeptNotice,
    written: Written,
    turns: Vec<KeptTurn>,
}

/// The contest of this number, or the page that says why it is not the reader's.
fn before(desk: &Desk, frame: &Frame, chair: &Chair, id: &str) -> Result<Before, Elsewhere> {
    let failed = |error: DeskError| Box::new(message::failed(frame.clone(), &error));
    let nothing = || Box::new(message::no_page(frame.clone()));
    let number: i64 = id.parse().map_err(|_| nothing())?;
    let contest = desk.store.contest_fetch(number).map_err(failed)?.ok_or_else(nothing)?;
    let kept = desk.store.notice_fetch(contest.notice_id).map_err(failed)?.ok_or_else(nothing)?;
    let judged = desk.store.contest_may_decide(kept.row.id, chair.judge(), desk.now_ms());
    match judged.map_err(failed)? {
        Ok(()) => {}
        Err(NotJudge::Inside | NotJudge::Outside) => return Err(nothing()),
        Err(rule) => return Err(Box::new(message::not_judge(frame.clone(), why_not(rule)))),
    }
    if contest.state != ContestState::Open {
        return Err(Box::new(message::overtaken(frame.clone())));
    }
    let written = serde_json::from_slice(&kept.written).map_err(|_| nothing())?;
    let turns = desk.store.notice_turns(contest.notice_id).map_err(failed)?;
    Ok(Before { contest, kept, written, turns })
}

fn page(desk: &Desk, frame: Frame, chair: &Chair, id: &str) -> Response {
    match before(desk, &frame, chair, id) {
        Ok(before) => render(desk, frame, chair, &before, (&Fields::default(), None)),
        Err(elsewhere) => *elsewhere,
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    chair: &Chair,
    before: &Before,
    (fields, problem): (&Fields, Option<String>),
) -> Response {
    let Before { contest, kept, written, turns } = before;
    let plea = contest.plea();
    // How it was delivered is the desk's business; what the platform said is what is judged.
    let is_said = |turn: &&KeptTurn| turn.kind != TurnKind::Delivered;
    let line = |turn: &KeptTurn| {
        let row = shown::turn(&frame, turn);
        let body = if is_said(&turn) { row.body } else { String::new() };
        TurnRow { body, ..row }
    };
    let means = match contest::follows(contest.who, kept.row.state) {
        Follows::Withdrawal => "contest-means-withdrawal",
        Follows::RulingAlone => "contest-means-ruling",
        Follows::SecondLook => "contest-means-second-look",
    };
    show(&DecidePage {
        office: Office::new(&frame, &chair.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        here: frame.link(&chair.address(contest.id)),
        back: frame.link(chair.back()),
        notice: opened::opened(desk, &frame, written),
        who: frame.t(who_words(contest.who)),
        at: frame.moment(contest.at_ms / 1000),
        is_late: is_late(desk, turns, contest),
        text: plea.text,
        contact: contest.contact.clone(),
        turns: turns.iter().map(line).collect(),
        seen: turns.len(),
        means: frame.t(means),
        decided: fields.get("decided").to_owned(),
        ruling: fields.shown("ruling"),
        file: chair
            .key
            .as_ref()
            .map(|_| frame.link(&format!("{}/file", chair.address(contest.id)))),
        signed: fields.shown("signed"),
        problem,
        frame,
    })
}

/// `GET /review/contest/{id}/file`: what `hiwar review rule` reads.
pub(crate) async fn reviewers_file(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(id): Path<String>,
) -> Response {
    let before = match before(&desk, &frame, &Chair::reviewer(&reviewer), &id) {
        Ok(before) => before,
        Err(elsewhere) => return *elsewhere,
    };
    let file = contest::file(&before.written, before.contest.plea());
    match file.and_then(|file| file.to_bytes().ok()) {
        Some(bytes) => download("attachment; filename=\"hiwar-contest.json\"", bytes),
        None => message::no_page(frame),
    }
}

/// A decision with its reasons, by whoever may give it.
enum Word {
    Officer(OfficerId, String),
    Reviewer(SignedRuling),
}

impl Word {
    /// Takes what was typed and, from a reviewer, what they signed; or says what is wrong with it.
    fn taken(
        desk: &Desk,
        chair: &Chair,
        before: &Before,
        (decision, fields): (RulingDecision, &Fields),
        now_ms: u64,
    ) -> Result<Result<Word, &'static str>, DeskError> {
        let Some(key) = &chair.key else {
            let reasons = contest::ruling(fields.get("ruling")).ok_or("contest-ruling-wrong");
            return Ok(reasons.map(|reasons| Word::Officer(chair.pseudonym, reasons)));
        };
        let (note, plea) = (pasted(fields.get("signed")), before.contest.plea());
        let contested = Contested { written: &before.written, plea: &plea };
        let ruled = with_signer(desk, key, now_ms, |signer| {
            SignedRuling::new(&note, (decision, fields.get("ruling")), contested, signer)
        })?;
        Ok(ruled.map(Word::Reviewer).map_err(|problem| signed::trouble(problem, Signed::Ruling)))
    }

    fn ruled(&self) -> Ruled<'_> {
        match self {
            Word::Officer(officer, reasons) => Ruled::Officer { officer: *officer, reasons },
            Word::Reviewer(ruling) => Ruled::Reviewer(ruling),
        }
    }
}

async fn ruling(desk: &Desk, frame: Frame, chair: &Chair, id: &str, sent: Sent) -> Response {
    let fields = match chair.visitor.admit(desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let before = match before(desk, &frame, chair, id) {
        Ok(before) => before,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(decision) = RulingDecision::from_word(fields.get("decided")) else {
        let problem = Some(frame.t("wrong-missing"));
        return render(desk, frame, chair, &before, (&fields, problem));
    };
    let now_ms = desk.now_ms();
    let word = match Word::taken(desk, chair, &before, (decision, &fields), now_ms) {
        Ok(Ok(word)) => word,
        Ok(Err(id)) => {
            let problem = Some(frame.t(id));
            return render(desk, frame, chair, &before, (&fields, problem));
        }
        Err(error) => return message::failed(frame, &error),
    };
    // What the reader saw, and not what has come since.
    let seen = fields.get("seen").parse().unwrap_or(usize::MAX);
    match decide(desk, chair, &before, (decision, &word, seen), now_ms).await {
        Ok(Step::Taken) => go(&frame.link(chair.back())),
        // Either somebody was faster, or the reader had a part in the case meanwhile.
        Ok(Step::Elsewhere) => match self::before(desk, &frame, chair, id) {
            Ok(_) => message::overtaken(frame),
            Err(elsewhere) => *elsewhere,
        },
        Err(error) => message::failed(frame, &error),
    }
}

async fn decide(
    desk: &Desk,
    chair: &Chair,
    before: &Before,
    (decision, word, seen): (RulingDecision, &Word, usize),
    now_ms: u64,
) -> Result<Step, ComposeError> {
    let (contest, row) = (&before.contest, &before.kept.row);
    let entry;
    let decided = match (decision, contest::follows(contest.who, row.state)) {
        (RulingDecision::Rejected, _) => Decided::Rejected,
        (RulingDecision::Upheld, Follows::RulingAlone | Follows::SecondLook) => Decided::Upheld,
        (RulingDecision::Upheld, Follows::Withdrawal) => {
            entry = withdrawal(desk, chair, row)?;
            Decided::UpheldAndWithdrawn { seen, entry: &entry }
        }
    };
    Ok(desk.store.contest_decide(contest.id, decided, word.ruled(), now_ms).await?)
}

/// The public entry that takes the notice back.
fn withdrawal(desk: &Desk, chair: &Chair, row: &NoticeRow) -> Result<Vec<u8>, ComposeError> {
    let name: OrganisationId =
        desk.store.identity().name.parse().map_err(|_| ComposeError::Kept)?;
    let body = Body::Withdrawal(Withdrawal {
        decided_by: chair.pseudonym,
        notice: NoticeRef::from_random(row.reference),
        reason: WithdrawalReason::ContestUpheld,
    });
    let entry = Entry::new(desk.now(), name, body).and_then(|entry| entry.to_bytes());
    entry.map_err(|_| ComposeError::Kept)
}
