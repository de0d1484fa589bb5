//! The table of roles and actions, and its page in the docs.

use std::path::Path;

use desk::{Action, MATRIX, RoleSet, may, roles_for};
use record::choice::Role;

#[test]
fn every_action_has_one_line_in_the_table_and_somebody_who_may() {
    let listed: Vec<Action> = MATRIX.iter().map(|row| row.0).collect();
    assert_eq!(listed, Action::ALL);
    for action in Action::ALL {
        assert!(!roles_for(*action).is_empty(), "{action}");
    }
}

#[test]
fn administrators_see_no_case_and_auditors_act_on_nothing() {
    let administrator = RoleSet::new([Role::Administrator]).unwrap();
    let auditor = RoleSet::new([Role::Auditor]).unwrap();
    let taken = |roles| Action::ALL.iter().copied().filter(move |action| may(roles, *action));
    let manage = [Action::ManageAccounts, Action::ManageReviewerKeys];
    assert_eq!(taken(administrator).collect::<Vec<_>>(), manage);
    assert_eq!(taken(auditor).collect::<Vec<_>>(), [Action::ReadTrail]);
    assert_eq!(taken(RoleSet::default()).count(), 0);
}

#[test]
fn nobody_destroys_an_exhibit_that_they_may_not_see() {
    assert_eq!(roles_for(Action::Purge), roles_for(Action::RevealExhibit));
    assert!(!roles_for(Action::Purge).contains(&Role::Liaison));
}

#[test]
fn no_set_of_roles_both_drafts_and_approves_a_notice() {
    for bits in 0_u32..64 {
        let chosen = Role::ALL.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
        let Ok(roles) = RoleSet::new(chosen.map(|(_, role)| *role)) else { continue };
        let both = [Action::DraftNotice, Action::ApproveNotice];
        assert!(!both.iter().all(|action| may(roles, *action)), "{roles:?}");
    }
}

/// The page, with a line for each action and a column for each role.
fn page() -> String {
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    let mut page = format!(
        "# Roles and what they may do\n\nMade from `MATRIX` in `crates/desk/src/action.rs`; a test \
         fails when this page is stale. Nobody holds `decision` and `approver`; `auditor` and \
         `administrator` each stand alone. Every grant is an entry of the public register.\n\n\
         | action | {} |\n|---|{}\n",
        roles.join(" | "),
        "---|".repeat(roles.len())
    );
    for (action, allowed) in MATRIX {
        let cells = Role::ALL.iter().map(|role| if allowed.contains(role) { "yes" } else { "" });
        page.push_str(&format!("| {action} | {} |\n", cells.collect::<Vec<_>>().join(" | ")));
    }
    page
}

#[test]
fn the_docs_hold_the_whole_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/roles.md");
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found != page() {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roles.md");
        std::fs::write(&fresh, page()).unwrap();
        panic!("docs/roles.md is stale; the fresh one is {}", fresh.display());
    }
}
