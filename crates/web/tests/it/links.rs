//! Every link that anybody finds, followed: from every page of every role, and from what is shown
//! after a form was refused.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode, header};
use desk::Receipt;
use desk::contest::{Contester, Plea};
use store::desk::{Holder, NewPlea, RoomHead};
use web::desk_routes::desk_router;
use web::routes::beside_desk;

use crate::cases::Office;
use crate::client::Answer;
use crate::filled::outside;
use crate::released::release_for;
use crate::staff::ask_with;
use crate::support::fixtures;

/// Forms after which nothing is left to walk: their own mark is never sent.
const LEAVING: &[&str] = &[
    "/contest/close",
    "/desk/logout",
    "/desk/me/sessions",
    "/receipt/close",
    "/receipt/erase",
    "/receipt/withdraw",
    "/report/leave",
];
/// How many addresses of one path are asked for, and of how many the links are followed: the filters
/// of a list make endlessly many.
const OF_ONE_PATH_MAX: (usize, usize) = (40, 9);

/// Somebody who walks.
struct Walker {
    router: Router,
    name: String,
    cookie: Option<String>,
    /// The mark of their own forms.
    token: String,
    /// Addresses that wait, each with where it was found.
    waiting: VecDeque<(String, String)>,
    seen: BTreeSet<String>,
    of_path: BTreeMap<String, usize>,
    /// Forms that wait for their own mark: where they are sent, and what is hidden in them.
    forms: VecDeque<(String, String)>,
    posted: BTreeSet<String>,
    refused: usize,
    /// Links that lead nowhere, each with where it stands.
    broken: Vec<String>,
}

fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    text.replace("&amp;", "&").replace("&#38;", "&").replace("&#39;", "'").replace("&quot;", "\"")
}

/// What stands between `start` and the next quotation mark, wherever `start` is.
fn quoted(text: &str, start: &str) -> Vec<String> {
    let parts = text.split(start).skip(1);
    parts.map(|rest| unescaped(rest.split('"').next().unwrap_or_default())).collect()
}

impl Walker {
    async fn ask(&self, method: Method, path: &str, form: &str) -> Answer {
        ask_with(self.router.clone(), method, path, self.cookie.as_deref(), form).await
    }

    /// Walks until nothing is left that was not seen.
    async fn walk(&mut self, starts: &[&str]) {
        self.waiting
            .extend(starts.iter().map(|start| ((*start).to_owned(), "the start".to_owned())));
        loop {
            if let Some((address, from)) = self.waiting.pop_front() {
                self.follow(&address, &from).await;
            } else if let Some((action, hidden)) = self.forms.pop_front() {
                let form = format!("token={}&{hidden}", self.token);
                self.send(&action, &form).await;
            } else {
                return;
            }
        }
    }

    async fn follow(&mut self, address: &str, from: &str) {
        let path = path_of(address).to_owned();
        let before = self.of_path.get(&path).copied().unwrap_or_default();
        if before >= OF_ONE_PATH_MAX.0 || !self.seen.insert(address.to_owned()) {
            return;
        }
        *self.of_path.entry(path.clone()).or_default() += 1;
        let answer = self.ask(Method::GET, address, "").await;
        let is_broken = [
            StatusCode::NOT_FOUND,
            StatusCode::METHOD_NOT_ALLOWED,
            StatusCode::INTERNAL_SERVER_ERROR,
        ]
        .contains(&answer.status);
        if is_broken {
            self.broken.push(format!("{} at {address}, found on {from}", answer.status));
        }
        // The public pages are walked by the stranger alone.
        let is_public = ["/register", "/room", "/static", "/witness"];
        let is_public = is_public.iter().any(|root| path.starts_with(root));
        if before < OF_ONE_PATH_MAX.1 && (!is_public || self.cookie.is_none()) {
            self.look(&answer, address).await;
        }
    }

