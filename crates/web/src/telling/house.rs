//! The house's own acts: cases, roles, reviewers' keys, policies, a log that follows another.

use record::entry::{
    CaseOutcome, OutsideAccount, Outsider, PolicySet, Quorum, ReviewerKey, RoleGrant, SuccessorLog,
};
use words::Value;

use super::Teller;

pub(super) fn case_outcome(teller: &mut Teller<'_>, body: &CaseOutcome) {
    let CaseOutcome { case, decided_by, harm, outcome } = body;
    let outcome_words = teller.frame.word("outcome", outcome.word());
    teller.sentence(&[("outcome", Value::Text(&outcome_words))]);
    teller.words("outcome", outcome_words);
    teller.choice("harm", "harm", harm.word());
    teller.officer("decided-by", *decided_by);
    teller.code("case", case);
}

pub(super) fn role_grant(teller: &mut Teller<'_>, body: &RoleGrant) {
    let RoleGrant { change, granted_by, officer, role } = body;
    let role_words = teller.frame.word("role", role.word());
    let change_words = teller.frame.word("grant", change.word());
    teller.sentence(&[("change", Value::Text(&change_words)), ("role", Value::Text(&role_words))]);
    teller.words("change", change_words);
    teller.words("role", role_words);
    teller.officer("officer", *officer);
    teller.officer("granted-by", *granted_by);
}

pub(super) fn reviewer_key(teller: &mut Teller<'_>, body: &ReviewerKey) {
    let ReviewerKey { change, effective_at, key, reviewing_body } = body;
    let change_words = teller.frame.word("key-change", change.word());
    let body_words = teller.frame.word("reviewing-body", reviewing_body.word());
    teller.sentence(&[("change", Value::Text(&change_words)), ("body", Value::Text(&body_words))]);
    teller.words("change", change_words);
    teller.words("reviewing-body", body_words);
    teller.moment("effective-at", *effective_at);
    teller.code("key", key);
}

pub(super) fn outside_account(teller: &mut Teller<'_>, body: &OutsideAccount) {
    let OutsideAccount { account, change, done_by, holder } = body;
    let change_words = teller.frame.word("account-change", change.word());
    let (whose, name) = match holder {
        Outsider::Reviewer(key) => ("reviewer", key.to_string()),
        Outsider::Seat(platform) => ("seat", platform.to_string()),
    };
    let holder_words = teller.frame.word("outsider", whose);
    teller.sentence(&[
        ("change", Value::Text(&change_words)),
        ("holder", Value::Text(&holder_words)),
    ]);
    teller.words("change", change_words);
    teller.code("holder", name);
    teller.officer("account", *account);
    teller.officer("done-by", *done_by);
}

pub(super) fn policy(teller: &mut Teller<'_>, body: &PolicySet) {
    let PolicySet { effective_at, quorum, replaces, scope, text } = body;
    let scope_words = teller.frame.word("policy-scope", scope.word());
    let quorum_words = quorum_words(teller, *quorum);
    teller
        .sentence(&[("scope", Value::Text(&scope_words)), ("quorum", Value::Text(&quorum_words))]);
    teller.words("scope", scope_words);
    teller.words("quorum", quorum_words);
    teller.moment("effective-at", *effective_at);
    teller.public("policy-text", text);
    match replaces {
        Some(replaces) => teller.code("replaces", replaces),
        None => teller.words("replaces", teller.frame.t("replaces-nothing")),
    }
}

pub(super) fn successor_log(teller: &mut Teller<'_>, body: &SuccessorLog) {
    let SuccessorLog { old_origin, old_root, old_size, reason } = body;
    let reason_words = teller.frame.word("successor", reason.word());
    teller.sentence(&[
        ("old", Value::Text(old_origin.as_str())),
        ("count", Value::Count(*old_size)),
        ("reason", Value::Text(&reason_words)),
    ]);
    teller.code("old-origin", old_origin);
    teller.words("old-size", teller.frame.number(*old_size));
    teller.code("old-root", old_root);
    teller.words("reason", reason_words);
}

/// "2 of 3".
pub(super) fn quorum_words(teller: &Teller<'_>, quorum: Quorum) -> String {
    let (k, n) = (quorum.k().to_string(), quorum.n().to_string());
    teller.frame.say("quorum", &[("needed", Value::Text(&k)), ("all", Value::Text(&n))])
}
