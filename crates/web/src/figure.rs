//! The picture of a proof: from the entry at the bottom, joined step by step, up to the root.

use crate::frame::Frame;

/// Distance between two steps. Unit: pixels of the picture, like everything here.
const STEP: usize = 40;
/// Room above the root and below the entry.
const MARGIN: usize = 34;
/// The width of the picture: it fits a narrow phone without being made smaller.
const WIDTH: usize = 300;
/// Where the path climbs.
const MIDDLE: usize = WIDTH / 2;
/// How far beside it what is joined stands.
const ASIDE: usize = 92;

/// One step of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which step, from 1.
    pub number: String,
    /// Whether what is joined comes before the entry in the log.
    pub is_before: bool,
    /// The entries that are joined: one number, or the first and the last.
    pub range: String,
    /// Their hash, as it stands in the proof.
    pub hash: String,
}

/// A step as it is drawn.
pub struct Drawn {
    /// Where the result stands.
    pub top: usize,
    /// Where the two that are joined stand.
    pub bottom: usize,
    /// Where what is joined stands.
    pub aside: usize,
    /// Left corner of the square.
    pub corner: usize,
    /// Top corner of the square.
    pub corner_top: usize,
    /// Where its label stands.
    pub label: usize,
    /// Which entries it stands for.
    pub range: String,
}

/// The whole picture.
pub struct Figure {
    /// Width.
    pub width: usize,
    /// Height.
    pub height: usize,
    /// Where the path climbs.
    pub middle: usize,
    /// Where the entry stands.
    pub entry: usize,
    /// Where the root stands.
    pub root: usize,
    /// Where the words under the entry stand.
    pub entry_label: usize,
    /// Where the words over the root stand.
    pub root_label: usize,
    /// The steps, from the entry up.
    pub steps: Vec<Drawn>,
}

/// The steps of the proof of entry `index` in a log of `size`, with the hashes of its path.
pub fn steps(frame: &Frame, index: u64, size: u64, path: &[register::Hash]) -> Vec<Step> {
    let siblings = register::merkle::siblings(index, size).unwrap_or_default();
    let step = |(at, (range, hash)): (u64, (std::ops::Range<u64>, &register::Hash))| {
        let (first, last) = (frame.number(range.start), frame.number(range.end - 1));
        let is_one = range.end - range.start == 1;
        Step {
            number: frame.number(at),
            is_before: range.start < index,
            range: if is_one { first } else { format!("{first}–{last}") },
            hash: hash.to_string(),
        }
    };
    (1..).zip(siblings.into_iter().zip(path)).map(step).collect()
}

/// Places the steps.
pub fn figure(steps: &[Step]) -> Figure {
    let height = 2 * MARGIN + steps.len() * STEP;
    let entry = height - MARGIN;
    let draw = |(at, step): (usize, &Step)| {
        let bottom = entry - at * STEP;
        let aside = if step.is_before { MIDDLE - ASIDE } else { MIDDLE + ASIDE };
        Drawn {
            top: bottom - STEP,
            bottom,
            aside,
            corner: aside - 5,
            corner_top: bottom - 5,
            label: bottom + 18,
            range: step.range.clone(),
        }
    };
    Figure {
        width: WIDTH,
        height,
        middle: MIDDLE,
        entry,
        root: MARGIN,
        entry_label: entry + 24,
        root_label: MARGIN - 14,
        steps: steps.iter().enumerate().map(draw).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_climbs_from_the_entry_to_the_root() {
        let step =
            Step { number: "1".into(), is_before: true, range: "0".into(), hash: String::new() };
        let picture = figure(&[step.clone(), Step { is_before: false, ..step }]);
        assert_eq!(picture.steps[0].bottom, picture.entry);
        assert_eq!(picture.steps[0].top, picture.steps[1].bottom);
        assert_eq!(picture.steps[1].top, picture.root);
        assert!(picture.steps[0].aside < picture.middle && picture.middle < picture.steps[1].aside);
        assert_eq!(figure(&[]).entry, figure(&[]).root);
    }
}
