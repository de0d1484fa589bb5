//! A lint is silenced in the open: with `expect`, a reason, and in the one place that may.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::House;
use crate::source::What;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "silenced lints",
        reason: "an `expect` with a reason tells the reader why, and goes away when it is not needed",
        check: silence_carries_a_reason,
    },
    Rule {
        name: "clock and randomness",
        reason: "one file reads the clock and draws random bytes, so that every test can replace it",
        check: only_the_clock_reads_the_clock,
    },
];

/// The files that may call what `clippy.toml` disallows, each with its reason.
const CLOCKS: &[(&str, &str)] =
    &[("crates/hiwar/src/clock.rs", "the edge, where time and randomness come in")];

fn silence_carries_a_reason(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in &house.rust {
        for (what, line) in file.all() {
            if let Some((name, arguments)) = silence(what)
                && !arguments.contains("reason")
            {
                let message = format!("`{name}({arguments})`: use `expect(.., reason = \"..\")`");
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    Ok(findings)
}

fn only_the_clock_reads_the_clock(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let may = |path: &str| path.starts_with("xtask/") || CLOCKS.iter().any(|(p, _)| *p == path);
    for file in house.rust.iter().filter(|f| !may(&f.path)) {
        for (what, line) in file.shipped() {
            if let Some((_, arguments)) = silence(what)
                && arguments.contains("disallowed_methods")
            {
                let message = format!("only {} may call these methods", CLOCKS[0].0);
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    Ok(findings)
}

/// The name and the arguments of an attribute that silences a lint, also within `cfg_attr`.
fn silence(what: &What) -> Option<(&str, &str)> {
    let What::Attribute { name, arguments } = what else {
        return None;
    };
    let silences = match name.as_str() {
        "allow" | "expect" => true,
        "cfg_attr" => arguments.contains("allow (") || arguments.contains("expect ("),
        _ => false,
    };
    silences.then_some((name, arguments))
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_finds;
    use super::*;

    const PATH: &str = "crates/hiwar/src/main.rs";

    #[test]
    fn a_lint_silenced_without_a_reason_is_refused() {
        let place = "crates/hiwar/src/main.rs:2";
        for bad in
            ["#[allow(dead_code)]", "#[expect(dead_code)]", "#[cfg_attr(unix, allow(dead_code))]"]
        {
            let text = format!("//! A.\n{bad}\nfn f() {{}}\n");
            check_finds(silence_carries_a_reason, &[(PATH, &text)], &[place]);
        }
    }

    #[test]
    fn a_lint_silenced_inside_a_macro_is_refused_too() {
        let text = "//! A.\nproptest! { #[allow(dead_code)] fn f() {} }\n";
        check_finds(silence_carries_a_reason, &[(PATH, text)], &["crates/hiwar/src/main.rs:2"]);
    }

    #[test]
    fn a_lint_silenced_with_a_reason_is_allowed() {
        let text = "//! A.\n#[expect(dead_code, reason = \"shown to the linker\")]\nfn f() {}\n";
        check_finds(silence_carries_a_reason, &[(PATH, text)], &[]);
    }

    #[test]
    fn the_clock_is_read_in_one_file() {
        let text = "//! A.\n#[expect(clippy::disallowed_methods, reason = \"a\")]\nfn f() {}\n";
        check_finds(
            only_the_clock_reads_the_clock,
            &[(PATH, text)],
            &["crates/hiwar/src/main.rs:2"],
        );
        check_finds(only_the_clock_reads_the_clock, &[(CLOCKS[0].0, text)], &[]);
        check_finds(only_the_clock_reads_the_clock, &[("crates/hiwar/tests/all.rs", text)], &[]);
    }
}
