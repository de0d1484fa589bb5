//! Chance that is the same in every run, and how much of it.

/// A small generator of repeatable chance (xorshift64*).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from 0 to `bound - 1`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 20) % bound
    }
}

/// How many trials; `HIWAR_SOAK` multiplies them for the long runs.
#[expect(clippy::disallowed_methods, reason = "tests read their length from the environment")]
pub(crate) fn trials(normal: u64) -> u64 {
    normal * std::env::var("HIWAR_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}
