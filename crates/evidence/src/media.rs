//! What kind of file some bytes are, told from the bytes alone; a name or a declared type proves
//! nothing.
//!
//! Only what a desk shows is recognised. Everything else, and everything that a computer could run
//! or a browser would obey (programs, scripts, HTML, SVG), is [`MediaType::OctetStream`]: it is
//! kept and sealed like any exhibit, and never shown. Nothing is opened or unpacked to find out,
//! so a bomb in an archive stays packed.

use serde::{Deserialize, Serialize};

/// The most bytes one file of a report may have: 2 GiB.
///
/// Half an hour of a phone's video. It also keeps every size in a dossier's ZIP within the 32 bits
/// of the plain format. Our own choice.
pub const FILE_BYTES_MAX: u64 = 2 << 30;

/// The most files one report may bring.
///
/// A person who shows a campaign against them brings a dozen pictures; more is another report of
/// the same case. Our own choice.
pub const FILES_MAX: usize = 20;

/// How many of the first bytes [`sniff`] looks at, at most. Source: WHATWG MIME Sniffing, section
/// 5.2, reads 1,445; text is surer with more.
pub const SNIFF_BYTES: usize = 4096;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// A photograph, as most phones make it.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A screenshot, mostly.
    #[serde(rename = "image/png")]
    Png,
    /// A picture from the web.
    #[serde(rename = "image/webp")]
    Webp,
    /// A picture that may move.
    #[serde(rename = "image/gif")]
    Gif,
    /// A photograph of an iPhone.
    #[serde(rename = "image/heic")]
    Heic,
    /// A video.
    #[serde(rename = "video/mp4")]
    Mp4,
    /// A video of an iPhone or a Mac.
    #[serde(rename = "video/quicktime")]
    Mov,
    /// A video from the web.
    #[serde(rename = "video/webm")]
    Webm,
    /// Sound.
    #[serde(rename = "audio/mpeg")]
    Mp3,
    /// Sound, such as a voice message.
    #[serde(rename = "audio/ogg")]
    Ogg,
    /// Sound, such as a voice memo.
    #[serde(rename = "audio/mp4")]
    M4a,
    /// Sound.
    #[serde(rename = "audio/wav")]
    Wav,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// Plain text in UTF-8.
    #[serde(rename = "text/plain")]
    Text,
    /// An archive, kept closed.
    #[serde(rename = "application/zip")]
    Zip,
    /// Anything else: kept, never shown.
    #[serde(rename = "application/octet-stream")]
    OctetStream,
}

/// What a desk takes gladly. What is sniffed as something else is kept too, but nobody is shown
/// it; a desk tells the person so.
pub const ALLOWED: &[MediaType] = &[
    MediaType::Jpeg,
    MediaType::Png,
    MediaType::Webp,
    MediaType::Gif,
    MediaType::Heic,
    MediaType::Mp4,
    MediaType::Mov,
    MediaType::Webm,
    MediaType::Mp3,
    MediaType::Ogg,
    MediaType::M4a,
    MediaType::Wav,
    MediaType::Pdf,
    MediaType::Text,
    MediaType::Zip,
];

impl MediaType {
    /// The type as HTTP writes it. Source: IANA media types.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.names().0
    }

    /// The ending of a file of this type. It is never the ending that a stranger chose, so that no
    /// exhibit runs when somebody opens it.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            MediaType::Jpeg => ("image/jpeg", "jpg"),
            MediaType::Png => ("image/png", "png"),
            MediaType::Webp => ("image/webp", "webp"),
            MediaType::Gif => ("image/gif", "gif"),
            MediaType::Heic => ("image/heic", "heic"),
            MediaType::Mp4 => ("video/mp4", "mp4"),
            MediaType::Mov => ("video/quicktime", "mov"),
            MediaType::Webm => ("video/webm", "webm"),
            MediaType::Mp3 => ("audio/mpeg", "mp3"),
            MediaType::Ogg => ("audio/ogg", "ogg"),
            MediaType::M4a => ("audio/mp4", "m4a"),
            MediaType::Wav => ("audio/wav", "wav"),
            MediaType::Pdf => ("application/pdf", "pdf"),
            MediaType::Text => ("text/plain", "txt"),
            MediaType::Zip => ("application/zip", "zip"),
            MediaType::OctetStream => ("application/octet-stream", "bin"),
        }
    }
}

