//! The table, cell by cell: 13 harms, 6 capacities, 4 media, and the page made from them.

use std::fmt::Write as _;
use std::path::Path;

use law::{
    Answers, Approver, Capacity, Harm, Medium, Never, NoticeRule, Pack, Partial, assess, candidates,
};

fn places() -> impl Iterator<Item = (Harm, Capacity, Medium)> {
    Harm::ALL.iter().flat_map(|harm| {
        Capacity::ALL.iter().flat_map(move |capacity| {
            Medium::ALL.iter().map(move |medium| (*harm, *capacity, *medium))
        })
    })
}

fn notice_words(notice: NoticeRule) -> String {
    match notice {
        NoticeRule::May { approver } => format!("may: {approver}"),
        NoticeRule::Never(never) => format!("never: {never}"),
    }
}

/// Compares `text` with the file at `path` from the root; `HIWAR_ACCEPT=1` writes it instead, for
/// somebody to read before it is committed.
#[expect(clippy::disallowed_methods, reason = "a person accepts a snapshot by hand, in tests only")]
fn check_file(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var("HIWAR_ACCEPT").is_ok() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{} is stale: run the tests once with HIWAR_ACCEPT=1, then read the difference",
        path.display()
    );
}

#[test]
fn every_cell_is_as_it_was_read_and_accepted() {
    let pack = Pack::morocco().unwrap();
    let mut text = String::new();
    for (harm, capacity, medium) in places() {
        let cell = pack.cell(harm, capacity, medium);
        let routes = cell.routes.join(" ");
        let notice = notice_words(cell.notice);
        writeln!(text, "{harm} | {capacity} | {medium} | {notice} | {routes}").unwrap();
    }
    assert_eq!(text.lines().count(), 13 * 6 * 4);
    check_file("crates/law/tests/expected/table.txt", &text);
}

#[test]
fn the_candidates_of_every_cell_are_as_they_were_read_and_accepted() {
    let pack = Pack::morocco().unwrap();
    let mut text = String::new();
    for (harm, capacity, medium) in places() {
        let place = [harm.id(), capacity.id(), medium.id()];
        // All else is "not sure"; a star marks what rests on circumstances nobody has affirmed.
        let answers = crate::cases::answers(place, "is-minor=no is-intimate=no");
        write!(text, "{harm} | {capacity} | {medium} |").unwrap();
        for candidate in candidates(&answers, &pack) {
            let is_conditional = candidate.reasons.iter().all(|because| because.is_conditional);
            let star = if is_conditional { "*" } else { "" };
            write!(text, " {}{star}", candidate.article).unwrap();
        }
        text.push('\n');
    }
    check_file("crates/law/tests/expected/candidates.txt", &text);
}

#[test]
fn no_notice_goes_where_the_brief_says_never() {
    let pack = Pack::morocco().unwrap();
    for (harm, capacity, medium) in places() {
        let place = format!("{harm} {capacity} {medium}");
        let cell = pack.cell(harm, capacity, medium);
        let never = match cell.notice {
            NoticeRule::Never(never) => Some(never),
            NoticeRule::May { .. } => None,
        };
        if harm == Harm::ChildSexual {
            assert_eq!(never, Some(Never::PoliceRouteOnly), "{place}");
        } else if medium == Medium::DeclaredPress {
            assert_eq!(never, Some(Never::DeclaredPress), "{place}");
        } else if harm == Harm::PublicFalseNews {
            assert_eq!(never, Some(Never::PublicFalseNews), "{place}");
        } else if capacity == Capacity::Witness {
            assert_eq!(never, Some(Never::NoStanding), "{place}");
        } else if harm.is_speech() && capacity.is_official() {
            assert_eq!(never, Some(Never::CriticismOfFunction), "{place}");
        }
        assert!(!cell.routes.is_empty(), "{place}");
    }
}

#[test]
fn a_notice_about_speech_or_by_an_official_needs_an_outside_reviewer() {
    let pack = Pack::morocco().unwrap();
    for (harm, capacity, medium) in places() {
        if let NoticeRule::May { approver } = pack.cell(harm, capacity, medium).notice {
            let is_about_speech = harm.is_speech() || harm == Harm::Montage;
            let is_outside = approver == Approver::OutsideReviewer;
            assert_eq!(
                is_outside,
                is_about_speech || capacity.is_official(),
                "{harm} {capacity} {medium}"
            );
        }
    }
}

