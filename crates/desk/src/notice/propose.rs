//! Whether a draft may become a notice at all.

use std::collections::BTreeSet;

use law::{Approver, Assessment, Never, NoticeRule, Pack};
use record::choice::{HouseRule, Language, Measure};
use record::entry::Complainant;
use record::id::{LawRef, OrganisationId};
use record::notice::{Aim, Considered};
use record::{Address, AddressKind};

use super::{DURATION_DAYS_MAX, Draft, REASONS_CHARS_MAX, TEST_CHARS_MAX, TestDraft};
use crate::parties::Parties;
use crate::terms;
use crate::text::FreeText;
use crate::{GivenAddress, Report, urgency};

/// In whose name a desk sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// Officials run the desk: whatever leaves it is an authority's.
    Authority,
    /// An association, on behalf of a citizen.
    Citizen,
}

/// What a draft is held against.
pub struct Facts<'a> {
    /// In whose name the desk sends.
    pub sending: Sending,
    /// The report of the person who asks.
    pub report: &'a Report,
    /// The law of the desk's country.
    pub pack: &'a Pack,
    /// That country, as in `ma`.
    pub country: &'a str,
    /// The platforms and the times.
    pub parties: &'a Parties,
    /// Whether a notice of this case to this platform is on its way or unanswered.
    pub has_open_notice: bool,
}

/// Why a draft may not become a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The law's table says that no notice may go, whoever asks.
    Never(Never),
    /// Who only saw it has no standing.
    NoStanding,
    /// The platform is none that the desk knows.
    Platform,
    /// No address was chosen, or one that is not there.
    NoPlace,
    /// An address is not one of this platform, or a short link, which is no exact place.
    PlaceElsewhere,
    /// An authority names no article of law.
    NoArticle,
    /// An article is not proposed for this report, or may ground no notice.
    Article,
    /// An authority invokes a rule of the platform's house.
    HouseRule,
    /// Neither an article nor a house rule is named.
    NoGround,
    /// It is not said what is asked.
    Measure,
    /// The reasons are missing or too long.
    Reasons,
    /// The name of the person goes with it, and they did not agree.
    NoConsent,
    /// Good faith is not declared.
    GoodFaith,
    /// The aim of the three-part test is missing, or its reasons are, or they are too long.
    TestAim,
    /// The test does not say how the law covers it.
    TestLaw,
    /// The test does not say why it is necessary.
    TestNecessity,
    /// No milder measure was weighed, although there is one.
    TestMilder,
    /// A measure that was weighed is not milder than what is asked, or lacks its reason.
    TestConsidered,
    /// The duration is no number of days that can be asked for.
    TestDuration,
    /// The test, which will be published, holds an address, a handle, a number or the person's name.
    TestNamesSomebody,
    /// A notice of this case to this platform is on its way or unanswered.
    AlreadyOpen,
}

impl Refusal {
    /// Every refusal but those of the law's table.
    pub const OWN: [Refusal; 20] = [
        Refusal::NoStanding,
        Refusal::Platform,
        Refusal::NoPlace,
        Refusal::PlaceElsewhere,
        Refusal::NoArticle,
        Refusal::Article,
        Refusal::HouseRule,
        Refusal::NoGround,
        Refusal::Measure,
        Refusal::Reasons,
        Refusal::NoConsent,
        Refusal::GoodFaith,
        Refusal::TestAim,
        Refusal::TestLaw,
        Refusal::TestNecessity,
        Refusal::TestMilder,
        Refusal::TestConsidered,
        Refusal::TestDuration,
        Refusal::TestNamesSomebody,
        Refusal::AlreadyOpen,
    ];

    /// The word that is kept and counted.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Refusal::Never(never) => never.id(),
            Refusal::NoStanding => "no-standing",
            Refusal::Platform => "platform",
            Refusal::NoPlace => "no-place",
            Refusal::PlaceElsewhere => "place-elsewhere",
            Refusal::NoArticle => "no-article",
            Refusal::Article => "article",
            Refusal::HouseRule => "house-rule",
            Refusal::NoGround => "no-ground",
            Refusal::Measure => "measure",
            Refusal::Reasons => "reasons",
            Refusal::NoConsent => "no-consent",
            Refusal::GoodFaith => "good-faith",
            Refusal::TestAim => "test-aim",
            Refusal::TestLaw => "test-law",
            Refusal::TestNecessity => "test-necessity",
            Refusal::TestMilder => "test-milder",
            Refusal::TestConsidered => "test-considered",
            Refusal::TestDuration => "test-duration",
            Refusal::TestNamesSomebody => "test-names-somebody",
            Refusal::AlreadyOpen => "already-open",
        }
    }

    /// Whether no other draft about this report could do better: what is left are other routes.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Refusal::Never(_) | Refusal::NoStanding)
    }
}

