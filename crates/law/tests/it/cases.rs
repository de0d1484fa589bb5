//! Single cases, told by their answers: uploads, candidates, notes, and what a notice needs.

use law::{
    Advice, AnswerError, Answers, Assessment, Capacity, Harm, Medium, Never, Note, NoticeRule,
    Pack, Partial, Question, Reply, Track, Upload, UploadReason, assess, questions,
};

/// Answers from the identifiers of harm, capacity and medium, and replies like `is-minor=no`.
#[track_caller]
pub(crate) fn answers(place: [&str; 3], replies: &str) -> Answers {
    let [harm, capacity, medium] = place;
    let mut partial = Partial::default();
    partial = partial.answered(Question::Harm, harm).unwrap();
    partial = partial.answered(Question::Capacity, capacity).unwrap();
    partial = partial.answered(Question::Medium, medium).unwrap();
    for pair in replies.split_whitespace() {
        let (question, reply) = pair.split_once('=').unwrap();
        let question = Question::from_id(question).unwrap();
        partial = partial.answered(question, reply).unwrap();
    }
    Answers::try_from(partial).unwrap()
}

fn case(place: [&str; 3], replies: &str) -> Assessment {
    assess(&answers(place, replies), &Pack::morocco().unwrap())
}

fn articles(assessment: &Assessment) -> Vec<&str> {
    assessment.candidates.iter().map(|c| c.article.as_str()).collect()
}

const ADULT: &str = "is-minor=no is-intimate=no";

#[test]
fn a_minor_in_intimate_material_goes_to_the_police_and_not_sure_counts_as_yes() {
    use UploadReason::{ChildSexual, Intimate, MinorIntimate};
    let check = |harm: &str, replies: &str, expected: Upload| {
        let given = law::upload(&answers([harm, "myself", "platform"], replies));
        assert_eq!(given, expected, "{harm} {replies}");
    };
    check("insult", ADULT, Upload::Allowed);
    check("insult", "is-minor=yes is-intimate=no", Upload::Allowed);
    check("insult", "is-minor=no is-intimate=yes", Upload::AddressOnly(Intimate));
    check("insult", "is-minor=no is-intimate=not-sure", Upload::AddressOnly(Intimate));
    check("insult", "is-minor=no", Upload::AddressOnly(Intimate));
    for minor in ["yes", "not-sure"] {
        for intimate in ["yes", "not-sure"] {
            let replies = format!("is-minor={minor} is-intimate={intimate}");
            check("montage", &replies, Upload::PoliceFirst(MinorIntimate));
        }
    }
    check("insult", "", Upload::PoliceFirst(MinorIntimate));
    check("child-sexual", ADULT, Upload::PoliceFirst(ChildSexual));
    // The harm itself says that it is intimate; an answer cannot take that back.
    check("intimate-image", ADULT, Upload::AddressOnly(Intimate));
}

#[test]
fn a_minor_in_intimate_material_has_the_police_route_whatever_the_harm() {
    for harm in Harm::ALL {
        let whole = case([harm.id(), "myself", "platform"], "is-minor=yes is-intimate=yes");
        assert_eq!(whole.notice, NoticeRule::Never(Never::PoliceRouteOnly), "{harm}");
        assert!(articles(&whole).contains(&"PC:503-2"), "{harm}");
        assert!(whole.advice.contains(&Advice::NeverDownload), "{harm}");
        assert!(!whole.advice.contains(&Advice::PreserveFirst), "{harm}");
    }
}

#[test]
fn both_tracks_of_a_false_accusation_stand_side_by_side() {
    let replies = "is-minor=no is-intimate=no precise-fact=yes identifiable=yes public-matter=no";
    let whole = case(["false-accusation", "myself", "platform"], replies);
    let of = |track| whole.candidates.iter().any(|c| c.track == track);
    assert!(of(Track::Press) && of(Track::Penal) && of(Track::Civil));
    assert!(articles(&whole).contains(&"88-13:85") && articles(&whole).contains(&"PC:447-2"));
    assert!(whole.notes.contains(&Note::TwoTracks));
    assert!(whole.notes.contains(&Note::PrisonForSpeech));
    assert!(matches!(whole.notice, NoticeRule::May { .. }));
}

