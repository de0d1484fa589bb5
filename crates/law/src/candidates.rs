//! Which articles may apply: side by side, each with its reasons, none of them chosen.

use serde::Serialize;

use crate::choice::closed_list;
use crate::{Answers, Article, Harm, Pack, Question, Reply, Track, Trigger};

/// An article that may apply. A court decides whether it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The article, by identifier.
    pub article: String,
    /// The kind of proceeding.
    pub track: Track,
    /// Why it is proposed, at least one reason.
    pub reasons: Vec<Because>,
}

/// A reason with the answers that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The id of its text in `law.ftl`.
    pub reason: String,
    /// The answers that it rests on. One that is "not sure" makes the candidate uncertain.
    pub answers: Vec<(Question, Reply)>,
    /// Whether it needs a circumstance that was asked for and that nobody has affirmed. Such a
    /// reason alone grounds no notice.
    pub is_conditional: bool,
}

impl Candidate {
    /// Whether every reason rests on an answer that was "not sure".
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        let unsure = |because: &Because| because.answers.iter().any(|(_, r)| *r == Reply::NotSure);
        self.reasons.iter().all(unsure)
    }
}

closed_list! {
    /// What is said about the list of candidates as a whole.
    "note" Note {
        /// The press law and the Penal Code may both apply, courts differ, the shortest clock
        /// counts. Source: facts 1.0; TELQUEL, ALHADATH.
        TwoTracks = "two-tracks",
        /// Criticism without a precise fact is no defamation but free expression. Source: CASS2009.
        CriticismIsFree = "criticism-is-free",
        /// Who relays answers too. Source: 88-13:83.
        RelayingCounts = "relaying-counts",
        /// What is said must itself be punishable for an action in defamation. Source: 88-13:83.
        FactMustBePunishable = "fact-must-be-punishable",
        /// Truth is a defence, but not where private life is concerned. Source: 88-13:109.
        TruthIsDefence = "truth-is-defence",
        /// The complaint is marked as that of an official. Source: facts 4, safeguard 5.
        OfficialComplainant = "official-complainant",
        /// For a minor the period begins again at majority, if the offender is an ascendant, a
        /// carer or has authority. Source: CPP 5.
        RestartsAtMajority = "restarts-at-majority",
        /// An imprisonment for speech is among what is threatened. Source: GC34.
        PrisonForSpeech = "prison-for-speech",
        /// Hateful words are weighed before they are called an offence. Source: facts 1.7, which
        /// recalls the Rabat Plan from memory.
        ThresholdTest = "threshold-test",
    }
}

/// The articles that may apply, in the order of the pack: press, penal, data, civil, procedure.
///
/// Both tracks of one content are proposed in parallel. The list is a suggestion: a named person
/// reads it, and a court decides.
#[must_use]
pub fn candidates(answers: &Answers, pack: &Pack) -> Vec<Candidate> {
    let mut found: Vec<Candidate> =
        pack.articles().iter().filter_map(|article| candidate(article, answers)).collect();
    found.sort_by_key(|candidate| candidate.track);
    found
}

/// What is to be said about these candidates as a whole.
#[must_use]
pub fn notes(answers: &Answers, pack: &Pack, candidates: &[Candidate]) -> Vec<Note> {
    let has = |track| candidates.iter().any(|c| c.track == track);
    let proposes = |id| candidates.iter().any(|c| c.article == id);
    let is_defamation = proposes("88-13:85") || proposes("88-13:84") || proposes("88-13:88");
    let has_prison_note = candidates
        .iter()
        .filter_map(|c| pack.article(&c.article))
        .any(|article| article.rights.is_some());
    let may_be = |q| answers.asked(q).is_some_and(|reply| reply != Reply::No);
    let said = [
        (Note::TwoTracks, has(Track::Press) && has(Track::Penal)),
        (Note::CriticismIsFree, answers.asked(Question::PreciseFact) == Some(Reply::No)),
        (Note::RelayingCounts, is_defamation),
        (Note::FactMustBePunishable, is_defamation && may_be(Question::PreciseFact)),
        (Note::TruthIsDefence, may_be(Question::TruthProvable)),
        (Note::OfficialComplainant, answers.capacity().is_official()),
        (
            Note::RestartsAtMajority,
            may_be(Question::IsMinor) && may_be(Question::ByRelative) && has(Track::Penal),
        ),
        (Note::PrisonForSpeech, has_prison_note),
        (Note::ThresholdTest, answers.harm() == Harm::Hate),
    ];
    said.into_iter().filter_map(|(note, is_said)| is_said.then_some(note)).collect()
}

fn candidate(article: &Article, answers: &Answers) -> Option<Candidate> {
    let reasons: Vec<Because> =
        article.triggers.iter().filter_map(|trigger| because(trigger, answers)).collect();
    (!reasons.is_empty()).then(|| Candidate {
        article: article.id.clone(),
        track: article.track,
        reasons,
    })
}

/// The reason of a trigger, if it fits.
fn because(trigger: &Trigger, answers: &Answers) -> Option<Because> {
    if !fits(&trigger.harms, answers.harm())
        || !fits(&trigger.capacities, answers.capacity())
        || !fits(&trigger.media, answers.medium())
    {
        return None;
    }
    let mut led = Vec::new();
    for question in &trigger.unless_no {
        let reply = answers.asked(*question);
        if reply == Some(Reply::No) {
            return None;
        }
        led.extend(reply.map(|reply| (*question, reply)));
    }
    for question in &trigger.unless_yes {
        let reply = answers.asked(*question);
        if reply == Some(Reply::Yes) {
            return None;
        }
        led.extend(reply.map(|reply| (*question, reply)));
    }
    let mut is_conditional = false;
    for question in &trigger.only_if {
        let reply = answers.asked(*question).filter(|reply| *reply != Reply::No)?;
        is_conditional |= reply == Reply::NotSure;
        led.push((*question, reply));
    }
    Some(Because { reason: format!("law-reason-{}", trigger.reason), answers: led, is_conditional })
}

/// Whether a list that means all when it is empty has `value`.
pub(crate) fn fits<T: PartialEq>(list: &[T], value: T) -> bool {
    list.is_empty() || list.contains(&value)
}
