//! `hiwar verify` of a release: the notice with its proof and certificate, and, where a log is named,
//! what became of it since.

use evidence::release::{Check, Reading, verify, verify_with};
use evidence::verify::{Outcome, Trust};
use register::checkpoint::Checkpoint;
use register::policy::Policy;

use super::{Arguments, Checks, Result3};
use crate::exit::BadUsage;
use crate::register::source::{Source, SourceArguments, WrongLog};

/// Checks a release. `policy` is what the reader trusts, if anything.
pub(super) fn check(
    bytes: &[u8],
    arguments: &Arguments,
    policy: Option<Policy>,
    checks: &mut Checks,
) -> anyhow::Result<()> {
    let mut trust = Trust { key: None, policy };
    let is_named = arguments.dir.is_some() || arguments.log.is_some();
    let Some(mut reading) = Reading::of(bytes).filter(|_| is_named) else {
        tell(verify(bytes, &trust), checks);
        return Ok(());
    };
    match read(arguments, &mut trust, &mut reading) {
        Ok(()) => tell(verify_with(bytes, &trust, &reading), checks),
        Err(error) if error.is::<BadUsage>() => return Err(error),
        Err(error) => {
            tell(verify(bytes, &trust), checks);
            let why = format!("{error:#}");
            let is_wrong = error.is::<WrongLog>();
            checks
                .add("log", if is_wrong { Result3::Wrong(why) } else { Result3::NotChecked(why) });
        }
    }
    Ok(())
}

/// Reads the named log up to its head. The key in a log's own folder is trusted, the one that an
/// address names is not.
fn read(arguments: &Arguments, trust: &mut Trust, reading: &mut Reading) -> anyhow::Result<()> {
    let logs = trust.policy.iter().flat_map(Policy::logs);
    let key = logs.map(|log| &log.key).find(|key| key.name().as_str() == reading.origin());
    let source = SourceArguments {
        dir: arguments.dir.clone(),
        log: arguments.log.clone(),
        key: key.map(ToString::to_string),
    };
    let source = Source::open(&source, None)?;
    if source.key.name().as_str() != reading.origin() {
        let another = WrongLog("this is another log than the one of the proofs");
        return Err(anyhow::Error::msg(another));
    }
    if trust.policy.is_none() && !source.is_key_taken_on_trust {
        trust.policy = Policy::k_of_n(source.key.clone(), 0, Vec::new()).ok();
    }
    let head = head(&source, trust.policy.as_ref())?;
    source.entries(&head, |_, entry| {
        reading.take(entry);
        Ok(())
    })
}

/// The head to read up to: one that the witnesses of the policy cosigned, if it has any, because a
/// log could show this reader alone a history in which nothing was taken back.
fn head(source: &Source, policy: Option<&Policy>) -> anyhow::Result<Checkpoint> {
    use anyhow::Context as _;
    let Some(policy) = policy.filter(|policy| policy.threshold().0 > 0) else {
        return Ok(source.checkpoint()?.checkpoint().clone());
    };
    let none = WrongLog("no checkpoint of the log has enough cosignatures");
    let cosigned = source.cosigned()?.context(none)?;
    let few = WrongLog("the log's cosigned checkpoint is not one as the policy asks");
    Ok(policy.check_checkpoint(cosigned.note()).context(few)?.checkpoint().clone())
}

fn tell(found: Vec<Check>, checks: &mut Checks) {
    for Check { result, what, why } in found {
        let why = why.to_string();
        let result = match result {
            Outcome::Ok => Result3::Ok(why),
            Outcome::Wrong => Result3::Wrong(why),
            Outcome::NotChecked => Result3::NotChecked(why),
        };
        checks.add(what, result);
    }
}
