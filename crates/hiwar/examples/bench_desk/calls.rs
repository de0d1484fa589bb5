//! Times of single calls of the store, one after the other, as the page that needs them makes them.

use std::time::Duration;

use desk::case::Filter;
use record::id::OfficerId;
use store::desk::DeskStore;
use words::folded_words;

use crate::clock;
use crate::reports::rare;

/// Rows of a page.
const ROWS: usize = 50;
/// What officers look for: a word of every second report, two frequent ones together, a vowelled
/// and stretched spelling of a frequent one, a word of one report in ten thousand, and none.
const ASKED: &[&str] = &["في", "مقطع شتمني", "مَقْطَــع", "vidéo insulte"];

/// Prints, for each kind of call, its name and the milliseconds that each call took.
pub(crate) fn time(store: &DeskStore, times: usize) -> anyhow::Result<()> {
    let officer = OfficerId::from_random(*b"nobody's");
    let (now_ms, all) = (clock::now_ms(), Filter::default());
    let mut found = 0;
    let mut kinds: Vec<(&str, Vec<Duration>)> = Vec::new();
    let mut timed = |name, call: &mut dyn FnMut(usize) -> anyhow::Result<()>| {
        let mut spans = Vec::new();
        for number in 0..times {
            let began = clock::mark();
            call(number)?;
            spans.push(began.elapsed());
        }
        kinds.push((name, spans));
        anyhow::Ok(())
    };
    timed("counts", &mut |_| {
        store.queue_counts()?;
        store.closed_counts()?;
        Ok(())
    })?;
    timed("page", &mut |_| {
        store.queue_page(&all, officer, now_ms, None, ROWS)?;
        Ok(())
    })?;
    timed("search", &mut |number| {
        let word = rare(number);
        let asked = ASKED.get(number % (ASKED.len() + 1)).copied().unwrap_or(&word);
        found += store.find(&folded_words(asked), None, ROWS)?.cases.len();
        Ok(())
    })?;
    anyhow::ensure!(found > 0, "the search finds nothing");
    for (name, spans) in kinds {
        let spans: Vec<String> =
            spans.iter().map(|span| format!("{:.4}", span.as_secs_f64() * 1e3)).collect();
        println!("{name} {}", spans.join(" "));
    }
    Ok(())
}
