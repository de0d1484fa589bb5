//! A lease: for a while one officer works on a case, and nobody else.

use record::id::OfficerId;

use super::Refusal;

/// How long a lease runs from the last act of its holder. Unit: milliseconds.
///
/// Our own choice: long enough to read a case without a script that renews it, short enough that a
/// case whose officer went home is soon free.
pub const LEASE_MS: u64 = 600_000;

/// Who works on a case, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Who.
    pub holder: OfficerId,
    /// Until when. Unit: milliseconds since 1970, UTC; from this moment on it has lapsed.
    pub until_ms: u64,
}

impl Lease {
    /// Whether it still keeps others away.
    #[must_use]
    pub const fn is_running(&self, now_ms: u64) -> bool {
        now_ms < self.until_ms
    }

    const fn of(holder: OfficerId, now_ms: u64) -> Lease {
        Lease { holder, until_ms: now_ms.saturating_add(LEASE_MS) }
    }
}

/// The lease of an officer who takes a case: one that is free, that they hold already, or whose
/// lease has lapsed.
///
/// # Errors
///
/// [`Refusal::Held`].
pub fn claim(current: Option<Lease>, who: OfficerId, now_ms: u64) -> Result<Lease, Refusal> {
    match current {
        Some(lease) if lease.holder != who && lease.is_running(now_ms) => {
            Err(Refusal::Held(lease.holder))
        }
        _ => Ok(Lease::of(who, now_ms)),
    }
}

/// The lease after an act of its holder, or a sign that they are still at work. One that has lapsed
/// is renewed too, unless somebody else has taken the case since.
///
/// # Errors
///
/// [`Refusal::Held`] if somebody else has it, [`Refusal::NotHeld`] if this officer had not.
pub fn renew(current: Option<Lease>, who: OfficerId, now_ms: u64) -> Result<Lease, Refusal> {
    match current {
        Some(lease) if lease.holder == who => Ok(Lease::of(who, now_ms)),
        Some(lease) if lease.is_running(now_ms) => Err(Refusal::Held(lease.holder)),
        _ => Err(Refusal::NotHeld),
    }
}
