//! What unfinished reports hold on the disk: in all, and by the network that began them. In memory
//! only, never written down; who began a draft is forgotten with it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::desk::HeldDraft;

/// Unfinished reports of one network at once: more than honest people share an address for, and few
/// enough that their words alone fill no disk.
const DRAFTS_OF_ONE_MAX: usize = 5_000;
/// Unfinished reports at once, in all.
const DRAFTS_MAX: usize = 200_000;
/// How often drafts whose time is over are dropped from here. Unit: milliseconds.
const SWEEP_MS: u64 = 60_000;

/// The mark of a draft, as the store makes it.
type Mark = [u8; 32];

/// How much unfinished reports may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldingRules {
    /// All of them together. Unit: bytes.
    pub all_bytes_max: u64,
    /// Those that one network began. Unit: bytes.
    pub network_bytes_max: u64,
}

impl HoldingRules {
    /// So much in all, and a quarter of it for one network.
    #[must_use]
    pub const fn of(all_bytes_max: u64) -> HoldingRules {
        HoldingRules { all_bytes_max, network_bytes_max: all_bytes_max / 4 }
    }
}

impl Default for HoldingRules {
    /// 20 GiB in all: one network holds two of the largest files and a lot of small ones.
    fn default() -> HoldingRules {
        HoldingRules::of(20 << 30)
    }
}

/// What counts as one sender: the networks that a household or a small office may be given whole,
/// so that nobody has more by using more addresses. This machine itself is none: a proxy on it that
/// names nobody would be everybody.
///
/// Source: RFC 6177 (a site is given up to a /48).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Network(u64);

impl Network {
    pub(crate) fn of(address: IpAddr) -> Option<Network> {
        let address = address.to_canonical();
        if address.is_loopback() || address.is_unspecified() {
            return None;
        }
        Some(Network(match address {
            IpAddr::V4(four) => u64::from(u32::from(four) >> 8),
            // 48 bits, and one above them that no address of version 4 has.
            IpAddr::V6(six) => (1 << 63) | u64::try_from(u128::from(six) >> 80).unwrap_or(0),
        }))
    }
}

/// Nothing more may be held now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full;

#[derive(Debug, Clone, Copy)]
struct Held {
    network: Option<Network>,
    /// Its words and its files. Unit: bytes.
    words_bytes: u64,
    files_bytes: u64,
    expires_ms: u64,
}

#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    drafts: usize,
    /// Kept and still arriving. Unit: bytes.
    bytes: u64,
}

#[derive(Debug, Default)]
struct Book {
    drafts: HashMap<Mark, Held>,
    networks: HashMap<Network, Sum>,
    all: Sum,
    swept_ms: u64,
}

/// What unfinished reports hold.
#[derive(Debug, Default, Clone)]
pub struct Holding {
    rules: HoldingRules,
    book: Arc<Mutex<Book>>,
}

impl Holding {
    /// Counts under these rules, beginning with the drafts that are on the disk. Which network began
    /// those is not known.
    #[must_use]
    pub fn new(rules: HoldingRules, kept: &[HeldDraft]) -> Holding {
        let holding = Holding { rules, book: Arc::default() };
        {
            let mut book = holding.book();
            for &HeldDraft { mark, expires_ms, words_bytes, files_bytes } in kept {
                book.add(mark, Held { network: None, words_bytes, files_bytes, expires_ms });
            }
        }
        holding
    }

    /// Whether `network` may begin one more draft.
    pub(crate) fn may_begin(&self, network: Option<Network>, now_ms: u64) -> bool {
        let mut book = self.book();
        book.sweep(now_ms);
        let own = network.and_then(|network| book.networks.get(&network)).copied();
        let own = own.unwrap_or_default();
        book.all.drafts < DRAFTS_MAX
            && own.drafts < DRAFTS_OF_ONE_MAX
            && own.bytes < self.rules.network_bytes_max
    }

    /// Counts what was told in a draft, which then lives until `expires_ms`.
    pub(crate) fn told(&self, mark: Mark, network: Option<Network>, bytes: usize, expires_ms: u64) {
        let mut book = self.book();
        let held = book.remove(&mark);
        let held = held.unwrap_or(Held { network, words_bytes: 0, files_bytes: 0, expires_ms });
        book.add(mark, Held { words_bytes: bytes as u64, expires_ms, ..held });
    }

