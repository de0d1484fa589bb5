//! What a person hands in, closed so that nobody can say it was changed since, and given back as
//! one file that a lawyer, a prosecutor or a bailiff checks without the desk.
//!
//! The way of one report:
//!
//! 1. While a file arrives, [`media::sniff`] tells from its first bytes what it is. Its name and
//!    its declared type are kept as text and believed by nobody.
//! 2. When all is there, [`manifest::Manifest::new`] lists the parts, each with its size and
//!    SHA-256, and the addresses the person named.
//! 3. [`seal::seal`] closes it: the desk signs the manifest's hash and the time. That says
//!    "received from you at this time", and not that anything was online.
//! 4. What happens to the report afterwards is a line in [`events::Events`]; each names the hash
//!    of the one before, the first that of the manifest.
//! 5. [`dossier::DossierWriter`] writes all of it into one ZIP, streaming, and signs the list of
//!    contents. The same values make the same bytes.
//! 6. [`verify::verify`] reads such a file once, in bounded memory, and says of each part whether
//!    it holds. It works out what every byte of the ZIP must be, and compares, so no byte is
//!    unchecked.
//!
//! Beside it, [`release::verify`] checks the one file with which a notice leaves a desk.
//!
//! The formats are in `docs/dossier.md` and `docs/notice.md`. This crate reads no clock, randomness, file, socket or
//! environment: bytes come through `Read`, go through `Write`, and time is an argument.

mod contents;
pub mod dossier;
pub mod events;
pub mod manifest;
pub mod media;
mod path;
mod plain;
mod readme;
pub mod release;
pub mod seal;
pub mod verify;
mod zip;
