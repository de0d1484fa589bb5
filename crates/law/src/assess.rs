//! One case, looked at as a whole: what may be uploaded, sent and done. No machine decides: this
//! is what an officer and a person are shown.

use crate::table::open_in;
use crate::{
    Advice, Answers, Candidate, Harm, Never, Note, NoticeRule, Pack, Question, Reply, Upload,
    candidates, notes, upload,
};

/// What follows from the answers of one interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// What may be uploaded.
    pub upload: Upload,
    /// Whether a notice may go to the platform, and who must approve it.
    pub notice: NoticeRule,
    /// The rule or condition of the table that said so, by identifier.
    pub rule: String,
    /// The routes in order, by identifier.
    pub routes: Vec<String>,
    /// Whether the complaint is marked, in public, as that of an official.
    pub is_official: bool,
    /// The articles that may apply.
    pub candidates: Vec<Candidate>,
    /// What is said about them as a whole.
    pub notes: Vec<Note>,
    /// What the person is told in any case.
    pub advice: Vec<Advice>,
}

/// What follows from these answers under this pack.
///
/// Where a minor may be in sexual or intimate material, the cell of [`Harm::ChildSexual`] holds,
/// whatever harm was named: that notice goes through the police alone.
#[must_use]
pub fn assess(answers: &Answers, pack: &Pack) -> Assessment {
    let upload = upload(answers);
    let candidates = candidates(answers, pack);
    let (notice, rule, routes) = notice(answers, pack, upload, &candidates);
    Assessment {
        upload,
        notice,
        rule,
        routes,
        is_official: answers.capacity().is_official(),
        notes: notes(answers, pack, &candidates),
        candidates,
        advice: advice(answers, upload),
    }
}

fn notice(
    answers: &Answers,
    pack: &Pack,
    upload: Upload,
    candidates: &[Candidate],
) -> (NoticeRule, String, Vec<String>) {
    let is_police = matches!(upload, Upload::PoliceFirst(_));
    let harm = if is_police { Harm::ChildSexual } else { answers.harm() };
    let cell = pack.cell(harm, answers.capacity(), answers.medium());
    let as_it_is = |notice| (notice, cell.rule.clone(), cell.routes.clone());
    if matches!(cell.notice, NoticeRule::Never(_)) {
        return as_it_is(cell.notice);
    }
    if let Some(condition) = pack.conditions().iter().find(|c| c.holds(answers)) {
        let routes = open_in(&condition.routes, answers.medium(), pack.routes());
        return (NoticeRule::Never(condition.never), condition.id.clone(), routes);
    }
    let grounds = |c: &Candidate| {
        pack.article(&c.article).is_some_and(|a| a.is_notice_ground)
            && !c.reasons.iter().all(|because| because.is_conditional)
    };
    if candidates.iter().any(grounds) {
        as_it_is(cell.notice)
    } else {
        as_it_is(NoticeRule::Never(Never::NoArticle))
    }
}

fn advice(answers: &Answers, upload: Upload) -> Vec<Advice> {
    let demand = answers.asked(Question::MoneyDemand) == Some(Reply::Yes);
    let is_police = matches!(upload, Upload::PoliceFirst(_));
    let is_danger = matches!(answers.harm(), Harm::Threat | Harm::Blackmail);
    let given = [
        (Advice::PoliceFirst, is_police || is_danger),
        (Advice::NeverPay, answers.harm() == Harm::Blackmail || demand),
        (Advice::NeverDownload, is_police),
        // Keeping a copy of such material is an offence in itself.
        (Advice::PreserveFirst, !is_police),
        (Advice::FalseReport, true),
    ];
    given.into_iter().filter_map(|(advice, is_given)| is_given.then_some(advice)).collect()
}
