//! Quantiles of answer times, each with an interval that assumes nothing about how times are
//! spread.
//!
//! The value is the smallest time that at least that share of the times do not exceed, so it is a
//! time that was really taken. The interval goes from the l-th to the u-th time in order, so chosen
//! that the true quantile lies under the l-th with at most 2.5 %, and over the u-th with at most
//! 2.5 %. Where so few times are known that no such time exists, that end is open.
//!
//! Source: H. A. David and H. N. Nagaraja, *Order Statistics*, 3rd edition, section 7.1.

use serde::{Deserialize, Serialize};

/// Ends of the interval miss the true quantile with at most this probability each: 95 % in all.
const MISS_MAX: f64 = 0.025;

/// Weights under this share of the largest one change no sum that a f64 can hold.
const WEIGHT_MIN: f64 = 1e-30;

/// One quantile. Unit: seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantile {
    /// The quantile of the times that are known.
    pub value_s: u64,
    /// The lower end of the interval; open if `None`.
    pub low_s: Option<u64>,
    /// The upper end of the interval; open if `None`.
    pub high_s: Option<u64>,
}

/// What is said about some answer times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Of how many answers the time is known.
    pub count: u64,
    /// The time that half of them did not exceed; `None` under [`super::SHOWN_MIN`] times.
    pub median: Option<Quantile>,
    /// The time that nine of ten did not exceed; `None` under [`super::SHOWN_MIN`] times.
    pub ninth_decile: Option<Quantile>,
}

impl Times {
    /// What is said about these times, in any order. Unit: seconds.
    #[must_use]
    pub fn of(mut times_s: Vec<u64>) -> Times {
        times_s.sort_unstable();
        let count = times_s.len() as u64;
        let is_shown = count >= super::SHOWN_MIN;
        let quantile = |tenths| is_shown.then(|| quantile(&times_s, tenths));
        Times { count, median: quantile(5), ninth_decile: quantile(9) }
    }
}

/// The quantile of `tenths` tenths of these times, which are in order and at least one.
fn quantile(sorted_s: &[u64], tenths: u64) -> Quantile {
    let count = sorted_s.len() as u64;
    let at = |rank: u64| sorted_s[usize::try_from(rank - 1).unwrap_or(usize::MAX)];
    let (low, high) = ranks(count, tenths);
    Quantile {
        value_s: at((count * tenths).div_ceil(10).max(1)),
        low_s: low.map(at),
        high_s: high.map(at),
    }
}

/// The ranks, from 1, between which the true quantile of `tenths` tenths lies: the largest l with
/// P(B < l) <= 2.5 %, and the smallest u with P(B >= u) <= 2.5 %, where B is how many of `count`
/// times are under the quantile. `None` where no rank is so far out.
///
/// Only sums, products and quotients are taken, which every machine rounds alike (IEEE 754), so
/// that a stranger's machine comes to the same ranks.
fn ranks(count: u64, tenths: u64) -> (Option<u64>, Option<u64>) {
    let weights = weights(count, tenths);
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let mut under = 0.0;
    // P(B < l) is the sum over all smaller counts; l itself may be as large as keeps it small.
    let low = weights.iter().find(|(_, weight)| {
        under += weight;
        under / total > MISS_MAX
    });
    let mut over = 0.0;
    let high = weights.iter().rev().find(|(_, weight)| {
        over += weight;
        over / total > MISS_MAX
    });
    let low = low.map(|(rank, _)| *rank).filter(|rank| *rank >= 1);
    let high = high.map(|(rank, _)| rank + 1).filter(|rank| *rank <= count);
    (low, high)
}

/// How likely each number of times under the quantile is, up to one common factor, in order; what
/// is too unlikely to count is left out.
fn weights(count: u64, tenths: u64) -> Vec<(u64, f64)> {
    let odds = tenths as f64 / (10 - tenths) as f64;
    let middle = count * tenths / 10;
    let mut weights = Vec::new();
    let mut weight = 1.0;
    for number in (0..middle).rev() {
        // From one more to this number.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The ranks by whole numbers alone: probabilities as numerators over `10^count`.
    fn brute(count: u64, tenths: u64) -> (Option<u64>, Option<u64>) {
        let power = |base: u64, exponent: u64| {
            (0..exponent).fold(1u128, |product, _| product * u128::from(base))
        };
        let choose =
            |k: u64| (0..k).fold(1u128, |c, i| c * u128::from(count - i) / u128::from(i + 1));
        let mass: Vec<u128> = (0..=count)
            .map(|k| choose(k) * power(tenths, k) * power(10 - tenths, count - k))
            .collect();
        let total = power(10, count);
        let is_small = |part: u128| part * 40 <= total;
        let low = (1..=count).rev().find(|l| is_small(mass[..*l as usize].iter().sum()));
        let high = (1..=count).find(|u| is_small(mass[*u as usize..].iter().sum()));
        (low, high)
    }

    #[test]
    fn the_ranks_are_those_that_counting_every_case_gives() {
        for count in 1..=34 {
            for tenths in [5, 9] {
                assert_eq!(ranks(count, tenths), brute(count, tenths), "{count}, {tenths}");
            }
        }
    }

    #[test]
    fn the_ranks_of_the_median_are_those_of_the_sign_test() {
        // With six times, all lie on one side of the median in 2 of 64 cases: 3.1 %, under 5 %.
        for (count, expected) in [
            (5, (None, None)),
            (6, (Some(1), Some(6))),
            (9, (Some(2), Some(8))),
            (20, (Some(6), Some(15))),
            (50, (Some(18), Some(33))),
            (100, (Some(40), Some(61))),
        ] {
            assert_eq!(ranks(count, 5), expected, "{count}");
        }
    }

    #[test]
    fn nine_tenths_have_no_upper_end_until_thirty_six_times_are_known() {
        assert_eq!(ranks(35, 9).1, None);
        assert_eq!(ranks(36, 9).1, Some(36));
    }

    #[test]
    fn a_hundred_thousand_times_are_no_trouble() {
        let (low, high) = ranks(100_000, 5);
        // 50,000 less and more 1.96 times the root of 25,000.
        assert!(low.is_some_and(|low| low.abs_diff(49_690) <= 1), "{low:?}");
        assert!(high.is_some_and(|high| high.abs_diff(50_311) <= 1), "{high:?}");
    }

    #[test]
    fn a_quantile_is_a_time_that_was_taken() {
        let times = Times::of(vec![50, 10, 40, 20, 30, 60]);
        let median = Quantile { value_s: 30, low_s: Some(10), high_s: Some(60) };
        assert_eq!(times.median, Some(median));
        assert_eq!(times.ninth_decile.map(|q| (q.value_s, q.high_s)), Some((60, None)));
    }

    #[test]
    fn under_five_times_only_their_number_is_said() {
        let times = Times::of(vec![1, 2, 3, 4]);
        assert_eq!(times, Times { count: 4, median: None, ninth_decile: None });
        assert!(Times::of(vec![1, 2, 3, 4, 5]).median.is_some());
        assert_eq!(Times::of(Vec::new()).count, 0);
    }
}
