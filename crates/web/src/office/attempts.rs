//! How often anybody may try to log in. Strangers are counted by their address and by the name they
//! try, so that neither one machine nor many together guess a password. A browser in which somebody
//! has logged in before is counted by itself: whatever strangers do, its owner still gets in.
//!
//! Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies". In memory only.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::limits::Limits;

/// Failed tries for one name, or from one known browser, in a window. With a right password and one
/// code in three of a million right, a guesser of codes needs years.
const TRIES_MAX: u32 = 20;
/// Unit: seconds.
const WINDOW_S: u64 = 3600;

/// Who tries.
#[derive(Debug, Clone, Copy)]
pub enum Tried {
    /// A stranger from this address, with the name of this mark.
    Name(IpAddr, [u8; 32]),
    /// A browser that has logged in with this name before, by the mark of its cookie.
    Device([u8; 32]),
}

/// What was tried lately.
#[derive(Debug, Default)]
pub struct Attempts {
    addresses: Limits,
    names: Slots,
    devices: Slots,
}

impl Attempts {
    /// Whether one more try may be made at `now_s`.
    #[must_use]
    pub fn may_try(&self, tried: Tried, now_s: u64) -> bool {
        match tried {
            Tried::Name(address, name) => {
                self.addresses.may_try(address, now_s) && self.names.count(name, now_s) < TRIES_MAX
            }
            Tried::Device(device) => self.devices.count(device, now_s) < TRIES_MAX,
        }
    }

    /// Counts a try that failed.
    pub fn count_failure(&self, tried: Tried, now_s: u64) {
        match tried {
            Tried::Name(address, name) => {
                self.addresses.count_failure(address, now_s);
                self.names.add(name, now_s);
            }
            Tried::Device(device) => self.devices.add(device, now_s),
        }
    }

    /// Takes the count of one try back: it was right, or was not looked at.
    pub fn take_back(&self, tried: Tried, now_s: u64) {
        match tried {
            Tried::Name(address, name) => {
                self.addresses.take_back(address, now_s);
                self.names.remove(name);
            }
            Tried::Device(device) => self.devices.remove(device),
        }
    }
}

/// Counts by the first two bytes of a keyed mark: 65,536 places and no more, whatever strangers make
/// up, and nobody can choose to share a place with somebody.
#[derive(Debug, Default)]
struct Slots(Mutex<HashMap<u16, Slot>>);

#[derive(Debug, Default, Clone, Copy)]
struct Slot {
    began_s: u64,
    failed: u32,
}

impl Slots {
    fn count(&self, mark: [u8; 32], now_s: u64) -> u32 {
        let slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.get(&place(mark)).filter(|slot| slot.is_of(now_s)).map_or(0, |slot| slot.failed)
    }

    fn add(&self, mark: [u8; 32], now_s: u64) {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.entry(place(mark)).or_default();
        if !slot.is_of(now_s) {
            *slot = Slot { began_s: now_s, failed: 0 };
        }
        slot.failed = slot.failed.saturating_add(1);
    }

    fn remove(&self, mark: [u8; 32]) {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get_mut(&place(mark)) {
            slot.failed = slot.failed.saturating_sub(1);
        }
    }
}

impl Slot {
    fn is_of(self, now_s: u64) -> bool {
        // A slot of a clock that was ahead is over.
        self.began_s <= now_s && now_s - self.began_s < WINDOW_S
    }
}

fn place(mark: [u8; 32]) -> u16 {
    u16::from_be_bytes([mark[0], mark[1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALMA: [u8; 32] = [1; 32];

    fn from(last: u16) -> IpAddr {
        let [high, low] = last.to_be_bytes();
        IpAddr::from([10, 0, high, low])
    }

    #[test]
    fn many_addresses_together_get_twenty_tries_for_one_name_in_an_hour() {
        let attempts = Attempts::default();
        for last in 0..20 {
            assert!(attempts.may_try(Tried::Name(from(last), SALMA), 5000));
            attempts.count_failure(Tried::Name(from(last), SALMA), 5000);
        }
        assert!(!attempts.may_try(Tried::Name(from(99), SALMA), 8599));
        assert!(attempts.may_try(Tried::Name(from(99), [2; 32]), 8599));
        assert!(attempts.may_try(Tried::Name(from(99), SALMA), 8600));
    }

    #[test]
    fn whatever_strangers_do_a_browser_that_is_known_still_tries() {
        let attempts = Attempts::default();
        for last in 0..5000 {
            attempts.count_failure(Tried::Name(from(last), SALMA), 5000);
        }
        assert!(!attempts.may_try(Tried::Name(from(1), SALMA), 5001));
        let own = Tried::Device([7; 32]);
        for _ in 0..20 {
            assert!(attempts.may_try(own, 5001));
            attempts.count_failure(own, 5001);
        }
        assert!(!attempts.may_try(own, 5001), "a stolen browser is no way around");
    }

    #[test]
    fn one_address_waits_after_ten_names_and_the_next_does_not() {
        let attempts = Attempts::default();
        for name in 0..10 {
            attempts.count_failure(Tried::Name(from(1), [name; 32]), 5000);
        }
        assert!(!attempts.may_try(Tried::Name(from(1), [99; 32]), 5001));
        assert!(attempts.may_try(Tried::Name(from(2), [99; 32]), 5001));
    }
}
