//! `cargo xtask bench bloc`: a bundle of signed acts merged into an empty exchange, beside the bare
//! verification of the same signatures.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use dialogue::ask::Ask;
use dialogue::bloc::act::{ACT_VERSION, Act, Audience, Signature, SignedAct, Statement, Tlp};
use dialogue::bloc::bundle::{Reader, lines};
use dialogue::bloc::{Exchange, Member, Membership, Verify};
use dialogue::{Content, DialogueDocument, ItemKind, ItemRef, Trilingual};
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use record::Timestamp;

use super::table::{goal_row, goals_head, machine, percentile};
use crate::site::Site;

/// Acts of the bundle.
const ACTS: u64 = 10_000;
/// The same with `--quick`.
const QUICK_ACTS: u64 = 300;
/// How often each row is run.
const TIMES: usize = 5;
/// The longest that it may take. Unit: seconds.
const MOST_S: f64 = 1.0;
const DESKS: u64 = 5;
/// How much of a bundle comes at once. Unit: bytes.
const PIECE_BYTES: usize = 64 << 10;

struct Real;

impl Verify for Real {
    fn is_signed(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(key);
        key.is_ok_and(|key| key.verify_strict(message, &Ed25519::from_bytes(signature)).is_ok())
    }
}

/// Runs the row; `--quick` merges a small bundle once.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let is_quick = words.iter().any(|word| word == "--quick");
    let (acts, times) = if is_quick { (QUICK_ACTS, 1) } else { (ACTS, TIMES) };
    let keys: Vec<SigningKey> =
        (0..DESKS).map(|it| SigningKey::from_bytes(&[it as u8; 32])).collect();
    let member = |(number, key): (usize, &SigningKey)| -> Result<Member> {
        let desk = format!("desk{number}.example").parse()?;
        Ok(Member { desk, key: key.verifying_key().to_bytes() })
    };
    let members: Result<Vec<Member>> = keys.iter().enumerate().map(member).collect();
    let bloc = Membership::new(members?, 3)?;
    let mut source = Exchange::default();
    for number in 0..acts {
        let signed = act(&keys, &bloc, number)?;
        source.take(signed, &bloc, &Real)?;
    }
    let from = &bloc.members().first().context("a bloc has members")?.desk;
    let all: Result<Vec<Vec<u8>>, _> = lines(&source, &bloc, from, Audience::Member).collect();
    let bundle = all?.join(&b'\n');
    machine(&site.target)?;
    let (mut merged, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let began = Instant::now();
        merge(&bundle, &bloc, acts)?;
        merged.push(began.elapsed().as_secs_f64());
        let began = Instant::now();
        verify(&source, &bloc)?;
        bare.push(began.elapsed().as_secs_f64());
    }
    let [median, longest] = [0.5, 1.0].map(|at| percentile(&mut merged, at));
    goals_head();
    goal_row(
        &format!(
            "a bundle of {acts} signed acts ({:.1} MiB) merged, runs: {times}",
            bundle.len() as f64 / f64::from(1 << 20)
        ),
        "under 1 s",
        &format!("median {median:.2} s, longest {longest:.2} s"),
        longest < MOST_S,
        &format!("the same signatures verified, and no more: {:.2} s", percentile(&mut bare, 0.5)),
    );
    Ok(true)
}

fn act(keys: &[SigningKey], bloc: &Membership, number: u64) -> Result<SignedAct> {
    let words = format!("What desk number {number} asks of a platform, by which day, and why. ");
    let text = |times| {
        let words = words.repeat(times);
        Trilingual::new((&words, &words, &words), 6_000).map_err(|it| anyhow::anyhow!("{}", it.1))
    };
    let at = Timestamp::nearest(1_795_000_000 + i64::try_from(number)?);
    let content = Content::Ask(Ask {
        asked_on: at.day(),
        due: None,
        measure: text(1)?,
        meeting: None,
        position: None,
        text: text(4)?,
        title: text(1)?,
        to: "video.example".parse()?,
    });
    let mut reference = [0; 16];
    reference[..8].copy_from_slice(&number.to_be_bytes());
    let item = ItemRef::from_random(ItemKind::Ask, reference);
    let document = Box::new(DialogueDocument { content, item, v: 1 });
    let at_desk = usize::try_from(number % DESKS)?;
    let member = bloc.members().get(at_desk).context("a member")?;
    let key = keys.iter().find(|key| key.verifying_key().to_bytes() == member.key);
    let says = Statement::Share { document, tlp: Tlp::Green };
    let act = Act { at, by: member.desk.clone(), says, v: ACT_VERSION };
    let sig = key.context("a key")?.sign(&act.message()?).to_bytes();
    Ok(SignedAct { act, sig: Signature(sig) })
}

fn merge(bundle: &[u8], bloc: &Membership, acts: u64) -> Result<()> {
    let mut exchange = Exchange::default();
    let mut reader = Reader::new(&mut exchange, bloc, &Real);
    let mut faults = 0;
    for piece in bundle.chunks(PIECE_BYTES) {
        reader.read(piece, |_, _| faults += 1);
    }
    let merged = reader.finish(|_, _| faults += 1);
    ensure!(faults == 0 && merged.new == acts, "{merged:?}, {faults} faults");
    Ok(())
}

fn verify(source: &Exchange, bloc: &Membership) -> Result<()> {
    for signed in source.acts() {
        let key = bloc.key_of(&signed.act.by).context("a member")?;
        let message = signed.act.message()?;
        ensure!(Real.is_signed(key, &message, &signed.sig.0), "a signature does not hold");
    }
    Ok(())
}