    /// Takes along what a page names, and sends each of its forms with a mark that is not its own.
    async fn look(&mut self, answer: &Answer, at: &str) {
        if answer.status.is_redirection() {
            let to = answer.header(header::LOCATION).to_owned();
            self.waiting.push_back((to, at.to_owned()));
            return;
        }
        if !answer.header(header::CONTENT_TYPE).starts_with("text/html") {
            return;
        }
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        for link in quoted(&text, " href=\"") {
            if link.starts_with('/') {
                let link = link.split('#').next().unwrap_or_default().to_owned();
                self.waiting.push_back((link, at.to_owned()));
            }
        }
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let tag = form.split('>').next().unwrap_or_default();
            let Some(action) = quoted(tag, " action=\"").into_iter().next() else { continue };
            // What another form asks for is typed, and so no link.
            if !tag.contains("method=\"post\"") || !self.posted.insert(action.clone()) {
                continue;
            }
            let hidden = form.split("<input type=\"hidden\"").skip(1).filter_map(|input| {
                let input = input.split('>').next()?;
                let name = quoted(input, " name=\"").into_iter().next()?;
                let value = quoted(input, " value=\"").into_iter().next()?;
                (name != "token").then(|| format!("{name}={value}"))
            });
            let hidden = hidden.collect::<Vec<_>>().join("&");
            Box::pin(self.send(&action, "token=0")).await;
            if !LEAVING.contains(&path_of(&action)) {
                self.forms.push_back((action, hidden));
            }
        }
    }

    /// Sends a form and looks at what came back.
    async fn send(&mut self, action: &str, form: &str) {
        let answer = self.ask(Method::POST, action, form).await;
        if answer.status.is_server_error() {
            self.broken.push(format!("{} after POST {action}", answer.status));
        }
        self.refused += usize::from(answer.status.is_client_error());
        Box::pin(self.look(&answer, &format!("POST {action}"))).await;
    }
}

/// A desk with something of everything, and whoever may walk it.
async fn walkers(name: &str) -> Vec<(Walker, Vec<&'static str>)> {
    let office = Office::new(name).await;
    office.given(1, "https://video.example/watch/1", &[]).await;
    office.given(2, "https://video.example/watch/2", &[]).await;
    let desk = &office.staff.desk;
    let receipt = Receipt::from_random([3; 16]);
    let notice = release_for(desk, "platform.example", &receipt).await;
    let row = desk.store.notice_by_reference(notice.as_bytes()).unwrap().unwrap();
    for who in [Contester::Author, Contester::Person] {
        let plea = serde_json::to_string(&Plea::new("Look again.", "").unwrap()).unwrap();
        let plea = NewPlea { body: &plea, contact: "" };
        desk.store.contest_add(row.id, who, plea, desk.now_ms()).await.unwrap();
    }
    let kept = desk.store.notice_fetch(row.id).unwrap().unwrap();
    let written: desk::notice::Written = serde_json::from_slice(&kept.written).unwrap();
    let log = crate::client::desk();
    let _ = desk.register.set(Arc::clone(&log.state));
    let signed = log.state.reader.checkpoint();
    let head = signed.checkpoint();
    let head = RoomHead { size: head.size, root: head.root.0 };
    outside(|| {
        assert!(desk.store.room_take(0, fixtures(), head).unwrap());
        desk.store.room_count().unwrap();
    });
    let router = desk_router(Arc::clone(desk), Some(beside_desk(Arc::clone(&log.state))));
    let walker = |name: String, cookie: Option<String>| {
        let token = cookie.as_ref().and_then(|cookie| cookie.split_once('='));
        Walker {
            router: router.clone(),
            token: token.map(|(_, value)| desk.form_token(value)).unwrap_or_default(),
            name,
            cookie,
            waiting: VecDeque::new(),
            seen: BTreeSet::new(),
            of_path: BTreeMap::new(),
            forms: VecDeque::new(),
            posted: BTreeSet::new(),
            refused: 0,
            broken: Vec::new(),
        }
    };
    let opened = async |path: &str, form: String| {
        let answer = ask_with(router.clone(), Method::POST, path, None, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        answer.header(header::SET_COOKIE).split(';').next().unwrap().to_owned()
    };
    let receipt = opened("/receipt", format!("code={}", receipt.digits())).await;
    let author = opened("/contest", format!("code={}", written.notice.for_author.code)).await;
    let draft = opened("/report", String::new()).await;
    let mut all = vec![
        (walker("a stranger".into(), None), vec!["/", "/room", "/register", "/desk/login"]),
        (walker("who reports".into(), Some(draft)), vec!["/report", "/report/step/harm"]),
        (walker("the person".into(), Some(receipt)), vec!["/receipt/view"]),
        (walker("the author".into(), Some(author)), vec!["/contest/view"]),
    ];
    for somebody in &office.staff.people {
        let cookie = Some(format!("__Host-officer={}", somebody.session));
        let starts = match somebody.holder {
            Holder::Officer(_) => vec!["/desk", "/desk/me"],
            Holder::Reviewer(_) => vec!["/review"],
            Holder::Seat(_) => vec!["/seat"],
        };
        all.push((walker(format!("{:?}", somebody.holder), cookie), starts));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_leads_nowhere_for_anybody_not_even_after_a_form_was_refused() {
    let mut broken = Vec::new();
    for (mut walker, starts) in walkers("it-links").await {
        walker.walk(&starts).await;
        broken.extend(walker.broken.iter().map(|link| format!("{}: {link}", walker.name)));
        assert!(walker.seen.len() >= 5, "{}: {:?}", walker.name, walker.seen);
        assert!(walker.refused > 0 || walker.cookie.is_none(), "{}", walker.name);
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