/// A draft that nothing speaks against. Its fields can only come from [`propose`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub(super) sending: Sending,
    pub(super) to: OrganisationId,
    pub(super) places: Vec<(Address, String)>,
    pub(super) kind: AddressKind,
    pub(super) laws: Vec<(String, LawRef)>,
    pub(super) house_rules: Vec<HouseRule>,
    pub(super) measure: Measure,
    pub(super) reasons: (Language, String),
    pub(super) complainant: Complainant,
    pub(super) harm: record::choice::Harm,
    pub(super) hours: record::entry::AnswerHours,
    pub(super) person: Option<String>,
    pub(super) defences: Vec<(String, String)>,
    pub(super) test: Option<Test>,
    pub(super) publish_test_after_s: i64,
    pub(super) approver: Approver,
}

/// A three-part test that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) aim: Aim,
    pub(super) aim_reasons: String,
    pub(super) law_reasons: String,
    pub(super) necessity: String,
    pub(super) considered: Vec<Considered>,
    pub(super) duration_days: Option<u16>,
}

impl Proposal {
    /// Who must agree, beside the officer who drafted.
    #[must_use]
    pub fn approver(&self) -> Approver {
        self.approver
    }

    /// The platform.
    #[must_use]
    pub fn to(&self) -> &OrganisationId {
        &self.to
    }

    /// How many addresses it names: so many salts must be drawn.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places.len()
    }

    /// Whether it is an authority's.
    #[must_use]
    pub fn is_authority(&self) -> bool {
        self.sending == Sending::Authority
    }

    /// The articles, by their identifiers in the law pack.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.laws.iter().map(|(id, _)| id.as_str())
    }
}

/// The problems found so far.
struct Found(Vec<Refusal>);

impl Found {
    fn refuse_if(&mut self, is_wrong: bool, refusal: Refusal) {
        if is_wrong && !self.0.contains(&refusal) {
            self.0.push(refusal);
        }
    }

    /// The value, or the refusal noted.
    fn need<T>(&mut self, value: Option<T>, refusal: Refusal) -> Option<T> {
        self.refuse_if(value.is_none(), refusal);
        value
    }
}

/// Holds a draft against the report, the law and the lines that are never crossed.
///
/// # Errors
///
/// Every refusal at once, those that no other draft could avoid first.
pub fn propose(draft: &Draft, facts: &Facts<'_>) -> Result<Proposal, Vec<Refusal>> {
    let mut found = Found(Vec::new());
    let assessment = facts.report.assess(facts.pack);
    let approver = match assessment.notice {
        NoticeRule::May { approver } => Some(approver),
        NoticeRule::Never(never) => found.need(None, Refusal::Never(never)),
    };
    let complainant = terms::complainant(facts.report.corrected().capacity());
    let complainant = found.need(complainant, Refusal::NoStanding);
    found.refuse_if(facts.has_open_notice, Refusal::AlreadyOpen);
    let platform = found.need(facts.parties.platform(&draft.to), Refusal::Platform);
    let places = places(draft, facts, platform.map(|it| &it.id), &mut found);
    let laws = laws(draft, facts, &assessment, &mut found);
    let house_rules = house_rules(draft, facts, laws.len(), &mut found);
    let measure = found.need(one_of(Measure::ALL, Measure::word, &draft.measure), Refusal::Measure);
    let reasons = text(&draft.reasons, REASONS_CHARS_MAX);
    let reasons = found.need(reasons, Refusal::Reasons);
    let language =
        found.need(one_of(Language::ALL, Language::word, &draft.language), Refusal::Reasons);
    let person = person(draft, facts, &mut found);
    found.refuse_if(!draft.good_faith, Refusal::GoodFaith);
    let test = match facts.sending {
        Sending::Authority => {
            measure.and_then(|measure| test(&draft.test, measure, facts.report, &mut found))
        }
        Sending::Citizen => None,
    };
    let whole = (approver, complainant, platform, measure, reasons, language);
    let (
        Some(approver),
        Some(complainant),
        Some(platform),
        Some(measure),
        Some(reasons),
        Some(language),
    ) = whole
    else {
        return Err(in_order(found.0));
    };
    if !found.0.is_empty() {
        return Err(in_order(found.0));
    }
    let answers = &facts.report.corrected();
    Ok(Proposal {
        sending: facts.sending,
        to: platform.id.clone(),
        places,
        kind: facts.report.address_kind(draft.names_victim),
        laws,
        house_rules,
        measure,
        reasons: (language, reasons),
        complainant,
        harm: terms::harm(answers.harm()),
        hours: facts.parties.answer_within(urgency(answers).0),
        person,
        defences: defences(facts.report),
        test,
        publish_test_after_s: facts.parties.publish_test_after_s(),
        approver,
    })
}