#[test]
fn an_official_may_ask_where_it_is_no_speech_about_the_function() {
    let pack = Pack::morocco().unwrap();
    for harm in [Harm::IntimateImage, Harm::Threat, Harm::PersonalData, Harm::Account] {
        let cell = pack.cell(harm, Capacity::Official, Medium::Platform);
        assert!(matches!(cell.notice, NoticeRule::May { .. }), "{harm}");
    }
}

#[test]
fn danger_goes_to_the_police_before_anything_else() {
    let pack = Pack::morocco().unwrap();
    for (harm, capacity, medium) in places() {
        let routes = &pack.cell(harm, capacity, medium).routes;
        if matches!(harm, Harm::Threat | Harm::ChildSexual) {
            assert_eq!(routes[0], "police", "{harm} {capacity} {medium}");
        }
    }
}

#[test]
fn the_whole_assessment_never_allows_more_than_its_cell() {
    let pack = Pack::morocco().unwrap();
    for (harm, capacity, medium) in places() {
        let partial = Partial {
            harm: Some(harm),
            capacity: Some(capacity),
            medium: Some(medium),
            ..Partial::default()
        };
        let answers = Answers::try_from(partial).unwrap();
        let whole = assess(&answers, &pack);
        if matches!(whole.notice, NoticeRule::May { .. }) {
            assert_eq!(whole.notice, pack.cell(harm, capacity, medium).notice);
        }
        assert_eq!(whole.is_official, capacity.is_official());
    }
}

#[test]
fn every_rule_fills_a_cell() {
    let pack = Pack::morocco().unwrap();
    for rule in pack.rules() {
        let fills = places().any(|(h, c, m)| pack.cell(h, c, m).rule == rule.id);
        assert!(fills, "the rule {} fills no cell", rule.id);
    }
}

#[test]
fn the_page_shows_the_table_as_it_is() {
    check_file("docs/law-table.md", &page(&Pack::morocco().unwrap()));
}

fn page(pack: &Pack) -> String {
    let mut text = String::from(
        "# The table of notices and routes\n\n\
         Made from `content/law/ma/table.toml`; a test fails when this page is stale. Nothing here \
         is legal advice: every line awaits counsel.\n\n\
         Each cell says whether a notice may go to a platform (`may` and who approves, or `never` \
         and why) and by which rule. Answers can take a notice back (see Conditions), and never \
         give one.\n\nWho approves is who stands behind an authority's notice, and each of them goes to \
         an outside reviewer in any case (founding brief, line 12). At a desk of citizens, which has \
         no such reviewer, a second officer approves in every cell.\n",
    );
    for harm in Harm::ALL {
        write!(text, "\n## {harm}\n\n| capacity |").unwrap();
        for medium in Medium::ALL {
            write!(text, " {medium} |").unwrap();
        }
        text.push_str("\n|---|---|---|---|---|\n");
        for capacity in Capacity::ALL {
            write!(text, "| {capacity} |").unwrap();
            for medium in Medium::ALL {
                let cell = pack.cell(*harm, *capacity, *medium);
                write!(text, " {} (`{}`) |", notice_words(cell.notice), cell.rule).unwrap();
            }
            text.push('\n');
        }
    }
    text.push_str("\n## Rules\n\nThe first that fits a cell fills it. Routes that can do nothing in a medium are left out there.\n\n| rule | notice | routes in order | sources | checked |\n|---|---|---|---|---|\n");
    for rule in pack.rules() {
        let (notice, routes) = (notice_words(rule.notice), rule.routes.join(", "));
        let (sources, checked) = (rule.basis.sources.join(", "), rule.basis.checked);
        writeln!(text, "| `{}` | {notice} | {routes} | {sources} | {checked} |", rule.id).unwrap();
    }
    text.push_str("\n## Conditions\n\nThe first that holds takes the notice back.\n\n| condition | harms | answers | notice | routes left | sources |\n|---|---|---|---|---|---|\n");
    for condition in pack.conditions() {
        let harms: Vec<&str> = condition.harms.iter().map(|harm| harm.id()).collect();
        let when: Vec<String> = condition
            .when
            .iter()
            .map(|(question, replies)| {
                let replies: Vec<&str> = replies.iter().map(|reply| reply.id()).collect();
                format!("{question}: {}", replies.join(" or "))
            })
            .collect();
        let (id, never, routes) = (&condition.id, condition.never, condition.routes.join(", "));
        let (harms, when) = (harms.join(", "), when.join("; "));
        let sources = condition.basis.sources.join(", ");
        writeln!(text, "| `{id}` | {harms} | {when} | never: {never} | {routes} | {sources} |")
            .unwrap();
    }
    text
}
