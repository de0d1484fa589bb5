//! Every message id that the crate gives has its text, and no text of `law.ftl` is there for
//! nothing.

use std::collections::BTreeSet;
use std::path::Path;

use law::{
    Advice, Approver, Capacity, ClockStart, Counted, Counting, Harm, LetterKind, Medium, Never,
    Note, Pack, Question, Reply, Review, RightsNote, RouteKind, StartReading, Track, Unit,
    UploadReason, WhoActs,
};

/// Texts that pages name themselves.
const OF_PAGES: &[&str] = &["law-not-advice", "law-uncertain", "law-checked"];

fn given() -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = OF_PAGES.iter().map(|id| (*id).to_owned()).collect();
    macro_rules! lists {
        ($($list:ident),+ $(,)?) => {
            $(ids.extend($list::ALL.iter().map(|value| value.message().to_owned()));)+
        };
    }
    lists!(
        Advice,
        Approver,
        Capacity,
        ClockStart,
        Counted,
        Counting,
        Harm,
        LetterKind,
        Medium,
        Never,
        Note,
        Question,
        Reply,
        Review,
        RightsNote,
        RouteKind,
        StartReading,
        Track,
        Unit,
        UploadReason,
        WhoActs,
    );
    ids.extend(Harm::ALL.iter().map(|harm| harm.hint()));
    ids.extend(Question::ALL.iter().map(|question| question.hint()));
    let pack = Pack::morocco().unwrap();
    let triggers = pack.articles().iter().flat_map(|article| &article.triggers);
    ids.extend(triggers.map(|trigger| format!("law-reason-{}", trigger.reason)));
    ids
}

/// The ids of the messages of a file.
fn kept(language: &str) -> BTreeSet<String> {
    let path = format!("../../content/locales/{language}/law.ftl");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(path).unwrap();
    let ids = text.lines().filter_map(|line| line.split_once(" ="));
    ids.map(|(id, _)| id.to_owned()).filter(|id| id.starts_with("law-")).collect()
}

#[test]
fn every_message_has_its_text_and_every_text_its_message() {
    for language in ["ar", "fr", "en"] {
        let (given, kept) = (given(), kept(language));
        let missing: Vec<&String> = given.difference(&kept).collect();
        let unused: Vec<&String> = kept.difference(&given).collect();
        assert!(missing.is_empty() && unused.is_empty(), "{language}: {missing:?} {unused:?}");
    }
}
