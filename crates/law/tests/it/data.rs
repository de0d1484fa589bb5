//! Every reference of the pack has a source and a date, and nothing out of scope is in it.

use law::{Basis, Form, Harm, Medium, Pack, Partial, Question, Review, Track};

fn pack() -> Pack {
    Pack::morocco().unwrap()
}

#[track_caller]
fn check_basis(what: &str, basis: &Basis, pack: &Pack) {
    assert!(!basis.sources.is_empty(), "{what} has no source");
    for key in &basis.sources {
        assert!(pack.source(key).is_some(), "{what} names the source {key}");
    }
    assert_eq!(basis.checked.to_string(), "2026-11-23", "{what}");
    assert_eq!(basis.state, Review::AwaitingCounsel, "{what}");
}

#[test]
fn every_reference_has_a_source_a_date_and_awaits_counsel() {
    let pack = pack();
    for article in pack.articles() {
        check_basis(&article.id, &article.basis, &pack);
        check_basis(article.law(), &pack.law(article.law()).unwrap().basis, &pack);
    }
    for clock in pack.clocks() {
        check_basis(&clock.id, &clock.basis, &pack);
    }
    for holiday in pack.holidays() {
        check_basis(&holiday.name.en, &holiday.basis, &pack);
    }
    for route in pack.routes() {
        check_basis(&route.id, &route.basis, &pack);
    }
    for rule in pack.rules() {
        check_basis(&rule.id, &rule.basis, &pack);
    }
    for condition in pack.conditions() {
        check_basis(&condition.id, &condition.basis, &pack);
    }
}

#[test]
fn every_source_is_used() {
    let pack = pack();
    let bases = (pack.articles().iter().map(|a| &a.basis))
        .chain(pack.articles().iter().map(|a| &pack.law(a.law()).unwrap().basis))
        .chain(pack.clocks().iter().map(|c| &c.basis))
        .chain(pack.holidays().iter().map(|h| &h.basis))
        .chain(pack.routes().iter().map(|r| &r.basis))
        .chain(pack.rules().iter().map(|r| &r.basis))
        .chain(pack.conditions().iter().map(|c| &c.basis));
    let used: Vec<&str> = bases.flat_map(|b| b.sources.iter().map(String::as_str)).collect();
    // These stand behind notes and reasons, which the code names.
    let of_notes = ["CASS2009", "TELQUEL", "ALHADATH"];
    for source in pack.sources() {
        let key = source.key.as_str();
        assert!(used.contains(&key) || of_notes.contains(&key), "{key} is not used");
    }
}

#[test]
fn articles_that_protect_the_state_are_not_proposed() {
    let pack = pack();
    for id in ["88-13:71", "PC:263", "PC:265", "PC:267-5"] {
        assert_eq!(pack.article(id), None);
    }
    assert!(!pack.article("88-13:84").unwrap().is_notice_ground);
}

#[test]
fn the_press_track_has_no_prison_and_prison_for_speech_is_marked() {
    let pack = pack();
    for article in pack.articles() {
        if article.track == Track::Press {
            assert!(!article.has_prison, "{}", article.id);
        }
        if article.rights.is_some() {
            assert!(article.has_prison, "{}", article.id);
        }
    }
    for id in ["PC:447-1", "PC:447-2", "PC:447-3", "PC:431-5", "PC:299-1"] {
        assert!(pack.article(id).unwrap().rights.is_some(), "{id}");
    }
}

#[test]
fn what_is_recalled_only_is_uncertain() {
    let pack = pack();
    let is_recalled = |basis: &Basis| basis.sources.iter().any(|key| key == "MEMORY");
    let bases = (pack.articles().iter().map(|a| &a.basis))
        .chain(pack.clocks().iter().map(|c| &c.basis))
        .chain(pack.holidays().iter().map(|h| &h.basis));
    for basis in bases.filter(|basis| is_recalled(basis)) {
        assert!(basis.is_uncertain);
    }
}

#[test]
fn every_question_that_leads_to_an_article_is_asked_for_its_harms() {
    let pack = pack();
    for article in pack.articles() {
        for trigger in &article.triggers {
            let named = trigger.only_if.iter().copied();
            for question in named {
                assert_eq!(question.form(), Form::YesNo, "{}", article.id);
                let harms = if trigger.harms.is_empty() { Harm::ALL } else { &trigger.harms };
                for harm in harms {
                    assert!(can_arise(*harm, question), "{}: {harm} {question}", article.id);
                }
            }
        }
    }
    for condition in pack.conditions() {
        for (question, harm) in
            condition.when.keys().flat_map(|q| condition.harms.iter().map(move |h| (q, h)))
        {
            assert!(can_arise(*harm, *question), "{}: {harm} {question}", condition.id);
        }
    }
}

/// Whether the answer to a question can be known for a harm: it is asked, or it follows.
fn can_arise(harm: Harm, question: Question) -> bool {
    let partial = Partial {
        harm: Some(harm),
        medium: Some(Medium::Platform),
        capacity: Some(law::Capacity::Myself),
        ..Partial::default()
    };
    law::Answers::try_from(partial).unwrap().asked(question).is_some()
}