impl std::fmt::Display for MediaType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// First bytes that decide alone. Source: WHATWG MIME Sniffing, section 6; for `OggS` RFC 3533,
/// for ZIP PKWARE APPNOTE 4.3.7 and 4.3.16, for `ID3` the `ID3v2` standard.
const MAGIC: &[(&[u8], MediaType)] = &[
    (b"\xff\xd8\xff", MediaType::Jpeg),
    (b"\x89PNG\r\n\x1a\n", MediaType::Png),
    (b"GIF87a", MediaType::Gif),
    (b"GIF89a", MediaType::Gif),
    (b"ID3", MediaType::Mp3),
    (b"OggS\0", MediaType::Ogg),
    (b"%PDF-", MediaType::Pdf),
    (b"PK\x03\x04", MediaType::Zip),
    (b"PK\x05\x06", MediaType::Zip),
];

/// What the file with these first bytes is. More than [`SNIFF_BYTES`] are not looked at.
///
/// # Example
///
/// ```
/// use evidence::media::{MediaType, sniff};
/// assert_eq!(sniff(b"\xff\xd8\xff\xe0"), MediaType::Jpeg);
/// assert_eq!(sniff("قال إنه".as_bytes()), MediaType::Text);
/// assert_eq!(sniff(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), MediaType::OctetStream);
/// assert_eq!(sniff(b"MZ\x90\0"), MediaType::OctetStream);
/// ```
#[must_use]
pub fn sniff(first_bytes: &[u8]) -> MediaType {
    let bytes = &first_bytes[..first_bytes.len().min(SNIFF_BYTES)];
    if let Some((_, found)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *found;
    }
    riff(bytes)
        .or_else(|| base_media(bytes))
        .or_else(|| is_webm(bytes).then_some(MediaType::Webm))
        .or_else(|| is_mp3_frame(bytes).then_some(MediaType::Mp3))
        .or_else(|| is_text(bytes, first_bytes.len() > SNIFF_BYTES).then_some(MediaType::Text))
        .unwrap_or(MediaType::OctetStream)
}

/// WAV and WebP: a RIFF file names its form after its length.
fn riff(bytes: &[u8]) -> Option<MediaType> {
    match (bytes.get(..4)?, bytes.get(8..12)?) {
        (b"RIFF", b"WAVE") => Some(MediaType::Wav),
        (b"RIFF", b"WEBP") => Some(MediaType::Webp),
        _ => None,
    }
}

/// MP4, MOV, M4A and HEIC: the first box is `ftyp` and names its brand.
///
/// Source: ISO/IEC 14496-12, section 4.3; the registered brands at mp4ra.org.
fn base_media(bytes: &[u8]) -> Option<MediaType> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    match bytes.get(8..12)? {
        b"qt  " => Some(MediaType::Mov),
        b"M4A " | b"M4B " => Some(MediaType::M4a),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            Some(MediaType::Heic)
        }
        b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"dash"
        | b"M4V " | b"MSNV" => Some(MediaType::Mp4),
        _ => None,
    }
}

/// An EBML header whose document type is `webm`. Source: RFC 8794, sections 11.2.1 and 11.2.4.
fn is_webm(bytes: &[u8]) -> bool {
    let header = &bytes[..bytes.len().min(64)];
    bytes.starts_with(b"\x1a\x45\xdf\xa3")
        && header.windows(7).any(|piece| piece == b"\x42\x82\x84webm")
}

/// The header of an MPEG audio frame of layer III. Source: ISO/IEC 11172-3, section 2.4.1.3.
fn is_mp3_frame(bytes: &[u8]) -> bool {
    let [0xff, second, third, ..] = bytes else { return false };
    let is_layer_3 = second & 0xe0 == 0xe0 && second & 0x06 == 0x02 && second & 0x18 != 0x08;
    is_layer_3 && third >> 4 != 0x0f && third >> 4 != 0 && third & 0x0c != 0x0c
}

