//! How often strangers may try: per network and in all, in memory only, and never written down.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

/// Failed tries of one address of version 4, or of one network of 64 bits, in a window.
const TRIES_MAX: u32 = 10;
/// Failed tries of the networks around it: of 24 bits in version 4, of 48 and of 32 bits in version 6.
/// Whoever rents a server has the one, and whoever is a provider the other. Our own bounds.
const AROUND_MAX: u32 = 50;
const PROVIDER_MAX: u32 = 500;
/// Failed tries of all in a window, above which networks wait that have failed in the last hour. No
/// single network reaches it, and whoever has not failed is never kept out by those who did.
///
/// A receipt has 10^16 values: whoever commands so many networks, and knows that a million receipts are
/// given, needs six years on average to find one.
const ALL_TRIES_MAX: u32 = 3000;
/// Unit: seconds.
const WINDOW_S: u64 = 60;
/// How long a network counts as one that has failed. Unit: seconds.
const REMEMBERED_S: u64 = 3600;
/// Networks remembered at once. More than this in a window is an attack on all, and counts as all.
const NETWORKS_MAX: usize = 100_000;

/// A network: its first address, and how many bits of it count.
type Network = (IpAddr, u8);

/// What was tried in the current window, and who failed in the current hour.
#[derive(Debug, Default)]
pub struct Limits(Mutex<Tried>);

#[derive(Debug, Default)]
struct Tried {
    minute: Window,
    hour: Window,
}

#[derive(Debug, Default)]
struct Window {
    began_s: u64,
    failed: u32,
    by_network: HashMap<Network, u32>,
}

impl Limits {
    /// Whether `address` may try once more at `now_s`.
    #[must_use]
    pub fn may_try(&self, address: IpAddr, now_s: u64) -> bool {
        let tried = self.tried(now_s);
        let networks = networks_of(address);
        let is_within = |(network, most): &(Network, u32)| tried.minute.count(*network) < *most;
        let is_slowed = tried.minute.failed >= ALL_TRIES_MAX
            && (tried.hour.is_full() || tried.hour.count(widest(address)) > 0);
        networks.iter().all(is_within) && !is_slowed
    }

    /// Counts a try that failed.
    pub fn count_failure(&self, address: IpAddr, now_s: u64) {
        let mut tried = self.tried(now_s);
        tried.minute.failed = tried.minute.failed.saturating_add(1);
        networks_of(address).iter().for_each(|(network, _)| tried.minute.add(*network));
        tried.hour.add(widest(address));
    }

    /// Takes the count of one try back that was counted before it was known to be good.
    pub fn take_back(&self, address: IpAddr, now_s: u64) {
        let mut tried = self.tried(now_s);
        tried.minute.failed = tried.minute.failed.saturating_sub(1);
        networks_of(address).iter().for_each(|(network, _)| tried.minute.remove(*network));
        tried.hour.remove(widest(address));
    }

    fn tried(&self, now_s: u64) -> std::sync::MutexGuard<'_, Tried> {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tried.minute.begin_anew(now_s, WINDOW_S);
        tried.hour.begin_anew(now_s, REMEMBERED_S);
        tried
    }
}

impl Window {
    /// Begins a new window if this one is over, or if the clock went back: else a clock that was wrong
    /// for a moment would keep people out until it is right again.
    fn begin_anew(&mut self, now_s: u64, length_s: u64) {
        if now_s < self.began_s || now_s - self.began_s >= length_s {
            *self = Window { began_s: now_s, ..Window::default() };
        }
    }

    fn count(&self, network: Network) -> u32 {
        self.by_network.get(&network).copied().unwrap_or(0)
    }

    fn is_full(&self) -> bool {
        self.by_network.len() >= NETWORKS_MAX
    }

