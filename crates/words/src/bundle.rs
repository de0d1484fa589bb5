//! The texts themselves: Fluent files compiled in and parsed once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::{Language, number};

/// A value that is put into a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words, a name, an address: put in as they are, between marks of direction.
    Text(&'a str),
    /// How many of something: chooses the form of the words around it, and is written with
    /// [`number()`].
    Count(u64),
}

/// Begins a part with a direction of its own, the one of its first letter.
const ISOLATE: char = '\u{2068}';
/// Ends it.
const ISOLATE_END: char = '\u{2069}';

/// The files of each language.
fn sources(language: Language) -> [&'static str; 15] {
    match language {
        Language::Ar => [
            include_str!("../../../content/locales/ar/common.ftl"),
            include_str!("../../../content/locales/ar/register.ftl"),
            include_str!("../../../content/locales/ar/entry.ftl"),
            include_str!("../../../content/locales/ar/evidence.ftl"),
            include_str!("../../../content/locales/ar/law.ftl"),
            include_str!("../../../content/locales/ar/desk.ftl"),
            include_str!("../../../content/locales/ar/own.ftl"),
            include_str!("../../../content/locales/ar/account.ftl"),
            include_str!("../../../content/locales/ar/case.ftl"),
            include_str!("../../../content/locales/ar/notice.ftl"),
            include_str!("../../../content/locales/ar/room.ftl"),
            include_str!("../../../content/locales/ar/seat.ftl"),
            include_str!("../../../content/locales/ar/review.ftl"),
            include_str!("../../../content/locales/ar/contest.ftl"),
            include_str!("../../../content/locales/ar/dialogue.ftl"),
        ],
        Language::Fr => [
            include_str!("../../../content/locales/fr/common.ftl"),
            include_str!("../../../content/locales/fr/register.ftl"),
            include_str!("../../../content/locales/fr/entry.ftl"),
            include_str!("../../../content/locales/fr/evidence.ftl"),
            include_str!("../../../content/locales/fr/law.ftl"),
            include_str!("../../../content/locales/fr/desk.ftl"),
            include_str!("../../../content/locales/fr/own.ftl"),
            include_str!("../../../content/locales/fr/account.ftl"),
            include_str!("../../../content/locales/fr/case.ftl"),
            include_str!("../../../content/locales/fr/notice.ftl"),
            include_str!("../../../content/locales/fr/room.ftl"),
            include_str!("../../../content/locales/fr/seat.ftl"),
            include_str!("../../../content/locales/fr/review.ftl"),
            include_str!("../../../content/locales/fr/contest.ftl"),
            include_str!("../../../content/locales/fr/dialogue.ftl"),
        ],
        Language::En => [
            include_str!("../../../content/locales/en/common.ftl"),
            include_str!("../../../content/locales/en/register.ftl"),
            include_str!("../../../content/locales/en/entry.ftl"),
            include_str!("../../../content/locales/en/evidence.ftl"),
            include_str!("../../../content/locales/en/law.ftl"),
            include_str!("../../../content/locales/en/desk.ftl"),
            include_str!("../../../content/locales/en/own.ftl"),
            include_str!("../../../content/locales/en/account.ftl"),
            include_str!("../../../content/locales/en/case.ftl"),
            include_str!("../../../content/locales/en/notice.ftl"),
            include_str!("../../../content/locales/en/room.ftl"),
            include_str!("../../../content/locales/en/seat.ftl"),
            include_str!("../../../content/locales/en/review.ftl"),
            include_str!("../../../content/locales/en/contest.ftl"),
            include_str!("../../../content/locales/en/dialogue.ftl"),
        ],
    }
}

struct Bundles {
    ar: FluentBundle<FluentResource>,
    fr: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

static BUNDLES: LazyLock<Bundles> = LazyLock::new(|| Bundles {
    ar: bundle(Language::Ar),
    fr: bundle(Language::Fr),
    en: bundle(Language::En),
});

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier =
        language.code().parse().expect("ar, fr and en are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_formatter(Some(match language {
        Language::Ar => |value, _| format_number(Language::Ar, value),
        Language::Fr => |value, _| format_number(Language::Fr, value),
        Language::En => |value, _| format_number(Language::En, value),
    }));
    for resource in resources(language) {
        bundle.add_resource(resource).expect("a test checks that no id is there twice");
    }
    bundle
}

fn resources(language: Language) -> impl Iterator<Item = FluentResource> {
    sources(language).into_iter().map(|source| {
        let parsed = FluentResource::try_new(source.to_owned());
        parsed.unwrap_or_else(|_| panic!("a test checks that every file can be parsed"))
    })
}

/// Every number in a text is a count, so a whole one.
fn format_number(language: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { options, .. }) if options.currency.is_some() => {
            options.currency.clone()
        }
        FluentValue::Number(FluentNumber { value, .. }) => Some(number(language, *value as u64)),
        _ => None,
    }
}

/// A count as Fluent takes it.
///
/// The Arabic rule of `intl_pluralrules` 7.0.2 looks at the whole number where CLDR looks at its
/// last two digits, so 103 would take the wrong form. It is given a number of the right form, and
/// the number to be shown travels beside it in an option that nothing else here uses.
fn count_value(language: Language, count: u64) -> FluentValue<'static> {
    if language != Language::Ar || count < 100 {
        // Counts beyond 2^53 do not occur: no log is that long.
        return FluentValue::from(count);
    }
    let form = if (3..=99).contains(&(count % 100)) { count % 100 } else { 100 };
    let currency = Some(number(language, count));
    let options = FluentNumberOptions { currency, ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber::new(form as f64, options))
}

