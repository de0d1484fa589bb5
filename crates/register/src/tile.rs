//! Tiles: the static files of a log. 256 hashes side by side make a tile, 256 entries a bundle.
//!
//! Source: C2SP tlog-tiles, "Merkle Tree", "Partial Tiles" and "Log entries".

use std::fmt;
use std::str::FromStr;

/// Hashes in a full tile, and entries in a full bundle. Source: C2SP tlog-tiles, "Merkle Tree".
pub const TILE_WIDTH: u16 = 256;
/// Levels of the binary tree that one tile spans: 2^8 = 256.
pub const TILE_HEIGHT: u8 = 8;
/// Size of one hash in a tile. Unit: bytes.
pub const HASH_BYTES: usize = 32;
/// The highest level a path may name. Source: C2SP tlog-tiles, "Merkle Tree".
const MAX_LEVEL: u8 = 63;
/// Longest path accepted; a 64-bit index takes seven groups. Unit: bytes.
const MAX_PATH_BYTES: usize = 64;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TileKind {
    /// Hashes of the tree: leaf hashes at level 0, roots of full tiles of the level below above it.
    Hashes {
        /// Tile level, 0 to 63; it is eight binary levels high.
        level: u8,
    },
    /// The entries themselves, a "bundle".
    Entries,
}

/// The place of one tile: `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// The text is not the path of a tile, byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct TilePathError;

impl TilePath {
    /// The full tile number `index` of its kind.
    #[must_use]
    pub fn full(kind: TileKind, index: u64) -> TilePath {
        TilePath { kind, index, width: TILE_WIDTH }
    }

    /// The tile number `index` of `kind` as a tree of `size` leaves has it: full, partial, or
    /// `None` where that tree has none.
    #[must_use]
    pub fn in_tree(kind: TileKind, index: u64, size: u64) -> Option<TilePath> {
        let count = count_at(kind, size);
        let before = index.checked_mul(u64::from(TILE_WIDTH))?;
        // At most 256, so it fits.
        let width = count.checked_sub(before)?.min(u64::from(TILE_WIDTH)) as u16;
        (width > 0).then_some(TilePath { kind, index, width })
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> TileKind {
        self.kind
    }

    /// Its number within its kind, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes or entries it holds, 1 to 256.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it is full, and so never changes again.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The same tile, full.
    #[must_use]
    pub fn as_full(&self) -> TilePath {
        TilePath { width: TILE_WIDTH, ..*self }
    }

    /// The tiles of every kind that a tree of `new` leaves has and a tree of `old` leaves does not,
    /// bundles last, each kind from left to right.
    pub fn new_since(old: u64, new: u64) -> impl Iterator<Item = TilePath> {
        let levels = (0..=7u8).map(|level| TileKind::Hashes { level });
        levels.chain([TileKind::Entries]).flat_map(move |kind| {
            let width = u64::from(TILE_WIDTH);
            let (from, to) = (count_at(kind, old), count_at(kind, new));
            let first = if from == to { to.div_ceil(width) } else { from / width };
            (first..to.div_ceil(width)).filter_map(move |index| TilePath::in_tree(kind, index, new))
        })
    }
}

/// How many hashes (or entries) of `kind` a tree of `size` leaves has: `floor(s / 256**l)`.
fn count_at(kind: TileKind, size: u64) -> u64 {
    match kind {
        TileKind::Entries => size,
        TileKind::Hashes { level } => size.checked_shr(u32::from(level) * 8).unwrap_or(0),
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes { level } => write!(f, "tile/{level}/")?,
            TileKind::Entries => f.write_str("tile/entries/")?,
        }
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for group in groups[1..].iter().rev() {
            write!(f, "x{group:03}/")?;
        }
        write!(f, "{:03}", groups[0])?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for TilePath {
    type Err = TilePathError;

    fn from_str(text: &str) -> Result<TilePath, TilePathError> {
        let path = parse(text).ok_or(TilePathError)?;
        // One tile, one path: anything that would print differently is refused.
        if path.to_string() == text { Ok(path) } else { Err(TilePathError) }
    }
}

fn parse(text: &str) -> Option<TilePath> {
    if text.len() > MAX_PATH_BYTES {
        return None;
    }
    let (level, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let kind = if level == "entries" {
        TileKind::Entries
    } else {
        TileKind::Hashes { level: level.parse().ok().filter(|level| *level <= MAX_LEVEL)? }
    };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|w| (1..=255).contains(w))?),
        None => (rest, TILE_WIDTH),
    };
    let mut index = 0u64;
    for group in number.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        if digits.len() != 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Some(TilePath { kind, index, width })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, kind: TileKind, index: u64, width: u16) {
        let path: TilePath = text.parse().unwrap();
        assert_eq!((path.kind(), path.index(), path.width()), (kind, index, width));
        assert_eq!(path.to_string(), text);
    }

    #[test]
    fn paths_are_those_of_the_specification() {
        check("tile/0/000", TileKind::Hashes { level: 0 }, 0, 256);
        check("tile/0/x001/x234/067", TileKind::Hashes { level: 0 }, 1_234_067, 256);
        check("tile/63/000.p/255", TileKind::Hashes { level: 63 }, 0, 255);
        check("tile/entries/x001/000.p/1", TileKind::Entries, 1000, 1);
        check("tile/entries/x018/x446/x744/x073/x709/x551/615", TileKind::Entries, u64::MAX, 256);
    }

    #[test]
    fn a_path_written_in_any_other_way_is_refused() {
        for text in [
            "",
            "tile",
            "tile/",
            "tile/0",
            "tile/0/",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/+1/000",
            "tile/0/00",
            "tile/0/0000",
            "tile/0/x000",
            "tile/0/x000/000",
            "tile/0/000/000",
            "tile/0/x001/x000",
            "tile/0/000.p",
            "tile/0/000.p/",
            "tile/0/000.p/0",
            "tile/0/000.p/01",
            "tile/0/000.p/256",
            "tile/0/000.p/1/",
            "tile/0/000/",
            "/tile/0/000",
            "tile//000",
            "tile/data/000",
            "tile/0/../000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/entries/\u{0661}\u{0662}\u{0663}",
            "tile/0/x+01/000",
        ] {
            assert_eq!(text.parse::<TilePath>(), Err(TilePathError), "{text}");
        }
    }

    #[test]
    fn the_example_of_the_specification_has_its_tiles() {
        let paths: Vec<String> = TilePath::new_since(0, 70_000).map(|p| p.to_string()).collect();
        assert_eq!(
            paths.iter().filter(|p| p.starts_with("tile/0/") && !p.contains(".p")).count(),
            273
        );
        for one in [
            "tile/0/273.p/112",
            "tile/1/000",
            "tile/1/001.p/17",
            "tile/2/000.p/1",
            "tile/entries/273.p/112",
        ] {
            assert!(paths.contains(&one.to_owned()), "{one}");
        }
        assert_eq!(paths.len(), 273 + 1 + 1 + 1 + 1 + 274);
    }

    #[test]
    fn growing_by_one_names_only_the_tiles_that_changed() {
        let names =
            |old, new| TilePath::new_since(old, new).map(|p| p.to_string()).collect::<Vec<_>>();
        assert_eq!(names(1, 2), ["tile/0/000.p/2", "tile/entries/000.p/2"]);
        assert_eq!(names(255, 256), ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
        assert_eq!(names(256, 257), ["tile/0/001.p/1", "tile/entries/001.p/1"]);
        assert!(names(300, 300).is_empty());
    }
}
