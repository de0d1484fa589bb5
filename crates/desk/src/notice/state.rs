//! Where a notice stands on its way out.

/// Where a notice stands. What happens after it left is told by its turns, not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is being written.
    Draft,
    /// It waits for a second officer.
    Proposed,
    /// A second officer agreed; it waits for the outside reviewer to open it.
    Approved,
    /// Texts and entry are fixed; it waits for the reviewer's signature.
    UnderReview,
    /// Its entry waits to be durable in the register, under a checkpoint as the policy asks.
    Registering,
    /// It may leave, and is in the outbox.
    Released,
    /// The desk took it back.
    Withdrawn,
}

impl State {
    /// Every state, in their order.
    pub const ALL: [State; 7] = [
        State::Draft,
        State::Proposed,
        State::Approved,
        State::UnderReview,
        State::Registering,
        State::Released,
        State::Withdrawn,
    ];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Proposed => "proposed",
            State::Approved => "approved",
            State::UnderReview => "under-review",
            State::Registering => "registering",
            State::Released => "released",
            State::Withdrawn => "withdrawn",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether it may come right after `self`.
    ///
    /// A reviewer who has opened a notice may give it back to the other reviewers.
    ///
    /// Nothing leads to [`State::Released`] but [`State::Registering`], and nothing leads back from an
    /// entry: once it is queued, a notice can only be withdrawn in public.
    #[must_use]
    pub const fn may_become(self, next: State) -> bool {
        matches!(
            (self, next),
            (State::Draft, State::Proposed)
                | (State::Proposed, State::Draft | State::Approved | State::Registering)
                | (State::Approved, State::Draft | State::UnderReview)
                | (State::UnderReview, State::Draft | State::Approved | State::Registering)
                | (State::Registering, State::Released)
                | (State::Released, State::Withdrawn)
        )
    }

    /// Whether it has an entry, so that it can no longer be dropped in silence.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, State::Registering | State::Released | State::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_released_but_what_is_registered_and_nothing_public_is_dropped() {
        for state in State::ALL {
            assert_eq!(state.may_become(State::Released), state == State::Registering);
            assert_eq!(State::from_word(state.word()), Some(state));
            if state.is_public() {
                assert!(!State::ALL.into_iter().any(|it| !it.is_public() && state.may_become(it)));
            }
        }
    }
}