#[test]
fn no_prison_for_words_is_proposed_to_a_witness_or_for_a_declared_newspaper() {
    let pack = Pack::morocco().unwrap();
    for place in [
        ["false-accusation", "witness", "platform"],
        ["false-accusation", "myself", "declared-press"],
        ["false-accusation", "official", "platform"],
        ["insult", "myself", "platform"],
    ] {
        for candidate in case(place, ADULT).candidates {
            let article = pack.article(&candidate.article).unwrap();
            assert_eq!(article.rights, None, "{place:?} {}", article.id);
        }
    }
}

#[test]
fn without_a_precise_fact_there_is_insult_and_no_defamation() {
    let replies = "is-minor=no is-intimate=no precise-fact=no identifiable=yes public-matter=no";
    let whole = case(["false-accusation", "myself", "platform"], replies);
    let press = whole.candidates.iter().find(|c| c.article == "88-13:85").unwrap();
    let reasons: Vec<&str> = press.reasons.iter().map(|b| b.reason.as_str()).collect();
    assert_eq!(reasons, ["law-reason-insult-without-fact"]);
    assert!(!articles(&whole).contains(&"PC:447-2"));
    assert!(whole.notes.contains(&Note::CriticismIsFree));
}

#[test]
fn a_candidate_that_rests_on_not_sure_says_so() {
    let whole = case(["insult", "myself", "platform"], "is-minor=no is-intimate=no");
    let sexed = whole.candidates.iter().find(|c| c.article == "PC:444-1").unwrap();
    assert!(sexed.is_unsure());
    assert!(sexed.reasons[0].answers.contains(&(Question::GenderBased, Reply::NotSure)));
}

#[test]
fn criticism_of_public_figures_gets_reply_and_court_only() {
    for reply in ["yes", "not-sure"] {
        let replies = format!("{ADULT} public-matter={reply}");
        for harm in ["false-accusation", "insult", "hate", "montage"] {
            let whole = case([harm, "myself", "platform"], &replies);
            assert!(matches!(whole.notice, NoticeRule::Never(_)), "{harm}");
            assert_eq!(whole.routes, ["right-of-reply", "civil-court", "bailiff"], "{harm}");
        }
    }
    let replies = format!("{ADULT} public-matter=yes");
    let whole = case(["montage", "myself", "private-messages"], &replies);
    assert_eq!(whole.notice, NoticeRule::Never(Never::PublicMatter));
    let replies = format!("{ADULT} public-interest=yes");
    let whole = case(["personal-data", "official", "platform"], &replies);
    assert_eq!(whole.notice, NoticeRule::Never(Never::PublicInterest));
    let replies = format!("{ADULT} public-matter=no public-interest=yes");
    let whole = case(["insult", "myself", "platform"], &replies);
    assert_eq!(whole.notice, NoticeRule::Never(Never::PublicInterest));
}

#[test]
fn an_intimate_montage_is_never_speech_of_public_interest() {
    let replies = "is-minor=no is-intimate=yes public-matter=yes public-interest=yes";
    let whole = case(["montage", "myself", "platform"], replies);
    assert!(matches!(whole.notice, NoticeRule::May { .. }));
    let whole = case(["montage", "official", "platform"], replies);
    assert!(matches!(whole.notice, NoticeRule::May { .. }) && whole.is_official);
    let whole = case(["montage", "official", "platform"], ADULT);
    assert_eq!(whole.notice, NoticeRule::Never(Never::PublicMatter));
}

#[test]
fn no_notice_goes_without_an_article_that_grounds_it() {
    let replies = format!("{ADULT} public-matter=no precise-fact=yes identifiable=no");
    let whole = case(["insult", "myself", "platform"], &replies);
    assert_eq!(whole.notice, NoticeRule::Never(Never::NoArticle));
}

