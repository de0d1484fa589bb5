//! Where positions stand: a function of the acts that are held, and of nothing else.

use std::collections::{BTreeMap, BTreeSet};

use record::bounded::Few;
use record::choice::{Language, PositionState};
use record::document::{Document, PublicDocument};
use record::entry::{Body, PositionTaken};
use record::id::{Digest, OrganisationId, PositionRef};

use super::act::{SignedAct, Statement};
use super::{Exchange, Membership};
use crate::content::Content;
use crate::item::ItemRef;
use crate::position::Position;
use crate::text::Trilingual;

/// Two things that a desk said where it may say one. Both signatures prove it to anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lie {
    /// Which desk.
    pub by: OrganisationId,
    /// One of them.
    pub first: SignedAct,
    /// The other.
    pub second: SignedAct,
}

/// One text of a position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextStands {
    /// What it says; nothing while only votes on it have arrived.
    pub text: Option<Position>,
    /// Who put it before the others.
    pub tabled_by: BTreeSet<OrganisationId>,
    /// Who signed it, of those whose vote counts.
    pub signed_by: BTreeSet<OrganisationId>,
    /// Who did not sign, and why, of those whose vote counts.
    pub reserved: BTreeMap<OrganisationId, Trilingual>,
    /// Who signed it and said something else as well, or flooded the others.
    pub uncounted: BTreeSet<OrganisationId>,
}

/// A position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PositionStands {
    /// Its texts, by the hash of their documents. One text is the rule; two of different desks are
    /// for the members to choose from.
    pub texts: BTreeMap<Digest, TextStands>,
    /// Who said two things.
    pub lies: Vec<Lie>,
    /// The text that enough members signed.
    pub adopted: Option<Digest>,
    /// A text that would be adopted if those who lied or flooded counted: whoever adopted it before
    /// the lie was seen must look at it again.
    pub contested: Option<Digest>,
}

/// What one desk said about one position.
#[derive(Default)]
struct Said<'a> {
    tabled: Vec<&'a SignedAct>,
    voted: Vec<&'a SignedAct>,
}

/// The first two acts, by their hashes, that say different things.
fn lie(acts: &[&SignedAct]) -> Option<Lie> {
    let first = acts.first()?;
    let second = acts.iter().find(|other| other.act.says != first.act.says)?;
    let (first, second) = ((*first).clone(), (*second).clone());
    Some(Lie { by: first.act.by.clone(), first, second })
}

/// Where every position stands.
#[must_use]
pub fn positions(
    exchange: &Exchange,
    members: &Membership,
) -> BTreeMap<PositionRef, PositionStands> {
    let mut said: BTreeMap<(PositionRef, &OrganisationId), Said<'_>> = BTreeMap::new();
    for signed in exchange.acts() {
        let Some((position, is_vote)) = signed.act.says.position() else { continue };
        // Members may have changed since an act was taken.
        if members.key_of(&signed.act.by).is_none() {
            continue;
        }
        let said = said.entry((position, &signed.act.by)).or_default();
        if is_vote { said.voted.push(signed) } else { said.tabled.push(signed) }
    }
    let mut positions: BTreeMap<PositionRef, PositionStands> = BTreeMap::new();
    for ((position, desk), said) in said {
        let stands = positions.entry(position).or_default();
        enter(stands, &said, exchange.is_flooding(desk));
    }
    let k = usize::from(members.quorum().k());
    for stands in positions.values_mut() {
        let is_known = |text: &&TextStands| text.text.is_some();
        let find = |enough: &dyn Fn(&TextStands) -> bool| {
            let known = stands.texts.iter().filter(|(_, text)| is_known(text));
            known.filter(|(_, text)| enough(text)).map(|(digest, _)| *digest).next()
        };
        stands.adopted = find(&|text| text.signed_by.len() >= k);
        let with_all = |text: &TextStands| text.signed_by.len() + text.uncounted.len() >= k;
        stands.contested = if stands.adopted.is_none() { find(&with_all) } else { None };
    }
    positions
}

/// Enters what one desk said about a position.
fn enter(stands: &mut PositionStands, said: &Said<'_>, is_flooding: bool) {
    let lies: Vec<Lie> = [lie(&said.tabled), lie(&said.voted)].into_iter().flatten().collect();
    let counts = lies.is_empty() && !is_flooding;
    stands.lies.extend(lies);
    for signed in said.tabled.iter().chain(&said.voted) {
        // A text that cannot be written was refused when it was taken.
        let Ok(Some(digest)) = signed.act.says.text() else { continue };
        let text = stands.texts.entry(digest).or_default();
        let by = signed.act.by.clone();
        match &signed.act.says {
            Statement::Table { text: words, .. } => {
                text.text.get_or_insert_with(|| words.clone());
                text.tabled_by.insert(by);
            }
            Statement::Sign { .. } if counts => drop(text.signed_by.insert(by)),
            Statement::Sign { .. } => drop(text.uncounted.insert(by)),
            Statement::Reserve { why, .. } if counts => {
                text.reserved.insert(by, why.clone());
            }
            Statement::Reserve { .. } | Statement::Share { .. } => {}
        }
    }
}

impl PositionStands {
    /// The body of the entry that says that the position was adopted; nothing while it is not.
    #[must_use]
    pub fn adoption(&self, position: PositionRef, members: &Membership) -> Option<Body> {
        let text = self.texts.get(self.adopted.as_ref()?)?;
        let content = Content::Position(text.text.clone()?);
        let bytes = content.document(ItemRef::Position(position)).ok()?;
        let languages = Few::new([Language::Arabic, Language::English, Language::French]).ok()?;
        Some(Body::Position(PositionTaken {
            position,
            quorum: members.quorum(),
            reserved_by: Few::new(text.reserved.keys().cloned()).ok()?,
            signed_by: Few::new(text.signed_by.iter().cloned()).ok()?,
            state: PositionState::Adopted,
            text: Document::Public(PublicDocument::of(&bytes, languages)),
        }))
    }
}
