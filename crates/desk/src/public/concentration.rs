//! How much of all notices falls on one case, one platform, one article, one day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many of the largest are named.
pub const LARGEST_MAX: usize = 10;

/// One of the largest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Largest {
    /// What it is: a reference, a name, an article, a day.
    pub key: String,
    /// How many notices it has.
    pub notices: u64,
}

/// How notices are spread over things of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concentration {
    /// How many things have a notice at all.
    pub different: u64,
    /// Those with the most, the most first; of equal ones the smaller key first.
    pub largest: Vec<Largest>,
}

impl Concentration {
    /// How the notices counted here are spread.
    pub(super) fn of<K: Ord + ToString>(counts: &BTreeMap<K, u64>) -> Concentration {
        let mut largest: Vec<(&K, u64)> = Vec::new();
        for (key, notices) in counts {
            let place = largest.partition_point(|(_, other)| *other >= *notices);
            if place < LARGEST_MAX {
                largest.insert(place, (key, *notices));
                largest.truncate(LARGEST_MAX);
            }
        }
        let named = |(key, notices): (&K, u64)| Largest { key: key.to_string(), notices };
        Concentration {
            different: counts.len() as u64,
            largest: largest.into_iter().map(named).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_come_first_and_equal_ones_in_the_order_of_their_keys() {
        let counts: BTreeMap<u64, u64> = (0..100).map(|key| (key, key % 7)).collect();
        let found = Concentration::of(&counts);
        let mut expected: Vec<(u64, u64)> = counts.into_iter().collect();
        expected.sort_by_key(|(key, notices)| (u64::MAX - notices, *key));
        let expected: Vec<String> =
            expected.iter().take(LARGEST_MAX).map(|(key, _)| key.to_string()).collect();
        let keys: Vec<String> = found.largest.into_iter().map(|it| it.key).collect();
        assert_eq!((found.different, keys), (100, expected));
    }
}
