//! What the desk's handlers share, and the gate that every one of their requests passes.

use std::sync::{Arc, OnceLock};

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use desk::retention::Kept;
use record::Timestamp;
use store::desk::{DeskKind, DeskStore};
use store::space::KeepFree;

use crate::dialogue::kept::KeptAnswers;
use crate::downloads::Downloads;
use crate::frame::Frame;
use crate::health::Counters;
use crate::holding::Holding;
use crate::limits::Limits;
use crate::office::attempts::Attempts;
use crate::office::door::OFFICER;
use crate::page;
use crate::pages::message;
use crate::room::Cards;
use crate::seat::api::Rates;
use crate::state::{Clock, Shared, Tell};

/// Everything that the desk's routes need.
pub struct DeskState {
    /// What is kept.
    pub store: DeskStore,
    /// The law it goes by.
    pub pack: law::Pack,
    /// The platforms it may write to, and its own times.
    pub parties: desk::parties::Parties,
    /// The time.
    pub clock: Clock,
    /// How often strangers may try.
    pub limits: Limits,
    /// How often strangers may send the API tokens that are none: apart, so that no page that sends
    /// them keeps anybody from a receipt.
    pub api_limits: Limits,
    /// What unfinished reports hold, and may hold.
    pub holding: Holding,
    /// The places for downloads.
    pub downloads: Downloads,
    /// How much of the disk stays free of files.
    pub keep_free: KeepFree,
    /// How often anybody may try to log in.
    pub attempts: Attempts,
    /// How often programs of platforms ask.
    pub rates: Rates,
    /// Takes events for the people who run this process.
    pub tell: Tell,
    /// What was done since the start.
    pub counters: Counters,
    /// The register beside the desk, once it is open; the citizen's own mode has none.
    pub register: OnceLock<Shared>,
    /// How platforms answer and authorities ask, as last counted.
    pub cards: Cards,
    /// Pages for everybody that are made once.
    pub kept: KeptAnswers,
}

/// The handlers' handle on the desk.
pub type Desk = Arc<DeskState>;

impl DeskState {
    /// A desk of which nobody has asked anything yet, under the usual rules.
    #[must_use]
    pub fn new(
        store: DeskStore,
        pack: law::Pack,
        parties: desk::parties::Parties,
        clock: Clock,
        tell: Tell,
    ) -> DeskState {
        DeskState {
            store,
            pack,
            parties,
            clock,
            limits: Limits::default(),
            api_limits: Limits::default(),
            holding: Holding::default(),
            downloads: Downloads::default(),
            keep_free: KeepFree::DEFAULT,
            attempts: Attempts::default(),
            rates: Rates::default(),
            tell,
            counters: Counters::default(),
            register: OnceLock::new(),
            cards: Cards::default(),
            kept: KeptAnswers::default(),
        }
    }

    /// The time now. Unit: milliseconds since 1970, UTC.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        (self.clock)() * 1000
    }

    /// The moment now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::nearest(i64::try_from((self.clock)()).unwrap_or(i64::MAX))
    }

    /// How long something is kept. Unit: milliseconds.
    pub(crate) fn kept_ms(&self, what: Kept) -> u64 {
        self.parties.retention().ms(what)
    }

    /// Whether the disk has so little room left that no file is taken. A disk that does not say is
    /// taken for full.
    pub(crate) fn is_disk_low(&self) -> bool {
        let space = self.store.space();
        space.map_or(true, |space| space.free_bytes < self.keep_free.floor_bytes(space))
    }

    /// The mark that a form carries, so that no other site can send it for the person: it follows
    /// from the cookie, which other sites cannot read.
    #[must_use]
    pub fn form_token(&self, cookie: &str) -> String {
        self.store.mark_of("form", cookie.as_bytes())[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Whether a form carries the mark of this cookie.
    #[must_use]
    pub fn is_own_form(&self, cookie: &str, fields: &Fields) -> bool {
        // What is compared is a keyed mark, so the time it takes tells nothing that helps.
        fields.get("token") == self.form_token(cookie)
    }
}

/// The answer that leads a person to where they can go on. Boxed, as it is larger than most values.
pub(crate) type Elsewhere = Box<Response>;

/// The cookie of a draft. `__Host-` keeps it to this host, this path and encrypted connections.
pub(crate) const DRAFT: &str = "__Host-draft";
/// The cookie of an opened receipt.
pub(crate) const RECEIPT: &str = "__Host-receipt";

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter();
    let pairs = all.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|pair| pair.0 == name).map(|p| p.1)
}

