//! What every page has, in every language and every state.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::client::{Answer, ask, desk, get, root};
use crate::support::{Log, lying, showcase};

const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Whether a link to another site is the source of a statement, which people may follow and which
/// learns nothing of where they come from. A page fetches nothing of it by itself.
fn is_source(text: &str, link: &str) -> bool {
    let whole = format!("<a class=\"tall\" href=\"{link}\" rel=\"noopener noreferrer\">");
    link.starts_with("https://") && text.contains(&whole)
}

/// What holds for every page there is.
#[track_caller]
pub(crate) fn check_page(answer: &Answer, language: &str, at: &str) {
    // The pages of the officers' work have one script, of our own.
    let is_scripted = ["/desk/queue", "/desk/case"].iter().any(|place| at.starts_with(place));
    let script = format!("<script src=\"{}\" defer></script>", web::assets::address("office.js"));
    let text = if is_scripted { answer.text().replacen(&script, "", 1) } else { answer.text() };
    let dir = if language == "ar" { "rtl" } else { "ltr" };
    assert!(text.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")), "{at}");
    assert_eq!(answer.header(header::CONTENT_LANGUAGE), language, "{at}");
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/html; charset=utf-8", "{at}");
    assert_eq!(answer.header(header::VARY), "Accept-Language", "{at}");
    assert!(!text.contains('⟦'), "{at} lacks a text: {text}");
    assert_eq!(text.matches("<h1").count(), 1, "{at}");
    for foreign in ["<script", "<style", " style=", "http-equiv", " src=\"http", "@import"] {
        assert!(!text.contains(foreign), "{at} has {foreign}");
    }
    for link in answer.links() {
        assert!(
            ['/', '#'].iter().any(|start| link.starts_with(*start))
                || link.starts_with("tel:")
                || is_source(&text, &link),
            "{at} leads to {link}"
        );
    }
}

#[tokio::test]
async fn every_route_answers_at_its_example_with_every_header() {
    for route in web::routes::register() {
        let answer = get(desk(), route.example).await;
        let expected = match route.path {
            "/" | "/register/entry" => StatusCode::SEE_OTHER,
            "/witness/add-checkpoint" => StatusCode::METHOD_NOT_ALLOWED,
            "/witness/{hash}/checkpoint" => StatusCode::NOT_FOUND,
            "/static/{name}" => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        };
        assert_eq!(answer.status, expected, "{}", route.path);
        assert_eq!(answer.header(header::CONTENT_SECURITY_POLICY), POLICY, "{}", route.path);
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{}", route.path);
        assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin", "{}", route.path);
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{}", route.path);
        let is_html = answer.header(header::CONTENT_TYPE).starts_with("text/html");
        assert!(!route.is_page || is_html, "{}", route.path);
    }
}

#[tokio::test]
async fn every_page_of_every_state_is_whole_in_each_language() {
    for (name, log) in showcase(&root().join("it-states")) {
        for language in ["ar", "fr", "en"] {
            for route in web::routes::register().iter().filter(|route| route.is_page) {
                let at = format!("{}?lang={language}", route.example);
                let answer = get(&log, &at).await;
                check_page(&answer, language, &format!("{name} {at}"));
            }
        }
    }
}

#[tokio::test]
async fn every_kind_of_entry_is_told_in_each_language() {
    for language in ["ar", "fr", "en"] {
        for index in 0..16 {
            for page in ["entry", "proof"] {
                let at = format!("/register/{page}/{index}?lang={language}");
                let answer = get(desk(), &at).await;
                assert_eq!(answer.status, StatusCode::OK, "{at}");
                check_page(&answer, language, &at);
            }
        }
    }
}

#[tokio::test]
async fn every_link_of_every_page_leads_somewhere_and_keeps_the_language() {
    let mut waiting = vec!["/register?lang=fr".to_owned()];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let pages = ["/register", "/register/entry/", "/register/proof/", "/register/find"];
    while let Some(at) = waiting.pop() {
        let at = at.split('#').next().unwrap().to_owned();
        if at.is_empty() || !seen.insert(at.clone()) {
            continue;
        }
        let answer = get(desk(), &at).await;
        let is_form = at == "/register/entry";
        // A log alone leads from its root to its register; a desk has a page there.
        let is_root = at.starts_with("/?") && answer.status == StatusCode::SEE_OTHER;
        assert!(answer.status == StatusCode::OK || is_form || is_root, "{at}: {}", answer.status);
        let is_html = answer.header(header::CONTENT_TYPE).starts_with("text/html");
        if is_html && !is_form && pages.iter().any(|page| at.starts_with(page)) {
            assert!(at.contains("lang="), "the language is lost on the way to {at}");
            waiting.extend(answer.links());
        }
    }
    assert!(seen.len() > 100, "only {} addresses were seen", seen.len());
}

#[tokio::test]
async fn the_language_is_the_one_asked_for_then_the_readers_then_arabic() {
    let ask_with = async |path: &str, accept: &str| {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, accept);
        let answer = ask(desk(), request.body(Body::empty()).unwrap()).await;
        answer.header(header::CONTENT_LANGUAGE).to_owned()
    };
    assert_eq!(ask_with("/register?lang=en", "fr").await, "en");
    assert_eq!(ask_with("/register", "fr-MA,fr;q=0.9").await, "fr");
    assert_eq!(ask_with("/register", "de").await, "ar");
    assert_eq!(ask_with("/register?lang=xx", "").await, "ar");
}

