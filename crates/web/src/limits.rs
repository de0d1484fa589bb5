//! How often strangers may try: per address and in all, in memory only, and never written down.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Tries of one address in a window.
const TRIES_MAX: u32 = 10;
/// Failed tries of all addresses in a window. A receipt has 10^16 values: whoever commands so many
/// addresses, and knows that a million receipts are given, needs six years on average to find one.
/// Lower would let a few machines keep everybody out.
const ALL_TRIES_MAX: u32 = 3000;
/// Unit: seconds.
const WINDOW_S: u64 = 60;
/// Addresses remembered at once. More than this in a window is an attack on all, and counts as all.
const ADDRESSES_MAX: usize = 100_000;

/// What was tried in the current window.
#[derive(Debug, Default)]
pub struct Limits(Mutex<Window>);

#[derive(Debug, Default)]
struct Window {
    began_s: u64,
    failed: u32,
    by_address: HashMap<IpAddr, u32>,
}

impl Limits {
    /// Whether `address` may try once more at `now_s`.
    #[must_use]
    pub fn may_try(&self, address: IpAddr, now_s: u64) -> bool {
        let window = self.window(now_s);
        let own = window.by_address.get(&block_of(address)).copied().unwrap_or(0);
        own < TRIES_MAX && window.failed < ALL_TRIES_MAX
    }

    /// Counts a try that failed.
    pub fn count_failure(&self, address: IpAddr, now_s: u64) {
        let mut window = self.window(now_s);
        window.failed = window.failed.saturating_add(1);
        let is_known = window.by_address.contains_key(&block_of(address));
        if is_known || window.by_address.len() < ADDRESSES_MAX {
            *window.by_address.entry(block_of(address)).or_default() += 1;
        }
    }

    /// Takes the count of one try back that was counted before it was known to be good.
    pub fn take_back(&self, address: IpAddr, now_s: u64) {
        let mut window = self.window(now_s);
        window.failed = window.failed.saturating_sub(1);
        if let Some(own) = window.by_address.get_mut(&block_of(address)) {
            *own = own.saturating_sub(1);
        }
    }

    fn window(&self, now_s: u64) -> std::sync::MutexGuard<'_, Window> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now_s.saturating_sub(window.began_s) >= WINDOW_S {
            *window = Window { began_s: now_s, ..Window::default() };
        }
        window
    }
}

/// Who counts as one: an address of version 4, or the network of 64 bits that a household has.
fn block_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6([a, b, c, d, 0, 0, 0, 0].into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_ten_wrong_tries_an_address_waits_for_the_next_minute() {
        let limits = Limits::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            assert!(limits.may_try(address, 100));
            limits.count_failure(address, 100);
        }
        assert!(!limits.may_try(address, 159));
        assert!(limits.may_try(IpAddr::from([192, 0, 2, 2]), 159));
        assert!(limits.may_try(address, 160));
    }

    #[test]
    fn many_addresses_together_are_slowed_too() {
        let limits = Limits::default();
        for last in 0..3000_u16 {
            let [high, low] = last.to_be_bytes();
            limits.count_failure(IpAddr::from([10, 0, high, low]), 100);
        }
        assert!(!limits.may_try(IpAddr::from([198, 51, 100, 1]), 100));
    }

    #[test]
    fn a_household_of_version_6_counts_as_one() {
        let limits = Limits::default();
        for last in 0..10 {
            limits.count_failure(IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]), 100);
        }
        assert!(!limits.may_try(IpAddr::from([0x2001, 0xdb8, 0, 1, 9, 9, 9, 9]), 100));
        assert!(limits.may_try(IpAddr::from([0x2001, 0xdb8, 0, 2, 0, 0, 0, 1]), 100));
    }
}
