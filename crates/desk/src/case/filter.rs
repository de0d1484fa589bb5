//! Which cases of the queue are shown: closed words only, as they stand in an address.

use record::choice::Outcome;

use super::lists::words;
use super::{Mark, Platform, outcome};

words! {
    /// Which cases, by how they stand.
    Shelf {
        /// Those in which something may still have to be done.
        Live = "live",
        /// Those in which the desk must do it.
        Open = "open",
        /// Those that wait for a person.
        Waiting = "waiting",
        /// Those that the desk has finished with, the newest first.
        Closed = "closed",
    }
}

words! {
    /// Which cases, by who works on them.
    Whose {
        /// Whoever works on them.
        Anyone = "anyone",
        /// Those that nobody works on.
        Free = "free",
        /// Those that the officer works on.
        Mine = "mine",
        /// Those that were handed over to the officer.
        Given = "given",
    }
}

/// Which cases of the queue are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// By how they stand.
    pub shelf: Shelf,
    /// By who works on them. Of closed cases it tells nothing.
    pub whose: Whose,
    /// Of this urgency only.
    pub urgency: Option<u8>,
    /// On this platform only.
    pub platform: Option<Platform>,
    /// Of this harm only.
    pub harm: Option<law::Harm>,
    /// With this mark only.
    pub mark: Option<Mark>,
    /// Closed in this way only.
    pub outcome: Option<Outcome>,
    /// Only those in which an official complains.
    pub is_official: bool,
    /// Only those in which a person wrote something that nobody has seen.
    pub is_unread: bool,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter {
            shelf: Shelf::Live,
            whose: Whose::Anyone,
            urgency: None,
            platform: None,
            harm: None,
            mark: None,
            outcome: None,
            is_official: false,
            is_unread: false,
        }
    }
}

/// The least urgent there is, from 0.
const URGENCY_MAX: u8 = 2;

impl Filter {
    /// The filter of these pairs. What is not known is passed over, so that an address of an older
    /// version still shows something.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Filter {
        let mut filter = Filter::default();
        for (name, word) in pairs {
            match name {
                "shelf" => filter.shelf = Shelf::from_word(word).unwrap_or(filter.shelf),
                "whose" => filter.whose = Whose::from_word(word).unwrap_or(filter.whose),
                "urgency" => filter.urgency = word.parse().ok().filter(|it| *it <= URGENCY_MAX),
                "platform" => filter.platform = Platform::from_word(word),
                "harm" => filter.harm = law::Harm::from_id(word),
                "mark" => filter.mark = Mark::from_word(word),
                "outcome" => filter.outcome = outcome(word),
                "official" => filter.is_official = word == "yes",
                "unread" => filter.is_unread = word == "yes",
                _ => {}
            }
        }
        if filter.shelf == Shelf::Closed {
            filter.whose = Whose::Anyone;
        } else {
            filter.outcome = None;
        }
        filter
    }

    /// The pairs of the filter, those left out that say nothing.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &'static str)> {
        const URGENCIES: [&str; 3] = ["0", "1", "2"];
        let shelf = (self.shelf != Shelf::Live).then(|| self.shelf.word());
        let whose = (self.whose != Whose::Anyone).then(|| self.whose.word());
        let urgency = self.urgency.and_then(|it| URGENCIES.get(usize::from(it)).copied());
        let named = [
            ("shelf", shelf),
            ("whose", whose),
            ("urgency", urgency),
            ("platform", self.platform.map(Platform::word)),
            ("harm", self.harm.map(law::Harm::id)),
            ("mark", self.mark.map(Mark::word)),
            ("outcome", self.outcome.map(Outcome::word)),
            ("official", self.is_official.then_some("yes")),
            ("unread", self.is_unread.then_some("yes")),
        ];
        named.into_iter().filter_map(|(name, word)| Some((name, word?))).collect()
    }

    /// The filter as the query of an address.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = self.pairs().into_iter().map(|(name, word)| format!("{name}={word}"));
        pairs.collect::<Vec<_>>().join("&")
    }
}
