//! Lines out of pieces of any length, with one line at most in memory.

/// Cuts what comes in pieces into lines.
#[derive(Debug)]
pub(crate) struct Lines {
    begun: Vec<u8>,
    line: u64,
    most: usize,
}

impl Lines {
    /// Lines of at most `most` bytes.
    pub(crate) fn new(most: usize) -> Lines {
        Lines { begun: Vec::new(), line: 0, most }
    }

    /// Reads on, and gives each line that has ended with its number, from 1; nothing in place of one
    /// that is too long.
    pub(crate) fn read(&mut self, piece: &[u8], mut give: impl FnMut(u64, Option<&[u8]>)) {
        let mut parts = piece.split(|byte| *byte == b'\n').peekable();
        while let Some(part) = parts.next() {
            let is_ended = parts.peek().is_some();
            if is_ended && self.begun.is_empty() {
                self.end(part, &mut give);
                continue;
            }
            // One byte more than a line may have is enough to know that it is too long.
            let room = (self.most + 1).saturating_sub(self.begun.len());
            self.begun.extend_from_slice(&part[..part.len().min(room)]);
            if is_ended {
                let mut line = std::mem::take(&mut self.begun);
                self.end(&line, &mut give);
                line.clear();
                self.begun = line;
            }
        }
    }

    /// Whether a line has begun and not ended.
    pub(crate) fn is_inside(&self) -> bool {
        !self.begun.is_empty()
    }

    /// Counts so many lines that somebody else read, and gives the number of the first of them.
    pub(crate) fn skip(&mut self, count: usize) -> u64 {
        let first = self.line + 1;
        self.line += count as u64;
        first
    }

    /// Gives a last line that lacks its end.
    pub(crate) fn finish(mut self, mut give: impl FnMut(u64, Option<&[u8]>)) {
        if !self.begun.is_empty() {
            let line = std::mem::take(&mut self.begun);
            self.end(&line, &mut give);
        }
    }

    fn end(&mut self, line: &[u8], give: &mut impl FnMut(u64, Option<&[u8]>)) {
        self.line += 1;
        give(self.line, (line.len() <= self.most).then_some(line));
    }

    /// What is held in memory. Unit: bytes.
    #[cfg(test)]
    pub(crate) fn held(&self) -> usize {
        self.begun.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &[u8], size: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let (mut lines, mut found) = (Lines::new(5), Vec::new());
        for piece in text.chunks(size) {
            lines.read(piece, |number, line| found.push((number, line.map(<[u8]>::to_vec))));
        }
        lines.finish(|number, line| found.push((number, line.map(<[u8]>::to_vec))));
        found
    }

    #[test]
    fn pieces_of_any_length_give_the_same_lines() {
        let text = b"abc\n\n12345\n123456\nlast";
        let whole = cut(text, text.len());
        let line = |text: &str| Some(text.as_bytes().to_vec());
        let expected = [line("abc"), line(""), line("12345"), None, line("last")];
        assert_eq!(whole, (1..).zip(expected).collect::<Vec<_>>());
        for size in 1..text.len() {
            assert_eq!(cut(text, size), whole, "{size}");
        }
    }

    #[test]
    fn a_line_without_end_takes_no_more_memory_than_one_that_is_too_long() {
        let mut lines = Lines::new(1000);
        for _ in 0..10_000 {
            lines.read(&[b'x'; 4096], |_, _| panic!("no line has ended"));
        }
        assert!(lines.held() <= 4096, "{}", lines.held());
        let mut ends = 0;
        lines.read(b"\n", |number, line| ends += u32::from(number == 1 && line.is_none()));
        assert_eq!(ends, 1);
    }
}