fn in_order(mut refusals: Vec<Refusal>) -> Vec<Refusal> {
    refusals.sort_by_key(|refusal| (!refusal.is_final(), *refusal));
    refusals
}

/// The value of a closed list with this word.
fn one_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|value| word(*value) == text)
}

/// A text that is there and not too long.
fn text(typed: &str, most: usize) -> Option<String> {
    let text = FreeText::new(typed, most).ok()?;
    (!text.as_str().is_empty()).then(|| text.into_string())
}

fn places(
    draft: &Draft,
    facts: &Facts<'_>,
    to: Option<&OrganisationId>,
    found: &mut Found,
) -> Vec<(Address, String)> {
    let chosen: BTreeSet<u32> = draft.places.iter().copied().collect();
    let given = |number: &u32| facts.report.addresses.get(usize::try_from(*number).ok()?);
    let addresses: Vec<Option<&GivenAddress>> = chosen.iter().map(given).collect();
    found.refuse_if(addresses.is_empty() || addresses.contains(&None), Refusal::NoPlace);
    let mut places: Vec<(Address, String)> = Vec::new();
    for given in addresses.into_iter().flatten() {
        let Ok(address) = given.canonical.parse::<Address>() else {
            found.refuse_if(true, Refusal::PlaceElsewhere);
            continue;
        };
        let platform = facts.parties.of_address(&address).map(|platform| &platform.id);
        let is_there = platform.is_some() && platform == to && is_exact(&address);
        found.refuse_if(to.is_some() && !is_there, Refusal::PlaceElsewhere);
        if !places.iter().any(|(other, _)| *other == address) {
            places.push((address, given.given.clone()));
        }
    }
    places
}

/// Whether an address names one content: a path that says something. Short links are on hosts of
/// their own, which are no platform's.
fn is_exact(address: &Address) -> bool {
    let rest = address.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.split_once('/').is_some_and(|(_, path)| !path.is_empty())
}

fn laws(
    draft: &Draft,
    facts: &Facts<'_>,
    assessment: &Assessment,
    found: &mut Found,
) -> Vec<(String, LawRef)> {
    let mut laws = Vec::new();
    for id in draft.articles.iter().collect::<BTreeSet<_>>() {
        let is_ground = facts.pack.article(id).is_some_and(|article| article.is_notice_ground);
        let candidate = assessment.candidates.iter().find(|it| it.article == **id);
        let is_firm = candidate.is_some_and(|it| !it.reasons.iter().all(|r| r.is_conditional));
        match terms::law_ref(facts.country, id) {
            Some(name) if is_ground && is_firm => laws.push((id.clone(), name)),
            _ => found.refuse_if(true, Refusal::Article),
        }
    }
    found.refuse_if(laws.len() > 16, Refusal::Article);
    let is_bare = facts.sending == Sending::Authority && laws.is_empty();
    found.refuse_if(is_bare, Refusal::NoArticle);
    laws
}

