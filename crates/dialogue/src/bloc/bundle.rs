//! Acts on their way from one desk to another: a first line that says what this is, and an act on each
//! line after it. Good lines land whatever stands between them.

use record::canonical;
use record::id::{Digest, OrganisationId};
use serde::{Deserialize, Serialize};

use super::act::{Audience, PREFIX, SignedAct};
use super::{Exchange, Membership, Taken, Verify};
use crate::lines::Lines;

/// The version of bundles.
pub const BUNDLE_VERSION: u64 = 1;

/// The longest line. Three texts of full length take less. Our own choice. Unit: bytes.
pub const LINE_BYTES_MAX: usize = 256 << 10;

/// What stands before the act in a line. Unit: bytes.
const BEFORE_ACT: usize = r#"{"act":"#.len();
/// What stands after it, the 128 digits of the signature among it. Unit: bytes.
const AFTER_ACT: usize = r#","sig":""}"#.len() + 128;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The desk that made the bundle. Nothing is decided by it: each act bears its own signature.
    pub from: OrganisationId,
    /// The hash of the document of the members.
    pub members: Digest,
    /// [`BUNDLE_VERSION`].
    pub v: u64,
}

/// Why a line was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Reason {
    /// It is longer than a line may be.
    #[error("the line is too long")]
    TooLong,
    /// It is no act in canonical form.
    #[error("this is no act in canonical form")]
    Unreadable,
    /// The version is not known.
    #[error("the version is not known")]
    Version,
    /// The bundle is of another bloc, or of other members.
    #[error("the bundle is for other members")]
    Members,
    /// The desk is no member.
    #[error("this desk is no member")]
    NoMember,
    /// Something is missing in it, or it is of a kind that is not shared.
    #[error("it is not whole: a language is missing, or what it needs beside")]
    NotWhole,
    /// The signature is not by the key of the desk that it names.
    #[error("the signature is not by this desk's key")]
    Signature,
}

/// What is wrong with an act, and at which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Fault {
    /// Which field, as `act.by`.
    pub field: &'static str,
    /// Why.
    pub reason: Reason,
}

/// What became of a bundle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Acts that were new.
    pub new: u64,
    /// Acts that were there already.
    pub known: u64,
    /// Lines that were left out.
    pub left_out: u64,
}

/// The lines of a bundle for an audience, without their ends, the header first.
///
/// # Errors
///
/// [`canonical::CanonicalError`] if an act cannot be written, which none of ours is.
pub fn lines<'a>(
    exchange: &'a Exchange,
    members: &Membership,
    from: &OrganisationId,
    audience: Audience,
) -> impl Iterator<Item = Result<Vec<u8>, canonical::CanonicalError>> + 'a {
    let header = Header { from: from.clone(), members: members.digest(), v: BUNDLE_VERSION };
    let first = std::iter::once_with(move || canonical::to_bytes(&header));
    first.chain(exchange.for_audience(audience).map(SignedAct::line))
}

/// Reads a bundle in pieces of any length into an [`Exchange`]. It keeps one line at most.
pub struct Reader<'a, V> {
    exchange: &'a mut Exchange,
    members: &'a Membership,
    verify: &'a V,
    lines: Lines,
    merged: Merged,
    is_refused: bool,
}

impl<'a, V: Verify> Reader<'a, V> {
    /// Reads into `exchange`, for these members.
    pub fn new(exchange: &'a mut Exchange, members: &'a Membership, verify: &'a V) -> Self {
        let lines = Lines::new(LINE_BYTES_MAX);
        Reader { exchange, members, verify, lines, merged: Merged::default(), is_refused: false }
    }

    /// Reads on, and tells each line that is left out, by its number from 1, with why. If the first
    /// line is wrong, all that follow are left out without a word.
    pub fn read(&mut self, piece: &[u8], mut tell: impl FnMut(u64, Fault)) {
        // The lines are taken out so that what they give can be entered.
        let mut lines = std::mem::replace(&mut self.lines, Lines::new(0));
        lines.read(piece, |number, line| self.enter(number, line, &mut tell));
        self.lines = lines;
    }

    /// What became of the bundle. A last line may lack its end.
    pub fn finish(mut self, mut tell: impl FnMut(u64, Fault)) -> Merged {
        let lines = std::mem::replace(&mut self.lines, Lines::new(0));
        lines.finish(|number, line| self.enter(number, line, &mut tell));
        self.merged
    }

    fn enter(&mut self, number: u64, line: Option<&[u8]>, tell: &mut impl FnMut(u64, Fault)) {
        if self.is_refused {
            self.merged.left_out += 1;
            return;
        }
        let entered = match (number, line) {
            (_, None) => Err(Fault { field: "line", reason: Reason::TooLong }),
            (1, Some(line)) => self.open(line),
            (_, Some(line)) => self.take(line),
        };
        if let Err(fault) = entered {
            self.is_refused = number == 1;
            self.merged.left_out += 1;
            tell(number, fault);
        }
    }

    fn open(&mut self, line: &[u8]) -> Result<(), Fault> {
        let header: Header = canonical::parse_strict(line)
            .map_err(|_| Fault { field: "header", reason: Reason::Unreadable })?;
        if header.v != BUNDLE_VERSION {
            return Err(Fault { field: "header.v", reason: Reason::Version });
        }
        if header.members != self.members.digest() {
            return Err(Fault { field: "header.members", reason: Reason::Members });
        }
        Ok(())
    }

    fn take(&mut self, line: &[u8]) -> Result<(), Fault> {
        let signed: SignedAct = canonical::parse_strict(line)
            .map_err(|_| Fault { field: "line", reason: Reason::Unreadable })?;
        // A line in canonical form holds the canonical form of its act: nothing is written again.
        let act = line.get(BEFORE_ACT..line.len().saturating_sub(AFTER_ACT)).unwrap_or_default();
        let message = [PREFIX, act].concat();
        match self.exchange.take_signed(signed, &message, self.members, self.verify)? {
            Taken::New => self.merged.new += 1,
            Taken::Known => self.merged.known += 1,
        }
        Ok(())
    }
}