#[test]
fn an_official_is_shown_article_84_as_a_way_to_court_and_no_penal_speech_article() {
    let whole = case(["false-accusation", "official", "platform"], ADULT);
    assert!(articles(&whole).contains(&"88-13:84"));
    assert!(!articles(&whole).contains(&"PC:447-2") && !articles(&whole).contains(&"88-13:85"));
    assert!(whole.notes.contains(&Note::OfficialComplainant));
}

#[test]
fn a_demand_for_money_is_blackmail_too_and_nobody_pays() {
    let replies = format!("{ADULT} money-demand=yes");
    let whole = case(["threat", "myself", "private-messages"], &replies);
    assert!(articles(&whole).contains(&"PC:538"));
    assert!(whole.advice.contains(&Advice::NeverPay));
    assert_eq!(whole.advice[0], Advice::PoliceFirst);
}

#[test]
fn only_what_changes_the_law_is_asked() {
    let ask = |harm: Harm, capacity: Capacity, medium: Medium| {
        questions(&Partial {
            harm: Some(harm),
            capacity: Some(capacity),
            medium: Some(medium),
            ..Partial::default()
        })
    };
    assert_eq!(questions(&Partial::default()), [Question::Harm]);
    let of_account = ask(Harm::Account, Capacity::Myself, Medium::Platform);
    assert!(!of_account.contains(&Question::PreciseFact));
    let of_press = ask(Harm::Insult, Capacity::Myself, Medium::DeclaredPress);
    assert!(!of_press.contains(&Question::PublicMatter));
    let of_body = ask(Harm::Insult, Capacity::Body, Medium::Platform);
    assert!(
        !of_body.contains(&Question::GenderBased) && !of_body.contains(&Question::PublicMatter)
    );
    let of_child = ask(Harm::ChildSexual, Capacity::Guardian, Medium::Platform);
    assert!(!of_child.contains(&Question::IsMinor) && !of_child.contains(&Question::IsIntimate));
}

#[test]
fn an_answer_to_a_question_that_is_no_longer_asked_leads_nowhere() {
    let mut partial = Partial::from(answers(["insult", "myself", "platform"], "gender-based=yes"));
    partial.harm = Some(Harm::Account);
    let answers = Answers::try_from(partial).unwrap();
    assert_eq!(answers.asked(Question::GenderBased), None);
    assert!(!Partial::from(answers).said.contains_key(&Question::GenderBased));
}

#[test]
fn answers_are_checked_when_they_are_read() {
    let read = |text: &str| serde_json::from_str::<Answers>(text).map_err(|e| e.to_string());
    let whole = r#"{"harm":"insult","medium":"platform","capacity":"myself",
        "said":{"is-minor":"no","is-intimate":"not-sure"},"published_on":"2026-02-03"}"#;
    let answers = read(whole).unwrap();
    assert_eq!(read(&serde_json::to_string(&answers).unwrap()).unwrap(), answers);
    assert!(read(r#"{"harm":"insult"}"#).unwrap_err().contains("`medium` has no answer"));
    assert!(read(&whole.replace("insult", "rude")).is_err());
    assert!(read(&whole.replace("\"published_on\"", "\"day\"")).is_err());
    assert!(read(&whole.replace("is-minor", "harm")).is_err());
    let early = whole.replace("\"published_on\"", "\"known_on\":\"2026-02-02\",\"published_on\"");
    assert!(read(&early).unwrap_err().contains("before"));
    let unknown = Partial::default().answered(Question::IsMinor, "perhaps");
    assert_eq!(unknown, Err(AnswerError::Unknown(Question::IsMinor)));
}

#[test]
fn defences_travel_with_a_notice() {
    let replies = format!("{ADULT} satire=no public-interest=not-sure");
    let answers = answers(["insult", "myself", "platform"], &replies);
    let expected = [(Question::Satire, Reply::No), (Question::PublicInterest, Reply::NotSure)];
    assert_eq!(answers.defences(), expected);
}
