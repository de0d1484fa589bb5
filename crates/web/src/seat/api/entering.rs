//! Who comes in with a token, and how often.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{FromRequestParts, Path};
use axum::http::header;
use axum::http::request::Parts;
use store::desk::{Holder, is_seat_token};

use super::failing::Failure;
use crate::desk::Desk;
use crate::receipt::enter::Peer;
use crate::seat::open::AtSeat;

/// Requests of one token in a window. Our own bound: a platform with a hundred new notices an hour
/// needs a hundredth of it.
pub(crate) const REQUESTS_MAX: u32 = 300;
/// Unit: seconds.
const WINDOW_S: u64 = 60;

/// The notice that an address names, which is none if it is no text.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Named, Failure> {
        let named = Path::<String>::from_request_parts(parts, state).await;
        named.map(|Path(reference)| Named(reference)).map_err(|_| Failure::of("not_found"))
    }
}

/// How often each token was used in the current window. In memory only.
#[derive(Debug, Default)]
pub struct Rates(Mutex<Window>);

#[derive(Debug, Default)]
struct Window {
    began_s: u64,
    by_token: HashMap<i64, u32>,
}

impl Rates {
    /// Counts a request of this token; the seconds to wait if it is one too many.
    fn count(&self, token_id: i64, now_s: u64) -> Result<(), u64> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that went back begins anew too.
        if now_s < window.began_s || now_s - window.began_s >= WINDOW_S {
            *window = Window { began_s: now_s, ..Window::default() };
        }
        let left_s = window.began_s.saturating_add(WINDOW_S).saturating_sub(now_s).max(1);
        let count = window.by_token.entry(token_id).or_default();
        if *count >= REQUESTS_MAX {
            return Err(left_s);
        }
        *count += 1;
        Ok(())
    }
}

/// A program of a platform that came in with its token.
#[derive(Debug, Clone)]
pub struct Program {
    pub(super) at: AtSeat,
}

impl FromRequestParts<Desk> for Program {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Program, Failure> {
        let now_ms = desk.now_ms();
        // A page of another site can make a browser ask, and a browser never has a token.
        if is_cross_site(parts) {
            return Err(Failure::of("cross_site"));
        }
        let text = bearer(parts);
        let found = match text {
            Some(text) => desk.store.seat_token_resume(text, now_ms).await?,
            None => None,
        };
        let Some(program) = found else { return Err(stranger(parts, desk, text)) };
        // Another kind of account has no tokens; the store looks too.
        let Holder::Seat(platform) = program.account.holder else {
            return Err(stranger(parts, desk, text));
        };
        match desk.rates.count(program.token_id, now_ms / 1000) {
            Ok(()) => Ok(Program { at: AtSeat { pseudonym: program.account.pseudonym, platform } }),
            Err(wait_s) => Err(Failure::wait(wait_s)),
        }
    }
}

/// Whoever has no token that is good. A token cannot be guessed; what is bounded here is how much work
/// strangers make. What cannot be a token is told from its form, costs nothing, and is not counted.
fn stranger(parts: &Parts, desk: &Desk, text: Option<&str>) -> Failure {
    if !text.is_some_and(is_seat_token) {
        return Failure::of("no_token");
    }
    let peer = parts.extensions.get::<Peer>();
    let address =
        peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.behind(&parts.headers));
    let now_s = desk.now_ms() / 1000;
    if !desk.api_limits.may_try(address, now_s) {
        return Failure::wait(WINDOW_S);
    }
    desk.api_limits.count_failure(address, now_s);
    Failure::of("no_token")
}

/// Whether a browser says that a page of another site asks.
///
/// Source: W3C, Fetch Metadata Request Headers, "The Sec-Fetch-Site HTTP Request Header".
fn is_cross_site(parts: &Parts) -> bool {
    let site = parts.headers.get("sec-fetch-site");
    site.is_some_and(|site| site != "none" && site != "same-origin")
}

/// The token of a request.
///
/// Source: RFC 6750, section 2.1.
fn bearer(parts: &Parts) -> Option<&str> {
    let text = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_waits_after_so_many_requests_and_others_do_not() {
        let rates = Rates::default();
        for _ in 0..REQUESTS_MAX {
            assert_eq!(rates.count(1, 1000), Ok(()));
        }
        assert_eq!(rates.count(1, 1010), Err(50));
        assert_eq!(rates.count(2, 1010), Ok(()));
        assert_eq!(rates.count(1, 1060), Ok(()));
        assert_eq!(rates.count(1, 5), Ok(()), "the clock went back");
    }
}