/// What makes a browser or a shell take text for something to obey.
const OBEYED: &[&str] = &[
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<iframe",
    "<?xml",
    "<?php",
    "<object",
    "<embed",
    "javascript:",
    "@echo",
];

/// UTF-8 without control characters that text does not have, and nothing to obey in it. `is_cut`:
/// more of the file follows, so the last character may be halved.
fn is_text(bytes: &[u8], is_cut: bool) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if is_cut && error.error_len().is_none() => {
            let whole = &bytes[..error.valid_up_to()];
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_control = |c: char| c.is_control() && !['\t', '\n', '\r', '\u{c}'].contains(&c);
    let begins = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']);
    let lower = begins.to_ascii_lowercase();
    !begins.is_empty()
        && !text.contains(is_control)
        && !begins.starts_with("<")
        && !begins.starts_with("#!")
        && !begins.starts_with("MZ")
        && !OBEYED.iter().any(|obeyed| lower.contains(obeyed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: MediaType) {
        assert_eq!(sniff(bytes), expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn each_type_is_known_by_its_first_bytes() {
        check(b"\xff\xd8\xff\xe1..Exif", MediaType::Jpeg);
        check(b"\x89PNG\r\n\x1a\n....", MediaType::Png);
        check(b"RIFF\x10\0\0\0WEBPVP8 ", MediaType::Webp);
        check(b"GIF89a..", MediaType::Gif);
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", MediaType::Heic);
        check(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", MediaType::Mp4);
        check(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", MediaType::Mov);
        check(b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", MediaType::Webm);
        check(b"ID3\x04\0\0", MediaType::Mp3);
        check(b"\xff\xfb\x90\x64", MediaType::Mp3);
        check(b"OggS\0\x02", MediaType::Ogg);
        check(b"\0\0\0\x1cftypM4A \0\0\0\0", MediaType::M4a);
        check(b"RIFF\x10\0\0\0WAVEfmt ", MediaType::Wav);
        check(b"%PDF-1.7\n", MediaType::Pdf);
        check("\u{feff}نص عادي\r\n".as_bytes(), MediaType::Text);
        check(b"PK\x03\x04\x14\0", MediaType::Zip);
    }

    #[test]
    fn what_could_run_or_be_obeyed_is_never_shown() {
        for bytes in [
            &b"MZ\x90\0\x03"[..],
            b"MZ as text",
            b"\x7fELF\x02\x01",
            b"\xfe\xed\xfa\xcf",
            b"\xca\xfe\xba\xbe",
            b"#!/bin/sh\nrm x",
            b"@echo off\r\n",
            b"<!DOCTYPE html><p>",
            b"  \n<html>",
            b"hello <ScRiPt>alert(1)</script>",
            b"\xef\xbb\xbf<svg/>",
            b"<?xml version=\"1.0\"?>",
            b"<?php echo 1;",
            b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska",
            b"\0\0\0\x18ftypavif",
            b"RIFF\x10\0\0\0AVI LIST",
            b"text\0with a zero",
            b"\xd9\x84\xff",
            b"",
            b"\xff",
        ] {
            check(bytes, MediaType::OctetStream);
        }
    }

    #[test]
    fn a_character_halved_by_the_limit_is_still_text() {
        let long = "ن".repeat(SNIFF_BYTES);
        check(format!("a{long}").as_bytes(), MediaType::Text);
        check(&long.as_bytes()[..SNIFF_BYTES - 1], MediaType::OctetStream);
    }

    #[test]
    fn any_beginning_of_anything_gets_an_answer() {
        let sample = b"\x1a\x45\xdf\xa3\x42\x82\x84webmRIFF....ftyp\xff\xfb\x90";
        for from in 0..sample.len() {
            for to in from..=sample.len() {
                let _ = sniff(&sample[from..to]);
            }
        }
    }

    #[test]
    fn a_type_is_written_in_a_manifest_as_http_writes_it() {
        for media in ALLOWED.iter().copied().chain([MediaType::OctetStream]) {
            let written = record::canonical::to_bytes(&media).unwrap();
            assert_eq!(written, format!("\"{media}\"").into_bytes());
        }
    }
}
