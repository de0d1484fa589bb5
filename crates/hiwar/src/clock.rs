//! The one place that reads the clock and draws random bytes. Everyone else is given them.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The time now. Unit: milliseconds since 1970, UTC.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// The time now. Unit: seconds since 1970, UTC.
pub(crate) fn now_s() -> u64 {
    now_ms() / 1000
}

/// A mark to measure a span from; it never goes backwards.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub(crate) fn mark() -> Instant {
    Instant::now()
}

/// `N` bytes that nobody can guess.
///
/// # Errors
///
/// If the system has none to give; nothing secret may be made then.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random bytes")]
pub(crate) fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    Ok(bytes)
}

/// Fills a buffer with bytes that nobody can guess.
///
/// # Errors
///
/// If the system has none to give.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws random bytes")]
pub(crate) fn fill_random(buffer: &mut [u8]) -> std::io::Result<()> {
    getrandom::fill(buffer).map_err(|error| std::io::Error::other(error.to_string()))
}
