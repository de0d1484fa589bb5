//! Files of any size come back as they were given, and altered ones do not.

use std::io::Read as _;

use store::objects::{INLINE_BYTES_MAX, Kept, Objects};

use crate::{folder, random};

/// A file of `size` bytes, given in parts of `part`.
fn round_trip(objects: &Objects, size: usize, part: usize) -> Kept {
    let bytes: Vec<u8> = (0..size).map(|at| (at * 31 % 251) as u8).collect();
    let mut arriving = objects.take().unwrap();
    for part in bytes.chunks(part) {
        arriving.push(part).unwrap();
    }
    let taken = arriving.finish().unwrap();
    assert_eq!(taken.size_bytes, size as u64);
    assert_eq!(taken.head, bytes[..size.min(4096)]);
    let mut back = Vec::new();
    objects.read(&taken.key, taken.kept.clone()).unwrap().read_to_end(&mut back).unwrap();
    assert!(back == bytes, "{size} bytes in parts of {part}");
    taken.kept
}

#[test]
fn a_file_of_any_size_comes_back_as_it_was_given() {
    let folder = folder("objects-sizes");
    let objects = Objects::create(&folder.0, random).unwrap();
    let piece = 64 << 10;
    for size in [0, 1, 4096, piece - 1, piece, piece + 1, 2 * piece, 5 * piece + 7] {
        for part in [1000, 70_000] {
            let kept = round_trip(&objects, size, part);
            assert_eq!(matches!(kept, Kept::Inline(_)), size + 100 < INLINE_BYTES_MAX, "{size}");
        }
    }
}

#[test]
fn a_file_that_was_altered_cut_or_reordered_does_not_open() {
    let folder = folder("objects-altered");
    let objects = Objects::create(&folder.0, random).unwrap();
    let mut arriving = objects.take().unwrap();
    arriving.push(&vec![5; 200_000]).unwrap();
    let taken = arriving.finish().unwrap();
    let Kept::Inline(bytes) = taken.kept else { panic!("it is small") };
    let locked_piece = (64 << 10) + 16;
    let mut swapped = bytes.clone();
    swapped[..2 * locked_piece].rotate_left(locked_piece);
    let mut flipped = bytes.clone();
    flipped[100_000] ^= 1;
    let cut = bytes[..2 * locked_piece].to_vec();
    let longer = [bytes.clone(), vec![0]].concat();
    for altered in [swapped, flipped, cut, longer, Vec::new()] {
        let mut back = Vec::new();
        let read = objects.read(&taken.key, Kept::Inline(altered)).unwrap().read_to_end(&mut back);
        assert!(read.is_err());
    }
}

#[test]
fn a_file_whose_sender_went_away_leaves_nothing() {
    let folder = folder("objects-gone");
    let objects = Objects::create(&folder.0, random).unwrap();
    let mut arriving = objects.take().unwrap();
    arriving.push(&vec![5; 600_000]).unwrap();
    let arriving_dir = folder.0.join("objects/arriving");
    assert_eq!(std::fs::read_dir(&arriving_dir).unwrap().count(), 1);
    drop(arriving);
    assert_eq!(std::fs::read_dir(&arriving_dir).unwrap().count(), 0);
    // One whose process was killed is removed by the next start.
    std::fs::write(arriving_dir.join("left"), b"x").unwrap();
    Objects::open(&folder.0, random).unwrap();
    assert_eq!(std::fs::read_dir(&arriving_dir).unwrap().count(), 0);
}
