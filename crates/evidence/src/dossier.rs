//! Writes a dossier: one ZIP with the exhibits, what seals them, what happened since, and a signed
//! list of it all. The same values make the same bytes.

use std::io::{self, Read, Write};

use record::Timestamp;
use record::id::Digest;
use record::notice::OpenedSalt;
use register::note::{Note, SignerKey, VerifierKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::contents::{Contents, Listed};
use crate::events::Events;
use crate::manifest::{Manifest, Part};
pub use crate::path::ENTRIES_MAX;
use crate::path::{self, ENTRY_BYTES_MAX, Place};
use crate::readme::readmes;
use crate::seal::{self, SealError};
use crate::zip::ZipWriter;

/// The longest letter. Unit: bytes.
pub const LETTER_BYTES_MAX: usize = 1 << 20;

/// The most letters in a dossier, one for each route and language with room. Our own choice.
pub const LETTERS_MAX: usize = 40;

/// The longest name of a letter. Unit: bytes.
pub const SLUG_BYTES_MAX: usize = 40;

/// How much is read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Why a dossier could not be written. What was written until then is no dossier.
#[derive(Debug, Error)]
pub enum DossierError {
    /// The exhibits could not be read or the dossier not be written.
    #[error("the dossier could not be written")]
    Io(#[from] io::Error),
    /// The seal does not open with the key, or something cannot be signed.
    #[error("the dossier cannot be signed")]
    Seal(#[from] SealError),
    /// The seal closes another manifest.
    #[error("the seal does not name this manifest")]
    OtherManifest,
    /// The key that signs is not the one that the dossier names.
    #[error("the key that signs the contents is not the key of the dossier")]
    OtherKey,
    /// An exhibit was given that is not the next of the manifest.
    #[error("part {found} was given where part {expected} belongs")]
    Number {
        /// The part that belongs there; one more than the last if all are there.
        expected: usize,
        /// The part that was given.
        found: u16,
    },
    /// Not all exhibits were given.
    #[error("part {number} is missing")]
    Missing {
        /// The first that is missing.
        number: usize,
    },
    /// The bytes given are not those that were received.
    #[error("part {number} is not what the manifest says it is")]
    Differs {
        /// Which part.
        number: u16,
    },
    /// The events are those of another report.
    #[error("the events do not belong to this manifest")]
    OtherEvents,
    /// A name or a text is not one of a letter, or there are too many.
    #[error("a letter is named by lower-case letters, digits and hyphens, and has its bounds")]
    Letter,
    /// There are more entries than a dossier takes.
    #[error("a dossier has at most {ENTRIES_MAX} public entries")]
    Entries,
    /// The entry is larger than any entry of a log.
    #[error("the register entry is larger than {ENTRY_BYTES_MAX} bytes")]
    Entry,
    /// The proof or the list of contents is too large.
    #[error("the part {path} is larger than it may be")]
    TooLarge {
        /// Which one.
        path: String,
    },
}

/// A letter of the dossier: its short name and its text.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Lower-case ASCII letters, digits and hyphens, at most [`SLUG_BYTES_MAX`].
    pub slug: &'a str,
    /// Plain text, at most [`LETTER_BYTES_MAX`].
    pub text: &'a str,
}

/// An entry of the public register and the proof that it is there.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    /// The entry as the log has it.
    pub entry: &'a [u8],
    /// Its proof.
    pub proof: &'a ProofFile,
    /// The text that the entry commits to with its salt, as [`Opened`] is written in JSON; where it
    /// may be shown.
    pub opened: Option<&'a [u8]>,
}

/// A text that a public entry commits to, opened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The salt of the commitment.
    pub salt: OpenedSalt,
    /// The text.
    pub text: String,
}

/// What follows the exhibits.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'a> {
    /// What happened since the report was received.
    pub events: &'a Events,
    /// Letters that were made for the person.
    pub letters: &'a [Letter<'a>],
    /// The public entries about the notices of the report, at most [`ENTRIES_MAX`].
    pub registered: &'a [Registered<'a>],
    /// Which log and witnesses the desk names. A reader should bring a policy of their own.
    pub policy: Option<&'a Policy>,
}

/// A dossier being written. First each exhibit, in the order of the manifest, then the rest.
///
/// It needs the memory of one chunk, however large the exhibits are.
pub struct DossierWriter<'m, W> {
    zip: ZipWriter<W>,
    manifest: &'m Manifest,
    key: VerifierKey,
    listed: Vec<Listed>,
    done: usize,
}