    fn add(&mut self, network: Network) {
        if self.by_network.contains_key(&network) || !self.is_full() {
            let count = self.by_network.entry(network).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn remove(&mut self, network: Network) {
        if let Some(count) = self.by_network.get_mut(&network) {
            *count = count.saturating_sub(1);
        }
    }
}

/// The networks that an address counts for, the narrowest first, each with its bound.
fn networks_of(address: IpAddr) -> Vec<(Network, u32)> {
    match address {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            let around = IpAddr::from([a, b, c, 0]);
            vec![((address, 32), TRIES_MAX), ((around, 24), AROUND_MAX)]
        }
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            let first = |segments: [u16; 8]| IpAddr::V6(Ipv6Addr::from(segments));
            vec![
                ((first([a, b, c, d, 0, 0, 0, 0]), 64), TRIES_MAX),
                ((first([a, b, c, 0, 0, 0, 0, 0]), 48), AROUND_MAX),
                ((first([a, b, 0, 0, 0, 0, 0, 0]), 32), PROVIDER_MAX),
            ]
        }
    }
}

/// By what an address is remembered.
fn widest(address: IpAddr) -> Network {
    networks_of(address).last().map_or((address, 0), |(network, _)| *network)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn six(segments: [u16; 8]) -> IpAddr {
        IpAddr::from(segments)
    }

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

    /// A flood from 60 networks of 24 bits, each up to its own bound.
    fn flood(limits: &Limits, now_s: u64) {
        for network in 0..60 {
            for last in 0..50 {
                limits.count_failure(IpAddr::from([10, 0, network, last]), now_s);
            }
        }
    }

    #[test]
    fn many_networks_together_are_slowed_and_whoever_never_failed_is_not() {
        let limits = Limits::default();
        let (guesser, other) = (IpAddr::from([10, 0, 70, 1]), IpAddr::from([198, 51, 100, 1]));
        limits.count_failure(guesser, 100);
        flood(&limits, 170);
        assert!(!limits.may_try(guesser, 171), "it failed a window ago");
        assert!(!limits.may_try(IpAddr::from([10, 0, 5, 99]), 171));
        assert!(limits.may_try(other, 171));
        limits.count_failure(other, 171);
        assert!(!limits.may_try(other, 172), "one wrong try, and it waits as the others do");
        assert!(limits.may_try(other, 230));
    }

    #[test]
    fn one_provider_never_reaches_the_bound_of_all() {
        let limits = Limits::default();
        let mut failed = 0;
        for network in 0..200 {
            for host in 0..50 {
                let address = six([0x2001, 0xdb8, network, host, 0, 0, 0, 1]);
                if limits.may_try(address, 100) {
                    limits.count_failure(address, 100);
                    failed += 1;
                }
            }
        }
        assert_eq!(failed, PROVIDER_MAX);
        assert!(limits.may_try(six([0x2001, 0xdb9, 0, 0, 0, 0, 0, 1]), 100));
    }

    #[test]
    fn a_household_of_version_6_counts_as_one_and_so_does_a_rented_server() {
        let limits = Limits::default();
        for last in 0..10 {
            limits.count_failure(six([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]), 100);
        }
        assert!(!limits.may_try(six([0x2001, 0xdb8, 0, 1, 9, 9, 9, 9]), 100));
        assert!(limits.may_try(six([0x2001, 0xdb8, 0, 2, 0, 0, 0, 1]), 100));
        for subnet in 2..42 {
            limits.count_failure(six([0x2001, 0xdb8, 0, subnet, 0, 0, 0, 1]), 100);
        }
        assert!(!limits.may_try(six([0x2001, 0xdb8, 0, 99, 0, 0, 0, 1]), 100));
        assert!(limits.may_try(six([0x2001, 0xdb8, 1, 0, 0, 0, 0, 1]), 100));
    }

    #[test]
    fn a_clock_that_goes_back_keeps_nobody_out() {
        let limits = Limits::default();
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            limits.count_failure(address, 9_000_000);
        }
        assert!(!limits.may_try(address, 9_000_001));
        assert!(limits.may_try(address, 100));
    }

    #[test]
    fn a_try_that_was_taken_back_was_never_made() {
        let limits = Limits::default();
        let address = IpAddr::from([198, 51, 100, 1]);
        limits.count_failure(address, 170);
        limits.take_back(address, 170);
        flood(&limits, 170);
        assert!(limits.may_try(address, 171));
    }
}
