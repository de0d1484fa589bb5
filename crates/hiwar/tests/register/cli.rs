//! The commands as `docs/contracts.md` states them.

use crate::support::{Folder, Server, hiwar, hiwar_ends, new_log, str, text};

#[test]
fn each_line_becomes_an_entry_and_its_place_is_printed() {
    let folder = Folder::new("append");
    let dir = folder.path("log");
    new_log(&dir, "test.example/append");
    let first = hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"one\ntwo\n\nlast");
    assert_eq!(first, "index 0\nindex 1\nindex 2\nindex 3\n");
    let more = hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"five\n");
    assert_eq!(more, "index 4\n");
    assert_eq!(std::fs::read(dir.join("public/tile/entries/000.p/5")).unwrap()[..5], *b"\0\x03one");
    let head = hiwar_ends(0, &["register", "head", "--dir", str(&dir)], b"");
    assert!(head.starts_with("test.example/append\n5\n"), "{head}");
}

#[test]
fn a_readers_key_comes_from_log_json_and_not_from_the_public_folder() {
    let folder = Folder::new("key");
    let (dir, other) = (folder.path("log"), folder.path("other"));
    new_log(&dir, "test.example/key");
    new_log(&other, "test.example/key");
    std::fs::copy(other.join("public/key"), dir.join("public/key")).unwrap();
    for words in
        [["register", "head", "--dir", str(&dir)], ["register", "audit", "--dir", str(&dir)]]
    {
        let read = hiwar(&words, b"");
        assert_eq!(read.status.code(), Some(0), "{}", text(&read.stderr));
        assert!(text(&read.stderr).contains("public/key"), "{}", text(&read.stderr));
    }
    assert!(hiwar_ends(1, &["register", "fsck", "--dir", str(&dir)], b"").contains("public/key"));
    // The other log's checkpoint under this log's name no longer passes by bringing its own key.
    std::fs::copy(other.join("public/checkpoint"), dir.join("public/checkpoint")).unwrap();
    hiwar_ends(1, &["register", "head", "--dir", str(&dir)], b"");
    // A mirror has the public files alone: its key is believed, and an audit says so.
    let mirror = folder.path("mirror");
    std::fs::create_dir(&mirror).unwrap();
    std::fs::rename(other.join("public"), mirror.join("public")).unwrap();
    let read = hiwar(&["register", "audit", str(&mirror)], b"");
    assert!(text(&read.stderr).contains("no --key given"), "{}", text(&read.stderr));
}

#[test]
fn a_line_that_is_too_long_is_said_and_the_others_land() {
    let folder = Folder::new("long-line");
    let dir = folder.path("log");
    new_log(&dir, "test.example/long");
    let mut input = vec![b'x'; 65_535];
    input.extend_from_slice(b"\n");
    input.extend(std::iter::repeat_n(b'y', 65_536));
    input.extend_from_slice(b"\nshort\n");
    let output = hiwar(&["register", "append", "--dir", str(&dir)], &input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "index 0\nindex 1\n");
    assert!(text(&output.stderr).contains("line 2"), "{}", text(&output.stderr));
}

