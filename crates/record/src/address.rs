//! The address of a content, brought to one form, so that the same content is found again however
//! its address was copied.
//!
//! An address is a person's data as often as not (a user name stands in most of them). It never
//! enters an entry; only its [`crate::AddressCommitment`] does.

mod normal;
mod platform;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::{Host, Url};

/// The longest address, before and after it is brought to its form, in bytes.
///
/// Source: RFC 9110, section 4.1: at least 8,000 octets should be supported.
pub const ADDRESS_MAX_BYTES: usize = 8_192;

/// Why a text is not the address of a content. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AddressError {
    /// There is nothing in it.
    #[error("the address is empty")]
    Empty,
    /// It is longer than [`ADDRESS_MAX_BYTES`].
    #[error("the address is longer than {ADDRESS_MAX_BYTES} bytes")]
    TooLong,
    /// A space, a control character or an invisible mark stands in the middle of it.
    #[error("the address holds a space or an invisible character")]
    Character,
    /// It begins with something else than http or https.
    #[error("the address is not one of http or https")]
    Scheme,
    /// Its host is not one of the public web.
    #[error("the address does not name a host of the public web")]
    Host,
    /// It is not an address at all.
    #[error("the address cannot be read")]
    Syntax,
}

/// The address of a content in canonical form.
///
/// Not shown by `Debug`, so that it does not end in a log by mistake.
///
/// # Example
///
/// ```
/// use record::Address;
/// let pasted: Address = "HTTP://www.TikTok.com/@Salma/video/7301?_r=1&_t=8h#c".parse()?;
/// assert_eq!(pasted.as_str(), "https://tiktok.com/@salma/video/7301");
/// assert_eq!(pasted.content_key(), Some("tiktok/post/7301"));
/// # Ok::<(), record::address::AddressError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    canonical: String,
    content: Option<String>,
}

impl Address {
    /// The canonical address.
    pub fn as_str(&self) -> &str {
        &self.canonical
    }

    /// The content itself where the platform is known, free of how it was reached and of the user
    /// name beside it: `tiktok/post/7301`. Two addresses with the same key show the same content.
    pub fn content_key(&self) -> Option<&str> {
        self.content.as_deref()
    }

    /// Whether both lead to the same content, as far as the addresses tell.
    pub fn is_same_content(&self, other: &Address) -> bool {
        self.canonical == other.canonical
            || (self.content.is_some() && self.content == other.content)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(not shown)")
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Address, AddressError> {
        let url = read(text)?;
        let host = host(&url)?;
        let path = normal::path(url.path());
        let query = normal::query(url.query().unwrap_or_default());
        // Port 80 goes even with https: what was typed with http is the same content.
        let port = url.port().filter(|port| ![80, 443].contains(port));
        let known = match port {
            None => platform::recognise(&host, &path, &query),
            Some(_) => None,
        };
        let address = match known {
            Some(known) => Address { canonical: known.address, content: Some(known.content) },
            None => {
                let host = if port.is_none() { platform::usual_host(&host) } else { &host };
                let port = port.map(|port| format!(":{port}")).unwrap_or_default();
                let query = normal::join(&query);
                Address { canonical: format!("https://{host}{port}{path}{query}"), content: None }
            }
        };
        if address.canonical.len() > ADDRESS_MAX_BYTES {
            return Err(AddressError::TooLong);
        }
        Ok(address)
    }
}

/// Reads what a person pasted: marks of writing direction around it are dropped, a missing scheme
/// is added.
fn read(text: &str) -> Result<Url, AddressError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    if text.len() > ADDRESS_MAX_BYTES {
        return Err(AddressError::TooLong);
    }
    // The url crate would silently drop tabs and line ends, and so join what was apart.
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        return Err(AddressError::Character);
    }
    let url =
        if has_scheme(text) { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
    let url = url.map_err(|_| AddressError::Syntax)?;
    if !["http", "https"].contains(&url.scheme()) {
        return Err(AddressError::Scheme);
    }
    Ok(url)
}

/// Whether something stands before the first colon that is not a host with a port after it.
fn has_scheme(text: &str) -> bool {
    match text.split_once(':') {
        None => false,
        Some((before, after)) => {
            !before.contains(['.', '/', '?', '#', '[']) || after.starts_with("//")
        }
    }
}

/// Marks that are not seen: of direction, of joining, of byte order. They are pasted along with an
/// address from Arabic text, or put there to make two addresses look alike.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The host in lower case and ASCII, without the last dot and without what only chooses a layout.
fn host(url: &Url) -> Result<String, AddressError> {
    match url.host() {
        Some(Host::Domain(domain)) => {
            let mut host = domain.trim_end_matches('.');
            if !host.contains('.') || host.split('.').any(str::is_empty) {
                return Err(AddressError::Host);
            }
            while let Some(shorter) = without_layout(host) {
                host = shorter;
            }
            Ok(host.to_owned())
        }
        Some(address) => Ok(address.to_string()),
        None => Err(AddressError::Host),
    }
}

/// `example.com` for `m.example.com`; nothing when `m` is the name itself, as in `m.me`.
fn without_layout(host: &str) -> Option<&str> {
    ["www.", "m.", "mobile."]
        .iter()
        .find_map(|layout| host.strip_prefix(layout))
        .filter(|rest| rest.contains('.'))
}

#[cfg(test)]
mod tests;