fn house_rules(draft: &Draft, facts: &Facts<'_>, laws: usize, found: &mut Found) -> Vec<HouseRule> {
    let words: BTreeSet<&String> = draft.house_rules.iter().collect();
    let known = words.iter().filter_map(|word| one_of(HouseRule::ALL, HouseRule::word, word));
    let known: Vec<HouseRule> = known.collect();
    let is_authority = facts.sending == Sending::Authority;
    let is_wrong = is_authority && !words.is_empty();
    found.refuse_if(is_wrong || known.len() != words.len(), Refusal::HouseRule);
    let count = known.len() + laws;
    found.refuse_if(!is_authority && (count == 0 || count > 16), Refusal::NoGround);
    known
}

fn person(draft: &Draft, facts: &Facts<'_>, found: &mut Found) -> Option<String> {
    if !draft.names_person {
        return None;
    }
    let contact = &facts.report.contact;
    found.refuse_if(!contact.may_name || contact.name.is_empty(), Refusal::NoConsent);
    Some(contact.name.clone())
}

fn defences(report: &Report) -> Vec<(String, String)> {
    let asked = report.answers.defences().into_iter();
    asked.map(|(question, reply)| (question.id().to_owned(), reply.id().to_owned())).collect()
}

/// How hard a measure is, the mildest first: the order of the closed list. The last two are about an
/// account, and giving one back takes nothing from anybody.
pub(crate) fn is_milder(one: Measure, than: Measure) -> bool {
    than != Measure::AccountReturn && one < than
}

fn test(draft: &TestDraft, measure: Measure, report: &Report, found: &mut Found) -> Option<Test> {
    let part = |typed: &str| text(typed, TEST_CHARS_MAX);
    let aim = found.need(one_of(Aim::ALL, Aim::word, &draft.aim), Refusal::TestAim);
    let aim_reasons = found.need(part(&draft.aim_reasons), Refusal::TestAim);
    let law_reasons = found.need(part(&draft.law_reasons), Refusal::TestLaw);
    let necessity = found.need(part(&draft.necessity), Refusal::TestNecessity);
    let mut considered: Vec<Considered> = Vec::new();
    for (word, why_not) in draft.considered.iter().filter(|(_, why)| !why.trim().is_empty()) {
        let milder = one_of(Measure::ALL, Measure::word, word)
            .filter(|it| is_milder(*it, measure) && considered.iter().all(|c| c.measure != *it));
        match (milder, part(why_not)) {
            (Some(measure), Some(why_not)) => considered.push(Considered { measure, why_not }),
            _ => found.refuse_if(true, Refusal::TestConsidered),
        }
    }
    let has_milder = Measure::ALL.iter().any(|it| is_milder(*it, measure));
    found.refuse_if(has_milder && considered.is_empty(), Refusal::TestMilder);
    let typed = draft.duration_days.trim();
    let days: Option<u16> =
        typed.parse().ok().filter(|days| (1..=DURATION_DAYS_MAX).contains(days));
    found.refuse_if(!typed.is_empty() && days.is_none(), Refusal::TestDuration);
    let names = |text: &str| names_somebody(text, report);
    let parts = [&draft.aim_reasons, &draft.law_reasons, &draft.necessity];
    let is_open =
        parts.into_iter().any(|text| names(text)) || considered.iter().any(|it| names(&it.why_not));
    found.refuse_if(is_open, Refusal::TestNamesSomebody);
    Some(Test {
        aim: aim?,
        aim_reasons: aim_reasons?,
        law_reasons: law_reasons?,
        necessity: necessity?,
        considered,
        duration_days: days,
    })
}

/// Whether a text that will be published holds what points at a person: an address, a handle, a long
/// number, or a word of the name that the person gave. Names of others cannot be known here; the page
/// says so to whoever writes.
fn names_somebody(text: &str, report: &Report) -> bool {
    let lower = text.to_lowercase();
    let mut digits = 0;
    let has_number = lower.chars().any(|c| {
        digits = match c {
            c if c.is_numeric() => digits + 1,
            ' ' | '-' | '.' => digits,
            _ => 0,
        };
        digits >= 8
    });
    let name = report.contact.name.to_lowercase();
    let has_name = name
        .split_whitespace()
        .filter(|part| part.chars().count() > 2)
        .any(|part| lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == part));
    let reach = report.contact.reach.trim().to_lowercase();
    let has_reach = !reach.is_empty() && lower.contains(&reach);
    has_number || has_name || has_reach || lower.contains("://") || lower.contains('@')
}