#[test]
fn a_proof_is_checked_without_a_server_and_a_changed_byte_is_named() {
    let folder = Folder::new("verify");
    let dir = folder.path("log");
    new_log(&dir, "test.example/verify");
    let lines: String = (0..600).map(|i| format!("entry {i}\n")).collect();
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], lines.as_bytes());
    let proof = folder.path("7.tlog-proof");
    let words = ["register", "prove", "7", "--dir", str(&dir), "--out", str(&proof)];
    hiwar_ends(0, &words, b"");
    let key = std::fs::read_to_string(dir.join("public/key")).unwrap();
    let verify = ["verify", str(&proof), "--key", key.trim()];
    let out = hiwar_ends(0, &verify, b"");
    assert!(out.contains("ok\tentry\tit is entry 7 of 600"), "{out}");
    for words in [&["verify", str(&proof)][..], &["verify", str(&proof), "--json"]] {
        let unsure = hiwar_ends(3, words, b"");
        assert!(unsure.contains("not checked") && unsure.contains("--key"), "{unsure}");
    }
    let checkpoint = dir.join("public/checkpoint");
    hiwar_ends(3, &["verify", str(&checkpoint)], b"");
    hiwar_ends(0, &["verify", str(&checkpoint), "--key", key.trim()], b"");
    std::fs::rename(folder.path("7.entry"), folder.path("away.entry")).unwrap();
    assert!(hiwar_ends(3, &verify, b"").contains("--entry"));
    std::fs::rename(folder.path("away.entry"), folder.path("7.entry")).unwrap();
    let entry = folder.path("7.entry");
    assert_eq!(std::fs::read(&entry).unwrap(), b"entry 7");
    std::fs::write(&entry, b"entry 8").unwrap();
    assert!(hiwar_ends(1, &verify, b"").contains("wrong\tentry"));
    std::fs::write(&entry, b"entry 7").unwrap();
    let good = std::fs::read(&proof).unwrap();
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&proof, &bad).unwrap();
        if at % 97 == 0 {
            assert!(hiwar_ends(1, &verify, b"").contains("wrong\t"), "byte {at}");
        }
    }
}

#[test]
fn a_file_called_zip_is_checked_as_a_dossier_even_if_its_first_bytes_are_broken() {
    let folder = Folder::new("verify-zip");
    for bytes in [&b"PK\x03\x05 and so on"[..], b"", b"PK"] {
        let file = folder.path("dossier.ZIP");
        std::fs::write(&file, bytes).unwrap();
        let out = hiwar_ends(1, &["verify", str(&file)], b"");
        assert!(out.starts_with("wrong\tzip\t"), "{out}");
    }
    let file = folder.path("unnamed");
    std::fs::write(&file, b"PK\x03\x04").unwrap();
    let json = hiwar_ends(1, &["verify", str(&file), "--json"], b"");
    assert!(json.contains("\"result\":\"wrong\"") && json.contains("\"what\":\"zip\""), "{json}");
}

#[test]
fn a_key_beside_a_policy_is_for_dossiers_only() {
    let folder = Folder::new("verify-both");
    let file = folder.path("checkpoint");
    std::fs::write(&file, b"no dossier").unwrap();
    hiwar_ends(2, &["verify", str(&file), "--key", "k", "--policy", "p"], b"");
}

#[test]
fn an_audit_resumes_and_notices_when_what_it_read_has_changed() {
    let folder = Folder::new("audit");
    let (dir, state) = (folder.path("log"), folder.path("state"));
    new_log(&dir, "test.example/audit");
    let lines: String = (0..1000).map(|i| format!("entry {i}\n")).collect();
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], lines.as_bytes());
    let audit = ["register", "audit", str(&dir), "--state", str(&state)];
    assert!(hiwar_ends(0, &audit, b"").contains("size 1000"));
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"more\n");
    assert!(hiwar_ends(0, &audit, b"").contains("size 1001"));
    hiwar_ends(0, &["register", "fsck", "--dir", str(&dir)], b"");
    for file in ["tile/0/001", "tile/entries/000", "tile/1/000.p/3", "tile/entries/003.p/233"] {
        let path = dir.join("public").join(file);
        let good = std::fs::read(&path).unwrap();
        let mut bad = good.clone();
        bad[40] ^= 1;
        std::fs::write(&path, &bad).unwrap();
        let said = hiwar_ends(1, &["register", "fsck", "--dir", str(&dir)], b"");
        assert!(said.starts_with("wrong\t"), "{file}: {said}");
        hiwar_ends(1, &["register", "audit", str(&dir)], b"");
        std::fs::write(&path, &good).unwrap();
    }
    // An entry that was read before is rewritten inside a bundle that has grown since: the resumed
    // audit remembers what it saw.
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"and more\n");
    let now = dir.join("public/tile/entries/003.p/234");
    let mut bad = std::fs::read(&now).unwrap();
    bad[5] ^= 1;
    std::fs::write(&now, &bad).unwrap();
    assert!(hiwar_ends(1, &audit, b"").contains("rewritten"));
}

