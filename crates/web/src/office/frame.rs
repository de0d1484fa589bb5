//! The frame of every page behind the door: where its reader may go, and the way out.

use axum::response::Response;
use desk::Action;

use super::{Visitor, Who};
use crate::desk::go;
use crate::frame::Frame;

/// Places that the head of a page links to, each for those who may go there, in their order.
const PLACES: &[(&str, &str, Who)] = &[
    ("/desk/queue", "queue-title", Who::Officer(Action::SeeQueue)),
    ("/desk/notices", "notices-title", Who::Officer(Action::SeeQueue)),
    ("/desk/dialogue", "dialogue-office-title", Who::Officer(Action::ReadDialogue)),
    ("/desk/contests", "contests-title", Who::Officer(Action::DecideContest)),
    ("/desk/trail", "trail-title", Who::Officer(Action::ReadTrail)),
    ("/desk/trail/accounts", "account-events-title", Who::Officer(Action::ReadTrail)),
    ("/desk/accounts", "nav-accounts", Who::Officer(Action::ManageAccounts)),
    ("/desk/keys", "nav-keys", Who::Officer(Action::ManageReviewerKeys)),
    ("/review", "review-title", Who::Reviewer),
    ("/seat", "seat-title", Who::Seat),
    ("/seat/tokens", "seat-tokens", Who::Seat),
    ("/desk/me", "nav-me", Who::LoggedIn),
];

/// What the template `office.html` shows around a page.
#[derive(Debug, Clone)]
pub struct Office {
    /// Where the reader may go: address, name, and whether it is this page.
    pub links: Vec<Link>,
    /// The log-in name of the reader.
    pub name: String,
    /// The mark that forms carry.
    pub token: String,
}

/// A link in the head of a page.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Whether it is the page's own.
    pub is_current: bool,
}

impl Office {
    /// The frame of a page for whoever reads it.
    #[must_use]
    pub fn new(frame: &Frame, visitor: &Visitor) -> Office {
        let places = PLACES.iter().filter(|place| place.2.admits(&visitor.account.holder));
        let link = |(path, text, _): &(&str, &str, Who)| Link {
            href: frame.link(path),
            text: frame.t(text),
            is_current: frame.is_at(path),
        };
        Office {
            links: places.map(link).collect(),
            name: visitor.account.name.clone(),
            token: visitor.token.clone(),
        }
    }
}

/// The address of the officers' side itself, which leads on to where its reader begins.
pub(crate) const HOME: &str = "/desk";

/// `GET /desk`: on to the first place that whoever is logged in may go to.
pub async fn home(frame: Frame, visitor: Visitor) -> Response {
    let place = PLACES.iter().find(|place| place.2.admits(&visitor.account.holder));
    go(&frame.link(place.map_or("/desk/me", |place| place.0)))
}
