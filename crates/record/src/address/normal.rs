//! One spelling of a path and of a query.

/// Parameters that tell how an address was passed on and not what it leads to.
///
/// Source: the share buttons of the platforms and the usual campaign tools, as seen in addresses;
/// a parameter that is in doubt is not in the list.
const TRACKING: &[&str] = &[
    "_d",
    "_hsenc",
    "_hsmi",
    "_r",
    "_rdc",
    "_rdr",
    "_t",
    "__tn__",
    "dclid",
    "fbclid",
    "feature",
    "fref",
    "gbraid",
    "gclid",
    "gclsrc",
    "hc_ref",
    "ig_mid",
    "ig_rid",
    "igsh",
    "igshid",
    "is_copy_url",
    "is_from_webapp",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "msclkid",
    "rdid",
    "ref",
    "ref_src",
    "ref_url",
    "refsrc",
    "sender_device",
    "sender_web_id",
    "sfnsn",
    "share_app_id",
    "share_id",
    "share_item_id",
    "share_link_id",
    "share_url",
    "si",
    "tt_from",
    "ttclid",
    "twclid",
    "u_code",
    "wbraid",
    "web_id",
    "wtsid",
    "yclid",
];

/// Beginnings of such parameters.
const TRACKING_BEGINNINGS: &[&str] = &["utm_", "__cft__", "__xts__"];

/// A parameter of a query and its value, if it has one.
pub(super) type Parameter = (String, Option<String>);

/// The path without slashes at its end, in one spelling: nothing is coded that need not be.
pub(super) fn path(path: &str) -> String {
    // Source: RFC 3986, section 3.3, `pchar`, and the slash between segments.
    recode(path.trim_end_matches('/'), b"!$&'()*+,;=:@/")
}

/// The parameters that matter, sorted.
pub(super) fn query(query: &str) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = query
        .split('&')
        .filter(|part| !part.is_empty() && *part != "=")
        .map(|part| match part.split_once('=') {
            Some((key, value)) => (recode_query(key), Some(recode_query(value))),
            None => (recode_query(part), None),
        })
        .filter(|(key, _)| !is_tracking(key))
        .collect();
    parameters.sort();
    parameters
}

/// The parameters as they stand in an address, with their question mark.
pub(super) fn join(parameters: &[Parameter]) -> String {
    let mut out = String::new();
    for (key, value) in parameters {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(key);
        if let Some(value) = value {
            out.push('=');
            out.push_str(value);
        }
    }
    out
}

fn is_tracking(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    TRACKING.contains(&key.as_str())
        || TRACKING_BEGINNINGS.iter().any(|beginning| key.starts_with(beginning))
}

fn recode_query(text: &str) -> String {
    // In a query a plus is a space; both become the space's code.
    recode(&text.replace('+', "%20"), b"!$'()*,;:@/?")
}

/// Decodes what need not be coded (unreserved characters and those in `kept`), codes the rest in
/// upper case, and codes a percent sign that codes nothing, so that a second pass changes nothing.
fn recode(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let coded = (byte == b'%').then(|| bytes.get(index + 1..index + 3).and_then(coded_byte));
        let plain = match coded {
            Some(Some(decoded)) => {
                index += 3;
                decoded
            }
            _ => {
                index += 1;
                byte
            }
        };
        // A slash that was coded is part of a name and not a separator: it stays coded.
        let was_coded_slash = coded == Some(Some(b'/'));
        if !was_coded_slash && (is_unreserved(plain) || kept.contains(&plain)) {
            out.push(char::from(plain));
        } else {
            out.push('%');
            out.push_str(&crate::text::hex(&[plain]).to_ascii_uppercase());
        }
    }
    out
}

/// The byte that two hexadecimal digits of either case stand for.
fn coded_byte(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    match *digits {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

/// Source: RFC 3986, section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}