#[test]
fn what_is_missing_or_damaged_is_said_with_what_to_do() {
    let folder = Folder::new("advice");
    let dir = folder.path("log");
    new_log(&dir, "test.example/advice");
    let append = || {
        let refused = hiwar(&["register", "append", "--dir", str(&dir)], b"x\n");
        assert_eq!(refused.status.code(), Some(3));
        text(&refused.stderr)
    };
    std::fs::rename(dir.join("key"), dir.join("away")).unwrap();
    let said = append();
    assert!(said.contains("restore it") && said.contains("--succeeds"), "{said}");
    std::fs::rename(dir.join("away"), dir.join("key")).unwrap();
    std::fs::write(dir.join("policy"), "log nonsense\n").unwrap();
    let said = append();
    assert!(said.contains("line 1 of the policy"), "{said}");
    std::fs::write(dir.join("policy"), "# no line at all\n").unwrap();
    assert!(append().contains("quorum none"));
    std::fs::remove_file(dir.join("policy")).unwrap();
    std::fs::write(dir.join("log.json"), "{").unwrap();
    let said = append();
    assert!(said.contains("log.json is damaged") && said.contains("put it back"), "{said}");
}

#[test]
fn a_demonstration_leaves_nothing_behind() {
    use std::io::BufRead as _;
    let folder = Folder::new("demo");
    let temporary = folder.path("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let demo = |listen: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hiwar"));
        command.args(["register", "demo", "--listen", listen]).env("TMPDIR", &temporary);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        command.spawn().unwrap()
    };
    let left = || std::fs::read_dir(&temporary).unwrap().count();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let ended = demo(&taken.local_addr().unwrap().to_string()).wait().unwrap();
    assert_eq!((ended.code(), left()), (Some(3), 0), "the port is taken");
    for (signal, is_open) in [("-TERM", true), ("-INT", true), ("-TERM", false)] {
        let mut running = demo("127.0.0.1:0");
        let mut said = std::io::BufReader::new(running.stdout.take().unwrap()).lines();
        let mut noted = std::io::BufReader::new(running.stderr.take().unwrap()).lines();
        assert!(noted.next().unwrap().unwrap().contains("Ctrl-C"));
        if is_open {
            assert!(said.next().unwrap().unwrap().starts_with("open http://"));
        }
        assert_eq!(left(), 1);
        let number = running.id().to_string();
        std::process::Command::new("kill").args([signal, &number]).status().unwrap();
        let ended = running.wait().unwrap();
        assert_eq!((ended.code(), left()), (Some(0), 0), "{signal}");
    }
}