impl<'m, W: Write> DossierWriter<'m, W> {
    /// Begins a dossier: the texts to read first, the manifest, its seal and the key.
    ///
    /// # Errors
    ///
    /// [`DossierError::Seal`] or [`DossierError::OtherManifest`] if the seal does not hold under
    /// `key` for this manifest; [`DossierError::Io`].
    pub fn new(
        out: W,
        manifest: &'m Manifest,
        seal: &Note,
        key: &VerifierKey,
    ) -> Result<DossierWriter<'m, W>, DossierError> {
        let opened = seal::open_seal(&seal.to_bytes(), key)?;
        let is_of_this = opened.digest == manifest.digest()
            && opened.desk == *manifest.desk()
            && opened.at == manifest.received_at();
        if !is_of_this {
            return Err(DossierError::OtherManifest);
        }
        let zip = ZipWriter::new(out);
        let mut dossier =
            DossierWriter { zip, manifest, key: key.clone(), listed: Vec::new(), done: 0 };
        for (path, text) in readmes(manifest) {
            dossier.small(path, text.as_bytes())?;
        }
        dossier.small(path::MANIFEST, &manifest.to_bytes())?;
        dossier.small(path::SEAL, &seal.to_bytes())?;
        dossier.small(path::KEY, key_text(key).as_bytes())?;
        Ok(dossier)
    }

    /// Adds the exhibit `number`. `open` is called twice: a ZIP states a checksum before the
    /// bytes, and so a wrong exhibit is found before any byte of it is written. The second reading
    /// is checked too.
    ///
    /// # Errors
    ///
    /// [`DossierError::Differs`] if the bytes are not those of the manifest,
    /// [`DossierError::Number`] for another exhibit than the next, [`DossierError::Io`].
    pub fn exhibit<R: Read>(
        &mut self,
        number: u16,
        mut open: impl FnMut() -> io::Result<R>,
    ) -> Result<(), DossierError> {
        let next = self.manifest.parts().get(self.done).filter(|part| part.number == number);
        let Some(part) = next else {
            return Err(DossierError::Number { expected: self.done + 1, found: number });
        };
        let mut crc = crc32fast::Hasher::new();
        copy(part, open()?, |bytes| {
            crc.update(bytes);
            Ok(())
        })?;
        let size = u32::try_from(part.bytes).map_err(|_| DossierError::Differs { number })?;
        let path = part.exhibit_path();
        self.zip.begin(&path, crc.finalize(), size)?;
        copy(part, open()?, |bytes| self.zip.data(bytes))?;
        self.listed.push(Listed { bytes: part.bytes, path, sha256: part.sha256 });
        self.done += 1;
        Ok(())
    }

    /// Adds what follows the exhibits, signs the list of contents as made at `made_at`, closes the
    /// ZIP, and gives the output back.
    ///
    /// # Errors
    ///
    /// [`DossierError`], with what is missing or does not belong.
    pub fn finish(
        mut self,
        rest: &Rest<'_>,
        made_at: Timestamp,
        signer: &SignerKey,
    ) -> Result<W, DossierError> {
        if self.done < self.manifest.parts().len() {
            return Err(DossierError::Missing { number: self.done + 1 });
        }
        if *signer.verifier() != self.key {
            return Err(DossierError::OtherKey);
        }
        self.events(rest.events)?;
        self.letters(rest.letters)?;
        self.registered(rest)?;
        let contents = Contents::of(std::mem::take(&mut self.listed)).to_bytes();
        let cover = seal::cover(self.manifest.desk(), &contents, made_at, signer)?;
        self.small(path::CONTENTS, &contents)?;
        self.small(path::COVER, &cover.to_bytes())?;
        Ok(self.zip.finish()?)
    }

    fn events(&mut self, events: &Events) -> Result<(), DossierError> {
        let bytes = events.to_bytes();
        Events::parse(bytes, self.manifest.digest()).map_err(|_| DossierError::OtherEvents)?;
        self.small(path::EVENTS, bytes)
    }

    fn letters(&mut self, letters: &[Letter<'_>]) -> Result<(), DossierError> {
        if letters.len() > LETTERS_MAX {
            return Err(DossierError::Letter);
        }
        for (number, letter) in (1..).zip(letters) {
            if !path::is_slug(letter.slug) || letter.text.len() > LETTER_BYTES_MAX {
                return Err(DossierError::Letter);
            }
            self.small(&path::letter(number, letter.slug), letter.text.as_bytes())?;
        }
        Ok(())
    }

    fn registered(&mut self, rest: &Rest<'_>) -> Result<(), DossierError> {
        let all = || (1..).zip(rest.registered);
        if rest.registered.len() > ENTRIES_MAX {
            return Err(DossierError::Entries);
        }
        for (number, registered) in all() {
            if registered.entry.len() > ENTRY_BYTES_MAX {
                return Err(DossierError::Entry);
            }
            self.small(&path::registered(number, Place::RegisterEntry), registered.entry)?;
        }
        if let Some(policy) = rest.policy.filter(|_| !rest.registered.is_empty()) {
            self.small(path::REGISTER_POLICY, &policy.to_bytes())?;
        }
        for (number, registered) in all() {
            let proof = registered.proof.to_bytes();
            self.small(&path::registered(number, Place::RegisterProof), &proof)?;
        }
        for (number, registered) in all() {
            if let Some(opened) = registered.opened {
                self.small(&path::registered(number, Place::RegisterOpened), opened)?;
            }
        }
        Ok(())
    }

    /// Adds a part that is in memory.
    fn small(&mut self, path: &str, bytes: &[u8]) -> Result<(), DossierError> {
        let too_large = || DossierError::TooLarge { path: path.to_owned() };
        let size = u32::try_from(bytes.len()).map_err(|_| too_large())?;
        let bytes_max = Place::of(path).map_or(0, Place::bytes_max);
        if u64::from(size) > bytes_max {
            return Err(too_large());
        }
        self.zip.begin(path, crc32fast::hash(bytes), size)?;
        self.zip.data(bytes)?;
        let sha256 = Digest::of(bytes);
        self.listed.push(Listed { bytes: size.into(), path: path.to_owned(), sha256 });
        Ok(())
    }
}

/// What `key.txt` holds.
pub(crate) fn key_text(key: &VerifierKey) -> String {
    format!("{key}\n")
}

/// Hands all of an exhibit to `take`, and fails if it is not the part of the manifest. At most one
/// byte more than the part has is read.
fn copy(
    part: &Part,
    from: impl Read,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), DossierError> {
    let differs = || DossierError::Differs { number: part.number };
    let mut from = from.take(part.bytes + 1);
    let mut sha = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut left = part.bytes;
    loop {
        let read = match from.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        left = left.checked_sub(read as u64).ok_or_else(differs)?;
        sha.update(&chunk[..read]);
        take(&chunk[..read])?;
    }
    let is_same = left == 0 && Digest::from_bytes(sha.finalize().into()) == part.sha256;
    if is_same { Ok(()) } else { Err(differs()) }
}
