//! Paths of tiles: one tile has one path, and a path prints back as it was.
#![no_main]

use hiwar_fuzz::plant;
use libfuzzer_sys::fuzz_target;
use register::tile::{TILE_WIDTH, TileKind, TilePath};

fn seeds() -> Vec<Vec<u8>> {
    let kinds = [TileKind::Entries, TileKind::Hashes { level: 0 }, TileKind::Hashes { level: 63 }];
    let far = kinds.map(|kind| TilePath::full(kind, u64::MAX));
    let paths = TilePath::new_since(255, 70_000).step_by(50).chain(far);
    paths.map(|path| path.to_string().into_bytes()).collect()
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(path) = text.parse::<TilePath>() else { return };
    assert_eq!(path.to_string(), text);
    assert!((1..=TILE_WIDTH).contains(&path.width()));
    assert_eq!(path.as_full().to_string().parse(), Ok(path.as_full()));
});
