//! The officers' side: who may come in, the frame of its pages, log-in, accounts and keys.
//!
//! Each route says who may ([`Who`]), the router puts one layer around it that lets nobody else in,
//! and a handler gets whoever came in as [`Officer`], [`Reviewer`], [`Seat`] or [`Visitor`].

pub mod account_events;
pub mod accounts;
pub mod attempts;
pub mod case;
pub mod demo;
pub mod dialogue;
pub mod door;
pub mod events;
pub mod frame;
pub mod invitation;
pub mod keys;
pub mod log_in;
pub mod me;
pub mod notice;
pub mod notices;
pub mod qr;
pub mod queue;
pub mod shortcuts;
pub mod trail;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use desk::Action;

use crate::desk::Desk;
use crate::routes::{Route, files as answers, page};

pub use door::{Officer, Reviewer, Seat, Visitor, Who};
pub use frame::Office;

/// The largest form of this room. Unit: bytes.
const FORM_BYTES_MAX: usize = 16 << 10;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    let form = DefaultBodyLimit::max(FORM_BYTES_MAX);
    let mut routes = vec![
        page("/desk/login", "/desk/login", get(log_in::page).post(log_in::log_in).layer(form)),
        answers("/desk/invitation", get(invitation::page).post(invitation::accept).layer(form)),
        answers("/desk", get(frame::home)).only(Who::LoggedIn),
        page("/desk/me", "/desk/me", get(me::page)).only(Who::LoggedIn),
        answers("/desk/me/password", post(me::change_password).layer(form))
            .only(Who::LoggedIn)
            .of_page("/desk/me"),
        answers("/desk/me/sessions", post(me::end_others)).only(Who::LoggedIn).of_page("/desk/me"),
        answers("/desk/logout", post(me::log_out)).only(Who::LoggedIn).of_page("/desk/me"),
        page("/desk/enter", "/desk/enter", get(demo::page).post(demo::enter)),
    ];
    routes.extend(account_routes());
    routes.extend(case_routes());
    routes.extend(notice_routes());
    routes.extend(dialogue_routes());
    routes
}

/// The routes of administrators. Their examples are of no account and no key there is.
fn account_routes() -> Vec<Route<Desk>> {
    use accounts::{change, clock, invite};
    /// An address of one account.
    macro_rules! of {
        ($act:literal, $handler:expr) => {
            answers(concat!("/desk/accounts/{pseudonym}", $act), $handler)
                .only(Who::Officer(Action::ManageAccounts))
                .of_page("/desk/accounts/{pseudonym}")
                .with_example(concat!("/desk/accounts/0000000000000000", $act))
        };
    }
    let accounts = Who::Officer(Action::ManageAccounts);
    let keys = Who::Officer(Action::ManageReviewerKeys);
    let form = DefaultBodyLimit::max(FORM_BYTES_MAX);
    let invited = get(invite::page).post(invite::invite).layer(form);
    vec![
        page("/desk/accounts", "/desk/accounts", get(accounts::list)).only(accounts),
        page("/desk/accounts/invite", "/desk/accounts/invite", invited).only(accounts),
        answers("/desk/accounts/clock", post(clock::confirm).layer(form))
            .only(accounts)
            .of_page("/desk/accounts"),
        of!("", get(accounts::page)),
        of!("/grant", post(change::grant).layer(form)),
        of!("/revoke", post(change::revoke).layer(form)),
        of!("/disable", post(change::disable).layer(form)),
        of!("/invite", post(change::invite_again).layer(form)),
        page("/desk/keys", "/desk/keys", get(keys::page).post(keys::add).layer(form)).only(keys),
        answers("/desk/keys/{id}/remove", post(keys::remove).layer(form))
            .only(keys)
            .of_page("/desk/keys")
            .with_example("/desk/keys/0/remove"),
    ]
}

