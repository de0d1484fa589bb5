//! Style, fonts and ornament, compiled in. Each is served under a name that holds its hash, so
//! that it can be kept for ever and a new one is never mistaken for it.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use record::id::Digest;

/// What never changes under its name. Source: RFC 8246, "immutable".
const FOR_EVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    /// What the templates call it.
    name: &'static str,
    /// Under which name it is served.
    hashed: String,
    content_type: &'static str,
    bytes: Vec<u8>,
}

fn asset(name: &'static str, content_type: &'static str, bytes: &[u8]) -> Asset {
    let digest = Digest::of(bytes).to_string();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let hashed = format!("{stem}-{}.{ending}", &digest[..16]);
    Asset { name, hashed, content_type, bytes: bytes.to_owned() }
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    const FONT: &str = "font/woff2";
    const PICTURE: &str = "image/svg+xml";
    let mut assets = vec![
        asset("latin.woff2", FONT, include_bytes!("../assets/fonts/noto-sans-regular.woff2")),
        asset("latin-bold.woff2", FONT, include_bytes!("../assets/fonts/noto-sans-bold.woff2")),
        asset(
            "arabic.woff2",
            FONT,
            include_bytes!("../assets/fonts/noto-sans-arabic-regular.woff2"),
        ),
        asset(
            "arabic-bold.woff2",
            FONT,
            include_bytes!("../assets/fonts/noto-sans-arabic-bold.woff2"),
        ),
        asset("lattice.svg", PICTURE, include_bytes!("../assets/lattice.svg")),
        asset("icon.svg", PICTURE, include_bytes!("../assets/icon.svg")),
        asset("office.js", "text/javascript; charset=utf-8", include_bytes!("../assets/office.js")),
    ];
    // The style names the others, so its hash comes last.
    let mut style = include_str!("../assets/style.css").to_owned();
    for asset in &assets {
        style = style.replace(&format!("url({})", asset.name), &format!("url({})", asset.hashed));
    }
    assets.push(asset("style.css", "text/css; charset=utf-8", style.as_bytes()));
    assets
});

/// Where the asset that templates call `name` is served.
#[must_use]
pub fn address(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    format!("/static/{}", found.map_or(name, |asset| asset.hashed.as_str()))
}

/// One asset.
pub async fn serve(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.hashed == name) {
        Some(asset) => {
            let headers =
                [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, FOR_EVER)];
            (headers, asset.bytes.as_slice()).into_response()
        }
        None => (StatusCode::NOT_FOUND, "no such file\n").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most a reader must fetch before the page looks right. Unit: bytes.
    const STYLE_BYTES_MAX: usize = 30_000;

    #[test]
    fn the_style_is_small_and_names_only_files_that_are_served() {
        let style = ASSETS.iter().find(|asset| asset.name == "style.css").unwrap();
        assert!(style.bytes.len() < STYLE_BYTES_MAX, "{} bytes", style.bytes.len());
        let text = std::str::from_utf8(&style.bytes).unwrap();
        for rest in text.split("url(").skip(1) {
            let name = rest.split(')').next().unwrap();
            assert!(ASSETS.iter().any(|asset| asset.hashed == name), "{name}");
        }
    }

    #[test]
    fn the_style_uses_no_side_that_turns_around_in_arabic() {
        let style = include_str!("../assets/style.css");
        for physical in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "border-left",
            "border-right",
            " left:",
            " right:",
            "text-align: left",
            "text-align: right",
            "float",
        ] {
            assert!(!style.contains(physical), "{physical}");
        }
    }
}
