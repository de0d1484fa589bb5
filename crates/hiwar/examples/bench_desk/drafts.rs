//! Reports that are told and not sent: what a browser holds of each, prepared through the store so
//! that only the sending is measured.

use std::sync::Arc;

use store::desk::{DeskStore, DraftToken, FilesRule, NewDraftFile};
use tokio::task::JoinSet;
use web::desk::DeskState;

use crate::reports::{LATER, telling};
use crate::{AT_ONCE, clock};

/// How long they may wait to be sent. Unit: milliseconds.
const EXPIRES_MS: u64 = 3_600_000;

/// Prints cookie and form's mark of each, parted by a space.
pub(crate) async fn prepare(
    store: Arc<DeskStore>,
    count: usize,
    file_bytes: usize,
) -> anyhow::Result<()> {
    // Other numbers each time: reports of contents that nobody reported before.
    let first = LATER + usize::from_le_bytes(clock::random()?) % LATER * 100;
    let mut cookies = Vec::with_capacity(count);
    let (mut tasks, mut left) = (JoinSet::new(), 0..count);
    loop {
        while tasks.len() < AT_ONCE
            && let Some(number) = left.next()
        {
            let store = Arc::clone(&store);
            tasks.spawn(async move { tell(&store, first + number, file_bytes).await });
        }
        match tasks.join_next().await {
            Some(token) => cookies.push(token??),
            None => break,
        }
    }
    let store = Arc::into_inner(store).ok_or_else(|| anyhow::anyhow!("nobody else has it"))?;
    let (pack, parties) = (law::Pack::morocco()?, desk::parties::Parties::standard()?);
    let state = DeskState::new(store, pack, parties, clock::now_s, |_| ());
    for token in cookies {
        let cookie = token.to_text();
        println!("{} {}", &*cookie, state.form_token(&cookie));
    }
    Ok(())
}

async fn tell(store: &DeskStore, number: usize, file_bytes: usize) -> anyhow::Result<DraftToken> {
    let told = serde_json::to_vec(&telling(number))?;
    let expires_ms = clock::now_ms() + EXPIRES_MS;
    let token = store.draft_begin(&told, expires_ms).await?;
    store.draft_keep(&token, &told, FilesRule::Taken, expires_ms).await?;
    if file_bytes > 0 {
        let mut arriving = store.objects().take()?;
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.resize(file_bytes, 7);
        arriving.push(&bytes)?;
        let file = NewDraftFile {
            taken: arriving.finish()?,
            name: "screen.png",
            media_type: "image/png",
            declared_type: Some("image/png"),
            received_ms: clock::now_ms(),
        };
        store.draft_file_add(&token, file, 1).await?;
    }
    Ok(token)
}
