//! Answers that are made once and given to everybody, until what they are made of changes.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use record::id::Digest;
use store::desk::DeskError;
use words::Language;

use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::SHARED;

/// Answers that are kept; with one more all are dropped and made again. Our own choice.
const ANSWERS_MAX: usize = 512;
/// Bytes that are kept in all. Our own choice.
const BYTES_MAX: usize = 32 << 20;
/// The longest address whose answer is kept: whoever asks for another one each time must not push
/// out the pages that everybody reads. Unit: bytes.
const ADDRESS_MAX: usize = 120;
/// How long an answer holds even if nothing changed, as days and figures move by themselves. Unit:
/// seconds.
const HOLDS_S: u64 = 60;

/// By what an answer is known to hold.
pub(crate) type Version = (u64, u64, u64);

/// What the answers of this moment are made of.
pub(crate) fn version(desk: &Desk) -> Result<Version, DeskError> {
    let (changes, waiting) = desk.store.dialogue_version()?;
    Ok((changes, waiting, desk.now_ms() / 1000 / HOLDS_S))
}

/// An answer for everybody.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    body: Bytes,
    tag: HeaderValue,
    media_type: &'static str,
    language: Option<&'static str>,
    is_open: bool,
}

impl Answer {
    fn new(body: String, media_type: &'static str) -> Answer {
        let body = Bytes::from(body);
        let tag = format!("\"{}\"", &Digest::of(&body).to_string()[..32]);
        // Hexadecimal between quotes.
        let tag = HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
        Answer { body, tag, media_type, language: None, is_open: false }
    }

    /// A page in a language.
    pub(crate) fn page(html: String, language: Language) -> Answer {
        let answer = Answer::new(html, "text/html; charset=utf-8");
        Answer { language: Some(language.code()), ..answer }
    }

    /// A file that any site may read.
    pub(crate) fn file(text: String, media_type: &'static str) -> Answer {
        Answer { is_open: true, ..Answer::new(text, media_type) }
    }

    /// Sends it, or says that the one somebody has is still so.
    pub(crate) fn send(&self, asked: &HeaderMap) -> Response {
        let known = asked.get_all(header::IF_NONE_MATCH).into_iter();
        let known = known.filter_map(|value| value.to_str().ok()).flat_map(|it| it.split(','));
        let is_known =
            known.map(str::trim).any(|it| it.strip_prefix("W/").unwrap_or(it) == self.tag);
        let mut answer = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let media_type = (header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
            ([media_type], self.body.clone()).into_response()
        };
        let headers = answer.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(SHARED));
        headers.insert(header::ETAG, self.tag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
        if let Some(language) = self.language {
            headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language));
        }
        if self.is_open {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        answer
    }
}

/// What is asked, and the name under which its answer is kept.
pub(crate) struct Asked {
    /// The frame of the page.
    pub(crate) frame: Frame,
    /// What the reader's program sent.
    pub(crate) headers: HeaderMap,
    /// Language, host and address: all that an answer may depend on beside the version. Empty if it
    /// is not to be kept.
    pub(super) key: String,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Asked, Infallible> {
        let Ok(frame) = Frame::from_request_parts(parts, state).await;
        let address = parts.uri.path_and_query().map_or("", |it| it.as_str());
        let is_short = address.len() <= ADDRESS_MAX;
        let key = format!("{} {} {address}", frame.language.code(), frame.base());
        Ok(Asked {
            frame,
            headers: parts.headers.clone(),
            key: if is_short { key } else { String::new() },
        })
    }
}

#[derive(Default)]
struct Shelf {
    answers: HashMap<String, (Version, Arc<Answer>)>,
    bytes: usize,
}

/// The answers that are kept.
#[derive(Default)]
pub struct KeptAnswers(Mutex<Shelf>);

impl KeptAnswers {
    /// The answer that is kept under this name, if it still holds. Of those who ask for one that
    /// does not, the first gets nothing and makes it anew; the others get the old one meanwhile, so
    /// that a change does not make a crowd wait for as many pages as it has people.
    pub(crate) fn find(&self, key: &str, version: Version) -> Option<Arc<Answer>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = shelf.answers.get_mut(key)?;
        if kept.0 != version {
            kept.0 = version;
            return None;
        }
        Some(Arc::clone(&kept.1))
    }

    /// Keeps an answer, and gives it back.
    pub(crate) fn keep(&self, key: String, version: Version, answer: Answer) -> Arc<Answer> {
        let answer = Arc::new(answer);
        let bytes = answer.body.len();
        if key.is_empty() || bytes > BYTES_MAX / 8 {
            return answer;
        }
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.answers.len() >= ANSWERS_MAX || shelf.bytes + bytes > BYTES_MAX {
            *shelf = Shelf::default();
        }
        shelf.bytes += bytes;
        if let Some(before) = shelf.answers.insert(key, (version, Arc::clone(&answer))) {
            shelf.bytes -= before.1.body.len();
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_while_nothing_changes_and_what_is_kept_has_its_bound() {
        let kept = KeptAnswers::default();
        let answer = |text: &str| Answer::file(text.to_owned(), "text/plain");
        kept.keep("a".into(), (1, 1, 1), answer("one"));
        assert!(kept.find("a", (1, 1, 1)).is_some());
        assert!(kept.find("b", (1, 1, 1)).is_none());
        // The first who asks after a change makes it anew; whoever comes meanwhile does not wait.
        assert!(kept.find("a", (2, 1, 1)).is_none());
        assert_eq!(kept.find("a", (2, 1, 1)).unwrap().body, "one");
        kept.keep("a".into(), (2, 1, 1), answer("three"));
        assert_eq!(kept.find("a", (2, 1, 1)).unwrap().body, "three");
        assert_eq!(kept.0.lock().unwrap().bytes, 5);
        kept.keep(String::new(), (2, 1, 1), answer("too long an address"));
        assert_eq!(kept.0.lock().unwrap().bytes, 5);
        for number in 0..3 * ANSWERS_MAX {
            kept.keep(number.to_string(), (2, 1, 1), answer("x"));
        }
        assert!(kept.0.lock().unwrap().answers.len() <= ANSWERS_MAX);
        let large = "x".repeat(BYTES_MAX / 10);
        for number in 0..30 {
            kept.keep(format!("large {number}"), (2, 1, 1), answer(&large));
        }
        let shelf = kept.0.lock().unwrap();
        assert!(shelf.bytes <= BYTES_MAX);
        assert_eq!(shelf.bytes, shelf.answers.values().map(|it| it.1.body.len()).sum::<usize>());
    }
}
