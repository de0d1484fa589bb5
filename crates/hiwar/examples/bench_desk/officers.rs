//! Officers of the filled desk. It is a demonstration by its papers, so that each of them comes in
//! by a link instead of a password: what is measured is what they do afterwards.

use anyhow::Context as _;
use desk::{LoginName, RoleSet};
use record::Timestamp;
use record::choice::Role;
use record::id::OfficerId;
use store::desk::{DeskStore, Grantor, Holder};

use crate::clock;

/// Makes so many officers who decide.
pub(crate) async fn make(store: &DeskStore, count: usize) -> anyhow::Result<Vec<OfficerId>> {
    let at = Timestamp::nearest(i64::try_from(clock::now_s())?);
    let mut made = Vec::new();
    for number in 0..count {
        let name = LoginName::parse(&format!("officer-{number}"))?;
        let holder = Holder::Officer(RoleSet::new([Role::Decision])?);
        made.push(store.account_invite(Grantor::Machine, &name, holder, at).await?.pseudonym);
    }
    Ok(made)
}

/// Logs every officer in, and prints the value of the cookie of each, one a line.
pub(crate) async fn log_in(store: &DeskStore) -> anyhow::Result<()> {
    for account in store.account_list()? {
        let now_ms = clock::now_ms();
        let code = store.demo_link(account.pseudonym, now_ms).await?;
        let code = code.context("a demonstration makes links")?;
        let session = store.demo_enter(&code, now_ms).await?.context("a new link is good")?;
        println!("{}", &*session.to_text());
    }
    Ok(())
}