/// Sets a cookie for so many seconds; 0 takes it away.
pub(crate) fn set_cookie(name: &str, value: &str, seconds: u64) -> (HeaderName, HeaderValue) {
    let text =
        format!("{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict");
    // Names and values are ours: hexadecimal and hyphens.
    let value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
    (header::SET_COOKIE, value)
}

/// The cookie of an opened page of an author.
pub(crate) const CONTEST: &str = "__Host-contest";

/// What a form sent.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

/// The greatest count that the store takes. No page ever showed a version so high.
pub(crate) const COUNT_MAX: u64 = i64::MAX.unsigned_abs();

/// A count or a moment as an address or a form bears it; `None` for what the store cannot take.
pub(crate) fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|count| *count <= COUNT_MAX)
}

impl Fields {
    /// The fields of a form.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs)
    }

    /// All that a person typed or chose.
    pub(crate) fn typed(&self) -> Vec<(String, String)> {
        let is_ours = |name: &str| ["token", "then"].contains(&name);
        self.0.iter().filter(|(name, _)| !is_ours(name)).cloned().collect()
    }

    /// Whether a field was sent, empty or not.
    pub(crate) fn is_sent(&self, name: &str) -> bool {
        self.0.iter().any(|pair| pair.0 == name)
    }

    /// A field as it may be shown again: without what no person types.
    #[must_use]
    pub(crate) fn shown(&self, name: &str) -> String {
        let text = desk::FreeText::new(self.get(name), usize::MAX);
        text.map(desk::FreeText::into_string).unwrap_or_default()
    }

    /// A field; empty if there is none of the name.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.as_str())
    }

    /// Every value of a field, in their order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |pair| pair.0 == name).map(|pair| pair.1.as_str())
    }
}

/// Whether a form was sent only to see the same page again, in another language.
pub(crate) fn is_staying(fields: &Fields) -> bool {
    fields.get("then") == "stay"
}

/// What a form may send.
pub(crate) type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

impl DeskState {
    /// The fields of a form that carries the mark of this browser's cookie, or the page that says why
    /// it is not taken.
    pub(crate) fn admit(
        &self,
        frame: &Frame,
        cookie: &str,
        sent: Sent,
    ) -> Result<Fields, Elsewhere> {
        let fields = match sent {
            Ok(Form(pairs)) => Fields(pairs),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Box::new(message::too_large(frame.clone())));
            }
            Err(_) => Fields::default(),
        };
        if self.is_own_form(cookie, &fields) {
            Ok(fields)
        } else {
            Err(Box::new(message::stale_form(frame.clone())))
        }
    }
}

/// Goes to another page of ours after a form was taken.
pub(crate) fn go(to: &str) -> Response {
    // Our own paths; what could not stand in a header leads home.
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), no_store()]).into_response()
}

/// Takes leave: everything of ours is gone from the browser.
///
/// Source: `Clear-Site-Data` (W3C); the cookies are taken away one by one too, for browsers that do
/// not know it.
pub(crate) fn part(frame: &Frame) -> Response {
    let mut answer = go(&frame.link("/left"));
    let headers = answer.headers_mut();
    headers
        .insert("clear-site-data", HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
    for name in [DRAFT, RECEIPT, CONTEST, OFFICER] {
        let (header, value) = set_cookie(name, "", 0);
        headers.append(header, value);
    }
    answer
}

/// Nothing that the desk answers to a person is kept anywhere on the way.
pub(crate) fn no_store() -> (HeaderName, HeaderValue) {
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

/// Where files are given.
const UPLOAD: &str = "/report/files";

/// Lets no other site act in a person's name.
///
/// Source: Fetch Metadata (W3C), and the order of checks of Go's `http.CrossOriginProtection`.
pub async fn gate(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && !is_from_here(request.headers()) {
        return (StatusCode::FORBIDDEN, "this form was sent from another site\n").into_response();
    }
    let is_own = desk.store.identity().kind == DeskKind::Own;
    if is_own && !is_for_this_machine(request.headers()) {
        return (StatusCode::FORBIDDEN, "this address is not of this machine\n").into_response();
    }
    if request.uri().path() == UPLOAD {
        // A film takes its time; the handler sees to it that something comes.
        return next.run(request).await;
    }
    page::in_time(request, next).await
}

/// Whether a request names this machine. A site elsewhere can have its own name lead here (DNS
/// rebinding) and would then be of the same origin.
fn is_for_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    ["localhost", "127.0.0.1", "[::1]"].contains(&name.map_or(host, |(name, _)| name))
}

fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
        Some(b"same-origin" | b"none") => return true,
        Some(_) => return false,
        None => {}
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        // No browser of this century leaves both away; what is no browser carries no cookie of
        // somebody else.
        (None, _) => true,
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, authority)| authority == host)
        }
        (Some(_), None) => false,
    }
}
