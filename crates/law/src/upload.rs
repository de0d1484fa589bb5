//! Whether a desk may take a file at all. Decided before a byte is received.

use crate::choice::closed_list;
use crate::{Answers, Harm, Reply};

/// What may be given to a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upload {
    /// Files and addresses.
    Allowed,
    /// Addresses and identifiers, no file.
    AddressOnly(UploadReason),
    /// Nothing is uploaded, ever: an address goes to the police.
    PoliceFirst(UploadReason),
}

closed_list! {
    /// Why no file may be given.
    "upload" UploadReason {
        /// Sexual material of a child: possession is an offence, a hash of it implies possession.
        /// Source: PC 503-2; facts 4, safeguard 11.
        ChildSexual = "child-sexual",
        /// Somebody in it may be under 18, and it may be sexual or intimate. The same source.
        MinorIntimate = "minor-intimate",
        /// Intimate material of adults. Source: the founding brief, line 9.
        Intimate = "intimate",
    }
}

/// Whether files may be uploaded. "Not sure" counts as yes, for age and for intimacy.
#[must_use]
pub fn upload(answers: &Answers) -> Upload {
    let may_be = |reply: Reply| reply != Reply::No;
    if answers.harm() == Harm::ChildSexual {
        return Upload::PoliceFirst(UploadReason::ChildSexual);
    }
    match (may_be(answers.is_minor()), may_be(answers.is_intimate())) {
        (true, true) => Upload::PoliceFirst(UploadReason::MinorIntimate),
        (false, true) => Upload::AddressOnly(UploadReason::Intimate),
        (_, false) => Upload::Allowed,
    }
}
