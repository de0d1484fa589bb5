//! The text to read first in a dossier, for whoever opens it without knowing what it is.

use record::Timestamp;
use words::{Language, Value, text};

use crate::manifest::Manifest;
use crate::path;

/// The paths and texts, one a language.
pub(crate) fn readmes(manifest: &Manifest) -> [(&'static str, String); 3] {
    let [ar, fr, en] = path::READMES;
    [(ar, Language::Ar), (fr, Language::Fr), (en, Language::En)]
        .map(|(path, language)| (path, readme(language, manifest)))
}

fn readme(language: Language, manifest: &Manifest) -> String {
    let report = manifest.report().to_string();
    let desk = manifest.desk().as_str();
    let received = match manifest.desk() {
        crate::manifest::Desk::Own => text(language, "evidence-readme-own", &[]),
        crate::manifest::Desk::Named(_) => {
            text(language, "evidence-readme-desk", &[("desk", Value::Text(desk))])
        }
    };
    let parts = u64::try_from(manifest.parts().len()).unwrap_or(u64::MAX);
    let paragraphs = [
        text(language, "evidence-readme-title", &[("report", Value::Text(&report))]),
        received,
        statement(language, manifest, manifest.received_at()),
        text(language, "evidence-readme-parts", &[("count", Value::Count(parts))]),
        text(language, "evidence-readme-files", &[]),
        text(language, "evidence-readme-careful", &[]),
        text(language, "evidence-readme-check", &[("command", Value::Text(COMMAND))]),
        text(language, "evidence-readme-by-hand", &[("command", Value::Text("sha256sum"))]),
        text(language, "evidence-readme-key", &[]),
    ];
    paragraphs.join("\n\n") + "\n"
}

/// How the dossier is checked.
const COMMAND: &str = "hiwar verify dossier.zip --key KEY";

fn statement(language: Language, manifest: &Manifest, at: Timestamp) -> String {
    manifest.statement().text(language, at)
}