    /// How much more the files of a draft may hold. Unit: bytes.
    pub(crate) fn room_for(&self, mark: &Mark) -> u64 {
        let book = self.book();
        let network = book.drafts.get(mark).and_then(|held| held.network);
        self.rules.room(&book, network)
    }

    /// Begins to count a file that arrives for a draft.
    pub(crate) fn arrive(&self, mark: Mark) -> ArrivingBytes {
        let network = self.book().drafts.get(&mark).and_then(|held| held.network);
        ArrivingBytes { holding: self.clone(), mark, network, bytes: 0 }
    }

    /// Counts a file no more that was taken out of a draft.
    pub(crate) fn give_back(&self, mark: Mark, bytes: u64) {
        let mut book = self.book();
        if let Some(held) = book.remove(&mark) {
            let files_bytes = held.files_bytes.saturating_sub(bytes);
            book.add(mark, Held { files_bytes, ..held });
        }
    }

    /// Counts the files of a draft no more: they are gone.
    pub(crate) fn files_gone(&self, mark: Mark) {
        self.give_back(mark, u64::MAX);
    }

    /// Counts a draft no more: it was sent, or forgotten.
    pub(crate) fn forget(&self, mark: &Mark) {
        self.book().remove(mark);
    }

    /// How many unfinished reports there are, and how much they hold. Unit: bytes.
    pub(crate) fn sum(&self, now_ms: u64) -> (usize, u64) {
        let mut book = self.book();
        book.sweep(now_ms);
        (book.all.drafts, book.all.bytes)
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HoldingRules {
    fn room(&self, book: &Book, network: Option<Network>) -> u64 {
        let own =
            network.and_then(|network| book.networks.get(&network)).map_or(0, |sum| sum.bytes);
        let own = match network {
            Some(_) => self.network_bytes_max.saturating_sub(own),
            None => u64::MAX,
        };
        own.min(self.all_bytes_max.saturating_sub(book.all.bytes))
    }
}

impl Book {
    fn add(&mut self, mark: Mark, held: Held) {
        let bytes = held.words_bytes + held.files_bytes;
        self.count(held.network, |sum| {
            sum.drafts += 1;
            sum.bytes += bytes;
        });
        self.drafts.insert(mark, held);
    }

    fn remove(&mut self, mark: &Mark) -> Option<Held> {
        let held = self.drafts.remove(mark)?;
        let bytes = held.words_bytes + held.files_bytes;
        self.count(held.network, |sum| {
            sum.drafts -= 1;
            sum.bytes -= bytes;
        });
        Some(held)
    }

    fn count(&mut self, network: Option<Network>, mut change: impl FnMut(&mut Sum)) {
        change(&mut self.all);
        if let Some(network) = network {
            let own = self.networks.entry(network).or_default();
            change(own);
            if own.drafts == 0 && own.bytes == 0 {
                self.networks.remove(&network);
            }
        }
    }

    fn sweep(&mut self, now_ms: u64) {
        if now_ms < self.swept_ms + SWEEP_MS {
            return;
        }
        self.swept_ms = now_ms;
        let is_over = |held: &Held| held.expires_ms <= now_ms;
        let over = self.drafts.iter().filter(|(_, held)| is_over(held)).map(|(mark, _)| *mark);
        for mark in over.collect::<Vec<_>>() {
            self.remove(&mark);
        }
    }
}

/// A file that arrives, as it counts. Dropped before it is kept, it counts no more.
pub(crate) struct ArrivingBytes {
    holding: Holding,
    mark: Mark,
    network: Option<Network>,
    bytes: u64,
}

impl ArrivingBytes {
    /// Counts so many bytes more, if they may be held.
    pub(crate) fn more(&mut self, bytes: u64) -> Result<(), Full> {
        let mut book = self.holding.book();
        if self.holding.rules.room(&book, self.network) < bytes {
            return Err(Full);
        }
        book.count(self.network, |sum| sum.bytes += bytes);
        self.bytes += bytes;
        Ok(())
    }

    /// The file is kept: from now on it counts as the draft's.
    pub(crate) fn keep(mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        let mut book = self.holding.book();
        book.count(self.network, |sum| sum.bytes -= bytes);
        // If the draft is gone meanwhile, so is the file.
        if let Some(held) = book.remove(&self.mark) {
            book.add(self.mark, Held { files_bytes: held.files_bytes + bytes, ..held });
        }
    }
}

impl Drop for ArrivingBytes {
    fn drop(&mut self) {
        let bytes = self.bytes;
        if bytes > 0 {
            self.holding.book().count(self.network, |sum| sum.bytes -= bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: HoldingRules = HoldingRules { all_bytes_max: 1_000, network_bytes_max: 400 };
    const END: u64 = 10_000_000;

    fn network(text: &str) -> Option<Network> {
        Network::of(text.parse().unwrap())
    }

    fn draft(holding: &Holding, mark: u8, from: &str) -> Mark {
        holding.told([mark; 32], network(from), 0, END);
        [mark; 32]
    }

    fn give(holding: &Holding, mark: Mark, bytes: u64) -> Result<(), Full> {
        let mut arriving = holding.arrive(mark);
        arriving.more(bytes)?;
        arriving.keep();
        Ok(())
    }

    #[test]
    fn a_household_is_one_network_however_many_addresses_it_has() {
        assert_eq!(network("192.0.2.1"), network("192.0.2.255"));
        assert_ne!(network("192.0.2.1"), network("192.0.3.1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.9"));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:ffff::1"));
        assert_ne!(network("2001:db8:1::1"), network("2001:db8:2::1"));
        assert_eq!((network("127.0.0.1"), network("::1")), (None, None));
    }

    #[test]
    fn one_network_fills_its_share_and_leaves_the_rest_to_others() {
        let holding = Holding::new(RULES, &[]);
        let (a, b) = (draft(&holding, 1, "192.0.2.1"), draft(&holding, 2, "192.0.2.200"));
        let other = draft(&holding, 3, "198.51.100.1");
        assert_eq!(give(&holding, a, 300), Ok(()));
        assert_eq!(give(&holding, b, 101), Err(Full));
        assert_eq!(give(&holding, b, 100), Ok(()));
        assert_eq!(holding.room_for(&a), 0);
        assert_eq!(give(&holding, other, 400), Ok(()));
        // What is over for one is over for all once all is full.
        let last = draft(&holding, 4, "203.0.113.1");
        assert_eq!((give(&holding, last, 201), give(&holding, last, 200)), (Err(Full), Ok(())));
        assert_eq!(holding.sum(0), (4, 1_000));
    }

    #[test]
    fn what_arrives_counts_before_it_is_kept_and_no_more_once_it_is_broken_off() {
        let holding = Holding::new(RULES, &[]);
        let mark = draft(&holding, 1, "192.0.2.1");
        let mut arriving = holding.arrive(mark);
        arriving.more(400).unwrap();
        assert_eq!(give(&holding, mark, 1), Err(Full));
        drop(arriving);
        assert_eq!(give(&holding, mark, 400), Ok(()));
    }

    #[test]
    fn what_is_taken_out_sent_or_over_counts_no_more() {
        let holding = Holding::new(RULES, &[]);
        for leave in [
            |holding: &Holding, mark: Mark| holding.give_back(mark, 400),
            |holding: &Holding, mark: Mark| holding.forget(&mark),
            |holding: &Holding, _| assert_eq!(holding.sum(END + SWEEP_MS).0, 0),
        ] {
            let mark = draft(&holding, 1, "192.0.2.1");
            assert_eq!(give(&holding, mark, 400), Ok(()));
            leave(&holding, mark);
            assert_eq!(holding.sum(0).1, 0);
            holding.forget(&mark);
        }
        assert!(holding.book().networks.is_empty());
    }

    #[test]
    fn drafts_of_before_a_start_count_in_all_and_for_nobody() {
        let kept = HeldDraft { mark: [9; 32], expires_ms: END, words_bytes: 10, files_bytes: 900 };
        let holding = Holding::new(RULES, &[kept]);
        let mark = draft(&holding, 1, "192.0.2.1");
        assert_eq!(holding.room_for(&mark), 90);
        holding.forget(&[9; 32]);
        assert_eq!(holding.room_for(&mark), 400);
    }

    #[test]
    fn a_network_begins_so_many_drafts_and_others_still_may() {
        let holding = Holding::new(HoldingRules::default(), &[]);
        let from = network("192.0.2.1");
        for number in 0..DRAFTS_OF_ONE_MAX as u64 {
            let mut mark = [0; 32];
            mark[..8].copy_from_slice(&number.to_le_bytes());
            assert!(holding.may_begin(from, 0));
            holding.told(mark, from, 2, END);
        }
        assert!(!holding.may_begin(from, 0));
        assert!(holding.may_begin(network("192.0.3.1"), 0));
        assert!(holding.may_begin(from, END));
    }
}