/// The routes about cases. Their examples are of no case there is.
fn case_routes() -> Vec<Route<Desk>> {
    macro_rules! of {
        ($act:literal, $handler:expr, $who:ident) => {
            answers(concat!("/desk/case/{reference}", $act), $handler)
                .only(Who::Officer(Action::$who))
                .of_page("/desk/case/{reference}")
                .with_example(concat!("/desk/case/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(case::FORM_BYTES_MAX);
    let mut routes = queue_routes();
    routes.extend([
        of!("", get(case::page), OpenCase),
        of!("/claim", post(case::acts::claim), Claim),
        of!("/release", post(case::acts::release), Claim),
        of!("/renew", post(case::acts::renew), Claim),
        of!("/note", post(case::acts::note).layer(form()), WriteNote),
        of!("/write", post(case::acts::write).layer(form()), WriteToPerson),
        of!("/seen", post(case::acts::seen), WriteToPerson),
        of!("/confirm", post(case::acts::confirm), ConfirmArticles),
        of!("/found", post(case::acts::found), ConfirmArticles),
        of!("/close", post(case::acts::close), CloseCase),
        of!("/reopen", post(case::acts::reopen), CloseCase),
        of!("/split", post(case::acts::split), ArrangeCases),
        of!("/merge", post(case::acts::merge), ArrangeCases),
        of!("/undo", post(case::acts::undo), ArrangeCases),
        of!("/sort", post(case::acts::sort), Claim),
        of!("/purge", post(case::purge::purge), Purge),
        of!("/identity", post(case::shown::identity), ReadIdentity),
        of!("/reveal", post(case::shown::reveal), RevealExhibit),
        answers("/desk/case/{reference}/exhibit/{token}", get(case::shown::exhibit))
            .only(Who::Officer(Action::RevealExhibit))
            .with_example("/desk/case/00000000000000000000000000000000/exhibit/00"),
    ]);
    routes
}

/// The routes about the queue, and about acts on many cases. The example is of no act there is.
fn queue_routes() -> Vec<Route<Desk>> {
    const QUEUE: &str = "/desk/queue";
    const BULK: &str = "/desk/bulk/00000000000000000000000000000000";
    const CONFIRM: &str = "/desk/bulk/00000000000000000000000000000000/confirm";
    const UNDO: &str = "/desk/bulk/00000000000000000000000000000000/undo";
    let may = |action| Who::Officer(action);
    let form = DefaultBodyLimit::max(case::FORM_BYTES_MAX);
    vec![
        page("/desk/queue", "/desk/queue", get(queue::page)).only(may(Action::SeeQueue)),
        answers("/desk/queue/next", post(queue::next)).only(may(Action::Claim)).of_page(QUEUE),
        answers("/desk/queue/save", post(queue::save)).only(may(Action::SeeQueue)).of_page(QUEUE),
        answers("/desk/queue/forget", post(queue::forget))
            .only(may(Action::SeeQueue))
            .of_page(QUEUE),
        // Words of what was told lead to a case, so whoever looks for them may open it.
        answers("/desk/queue/find", post(queue::find::page))
            .only(may(Action::OpenCase))
            .of_page(QUEUE),
        answers("/desk/bulk", post(queue::bulk::propose).layer(form))
            .only(may(Action::Claim))
            .of_page(QUEUE),
        answers("/desk/bulk/{reference}", get(queue::bulk::page))
            .only(may(Action::SeeQueue))
            .with_example(BULK),
        answers("/desk/bulk/{reference}/confirm", post(queue::bulk::confirm))
            .only(may(Action::Claim))
            .of_page("/desk/bulk/{reference}")
            .with_example(CONFIRM),
        answers("/desk/bulk/{reference}/undo", post(queue::bulk::undo))
            .only(may(Action::Claim))
            .of_page("/desk/bulk/{reference}")
            .with_example(UNDO),
        page("/desk/trail", "/desk/trail", get(trail::page)).only(may(Action::ReadTrail)),
        page("/desk/trail/accounts", "/desk/trail/accounts", get(account_events::page))
            .only(may(Action::ReadTrail)),
    ]
}

/// The routes about the dialogue. Their examples are of no item there is.
fn dialogue_routes() -> Vec<Route<Desk>> {
    use dialogue::edit;
    /// An address of one item.
    macro_rules! of {
        ($act:literal, $handler:expr, $who:ident) => {
            answers(concat!("/desk/dialogue/{kind}/{reference}", $act), $handler)
                .only(Who::Officer(Action::$who))
                .of_page("/desk/dialogue/{kind}/{reference}")
                .with_example(concat!("/desk/dialogue/ask/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(dialogue::FORM_BYTES_MAX);
    let new = get(edit::new).post(edit::create).layer(form());
    let edited = get(edit::edit).post(edit::save_edit).layer(form());
    let evidence = get(edit::evidence).post(edit::save_evidence).layer(form());
    vec![
        page("/desk/dialogue", "/desk/dialogue", get(dialogue::list))
            .only(Who::Officer(Action::ReadDialogue)),
        page("/desk/dialogue/new/{kind}", "/desk/dialogue/new/ask", new)
            .only(Who::Officer(Action::WriteDialogue)),
        of!("", get(dialogue::page), ReadDialogue),
        of!("/edit", edited, WriteDialogue),
        of!("/evidence", evidence, WriteDialogue),
        of!("/publish", post(dialogue::publish), PublishDialogue),
        of!("/drop", post(dialogue::drop_draft), WriteDialogue),
    ]
}

/// The routes about notices. Their examples are of no notice there is.
fn notice_routes() -> Vec<Route<Desk>> {
    use notice::{deliver, edit, paper, turns};
    /// An address under `/desk` with a reference that nothing has.
    macro_rules! of {
        ($kind:literal, $act:literal, $handler:expr, $who:expr) => {
            answers(concat!("/desk/", $kind, "/{reference}", $act), $handler)
                .only(Who::Officer($who))
                .of_page("/desk/notice/{reference}")
                .with_example(concat!("/desk/", $kind, "/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(notice::FORM_BYTES_MAX);
    let edited = get(edit::page).post(edit::save).layer(form());
    let begun = get(edit::back_to_case).post(edit::begin);
    let (drafts, decides) = (Action::DraftNotice, Action::ApproveNotice);
    let (delivers, answered) = (Action::DeliverNotice, Action::RecordAnswer);
    vec![
        page("/desk/notices", "/desk/notices", get(notices::page))
            .only(Who::Officer(Action::SeeQueue)),
        of!("report", "/notice", begun, drafts),
        of!("notice", "", get(notice::page), Action::OpenCase),
        of!("notice", "/edit", edited, drafts),
        of!("notice", "/approve", post(notice::approve), decides),
        of!("notice", "/return", post(notice::send_back).layer(form()), decides),
        of!("notice", "/text", get(deliver::text), delivers),
        of!("notice", "/paper", get(paper::page), delivers),
        of!("notice", "/release", get(deliver::release), delivers),
        of!("notice", "/delivered", post(turns::delivered), delivers),
        of!("notice", "/received", post(turns::received), delivers),
        of!("notice", "/answer", post(turns::answer).layer(form()), answered),
        of!("notice", "/reply", post(turns::reply).layer(form()), answered),
        of!("notice", "/withdraw", post(turns::withdraw), drafts),
    ]
}
