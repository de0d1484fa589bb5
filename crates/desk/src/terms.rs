//! The words of the interview as they stand in entries: harm, capacity, article. The law pack and
//! the register each have their own lists, because each is bound to its own sources.

use law::{Answers, Reply};
use record::AddressKind;
use record::choice::{Capacity, Harm};
use record::entry::Complainant;
use record::id::LawRef;

/// The harm as it stands in an entry.
#[must_use]
pub const fn harm(harm: law::Harm) -> Harm {
    match harm {
        law::Harm::FalseAccusation => Harm::Defamation,
        law::Harm::Insult => Harm::Insult,
        law::Harm::PublicFalseNews => Harm::FalseNews,
        law::Harm::IntimateImage => Harm::IntimateImage,
        law::Harm::Montage => Harm::ImageMontage,
        law::Harm::Blackmail => Harm::Blackmail,
        law::Harm::Threat => Harm::Threat,
        law::Harm::Harassment => Harm::Harassment,
        law::Harm::ChildSexual => Harm::ChildSexual,
        law::Harm::ChildExposure => Harm::ChildExposure,
        law::Harm::Hate => Harm::Hate,
        law::Harm::PersonalData => Harm::PersonalData,
        law::Harm::Account => Harm::AccountFraud,
    }
}

/// In what capacity somebody complains; nothing for who only saw it, and has no standing.
///
/// Source: the founding brief, line 5.
#[must_use]
pub fn complainant(capacity: law::Capacity) -> Option<Complainant> {
    match capacity {
        law::Capacity::Myself => Complainant::private(Capacity::Harmed).ok(),
        law::Capacity::Guardian => Complainant::private(Capacity::Guardian).ok(),
        law::Capacity::Heir => Complainant::private(Capacity::Heir).ok(),
        law::Capacity::Body | law::Capacity::Official => {
            Some(Complainant::official(Capacity::Harmed))
        }
        law::Capacity::Witness => None,
    }
}

/// An article of a country's pack as it stands in an entry: `PC:447-1` of `ma` is `ma/pc/447-1`.
#[must_use]
pub fn law_ref(country: &str, article: &str) -> Option<LawRef> {
    let (law, number) = article.split_once(':')?;
    format!("{country}/{}/{number}", law.to_ascii_lowercase()).parse().ok()
}

/// What an address of such a report leads to. "Not sure" counts as yes; `names_victim` is the word of
/// an officer who looked at it.
///
/// Source: the founding brief, line 8.
#[must_use]
pub fn address_kind(answers: &Answers, names_victim: bool) -> AddressKind {
    let harm = harm(answers.harm());
    if answers.is_minor() != Reply::No || matches!(harm, Harm::ChildExposure | Harm::ChildSexual) {
        AddressKind::Minor
    } else if answers.is_intimate() != Reply::No || harm.needs_secret_address() {
        AddressKind::Intimate
    } else if names_victim {
        AddressKind::IdentifiesVictim
    } else {
        AddressKind::Public
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_that_may_ground_a_notice_has_its_name_in_entries() {
        let pack = law::Pack::morocco().unwrap();
        for article in pack.articles().iter().filter(|article| article.is_notice_ground) {
            let name = law_ref("ma", &article.id);
            assert!(name.is_some(), "{}", article.id);
        }
        assert_eq!(law_ref("ma", "PC:447-1").unwrap().as_str(), "ma/pc/447-1");
        assert_eq!(law_ref("ma", "nothing"), None);
    }

    #[test]
    fn thirteen_harms_are_thirteen_harms() {
        let words: std::collections::BTreeSet<_> =
            law::Harm::ALL.iter().map(|it| harm(*it)).collect();
        assert_eq!(words.len(), Harm::ALL.len());
    }
}
