//! What public pages tell of the dialogue with platforms, laid down at a desk's first start for the
//! desk to confirm.

use ::dialogue::seed::{SeedError, seed};
use ::dialogue::{Act, Content};
use anyhow::Context as _;
use store::desk::{DeskKind, NewAct};
use web::desk::Desk;

/// Lays down what public sources say and this desk does not have yet. People see it with that mark;
/// what an officer dropped stays dropped.
pub(crate) fn sow(desk: &Desk) -> anyhow::Result<()> {
    let identity = desk.store.identity();
    if identity.kind == DeskKind::Own || identity.is_demo {
        return Ok(());
    }
    let at = desk.now();
    let items = match seed(&identity.country, at.day()) {
        Ok(items) => items,
        // Not every country has one.
        Err(SeedError::Unknown(_)) => return Ok(()),
        Err(error) => return Err(error).context("the public record cannot be read"),
    };
    let by = desk.store.machine_pseudonym();
    let statements = items.into_iter().filter(|it| !matches!(it.content, Content::Evidence(_)));
    let acts = statements.map(|it| {
        let act = Act::Sow { content: Box::new(it.content) };
        NewAct { item: it.item, act, seen: 0, tabling: None, by, at }
    });
    // An item that is there already is left as it is.
    desk.store.dialogue_act_all(acts.collect())?;
    Ok(())
}
