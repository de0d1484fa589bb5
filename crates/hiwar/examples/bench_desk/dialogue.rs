//! Fills a dialogue: promises of the demonstration again and again, each published by a second officer.

use ::dialogue::seed::seed;
use ::dialogue::{Act, Content, ItemKind, ItemRef};
use anyhow::{Result, ensure};
use record::Timestamp;
use record::id::OfficerId;
use store::desk::{Acted, DeskStore, NewAct};

/// Items of one transaction.
const AT_ONCE: usize = 200;

/// Puts so many commitments and asks on record.
pub(crate) fn fill(store: &DeskStore, at: Timestamp, count: usize) -> Result<()> {
    let templates = seed("demo", at.day())?.into_iter().map(|it| it.content);
    let is_used = |content: &Content| matches!(content, Content::Commitment(_) | Content::Ask(_));
    let mut templates: Vec<Content> = templates.filter(is_used).collect();
    for content in &mut templates {
        // What they belong to is on record once, and not as often as they are.
        match content {
            Content::Ask(ask) => (ask.meeting, ask.position) = (None, None),
            Content::Commitment(made) => (made.meeting, made.ask) = (None, None),
            _ => {}
        }
    }
    let officers = [1, 2].map(|number| OfficerId::from_random([number; 8]));
    let mut acts = Vec::new();
    for (number, content) in (0..count).zip(templates.iter().cycle()) {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
        let kind: ItemKind = content.kind();
        let item = ItemRef::from_random(kind, bytes);
        let document = content.digest(item)?;
        let draft = Act::Draft { content: Box::new(content.clone()) };
        for (seen, act) in (0..).zip([draft, Act::Publish { document }]) {
            let by = officers[usize::from(seen > 0)];
            acts.push(NewAct { item, act, seen, tabling: None, by, at });
        }
    }
    for acts in acts.chunks(2 * AT_ONCE) {
        let acted = store.dialogue_act_all(acts.to_vec())?;
        ensure!(acted.iter().all(|it| matches!(it, Acted::Taken(_))), "an act was refused");
    }
    Ok(())
}
