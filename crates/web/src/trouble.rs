//! Where faults on our side are told: the line of one process, without anything about a person.

use std::error::Error;
use std::sync::OnceLock;

/// Takes one line for the people who run this process.
pub type Sink = fn(String);

static SINK: OnceLock<Sink> = OnceLock::new();

/// Says where faults go. The first call counts; until then they go nowhere.
pub fn send_to(sink: Sink) {
    // A second call would be a second process in one: the first one keeps its line.
    let _ = SINK.set(sink);
}

/// Tells a fault with everything behind it. Errors of this house hold no personal data.
pub(crate) fn tell(error: &(dyn Error + 'static)) {
    let Some(sink) = SINK.get() else { return };
    let mut line = format!("hiwar: a page could not be made: {error}");
    let mut behind = error.source();
    while let Some(cause) = behind {
        line.push_str(&format!(": {cause}"));
        behind = cause.source();
    }
    sink(line);
}