/// Whether there is a text called `id`.
#[must_use]
pub fn has(id: &str) -> bool {
    // A test checks that the three languages have the same ones.
    BUNDLES.ar.has_message(id)
}

/// The text called `id` in `language`, with these values in it.
///
/// A missing id or value is a mistake of ours that tests find; a reader would see the bare id
/// between brackets, never nothing and never a crash.
///
/// # Example
///
/// ```
/// use words::{Language, Value, text};
/// let text = text(Language::En, "time-ago-days", &[("count", Value::Count(3))]);
/// assert_eq!(text, "\u{2068}3\u{2069} days ago");
/// ```
#[must_use]
pub fn text(language: Language, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
    let bundle = match language {
        Language::Ar => &BUNDLES.ar,
        Language::Fr => &BUNDLES.fr,
        Language::En => &BUNDLES.en,
    };
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    let Some(pattern) = pattern else {
        return format!("⟦{id}⟧");
    };
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        match value {
            Value::Text(text) => args.set(*name, FluentValue::String(directed(language, text))),
            Value::Count(count) => args.set(*name, count_value(language, *count)),
        }
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    if errors.is_empty() { text.into_owned() } else { format!("⟦{id}⟧") }
}

/// A value that is itself a text with values in it says its direction first. A browser looks for
/// that past everything between marks, and would lay such a text out from left to right if it had
/// nothing else: an Arabic date would begin with its year.
///
/// Source: Unicode Standard Annex 9, rule P2.
fn directed(language: Language, value: &str) -> Cow<'_, str> {
    if !value.contains(ISOLATE) {
        return Cow::Borrowed(value);
    }
    let mark = match language {
        Language::Ar => '\u{200f}',
        Language::Fr | Language::En => '\u{200e}',
    };
    Cow::Owned(format!("{mark}{value}"))
}

/// A name or an address between marks of direction, for where several are put into one text.
#[must_use]
pub fn isolated(value: &str) -> String {
    format!("{ISOLATE}{value}{ISOLATE_END}")
}

/// The id of every text of a language, for tests that compare them with what is used.
#[must_use]
pub fn ids(language: Language) -> BTreeSet<String> {
    variables(language).into_keys().collect()
}

/// The id of every text of a language with the names of the values it takes, for tests that
/// compare languages.
#[must_use]
pub fn variables(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for resource in resources(language) {
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                message.value.iter().for_each(|pattern| in_pattern(pattern, &mut names));
                found.insert(message.id.name.to_owned(), names);
            }
        }
    }
    found
}

fn in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, names),
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            variants.iter().for_each(|variant| in_pattern(&variant.value, names));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, names),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_whole_and_no_id_is_there_twice() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for source in sources(language) {
                let parsed = FluentResource::try_new(source.to_owned());
                let resource = match parsed {
                    Ok(resource) => resource,
                    Err((_, errors)) => panic!("{language:?}: {errors:?}"),
                };
                for entry in resource.entries() {
                    if let Entry::Message(message) = entry {
                        let id = message.id.name;
                        assert!(seen.insert(id.to_owned()), "{language:?} has {id} twice");
                        assert!(message.value.is_some(), "{language:?}: {id} has no text");
                    }
                }
            }
        }
    }

    #[test]
    fn the_three_languages_have_the_same_texts_with_the_same_values() {
        let first = variables(Language::Ar);
        for language in [Language::Fr, Language::En] {
            let other = variables(language);
            let differing = |a: &BTreeMap<String, BTreeSet<String>>,
                             b: &BTreeMap<String, BTreeSet<String>>| {
                let differ = |(id, names): &(&String, &BTreeSet<String>)| b.get(*id) != Some(names);
                a.iter().filter(differ).map(|(id, _)| id.clone()).collect::<Vec<_>>()
            };
            let none: Vec<String> = Vec::new();
            assert_eq!(differing(&first, &other), none, "ar and {language:?}");
            assert_eq!(differing(&other, &first), none, "{language:?} and ar");
        }
    }

    #[test]
    fn a_value_stands_between_marks_of_direction() {
        let text = text(Language::Ar, "time-ago-days", &[("count", Value::Count(3))]);
        assert_eq!(text, "منذ \u{2068}3\u{2069} أيام");
    }

    #[test]
    fn a_text_inside_a_text_says_its_own_direction() {
        let inner = text(Language::Ar, "time-ago-days", &[("count", Value::Count(3))]);
        let values = [("moment", Value::Text("x")), ("ago", Value::Text(&inner))];
        let outer = text(Language::Ar, "since", &values);
        assert!(outer.contains(&format!("\u{2068}\u{200f}{inner}\u{2069}")), "{outer:?}");
    }

    #[test]
    fn a_missing_id_or_value_is_seen_and_does_not_crash() {
        assert_eq!(text(Language::En, "no-such-id", &[]), "⟦no-such-id⟧");
        assert_eq!(text(Language::En, "time-ago-days", &[]), "⟦time-ago-days⟧");
    }
}
