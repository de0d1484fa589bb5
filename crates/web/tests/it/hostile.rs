//! What strangers send.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::client::{ask, desk, get, post, root};
use crate::support::{Plan, TOLD};

#[tokio::test]
async fn a_number_that_is_no_entry_is_told_kindly() {
    for n in [
        "-1",
        "17",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999",
        "00",
        "+1",
        "1.0",
        "0x1",
        "%D9%A3",
        "..",
        "%2e%2e%2fkey",
        "%00",
        "%3Cscript%3E",
        "1%0d%0aSet-Cookie:a=b",
    ] {
        for page in ["entry", "proof"] {
            let at = format!("/register/{page}/{n}?lang=en");
            let answer = get(desk(), &at).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{at}");
            assert!(answer.text().contains("<h1>There is no such"), "{at}");
            assert!(!answer.text().contains("<script"), "{at}");
        }
    }
}

#[tokio::test]
async fn an_address_that_no_route_has_is_told_kindly_in_the_readers_language() {
    for path in ["/nothing", "/register/", "/register/entry/1/2/3", "/..%2f..%2fetc%2fpasswd"] {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, "fr");
        let answer = ask(desk(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("Cette page n’existe pas"), "{path}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_compiled_in_is_not_served() {
    for name in ["..%2f..%2fCargo.toml", "style.css", "", "%00"] {
        let answer = get(desk(), &format!("/static/{name}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn what_an_entry_holds_is_shown_and_never_run() {
    let entries: Vec<Vec<u8>> = vec![
        b"<script>alert(1)</script>\"'><img src=x onerror=alert(1)>".to_vec(),
        b"{\"v\":1,\"<b>\":\"</pre></details><h1>x\"}".to_vec(),
        vec![0xff, 0, 27, b'['],
        "\u{202e}reversed\u{1b}[31m".as_bytes().to_vec(),
        vec![b'<'; 60_000],
    ];
    let log = Plan::test(entries.clone()).build(root(), "it-hostile");
    for (index, entry) in entries.iter().enumerate() {
        for at in [format!("/register/entry/{index}"), "/register".into()] {
            let answer = get(&log, &at).await;
            assert_eq!(answer.status, StatusCode::OK, "{at}");
            let text = answer.text();
            for run in ["<script", "<img", "onerror=alert(1)>", "</pre></details><h1>"] {
                assert!(!text.contains(run), "{at} has {run}");
            }
            assert!(!text.contains('\u{1b}') && answer.body.len() < 60_000, "{at}");
        }
        let raw = get(&log, &format!("/register/entry/{index}/raw")).await;
        assert_eq!(raw.body, *entry);
        assert_eq!(raw.header(header::CONTENT_TYPE), "application/octet-stream");
        assert!(raw.header(header::CONTENT_DISPOSITION).starts_with("attachment"));
    }
}

#[tokio::test]
async fn marks_that_turn_the_direction_of_a_raw_entry_are_written_out() {
    let marks = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}";
    // The pages put marks of their own around values, so each is looked for beside a letter.
    let entry: String = marks.chars().map(|mark| format!("x{mark}x ")).collect();
    let log = Plan::test(vec![entry.clone().into_bytes()]).build(root(), "it-marks");
    let text = get(&log, "/register/entry/0?lang=en").await.text();
    for mark in marks.chars() {
        assert!(!text.contains(&format!("x{mark}x")), "{:04x}", u32::from(mark));
        assert!(text.contains(&format!("x\\u{:04x}x", u32::from(mark))), "{:04x}", u32::from(mark));
    }
    assert_eq!(get(&log, "/register/entry/0/raw").await.body, entry.into_bytes());
}

#[tokio::test]
async fn the_operator_is_told_of_a_failure_by_its_route_and_not_by_what_was_asked() {
    let log = Plan::test(vec![b"entry".to_vec()]).build(root(), "it-told");
    // A folder where a file should be: reading it fails.
    std::fs::create_dir(log.dir.join("public/cosigned")).unwrap();
    let answer = get(&log, "/register/cosigned?secret=1").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let told = TOLD.lock().unwrap().clone();
    let is_about = |line: &&String| line.contains("\"/register/cosigned\"");
    let line = told.iter().find(|line| is_about(line) && line.contains("Error")).unwrap();
    let fields = "(\"method\", \"GET\"), (\"route\", \"/register/cosigned\"), (\"status\", \"500\"), \
                  (\"why\", \"could not read";
    assert!(line.contains(fields), "{line}");
    assert!(!told.iter().any(|line| line.contains("secret")), "{told:?}");
}

#[tokio::test]
async fn a_search_for_too_much_or_for_no_address_is_refused_with_its_reason() {
    let huge = format!("address={}", "a".repeat(1 << 20));
    let answer = post(desk(), "/register/find?lang=en", &huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("<h1>That is too long</h1>"));
    for (form, reason) in [
        ("", "Type an address"),
        ("address=", "Type an address"),
        ("other=1", "Type an address"),
        ("address=%ff%fe", "not the address of a page"),
        ("address=a%20b", "There is a space"),
        ("address=javascript:alert(1)", "begins with https://"),
        ("address=localhost", "not the address of a page"),
        ("address=%22%3E%3Cscript%3E", "not the address of a page"),
    ] {
        let answer = post(desk(), "/register/find?lang=en", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let text = answer.text();
        assert!(text.contains(reason) && text.contains("aria-invalid"), "{form}: {text}");
        assert!(!text.contains("<script"), "{form}");
    }
}

#[tokio::test]
async fn a_query_or_a_host_that_is_made_up_changes_nothing() {
    for query in [
        "from=-1",
        "from=99999999999999999999",
        "from=%3Cscript%3E",
        "lang=%22%3E%3Cscript%3E",
        "from=1&from=2",
        "a%22b=c",
        "%",
        "lang=fr&lang=en",
    ] {
        let answer = get(desk(), &format!("/register?{query}")).await;
        assert!(answer.status.is_success() || answer.status == StatusCode::BAD_REQUEST, "{query}");
        assert!(!answer.text().contains("<script"), "{query}");
    }
    for host in ["\"><script>", "a b", "evil.example/path", "a\u{7f}"] {
        let request = Request::get("/register").header(header::HOST, host.as_bytes());
        let Ok(request) = request.body(Body::empty()) else { continue };
        let text = ask(desk(), request).await.text();
        assert!(text.contains("https://register.example/register"), "{host}");
    }
}

#[tokio::test]
async fn a_number_as_people_paste_it_leads_to_its_entry() {
    for n in ["7", "%207%20", "%E2%81%A87%E2%81%A9"] {
        let answer = get(desk(), &format!("/register/entry?n={n}&lang=fr")).await;
        assert_eq!(answer.header(header::LOCATION), "/register/entry/7?lang=fr", "{n}");
    }
    assert_eq!(get(desk(), "/register/entry?n=x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(desk(), "/register/entry").await.status, StatusCode::NOT_FOUND);
}
