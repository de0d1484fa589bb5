//! Quantiles and shares, each with an interval of 95 %, and nothing where there are too few.
//!
//! The interval of a quantile goes from one time in order to another, by the binomial, and assumes
//! nothing about how times are spread. Source: H. A. David and H. N. Nagaraja, *Order Statistics*,
//! 3rd edition, section 7.1. That of a share is Wilson's. Source: E. B. Wilson, "Probable inference,
//! the law of succession, and statistical inference", JASA 22 (1927).
//!
//! Only sums, products, quotients and square roots are taken, which every machine rounds alike (IEEE
//! 754), so that a stranger's machine comes to the same figures.

/// Under so many, no quantile and no share is told. Our own rule: at ten, Wilson's interval of a half
/// is 53 points wide already, and under it wider.
pub const FIGURE_MIN: u64 = 10;

/// Each end of an interval misses with at most this probability: 95 % in all.
const MISS_MAX: f64 = 0.025;

/// The normal quantile of 97.5 %.
const Z: f64 = 1.959_963_984_540_054;

/// Weights under this share of the largest one change no sum that a f64 can hold.
const WEIGHT_MIN: f64 = 1e-30;

/// A quantile with its interval. Unit: seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// The smallest time that at least that share of the times do not exceed.
    pub value_s: u64,
    /// The lower end.
    pub low_s: u64,
    /// The upper end.
    pub high_s: u64,
}

impl Quantile {
    /// The quantile of `tenths` tenths, from 1 to 9, of times in order; `None` under [`FIGURE_MIN`]
    /// times, or where so few are known that an end of the interval does not exist (for nine tenths:
    /// under 36).
    #[must_use]
    pub fn of(sorted_s: &[u64], tenths: u64) -> Option<Quantile> {
        let count = sorted_s.len() as u64;
        if count < FIGURE_MIN {
            return None;
        }
        let at = |rank: u64| sorted_s.get(usize::try_from(rank.checked_sub(1)?).ok()?).copied();
        let (low, high) = ranks(count, tenths);
        let value_s = at((count * tenths).div_ceil(10))?;
        Some(Quantile { value_s, low_s: at(low)?, high_s: at(high)? })
    }
}

/// The largest l with P(B < l) <= 2.5 % and the smallest u with P(B >= u) <= 2.5 %, where B is how
/// many of `count` times are under the quantile. 0, or more than `count`, where there is none.
fn ranks(count: u64, tenths: u64) -> (u64, u64) {
    let weights = weights(count, tenths);
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let mut under = 0.0;
    let low = weights.iter().find(|(_, weight)| {
        under += weight;
        under / total > MISS_MAX
    });
    let mut over = 0.0;
    let high = weights.iter().rev().find(|(_, weight)| {
        over += weight;
        over / total > MISS_MAX
    });
    (low.map_or(0, |(number, _)| *number), high.map_or(count, |(number, _)| *number) + 1)
}

/// How likely each number of times under the quantile is, up to one common factor, in order; what
/// is too unlikely to count is left out.
fn weights(count: u64, tenths: u64) -> Vec<(u64, f64)> {
    let odds = tenths as f64 / (10 - tenths) as f64;
    let middle = count * tenths / 10;
    let mut weights = Vec::new();
    let mut weight = 1.0;
    for number in (0..middle).rev() {
        weight *= (number + 1) as f64 / (count - number) as f64 / odds;
        if weight < WEIGHT_MIN {
            break;
        }
        weights.push((number, weight));
    }
    weights.reverse();
    weights.push((middle, 1.0));
    weight = 1.0;
    for number in middle + 1..=count {
        weight *= (count - number + 1) as f64 / number as f64 * odds;
        if weight < WEIGHT_MIN {
            break;
        }
        weights.push((number, weight));
    }
    weights
}

/// A share with its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: u64,
    /// Of how many; never less than the part.
    pub of: u64,
}

impl Share {
    /// The share and both ends of its interval, in tenths of a per cent; `None` under
    /// [`FIGURE_MIN`].
    #[must_use]
    pub fn permille(self) -> Option<[u64; 3]> {
        if self.of < FIGURE_MIN {
            return None;
        }
        let (n, share) = (self.of as f64, self.part as f64 / self.of as f64);
        let middle = share + Z * Z / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        let rounded = |x: f64| (x.clamp(0.0, 1.0) * 1000.0).round() as u64;
        Some([rounded(share), rounded((middle - reach) / whole), rounded((middle + reach) / whole)])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_interval_of_a_median_of_ten_goes_from_the_second_to_the_ninth() {
        // P(B < 2) = 11/1024 = 1.1 %, P(B < 3) = 56/1024 = 5.5 %.
        let times: Vec<u64> = (1..=10).collect();
        let expected = Quantile { value_s: 5, low_s: 2, high_s: 9 };
        assert_eq!(Quantile::of(&times, 5), Some(expected));
    }

    #[test]
    fn nine_times_are_too_few() {
        let times: Vec<u64> = (1..=9).collect();
        assert_eq!(Quantile::of(&times, 5), None);
        assert_eq!(Share { part: 3, of: 9 }.permille(), None);
    }

    #[test]
    fn nine_tenths_need_thirty_six_times() {
        // 0.9^35 = 2.503 %, 0.9^36 = 2.253 %.
        let times: Vec<u64> = (1..=36).collect();
        assert_eq!(Quantile::of(&times[..35], 9), None);
        let found = Quantile::of(&times, 9).map(|q| (q.value_s, q.high_s));
        assert_eq!(found, Some((33, 36)));
    }

    #[test]
    fn a_share_has_the_interval_of_wilson() {
        // Wilson 1927: five of ten is 23.7 % to 76.3 %; none of ten is 0 % to 27.8 %.
        assert_eq!(Share { part: 5, of: 10 }.permille(), Some([500, 237, 763]));
        assert_eq!(Share { part: 0, of: 10 }.permille(), Some([0, 0, 278]));
    }

    proptest! {
        #[test]
        fn an_interval_contains_its_point(
            mut times in proptest::collection::vec(0u64..10_000_000, 0..300),
            tenths in 1u64..10,
            part in 0u64..5000,
            rest in 0u64..5000,
        ) {
            times.sort_unstable();
            if let Some(q) = Quantile::of(&times, tenths) {
                prop_assert!(q.low_s <= q.value_s && q.value_s <= q.high_s);
            }
            if let Some([share, low, high]) = (Share { part, of: part + rest }).permille() {
                prop_assert!(low <= share && share <= high);
            }
        }
    }
}
