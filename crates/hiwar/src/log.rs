//! What a server says while it serves: one line of logfmt for each event on standard error, with its
//! time, level, target, message and fields. Nothing in it is about a person.
//!
//! What a command tells the one who typed it is no log: that is [`crate::say`].

use std::fmt::Write as _;
use std::panic;

use record::Timestamp;
use web::state::{Event, Level, Tell};

use crate::clock;
use crate::say;

/// What a server is told about its log.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(crate) struct LogArguments {
    /// Write down every request too: its route's pattern and how it was answered, never its address,
    /// its query or who asked. Whoever holds another log, as a proxy's, can lay the two together.
    #[arg(long)]
    log_requests: bool,
}

impl LogArguments {
    /// What handlers tell their events to.
    pub(crate) fn tell(self) -> Tell {
        if self.log_requests { write } else { write_but_requests }
    }
}

/// Writes an event down.
pub(crate) fn write(event: &Event<'_>) {
    say::note(line(Timestamp::nearest(i64::try_from(clock::now_s()).unwrap_or(i64::MAX)), event));
}

fn write_but_requests(event: &Event<'_>) {
    if event.level > Level::Debug {
        write(event);
    }
}

/// Something was not done.
pub(crate) fn error(target: &'static str, message: &'static str, fields: &[(&'static str, &str)]) {
    write(&Event { level: Level::Error, target, message, fields });
}

/// Somebody should look.
pub(crate) fn warn(target: &'static str, message: &'static str, fields: &[(&'static str, &str)]) {
    write(&Event { level: Level::Warn, target, message, fields });
}

/// It is as it should be.
pub(crate) fn info(target: &'static str, message: &'static str, fields: &[(&'static str, &str)]) {
    write(&Event { level: Level::Info, target, message, fields });
}

/// From now on a thread that panics is one line like the rest. What it says of itself is left out:
/// it may hold what a person wrote.
pub(crate) fn panics() {
    panic::set_hook(Box::new(|panicked| {
        let at = panicked.location().map(ToString::to_string).unwrap_or_default();
        error("panic", "a thread panicked", &[("at", &at)]);
    }));
}

/// One event as a line without its end.
fn line(at: Timestamp, event: &Event<'_>) -> String {
    let Event { level, target, message, fields } = *event;
    let mut line = format!("time={at} level={} target={target} msg={message:?}", level.word());
    for (name, value) in fields {
        // Writing to a text cannot fail.
        let _ = match is_plain(value) {
            true => write!(line, " {name}={value}"),
            false => write!(line, " {name}={value:?}"),
        };
    }
    line
}

/// Whether a value needs no quotes.
fn is_plain(value: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"\\=".contains(&byte);
    !value.is_empty() && value.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_field_an_event_stays_one_line_that_can_be_read_back() {
        let fields = [
            ("route", "/receipt/letter/{kind}/{language}"),
            ("why", "a \"b\" = c\nlevel=info \u{202E}"),
            ("none", ""),
        ];
        let message = "a request failed here";
        let event = Event { level: Level::Error, target: "http", message, fields: &fields };
        let at = Timestamp::from_unix(1_760_000_000).unwrap();
        assert_eq!(
            line(at, &event),
            "time=2025-10-09T08:53:20Z level=error target=http msg=\"a request failed here\" \
             route=/receipt/letter/{kind}/{language} \
             why=\"a \\\"b\\\" = c\\nlevel=info \\u{202e}\" none=\"\""
        );
    }
}
