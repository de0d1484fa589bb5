//! A report as it is kept: whole, checked, and in the words of the person who sent it.

use std::collections::BTreeSet;

use law::Answers;
use record::{Address, Timestamp};
use serde::{Deserialize, Serialize};

use crate::case::Platform;
use crate::finding::Finding;
use crate::telling::{Contact, Problem, Telling};

/// Version of what is written down.
const VERSION: u32 = 1;

/// Messages of a person that may wait for an answer. Whoever has written more than this adds nothing
/// that the desk could still read in its turn, and could fill its disk. Unit: messages.
pub const MESSAGES_WAITING_MAX: u32 = 100;

/// An address as it was given, and as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenAddress {
    /// As the person gave it. Short links stay as they are: nothing goes out to follow them.
    pub given: String,
    /// In canonical form.
    pub canonical: String,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    version: u32,
    /// When it was received. Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
    /// The replies to the law's questions.
    pub answers: Answers,
    /// Where the content is.
    pub addresses: Vec<GivenAddress>,
    /// What happened, in the person's own words.
    pub account: String,
    /// How they may be reached.
    pub contact: Contact,
    /// What officers found in it. It is no part of what the person sent and is kept beside it.
    #[serde(skip)]
    pub found: BTreeSet<Finding>,
}

/// By what reports of the content that an address shows are found.
#[must_use]
pub fn fold_key(address: &Address) -> String {
    match address.content_key() {
        Some(content) => format!("content:{content}"),
        None => format!("address:{}", address.as_str()),
    }
}

impl Telling {
    /// The report, once nothing is wrong with it. `files` is how many files were given.
    ///
    /// # Errors
    ///
    /// Every problem, in the order of the pages.
    pub fn report(&self, files: usize, received: Timestamp) -> Result<Report, Vec<Problem>> {
        let problems = self.problems(files);
        let answers = match Answers::try_from(self.answers.clone()) {
            Ok(answers) if problems.is_empty() => answers,
            _ => return Err(problems),
        };
        let read = |given: &String| {
            let canonical = given.parse::<Address>().map(|it| it.as_str().to_owned());
            GivenAddress { given: given.clone(), canonical: canonical.unwrap_or_default() }
        };
        let received_ms = u64::try_from(received.unix()).unwrap_or(0) * 1000;
        let takes_account = !matches!(self.upload(), Some(law::Upload::PoliceFirst(_)));
        Ok(Report {
            version: VERSION,
            received_ms,
            answers,
            addresses: self.addresses.iter().map(read).collect(),
            // What was typed before it was clear that a child is shown is not taken.
            account: if takes_account { self.account.clone() } else { String::new() },
            contact: self.contact.clone(),
            found: BTreeSet::new(),
        })
    }
}

impl Report {
    /// Where its first address leads.
    #[must_use]
    pub fn platform(&self) -> Platform {
        let first = self.addresses.first();
        let address = first.and_then(|address| address.canonical.parse::<Address>().ok());
        match (first, address) {
            (None, _) => Platform::None,
            (Some(_), address) => address.map_or(Platform::Other, |it| Platform::of(&it)),
        }
    }

    /// By what other reports of the same content are found: the content that each address shows, and
    /// the SHA-256 of each file.
    #[must_use]
    pub fn fold_keys(&self, files: &[[u8; 32]]) -> Vec<String> {
        let of_address = |address: &GivenAddress| {
            let address: Address = address.canonical.parse().ok()?;
            Some(fold_key(&address))
        };
        let hex =
            |hash: &[u8; 32]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let of_file = |hash: &[u8; 32]| format!("file:{}", hex(hash));
        let mut keys: Vec<String> = self.addresses.iter().filter_map(of_address).collect();
        keys.extend(files.iter().map(of_file));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
