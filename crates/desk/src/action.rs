//! What officers do, and which role may do what: one table, printed as `docs/roles.md`.

use std::fmt;

use record::choice::Role;

use crate::RoleSet;

macro_rules! actions {
    ($($(#[$meta:meta])* $action:ident = $word:literal,)+) => {
        /// What an officer does at the desk. Each address of the officers' side names the one that it
        /// takes, and nobody else gets in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$meta])* $action,)+
        }

        impl Action {
            /// Every action, in the order of their list.
            pub const ALL: &[Action] = &[$(Action::$action),+];

            /// Its word, as in `docs/roles.md` and in texts.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Action::$action => $word,)+
                }
            }
        }
    };
}

actions! {
    /// Sees which cases wait, without opening one.
    SeeQueue = "see-queue",
    /// Opens a case: its reports, its time line, the law beside it.
    OpenCase = "open-case",
    /// Takes a case, so that nobody else works on it, and gives it back.
    Claim = "claim",
    /// Writes a note that only officers read.
    WriteNote = "write-note",
    /// Writes to the person who reported.
    WriteToPerson = "write-to-person",
    /// Shows an exhibit that is blurred until asked for.
    RevealExhibit = "reveal-exhibit",
    /// Reads how the person can be reached. Each reading is kept.
    ReadIdentity = "read-identity",
    /// Splits a case, merges two, and undoes either.
    ArrangeCases = "arrange-cases",
    /// Says which articles apply, out of those that were proposed.
    ConfirmArticles = "confirm-articles",
    /// Removes sexual material of minors or intimate material that was found all the same.
    Purge = "purge",
    /// Ends a case with its outcome.
    CloseCase = "close-case",
    /// Writes a notice to a platform.
    DraftNotice = "draft-notice",
    /// Approves a notice that somebody else wrote, or sends it back.
    ApproveNotice = "approve-notice",
    /// Hands a released notice over and records how.
    DeliverNotice = "deliver-notice",
    /// Records what a platform answered.
    RecordAnswer = "record-answer",
    /// Decides a contest, in a case that one did not decide.
    DecideContest = "decide-contest",
    /// Reads what waits in the dialogue with platforms.
    ReadDialogue = "read-dialogue",
    /// Writes what was asked and promised, and what became of it.
    WriteDialogue = "write-dialogue",
    /// Publishes what somebody else wrote of it.
    PublishDialogue = "publish-dialogue",
    /// Reads the trail of every act.
    ReadTrail = "read-trail",
    /// Invites people, grants roles and takes them back.
    ManageAccounts = "manage-accounts",
    /// Adds and removes the keys of outside reviewers.
    ManageReviewerKeys = "manage-reviewer-keys",
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

const INTAKE: Role = Role::Intake;
const DECISION: Role = Role::Decision;
const APPROVER: Role = Role::Approver;
const LIAISON: Role = Role::Liaison;

/// Everybody who works on cases.
const CASES: &[Role] = &[INTAKE, DECISION, APPROVER, LIAISON];
/// Those who see what was handed in. A liaison speaks with platforms about what a notice says.
const EXHIBITS: &[Role] = &[INTAKE, DECISION, APPROVER];
/// Those who speak with the person who reported.
const PERSON: &[Role] = &[INTAKE, DECISION];

/// Which roles may take each action: the whole table, in the order of [`Action::ALL`].
///
/// Source: our own, after the brief's line 3 and issue 3, point 10.
pub const MATRIX: &[(Action, &[Role])] = &[
    (Action::SeeQueue, CASES),
    (Action::OpenCase, CASES),
    (Action::Claim, CASES),
    (Action::WriteNote, CASES),
    (Action::WriteToPerson, PERSON),
    (Action::RevealExhibit, EXHIBITS),
    (Action::ReadIdentity, PERSON),
    (Action::ArrangeCases, PERSON),
    (Action::ConfirmArticles, &[DECISION]),
    // Whoever meets it must be able to act at once; nobody destroys what they may not see.
    (Action::Purge, EXHIBITS),
    (Action::CloseCase, &[DECISION]),
    (Action::DraftNotice, &[DECISION]),
    (Action::ApproveNotice, &[APPROVER]),
    (Action::DeliverNotice, &[LIAISON]),
    (Action::RecordAnswer, &[LIAISON]),
    // That it is not the one who decided the case is a rule of the case.
    (Action::DecideContest, &[DECISION, APPROVER]),
    (Action::ReadDialogue, CASES),
    (Action::WriteDialogue, &[DECISION, LIAISON]),
    // That it is not the one who wrote it is a rule of the item.
    (Action::PublishDialogue, &[DECISION, APPROVER]),
    (Action::ReadTrail, &[Role::Auditor]),
    (Action::ManageAccounts, &[Role::Administrator]),
    (Action::ManageReviewerKeys, &[Role::Administrator]),
];

/// The roles that may take an action.
#[must_use]
pub fn roles_for(action: Action) -> &'static [Role] {
    MATRIX.iter().find(|row| row.0 == action).map_or(&[], |row| row.1)
}

/// Whether an officer with these roles may take an action.
#[must_use]
pub fn may(roles: RoleSet, action: Action) -> bool {
    roles_for(action).iter().any(|role| roles.has(*role))
}
