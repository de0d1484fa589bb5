//! What officers did with the cases of the filled desk.

use std::sync::Arc;

use record::choice::Outcome;
use record::id::OfficerId;
use store::desk::DeskStore;
use store::desk::cases::Acting;
use tokio::task::JoinSet;

use crate::reports::mixed;
use crate::{AT_ONCE, clock};

/// How cases end, in their turn: as a case can end about which no notice was ever sent.
const OUTCOMES: &[Outcome] = &[
    Outcome::SolvedWithoutNotice,
    Outcome::NoGround,
    Outcome::PublicInterest,
    Outcome::RightOfReply,
    Outcome::Prosecutor,
    Outcome::DataProtection,
];
/// How long after its report a case is closed at most. Unit: milliseconds.
const CLOSED_WITHIN_MS: u64 = 20 * 86_400_000;
/// Of so many open cases an officer works on one.
const HELD: usize = 200;

/// Claims and closes cases, as an officer does: events and public entry are written with each.
pub(crate) async fn close(
    store: &Arc<DeskStore>,
    cases: &[i64],
    officers: &[OfficerId],
) -> anyhow::Result<()> {
    let now_ms = clock::now_ms();
    let (mut tasks, mut left) = (JoinSet::new(), cases.iter().copied().enumerate());
    loop {
        while tasks.len() < AT_ONCE
            && let Some((number, case_id)) = left.next()
        {
            let (store, officer) = (Arc::clone(store), officers[number % officers.len()]);
            let outcome = OUTCOMES[number % OUTCOMES.len()];
            // Closed in another order than opened, and all in the past.
            let ago_ms = mixed(number as u64) % CLOSED_WITHIN_MS;
            let acting = Acting { case_id, officer, seen: 0, now_ms: now_ms - ago_ms };
            tasks.spawn(async move {
                store.case_claim(case_id, officer, acting.now_ms).await?;
                store.case_close(acting, outcome).await?;
                anyhow::Ok(())
            });
        }
        match tasks.join_next().await {
            Some(done) => done??,
            None => return Ok(()),
        }
    }
}

/// Lets officers work on some of the open cases.
pub(crate) async fn hold(
    store: &DeskStore,
    cases: &[i64],
    officers: &[OfficerId],
) -> anyhow::Result<()> {
    let now_ms = clock::now_ms();
    for (number, case_id) in cases.iter().step_by(HELD).enumerate() {
        store.case_claim(*case_id, officers[number % officers.len()], now_ms).await?;
    }
    Ok(())
}
