//! What every page knows before it is made: the language, where it stands, and how to link on.

use std::convert::Infallible;
use std::fmt::Write as _;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use record::Timestamp;
use words::{Language, Value};

use crate::assets;

/// The query's name for the language.
const LANG: &str = "lang";

/// Whose pages these are. Laid beside every request of a router that is not a register's alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// A register's.
    #[default]
    Register,
    /// A desk's, with its register beside it.
    Desk,
    /// A person's own.
    Own,
}

/// The frame around a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language the page is in.
    pub language: Language,
    /// Whether the reader chose it, so that links must carry it on.
    is_chosen: bool,
    path: String,
    place: Place,
    /// The form on the page that holds what was typed, which a change of language must not lose.
    form: Option<&'static str>,
    /// What the query says beside the language.
    query: Vec<(String, String)>,
    host: Option<String>,
}

/// A link to the same page in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// The language.
    pub language: Language,
    /// Where the page is in it.
    pub href: String,
    /// Whether it is the page's own.
    pub is_current: bool,
}

/// A moment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// For the `datetime` attribute; empty for a moment that no calendar of ours reaches.
    pub iso: String,
    /// For people.
    pub text: String,
}

impl<S: Sync> FromRequestParts<S> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Frame, Infallible> {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let query = query.map(|Query(pairs)| pairs).unwrap_or_default();
        let asked = query.iter().find(|(key, _)| key == LANG);
        let asked = asked.and_then(|(_, code)| Language::from_code(code));
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
        let fallback = Language::from_accept(accept.unwrap_or_default());
        Ok(Frame {
            language: asked.unwrap_or(fallback),
            is_chosen: asked.is_some(),
            place: parts.extensions.get::<Place>().copied().unwrap_or_default(),
            form: None,
            // Two slashes at the start of a link would lead to another host.
            path: format!("/{}", parts.uri.path().trim_start_matches(['/', '\\'])),
            query: query
                .into_iter()
                .filter(|pair| pair.0 != LANG && is_carried(parts.uri.path(), pair))
                .collect(),
            host: host(&parts.headers),
        })
    }
}

/// The longest words to look for in public texts that a link carries on. Unit: bytes.
const WORDS_BYTES_MAX: usize = 200;

/// Whether a link on the page at `path` carries a pair on. Every parameter of ours is a number, a
/// word of a list, a day, the name of an organisation or an article of law. Of anything else, an
/// address of a content above all, no page makes a link; but for words that are looked for in texts
/// that were written for everybody.
fn is_carried(path: &str, (key, value): &(String, String)) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    let is_public_search = path == "/dialogue" && key == "q" && value.len() <= WORDS_BYTES_MAX;
    is_public_search || [key, value].iter().all(|part| part.bytes().all(is_plain))
}

/// A value as it can stand in the query of an address.
///
/// Source: RFC 3986, section 2.
pub(crate) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./~".contains(&byte) {
            escaped.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// The host under which the reader reached us, if it looks like one. Only ever shown.
fn host(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
    (!host.is_empty() && host.len() <= 255 && host.bytes().all(is_host)).then(|| host.to_owned())
}

impl Frame {
    /// A text without values.
    #[must_use]
    pub fn t(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A text with values in it.
    #[must_use]
    pub fn say(&self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        // On one's own machine there is no desk, so whatever speaks of one has a text beside it.
        let own = self.is_own().then(|| format!("own-{id}")).filter(|own| words::has(own));
        words::text(self.language, own.as_deref().unwrap_or(id), values)
    }

    /// Whether these are a person's own pages, with no desk behind them.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.place == Place::Own
    }

    /// Whether this page is of a register.
    #[must_use]
    pub fn is_of_register(&self) -> bool {
        let is_under = ["/register", "/witness"].iter().any(|root| self.path.starts_with(root));
        is_under || self.place == Place::Register
    }

    /// The words for one value of a closed list, as `harm-defamation`.
    #[must_use]
    pub fn word(&self, list: &str, word: &str) -> String {
        self.t(&format!("{list}-{word}"))
    }

    /// The colon as it follows a word: after a space in French.
    #[must_use]
    pub fn colon(&self) -> &'static str {
        self.language.colon()
    }

    /// A number.
    #[must_use]
    pub fn number(&self, value: u64) -> String {
        words::number(self.language, value)
    }

    /// A moment. Unit: seconds since 1970, UTC.
    #[must_use]
    pub fn moment(&self, unix_s: u64) -> Moment {
        let known = i64::try_from(unix_s).ok().and_then(|s| Timestamp::from_unix(s).ok());
        Moment {
            iso: known.map(|moment| moment.to_string()).unwrap_or_default(),
            text: words::moment(self.language, unix_s),
        }
    }

    /// A link to another page of ours, in the same language.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        if !self.is_chosen {
            return path.to_owned();
        }
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}{LANG}={}", self.language.code())
    }

    /// The language as a form must carry it on; empty where the reader chose none.
    #[must_use]
    pub fn chosen_code(&self) -> &'static str {
        if self.is_chosen { self.language.code() } else { "" }
    }

    /// The same frame around a page that stands at `path`, though it answers a form that was sent
    /// elsewhere: where a link in another language must lead.
    #[must_use]
    pub(crate) fn at(self, path: &str) -> Frame {
        Frame { path: path.to_owned(), query: Vec::new(), ..self }
    }

    /// The same frame around a page whose form `form` holds what is typed and is sent to the frame's
    /// path. A change of language sends it there with `then=stay`, and the page comes back with all
    /// that stands in it: nothing is checked, kept or lost.
    #[must_use]
    pub(crate) fn with_form(self, form: &'static str) -> Frame {
        Frame { form: Some(form), ..self }
    }

    /// The form that holds what is typed, if the page has one.
    #[must_use]
    pub fn form(&self) -> Option<&'static str> {
        self.form
    }

    /// This page in each language.
    #[must_use]
    pub fn switches(&self) -> Vec<Switch> {
        let rest: String =
            self.query.iter().map(|(key, value)| format!("&{key}={}", escaped(value))).collect();
        let switch = |language: Language| Switch {
            language,
            href: format!("{}?{LANG}={}{rest}", self.path, language.code()),
            is_current: language == self.language,
        };
        Language::ALL.into_iter().map(switch).collect()
    }

    /// Whether this is the page at `path`.
    #[must_use]
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// The address under which the reader reached this server, for commands to copy.
    #[must_use]
    pub fn base(&self) -> String {
        let host = self.host.as_deref().unwrap_or("register.example");
        let is_local = ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local));
        let scheme = if is_local { "http" } else { "https" };
        format!("{scheme}://{host}")
    }

    /// The address of a file that is compiled in.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}
