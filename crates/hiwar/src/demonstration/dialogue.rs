//! What the fictional desk asked of platforms, what they promised, and what became of it.

use ::dialogue::content::Tabling;
use ::dialogue::seed::seed;
use ::dialogue::{Act, Content, ItemKind};
use anyhow::bail;
use record::entry::Quorum;
use record::id::OfficerId;
use store::desk::{Acted, NewAct};
use web::desk::Desk;

use super::People;

/// Puts the dialogue on record: written by the liaison, published by the approver. The last ask waits
/// for the approver.
pub(super) fn keep_all(desk: &Desk, people: &People) -> anyhow::Result<()> {
    let at = desk.now();
    let items = seed("demo", at.day())?;
    let is_ask = |content: &Content| content.kind() == ItemKind::Ask;
    let waits = items.iter().rposition(|it| is_ask(&it.content));
    let tabling = Some(Tabling { quorum: Quorum::new(2, 3)? });
    let (mut acts, mut seen) = (Vec::new(), std::collections::BTreeMap::new());
    for (number, it) in items.into_iter().enumerate() {
        let document = it.content.digest(it.item)?;
        let mut add = |act: Act, by: OfficerId| {
            let seen = seen.entry(it.item).or_insert(0);
            acts.push(NewAct { item: it.item, act, seen: *seen, tabling: tabling.clone(), by, at });
            *seen += 1;
        };
        add(Act::Draft { content: Box::new(it.content) }, people.liaison);
        if Some(number) != waits {
            add(Act::Publish { document }, people.approver);
        }
    }
    for acted in desk.store.dialogue_act_all(acts)? {
        if !matches!(acted, Acted::Taken(_)) {
            bail!("the dialogue of the demonstration is refused: {acted:?}");
        }
    }
    Ok(())
}
