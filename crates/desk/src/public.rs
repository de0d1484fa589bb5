//! What anybody can work out from the public entries of a register, and from nothing else: the life
//! of each notice, what came back and after how long, how much of it falls on one target, and who
//! may act.
//!
//! [`enter`] reads one entry after the other into a [`Book`]. There are two books: [`Account`] in
//! memory, for whoever holds a copy of the log, and the desk's own tables. Both go through the same
//! code, so page and command agree to the last digit. [`Counting`] turns lives into [`Figures`].
//!
//! Orders of a court are none of this: they are no notices, and nothing here counts them.

mod account;
mod concentration;
mod figures;
mod house;
mod interval;
mod life;

pub use account::{Account, Book, Ledger, Odd, OddReason, enter};
pub use concentration::{Concentration, LARGEST_MAX, Largest};
pub use figures::{Counting, Counts, Figures, Group, SHOWN_MIN, Share};
pub use house::{
    Holder, House, KeyLine, KeyStanding, OutsideLine, PolicyLine, Removal, SuccessorLine,
};
pub use interval::{Quantile, Times};
pub use life::{Answered, Delivered, Issued, Life, Silenced, State, Withdrawn};
