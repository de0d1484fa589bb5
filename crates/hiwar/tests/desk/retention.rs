//! What is past its time, as those who run a desk ask for it.

use std::process::{Command, Output};

use crate::person::{Desk, Folder, INSULT};

fn retention(folder: &Folder, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
    command.args(["desk", "retention", "--data"]).arg(folder.path()).args(more).output().unwrap()
}

#[test]
fn the_policy_is_said_beside_a_running_desk_and_nothing_young_is_erased() {
    let folder = Folder::new("retention");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let page = person.get("/receipt/view?lang=en").body;
    assert!(page.contains("Nothing of it is erased while its case is open"));
    person.send("/receipt/view", "/receipt/withdraw", &[]).unwrap();

    let looked = retention(&folder, &["--dry-run"]);
    let told = String::from_utf8(looked.stdout).unwrap();
    assert!(looked.status.success(), "{told}");
    for line in [
        "keep\tdraft\t24 hours\t",
        "keep\tclosed-report\t5 years\tCPP-5 ",
        "keep\tmessage\twith its report\t",
        "\t2026-11-25\tawaiting-counsel\n",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("would erase"));

    let busy = retention(&folder, &[]);
    assert_eq!(busy.status.code(), Some(3), "the running desk does it itself");
    drop(desk);
    let erased = retention(&folder, &[]);
    assert!(String::from_utf8(erased.stdout).unwrap().ends_with("erased\t0\n"));
    assert_eq!(retention(&Folder::new("retention-nowhere"), &["--dry-run"]).status.code(), Some(3));
}

#[test]
fn a_clock_that_lies_far_ahead_of_the_last_look_erases_nothing_by_itself() {
    let folder = Folder::new("retention-clock");
    drop(Desk::start(&folder));
    // As if the desk had last looked in 2020, or the clock had jumped since.
    let store = store::desk::DeskStore::open(folder.path(), |bytes| {
        bytes.fill(7);
        Ok(())
    });
    store.unwrap().clock_confirm_blocking(1_577_836_800_000).unwrap();
    let doubted = retention(&folder, &[]);
    let said = String::from_utf8(doubted.stderr).unwrap();
    assert_eq!(doubted.status.code(), Some(3), "{said}");
    assert!(said.contains("2020-01-01T00:00:00Z") && said.contains("--clock-is-right"), "{said}");
    let erased = retention(&folder, &["--clock-is-right"]);
    assert!(String::from_utf8(erased.stdout).unwrap().ends_with("erased\t0\n"));
    assert!(retention(&folder, &[]).status.success(), "and from then on it is believed");
}
