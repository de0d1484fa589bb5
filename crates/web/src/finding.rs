//! By which words officers find a report, and what they typed to find one.

use std::collections::BTreeSet;

use desk::Report;
use record::Address;
use record::id::ReportRef;
use words::folded_words;

/// Digits from which on a number may be somebody's telephone or card, and is no word. Our own
/// choice: dates and sums stay.
const LONG_NUMBER: usize = 7;

/// What an officer looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A report or a case, by its reference.
    Reference([u8; 16]),
    /// Reports that have all of these words.
    Words(Vec<String>),
}

/// The words by which a report is found: those of the account and of the addresses, and each address
/// as one word. Not how the person can be reached, wherever they wrote it.
#[must_use]
pub fn words_of(report: &Report) -> Vec<String> {
    let contact = format!("{} {}", report.contact.name, report.contact.reach);
    let contact: BTreeSet<String> = folded_words(&contact).into_iter().collect();
    let is_word = |word: &String| !contact.contains(word) && !is_long_number(word);
    let account = without_mail(&report.account);
    let mut words: Vec<String> = folded_words(&account).into_iter().filter(is_word).collect();
    words.extend(report.addresses.iter().flat_map(|address| folded_words(&address.given)));
    // The same keys that fold reports, so that an address is found however it was copied.
    words.extend(report.fold_keys(&[]));
    words.sort_unstable();
    words.dedup();
    words
}

fn is_long_number(word: &str) -> bool {
    word.chars().filter(char::is_ascii_digit).count() >= LONG_NUMBER
}

/// A text without addresses of e-mail.
fn without_mail(text: &str) -> String {
    let is_kept = |word: &&str| !(word.contains('@') && word.contains('.'));
    text.split_whitespace().filter(is_kept).collect::<Vec<_>>().join(" ")
}

/// What was typed: a reference, an address, or words.
pub(crate) fn asked(typed: &str) -> Asked {
    let typed = typed.trim();
    if let Ok(reference) = typed.parse::<ReportRef>() {
        return Asked::Reference(*reference.as_bytes());
    }
    if typed.contains("://")
        && let Ok(address) = typed.parse::<Address>()
    {
        return Asked::Words(vec![desk::fold_key(&address)]);
    }
    Asked::Words(folded_words(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(account: &str, address: &str) -> Report {
        let mut telling = desk::Telling::default();
        telling.answers.harm = Some(law::Harm::Insult);
        telling.answers.medium = Some(law::Medium::Platform);
        telling.answers.capacity = Some(law::Capacity::Myself);
        telling.take_addresses(address).unwrap();
        telling.take_account(account).unwrap();
        telling.take_contact("أمينة العلوي", "0612345678", false).unwrap();
        let is_open = |telling: &desk::Telling, question: &law::Question| {
            question.form() == law::Form::YesNo && telling.answers.reply(*question).is_none()
        };
        let mut questions = law::questions(&telling.answers);
        while let Some(question) = questions.into_iter().find(|it| is_open(&telling, it)) {
            telling.answers.said.insert(question, law::Reply::No);
            questions = law::questions(&telling.answers);
        }
        telling.report(0, record::Timestamp::from_unix(1_790_000_000).unwrap()).unwrap()
    }

    #[test]
    fn a_report_is_found_by_what_was_told_and_not_by_who_told_it() {
        let account = "اسمي أمينة، هاتفي 0612345678 وبريدي amina@mail.example: شتمني في الحومة";
        let words = words_of(&report(account, "https://social.example/@someone/12"));
        for word in ["شتمني", "الحومه", "social", "someone"] {
            assert!(words.contains(&word.to_owned()), "{word}");
        }
        for word in ["امينه", "0612345678", "amina", "mail"] {
            assert!(!words.contains(&word.to_owned()), "{word}");
        }
    }

    #[test]
    fn an_address_is_found_however_it_was_copied() {
        let words = words_of(&report("", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3"));
        let Asked::Words(asked) = asked(" https://youtu.be/dQw4w9WgXcQ ") else { panic!("words") };
        assert_eq!(asked.len(), 1);
        assert!(words.contains(&asked[0]), "{words:?}");
    }

    #[test]
    fn a_reference_is_told_from_words() {
        assert_eq!(asked(&"ab".repeat(16)), Asked::Reference([0xab; 16]));
        assert_eq!(asked("شَتَمَني"), Asked::Words(vec!["شتمني".to_owned()]));
        assert_eq!(asked("\" OR * NEAR("), Asked::Words(vec!["or".to_owned(), "near".to_owned()]));
    }
}