#[tokio::test]
async fn a_proof_that_is_handed_out_holds_under_the_policy() {
    let log = desk();
    for index in 0..16 {
        let answer = get(log, &format!("/register/proof/{index}/file")).await;
        let name = format!("attachment; filename=\"{index}.tlog-proof\"");
        assert_eq!(answer.header(header::CONTENT_DISPOSITION), name);
        let proof = register::proof_file::ProofFile::parse(&answer.body).unwrap();
        let entry = get(log, &format!("/register/entry/{index}/raw")).await.body;
        let leaf = register::hash::leaf_hash(&entry);
        let verified = proof.verify(&leaf, log.state.policy.as_ref().unwrap()).unwrap();
        assert_eq!((verified.index, verified.cosigned_by.len()), (index, 3));
    }
}

#[tokio::test]
async fn a_proof_past_the_cosigned_size_says_since_when_it_waits() {
    let log = crate::support::Plan::desk(2, 4).build(root(), "it-late");
    let early = get(&log, "/register/proof/3?lang=en").await.text();
    assert!(early.contains("note witnessed") && !early.contains("note danger"));
    let late = get(&log, "/register/proof/13?lang=en").await.text();
    assert!(late.contains("note danger") && late.contains("Uncosigned since"));
    let head = get(&log, "/register?lang=en").await.text();
    assert!(head.contains("note danger") && head.contains("no notice leaves the desk"));
}

#[tokio::test]
async fn tiles_that_lie_are_told_and_nothing_of_them_is_shown() {
    let log: Log = lying(&root().join("it-lies"));
    for path in ["entry/7", "entry/7/raw", "proof/7", "proof/7/file"] {
        let answer = get(&log, &format!("/register/{path}?lang=en")).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let text = answer.text();
        assert!(text.contains("do not lead to what was signed"), "{path}");
        assert!(!text.contains("tlog-proof@v1") && !text.contains("dntry"), "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    }
    let fine = get(&log, "/register/proof/599").await;
    assert_eq!(fine.status, StatusCode::OK);
}

#[tokio::test]
async fn the_twin_for_programs_says_what_the_page_says() {
    let answer = get(desk(), "/register/witnesses.json").await;
    let twin: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(twin["size"], 17);
    assert_eq!((&twin["needed"], &twin["all"]), (&2.into(), &3.into()));
    assert_eq!(twin["sequencing"]["state"], "running");
    assert_eq!(twin["witnesses"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn style_and_fonts_are_kept_for_ever_under_names_with_their_hash() {
    let page = get(desk(), "/register").await;
    let style = page.links().into_iter().find(|link| link.contains(".css")).unwrap();
    let answer = get(desk(), &style).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/css; charset=utf-8");
    assert!(answer.header(header::CACHE_CONTROL).contains("immutable"));
    for rest in answer.text().split("url(").skip(1) {
        let name = rest.split(')').next().unwrap();
        let file = get(desk(), &format!("/static/{name}")).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
    }
}
