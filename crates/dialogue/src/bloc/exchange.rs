//! The acts that a desk holds: a set that only grows.

use std::collections::BTreeMap;

use record::id::{Digest, OrganisationId};

use super::act::{Audience, SignedAct};
use super::bundle::{Fault, Reason};
use super::{Membership, Verify};

/// The most acts of one member. A member that has so many has flooded the others: the acts with the
/// smallest hashes stay, so that all desks keep the same ones, and none of its votes counts. Our own
/// choice: a hundred times what the members of a bloc could read in a year.
pub const ACTS_MAX: usize = 20_000;

/// Whether an act was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was.
    New,
    /// It was there already.
    Known,
}

/// The acts that one desk holds, by member and by their hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchange {
    acts: BTreeMap<OrganisationId, BTreeMap<Digest, SignedAct>>,
}

impl Exchange {
    /// Takes an act, whoever it came from. The same act under two signatures is one act; the smaller
    /// signature stays, so that everybody keeps the same.
    ///
    /// # Errors
    ///
    /// [`Fault`]: it is by no member, not whole, or not signed by whom it names.
    pub fn take(
        &mut self,
        signed: SignedAct,
        members: &Membership,
        verify: &impl Verify,
    ) -> Result<Taken, Fault> {
        let message = signed.act.message();
        let message = message.map_err(|_| Fault { field: "act", reason: Reason::Unreadable })?;
        self.take_signed(signed, &message, members, verify)
    }

    /// As [`Exchange::take`], with the bytes that were signed.
    pub(super) fn take_signed(
        &mut self,
        signed: SignedAct,
        message: &[u8],
        members: &Membership,
        verify: &impl Verify,
    ) -> Result<Taken, Fault> {
        let act = &signed.act;
        if act.v != super::act::ACT_VERSION {
            return Err(Fault { field: "act.v", reason: Reason::Version });
        }
        let key = members.key_of(&act.by);
        let key = key.ok_or(Fault { field: "act.by", reason: Reason::NoMember })?;
        let digest = Digest::of(message);
        let known = self.acts.get(&act.by).and_then(|acts| acts.get(&digest));
        if known.is_some_and(|known| known.sig <= signed.sig) {
            return Ok(Taken::Known);
        }
        if !act.says.is_whole(act.at) {
            return Err(Fault { field: "act.says", reason: Reason::NotWhole });
        }
        if !verify.is_signed(key, message, &signed.sig.0) {
            return Err(Fault { field: "sig", reason: Reason::Signature });
        }
        let is_known = known.is_some();
        Ok(if self.insert(digest, signed) && !is_known { Taken::New } else { Taken::Known })
    }

    /// Keeps an act that was verified; false if it is beyond what one member may have.
    fn insert(&mut self, digest: Digest, signed: SignedAct) -> bool {
        let acts = self.acts.entry(signed.act.by.clone()).or_default();
        acts.insert(digest, signed);
        if acts.len() <= ACTS_MAX {
            return true;
        }
        acts.pop_last().is_some_and(|(last, _)| last != digest)
    }

    /// Takes every act that another desk holds and that this one verified before.
    pub fn merge(&mut self, other: &Exchange) {
        for (digest, signed) in other.acts.values().flatten() {
            let known = self.acts.get(&signed.act.by).and_then(|acts| acts.get(digest));
            if known.is_none_or(|known| signed.sig < known.sig) {
                self.insert(*digest, signed.clone());
            }
        }
    }

    /// Every act, by member and then by hash.
    pub fn acts(&self) -> impl Iterator<Item = &SignedAct> {
        self.acts.values().flat_map(BTreeMap::values)
    }

    /// Every act that may go to an audience, in the same order.
    pub fn for_audience(&self, audience: Audience) -> impl Iterator<Item = &SignedAct> {
        self.acts().filter(move |signed| signed.act.says.tlp().may_reach(audience))
    }

    /// How many acts there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.acts.values().map(BTreeMap::len).sum()
    }

    /// Whether a member flooded the others.
    #[must_use]
    pub fn is_flooding(&self, desk: &OrganisationId) -> bool {
        self.acts.get(desk).is_some_and(|acts| acts.len() >= ACTS_MAX)
    }
}
