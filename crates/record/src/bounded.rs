//! A set with a least and a most number of members, fixed by its type.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a set could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SetError {
    /// Too few or too many members.
    #[error("a list has too few or too many members")]
    Number,
    /// One member is there twice.
    #[error("a list has a member twice")]
    Twice,
}

/// From `MIN` to `MAX` different members, in their own order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Ord + Deserialize<'de>"))]
pub struct Few<T, const MIN: usize, const MAX: usize>(BTreeSet<T>);

impl<T: Ord, const MIN: usize, const MAX: usize> Few<T, MIN, MAX> {
    /// The set of these members, given in any order.
    ///
    /// # Errors
    ///
    /// [`SetError::Number`] if there are fewer than `MIN` or more than `MAX`, [`SetError::Twice`] if
    /// two are equal.
    pub fn new(members: impl IntoIterator<Item = T>) -> Result<Self, SetError> {
        let mut set = BTreeSet::new();
        for member in members {
            if set.len() == MAX {
                return Err(SetError::Number);
            }
            if !set.insert(member) {
                return Err(SetError::Twice);
            }
        }
        if set.len() < MIN { Err(SetError::Number) } else { Ok(Few(set)) }
    }

    /// The members, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.iter()
    }

    /// How many members there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether `member` is one of them.
    pub fn contains(&self, member: &T) -> bool {
        self.0.contains(member)
    }
}

impl<T: Ord, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for Few<T, MIN, MAX> {
    type Error = SetError;

    fn try_from(members: Vec<T>) -> Result<Self, SetError> {
        Few::new(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_its_bounds_and_takes_no_member_twice() {
        assert_eq!(Few::<u8, 1, 2>::new([]), Err(SetError::Number));
        assert_eq!(Few::<u8, 1, 2>::new([3, 2, 1]), Err(SetError::Number));
        assert_eq!(Few::<u8, 1, 2>::new([2, 2]), Err(SetError::Twice));
        let set = Few::<u8, 1, 2>::new([2, 1]).unwrap();
        assert_eq!((set.count(), set.contains(&2), set.iter().copied().next()), (2, true, Some(1)));
    }
}