#[test]
fn an_audit_that_follows_outlives_a_server_that_is_away() {
    use std::io::BufRead as _;
    let folder = Folder::new("follow");
    let dir = folder.path("log");
    new_log(&dir, "test.example/follow");
    let server = Server::start(&dir, &[]);
    let address = server.address.to_string();
    let mut audit = std::process::Command::new(env!("CARGO_BIN_EXE_hiwar"))
        .args(["register", "audit", &server.url("/register"), "--follow", "1"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut found = std::io::BufReader::new(audit.stdout.take().unwrap()).lines();
    let mut said = std::io::BufReader::new(audit.stderr.take().unwrap()).lines();
    assert!(said.next().unwrap().unwrap().contains("no --key given"));
    assert!(found.next().unwrap().unwrap().starts_with("ok\t"));
    server.stop();
    let away = said.next().expect("it goes on").unwrap();
    assert!(away.contains("cannot be read"), "{away}");
    let _server = Server::start_on(&address, &dir, &[]);
    assert!(said.next().unwrap().unwrap().contains("can be read again"), "each change once");
    assert!(found.next().unwrap().unwrap().starts_with("ok\t"));
    audit.kill().unwrap();
    audit.wait().unwrap();
}

#[test]
fn a_second_process_that_would_write_the_same_log_is_refused() {
    let folder = Folder::new("second");
    let dir = folder.path("log");
    new_log(&dir, "test.example/second");
    let server = Server::start(&dir, &["--bench-append"]);
    assert_eq!(server.append(b"first"), Some(0));
    let output = hiwar(&["register", "append", "--dir", str(&dir)], b"x\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("another process"));
    assert_eq!(server.append(b"second"), Some(1));
    server.stop();
    let places = hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"x\n");
    assert_eq!(places, "index 2\n");
}

#[test]
fn a_desks_register_takes_no_lines_and_has_no_write_address() {
    let folder = Folder::new("desk");
    let dir = folder.path("log");
    let create = ["register", "create", "--origin", "desk.example/register", "--dir", str(&dir)];
    hiwar_ends(0, &create, b"");
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"x\n");
    let serve = ["register", "serve", "--bench-append", "--dir", str(&dir)];
    hiwar_ends(2, &serve, b"");
    let server = Server::start(&dir, &[]);
    assert_eq!(server.post("/append", b"x").unwrap().0, 404);
    let public =
        ["register", "serve", "--bench-append", "--listen", "0.0.0.0:0", "--dir", str(&dir)];
    hiwar_ends(2, &public, b"");
}

#[test]
fn bad_usage_ends_with_status_two_and_an_impossible_task_with_three() {
    let folder = Folder::new("usage");
    let dir = folder.path("log");
    new_log(&dir, "test.example/usage");
    let there = str(&dir);
    hiwar_ends(2, &["register", "create", "--test", "--dir", there], b"");
    hiwar_ends(2, &["register", "create", "--origin", "test.example/x", "--dir", there], b"");
    hiwar_ends(2, &["register", "head"], b"");
    hiwar_ends(2, &["register", "head", "--log", "ftp://x"], b"");
    hiwar_ends(2, &["register", "prove", "0", "--dir", there], b"");
    hiwar_ends(2, &["register", "find", "not an address", "--dir", there], b"");
    hiwar_ends(2, &["register", "nonsense"], b"");
    hiwar_ends(2, &["verify", str(&folder.path("log/log.json")), "--key", "x"], b"");
    hiwar_ends(3, &["register", "append", "--dir", str(&folder.path("absent"))], b"");
    let other = "test.example/usage+00000000+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
    hiwar_ends(2, &["register", "audit", there, "--key", other], b"");
    new_log(&folder.path("other"), "test.example/usage");
    let other = std::fs::read_to_string(folder.path("other/public/key")).unwrap();
    hiwar_ends(1, &["register", "audit", there, "--key", other.trim()], b"");
    hiwar_ends(3, &["register", "audit", "http://127.0.0.1:1"], b"");
    hiwar_ends(3, &["verify", str(&folder.path("absent"))], b"");
}

#[test]
fn every_entry_about_an_address_is_found_by_whoever_holds_the_address() {
    let folder = Folder::new("find");
    let dir = folder.path("log");
    new_log(&dir, "test.example/find");
    let entries = include_bytes!("../../../record/fixtures/entries.jsonl");
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], entries);
    let find =
        |address: &str| hiwar_ends(0, &["register", "find", address, "--dir", str(&dir)], b"");
    assert_eq!(find("https://example.org/nobody/wrote/about/this"), "");
    let known = find(crate::KNOWN_ADDRESS);
    assert!(known.contains("notice_issued"), "{known}");
    // A mirror that hides what was asked cannot answer "nothing".
    let bundle = dir.join("public/tile/entries/000.p/17");
    let bytes = text(&std::fs::read(&bundle).unwrap()).replace("content_sha256", "content_sha255");
    std::fs::write(&bundle, bytes).unwrap();
    hiwar_ends(1, &["register", "find", crate::KNOWN_ADDRESS, "--dir", str(&dir)], b"");
}
