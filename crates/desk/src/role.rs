//! Which roles one officer may hold together. Power at a desk is parted between people: nobody
//! decides and approves, whoever runs the machine sees no case, and whoever reads the trail acts on
//! nothing.

use std::fmt;

use record::choice::Role;
use thiserror::Error;

/// Why these roles are not held by one officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RoleError {
    /// A second person approves: brief, line 3.
    #[error("nobody both decides and approves")]
    DecisionAndApprover,
    /// The administrator sees no case, and the auditor acts on nothing.
    #[error("the role {0} stands alone")]
    StandsAlone(Role),
}

/// Roles that one officer may hold together. None at all is a set too: an officer may be known to
/// the desk before anything is entrusted to them.
///
/// # Example
///
/// ```
/// use desk::{RoleError, RoleSet};
/// use record::choice::Role;
/// assert!(RoleSet::new([Role::Intake, Role::Liaison]).is_ok());
/// assert_eq!(RoleSet::new([Role::Decision, Role::Approver]), Err(RoleError::DecisionAndApprover));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct RoleSet(u8);

/// The place of a role in the set.
const fn bit(role: Role) -> u8 {
    1 << role as u8
}

impl RoleSet {
    /// The set of these roles.
    ///
    /// # Errors
    ///
    /// [`RoleError`], with the first rule that they break.
    pub fn new(roles: impl IntoIterator<Item = Role>) -> Result<RoleSet, RoleError> {
        let set = RoleSet(roles.into_iter().fold(0, |bits, role| bits | bit(role)));
        for alone in [Role::Administrator, Role::Auditor] {
            if set.has(alone) && set.0 != bit(alone) {
                return Err(RoleError::StandsAlone(alone));
            }
        }
        if set.has(Role::Decision) && set.has(Role::Approver) {
            return Err(RoleError::DecisionAndApprover);
        }
        Ok(set)
    }

    /// The same roles and one more.
    ///
    /// # Errors
    ///
    /// [`RoleError`].
    pub fn with(self, role: Role) -> Result<RoleSet, RoleError> {
        RoleSet::new(self.iter().chain([role]))
    }

    /// Whether the role is one of them.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 & bit(role) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in the order of their list.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.has(*role))
    }
}

impl fmt::Debug for RoleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_all_sets_of_roles_those_that_join_powers_are_refused() {
        let sets = (0_u32..64).map(|bits| {
            let chosen = Role::ALL.iter().enumerate().filter(move |(at, _)| bits & (1 << at) != 0);
            chosen.map(|(_, role)| *role).collect::<Vec<_>>()
        });
        let mut allowed = 0;
        for roles in sets {
            let has = |role| roles.contains(&role);
            let joins = has(Role::Decision) && has(Role::Approver);
            let alone = has(Role::Administrator) || has(Role::Auditor);
            let set = RoleSet::new(roles.iter().copied());
            assert_eq!(set.is_ok(), !(joins || alone && roles.len() > 1), "{roles:?}");
            if let Ok(set) = set {
                assert_eq!(set.iter().collect::<Vec<_>>(), roles);
                allowed += 1;
            }
        }
        // Nothing, administrator, auditor, and what intake, decision or approver, and liaison make.
        assert_eq!(allowed, 2 + 2 * 2 * 3);
    }

    #[test]
    fn a_set_grows_by_one_role_under_the_same_rules() {
        let set = RoleSet::default().with(Role::Decision).unwrap().with(Role::Intake).unwrap();
        assert_eq!(set.with(Role::Approver), Err(RoleError::DecisionAndApprover));
        assert_eq!(set.with(Role::Auditor), Err(RoleError::StandsAlone(Role::Auditor)));
        assert_eq!(set.with(Role::Intake), Ok(set));
    }
}
