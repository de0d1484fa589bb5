//! Logs and their witnesses as processes of their own.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};

use crate::support::{Folder, Server, hiwar, hiwar_ends, new_log, str, text};

/// Writes the policy "`k` of these" for the log in `dir`.
pub(crate) fn ask(dir: &Path, k: usize, witnesses: &[(&str, &Server)]) {
    let key = std::fs::read_to_string(dir.join("public/key")).unwrap();
    let mut policy = format!("log {key}");
    let mut names = String::new();
    for (name, server) in witnesses {
        let key = text(&server.get("/witness/key").1);
        let url = server.url("/witness");
        policy += &format!("witness {name} {} {url}\n", key.trim());
        names += &format!(" {name}");
    }
    policy += &format!("group witnesses {k}{names}\nquorum witnesses\n");
    std::fs::write(dir.join("policy"), policy).unwrap();
}

/// A log that witnesses the log in `watched`.
fn witness_of(folder: &Folder, name: &str, watched: &Path) -> std::path::PathBuf {
    let dir = folder.path(name);
    new_log(&dir, &format!("test.example/{name}"));
    let key = std::fs::read_to_string(watched.join("public/key")).unwrap();
    std::fs::write(dir.join("witnessed"), format!("log {key}quorum none\n")).unwrap();
    dir
}

fn copy(from: &Path, to: &Path) {
    let copied = std::process::Command::new("cp").arg("-r").args([from, to]).status().unwrap();
    assert!(copied.success());
}

fn is_cosigned(server: &Server, size: u64) -> bool {
    let (status, body) = server.get("/register/cosigned");
    status == 200 && text(&body).lines().nth(1) == Some(&size.to_string())
}

#[test]
fn a_log_with_too_few_witnesses_waits_in_public_and_then_goes_on() {
    let folder = Folder::new("waits");
    let dir = folder.path("log");
    new_log(&dir, "test.example/waits");
    let (one, two) = (witness_of(&folder, "one", &dir), witness_of(&folder, "two", &dir));
    let (first, second) = (Server::start(&one, &[]), Server::start(&two, &[]));
    ask(&dir, 2, &[("one", &first), ("two", &second)]);
    let address = second.address.to_string();
    second.kill();
    let server = Server::start(&dir, &["--bench-append"]);
    // One of two answered: no quorum can do without either, so the log may open with one...
    server.until("the log opens", |server| server.append(b"entry").is_some());
    assert_eq!(server.get("/register/cosigned").0, 404, "one cosignature of two is not enough");
    // ... but what needs two waits until the second is back.
    let _second = Server::start_on(&address, &two, &[]);
    server.until("both cosign", |server| is_cosigned(server, 1));
    let (_, body) = server.get("/register/cosigned");
    assert_eq!(text(&body).matches("\n— ").count(), 3, "the log and both witnesses");
    server.stop();
    // Taking the policy away is no way around them.
    std::fs::remove_file(dir.join("policy")).unwrap();
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"unseen\n");
    hiwar_ends(3, &["register", "serve", "--listen", "127.0.0.1:0", "--dir", str(&dir)], b"");
}

#[test]
fn a_policy_that_is_taken_away_before_the_first_cosignature_is_missed() {
    let folder = Folder::new("taken-away");
    let dir = folder.path("log");
    new_log(&dir, "test.example/taken-away");
    let one = witness_of(&folder, "one", &dir);
    let witness = Server::start(&one, &[]);
    ask(&dir, 1, &[("one", &witness)]);
    witness.kill();
    Server::start(&dir, &["--bench-append"]).kill();
    std::fs::remove_file(dir.join("policy")).unwrap();
    let serve = ["register", "serve", "--listen", "127.0.0.1:0", "--dir", str(&dir)];
    for words in [&serve[..], &["register", "append", "--dir", str(&dir)]] {
        let refused = hiwar(words, b"unseen\n");
        assert_eq!(refused.status.code(), Some(3));
        assert!(text(&refused.stderr).contains("restore it"), "{}", text(&refused.stderr));
    }
    let said = hiwar_ends(1, &["register", "fsck", "--dir", str(&dir)], b"");
    assert!(said.contains("policy is missing"), "{said}");
    // A policy that asks for nobody is an answer that people can read; none is not.
    let key = std::fs::read_to_string(dir.join("public/key")).unwrap();
    std::fs::write(dir.join("policy"), format!("log {key}quorum none\n")).unwrap();
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"said\n");
}

#[test]
fn a_head_of_a_cosigned_log_that_is_gone_is_an_error_and_never_a_fresh_start() {
    let folder = Folder::new("head-gone");
    let (dir, other) = (folder.path("log"), folder.path("other"));
    new_log(&dir, "test.example/head-gone");
    new_log(&other, "test.example/other");
    let one = witness_of(&folder, "one", &dir);
    let known = std::fs::read_to_string(one.join("witnessed")).unwrap();
    let key = std::fs::read_to_string(other.join("public/key")).unwrap();
    std::fs::write(one.join("witnessed"), format!("log {key}{known}")).unwrap();
    let witness = Server::start(&one, &[]);
    for dir in [&dir, &other] {
        ask(dir, 1, &[("one", &witness)]);
        let server = Server::start(dir, &["--bench-append"]);
        server.until("it opens", |server| server.append(b"entry").is_some());
        server.until("it is cosigned", |server| is_cosigned(server, 1));
        server.stop();
    }
    witness.stop();
    let heads = || {
        let names = std::fs::read_dir(one.join("witness")).unwrap();
        names.map(|name| name.unwrap().path()).collect::<Vec<_>>()
    };
    assert_eq!(heads().len(), 2);
    let serve = ["register", "serve", "--listen", "127.0.0.1:0", "--dir", str(&one)];
    for head in heads() {
        let kept = std::fs::read(&head).unwrap();
        std::fs::remove_file(&head).unwrap();
        let refused = hiwar(&serve, b"");
        assert_eq!(refused.status.code(), Some(3));
        let said = text(&refused.stderr);
        assert!(said.contains("restore the latest copy"), "{said}");
        std::fs::write(&head, kept).unwrap();
    }
    // A folder of before there was an index gets one at its next start.
    std::fs::remove_file(one.join("witness-index")).unwrap();
    Server::start(&one, &[]).stop();
    std::fs::remove_file(&heads()[0]).unwrap();
    hiwar_ends(3, &serve, b"");
}

#[test]
fn a_log_stays_closed_while_no_witness_answers() {
    let folder = Folder::new("closed");
    let dir = folder.path("log");
    new_log(&dir, "test.example/closed");
    let one = witness_of(&folder, "one", &dir);
    let witness = Server::start(&one, &[]);
    ask(&dir, 1, &[("one", &witness)]);
    let address = witness.address.to_string();
    witness.kill();
    let server = Server::start(&dir, &["--bench-append"]);
    for _ in 0..20 {
        assert_eq!(server.append(b"too early"), None);
    }
    let _witness = Server::start_on(&address, &one, &[]);
    server.until("the witness lets it open", |server| server.append(b"now").is_some());
}

#[test]
fn a_restored_older_copy_signs_nothing_until_what_is_missing_returns() {
    let folder = Folder::new("restored");
    let (dir, copy_dir, state) = (folder.path("log"), folder.path("copy"), folder.path("state"));
    new_log(&dir, "test.example/restored");
    let one = witness_of(&folder, "one", &dir);
    let witness = Server::start(&one, &[]);
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"one\ntwo\n");
    ask(&dir, 1, &[("one", &witness)]);
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"witnesses are asked first\n");
    copy(&dir, &copy_dir);
    let server = Server::start(&dir, &["--bench-append"]);
    server.until("the log opens", |server| server.append(b"later").is_some());
    for number in 1..400 {
        server.append(format!("later {number}").as_bytes()).unwrap();
    }
    server.until("the head is cosigned", |server| is_cosigned(server, 402));
    server.stop();
    hiwar_ends(0, &["register", "audit", str(&dir), "--state", str(&state)], b"");

    // The disk is lost and the older copy put back.
    let server = Server::start(&copy_dir, &["--bench-append"]);
    for _ in 0..20 {
        assert_eq!(server.append(b"another history"), None);
    }
    server.until("the page says so", |server| {
        let (_, body) = server.get("/register/witnesses.json");
        text(&body).contains("402")
    });
    server.stop();
    let head = hiwar_ends(0, &["register", "head", "--dir", str(&copy_dir)], b"");
    assert!(head.starts_with("test.example/restored\n2\n"), "nothing was signed: {head}");

    // A mirror still has the tiles: what is missing returns, and the log goes on.
    let recover = |extra: &[&str], from: &Path| {
        let url = witness.url("/witness");
        let words = [
            "register",
            "recover",
            "--dir",
            str(&copy_dir),
            "--from",
            str(from),
            "--witness",
            &url,
        ];
        hiwar(&[&words, extra].concat(), b"")
    };
    assert_eq!(recover(&[], &one).status.code(), Some(3), "another log is no mirror");
    let dry = recover(&["--dry-run"], &dir);
    assert!(text(&dry.stdout).contains("would recover to size 402"), "{}", text(&dry.stderr));
    assert_eq!(recover(&[], &dir).status.code(), Some(0));
    let server = Server::start(&copy_dir, &["--bench-append"]);
    server.until("it opens again", |server| server.append(b"after").is_some());
    server.stop();
    hiwar_ends(0, &["register", "audit", str(&copy_dir), "--state", str(&state)], b"");
    hiwar_ends(0, &["register", "fsck", "--dir", str(&copy_dir)], b"");
}

#[test]
fn a_successor_names_the_head_it_follows() {
    let folder = Folder::new("successor");
    let (dir, new) = (folder.path("old"), folder.path("new"));
    new_log(&dir, "test.example/old");
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"one\ntwo\n");
    let last = dir.join("public/checkpoint");
    let key = std::fs::read_to_string(dir.join("public/key")).unwrap();
    let create = |key: &str| {
        let words = ["register", "create", "--dir", str(&new), "--origin", "desk.example/new"];
        let more = ["--succeeds", str(&last), "--succeeds-key", key, "--reason", "tiles_lost"];
        hiwar(&[&words[..], &more].concat(), b"").status.code()
    };
    let other = std::fs::read_to_string(dir.join("public/key")).unwrap().replace("old", "odd");
    assert_ne!(create(other.trim()), Some(0), "a checkpoint of another log is refused");
    assert_eq!(create(key.trim()), Some(0));
    let first = std::fs::read(new.join("public/tile/entries/000.p/1")).unwrap();
    let entry = record::Entry::from_bytes(&first[2..]).unwrap();
    let record::Body::SuccessorLog(successor) = entry.body() else { panic!("another kind") };
    assert_eq!((successor.old_origin.as_str(), successor.old_size), ("test.example/old", 2));
}

#[test]
fn two_histories_of_one_log_never_both_get_their_quorum() {
    let folder = Folder::new("fork");
    let (dir, fork) = (folder.path("log"), folder.path("fork"));
    new_log(&dir, "test.example/fork");
    let dirs: Vec<_> = (0..3).map(|i| witness_of(&folder, &format!("w{i}"), &dir)).collect();
    let servers: Vec<Server> = dirs.iter().map(|dir| Server::start(dir, &[])).collect();
    let named: Vec<(&str, &Server)> = ["w0", "w1", "w2"].into_iter().zip(&servers).collect();
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"shared\n");
    copy(&dir, &fork);
    hiwar_ends(0, &["register", "append", "--dir", str(&dir)], b"left\n");
    // Longer than the other side, so that the witnesses find the proof wrong, not the size.
    hiwar_ends(0, &["register", "append", "--dir", str(&fork)], b"right\nright\n");
    ask(&dir, 2, &named);
    std::fs::copy(dir.join("policy"), fork.join("policy")).unwrap();
    let left = Server::start(&dir, &["--bench-append"]);
    left.until("one side is cosigned", |server| is_cosigned(server, 2));
    let right = Server::start(&fork, &["--bench-append"]);
    for _ in 0..50 {
        assert_eq!(right.append(b"more"), None, "the other side is closed");
        assert_eq!(right.get("/register/cosigned").0, 404);
    }
    right.until("it says in public why", |server| {
        text(&server.get("/register/witnesses.json").1).contains("\"behind\"")
    });
}

/// A witness that answers every request with the size of a head that it cannot show.
fn liar() -> std::net::SocketAddr {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let head =
                "HTTP/1.1 409 Conflict\r\ncontent-type: text/x.tlog.size\r\nconnection: close";
            let _ =
                stream.write_all(format!("{head}\r\ncontent-length: 7\r\n\r\n999999\n").as_bytes());
        }
    });
    address
}

#[test]
fn a_witness_that_only_claims_to_know_a_newer_head_cannot_close_a_log() {
    let folder = Folder::new("liar");
    let dir = folder.path("log");
    new_log(&dir, "test.example/liar");
    let dirs = [witness_of(&folder, "one", &dir), witness_of(&folder, "two", &dir)];
    let servers = dirs.each_ref().map(|dir| Server::start(dir, &[]));
    ask(&dir, 2, &[("one", &servers[0]), ("two", &servers[1])]);
    let policy = std::fs::read_to_string(dir.join("policy")).unwrap();
    let (_, vkey) = hiwar_keygen("liar.example/witness");
    let group = policy.replace("group", &format!("witness liar {vkey} http://{}\ngroup", liar()));
    std::fs::write(dir.join("policy"), group.replace(" one two", " one two liar")).unwrap();
    let server = Server::start(&dir, &["--bench-append"]);
    server.until("the log opens", |server| server.append(b"entry").is_some());
    server.until("the honest two cosign", |server| is_cosigned(server, 1));
    assert!(server.append(b"another").is_some());
}

/// What stands before a witness and passes nothing on while it is held.
struct Gate {
    address: std::net::SocketAddr,
    is_held: Arc<(Mutex<bool>, Condvar)>,
    /// Requests that wait at the gate, and how many ever waited at once.
    waiting: Arc<Mutex<(usize, usize)>>,
}

impl Gate {
    fn before(witness: std::net::SocketAddr) -> Gate {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let gate = Gate {
            address: listener.local_addr().unwrap(),
            is_held: Arc::new((Mutex::new(true), Condvar::new())),
            waiting: Arc::default(),
        };
        let (is_held, waiting) = (Arc::clone(&gate.is_held), Arc::clone(&gate.waiting));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (is_held, waiting) = (Arc::clone(&is_held), Arc::clone(&waiting));
                std::thread::spawn(move || pass(stream.unwrap(), witness, &is_held, &waiting));
            }
        });
        gate
    }

    fn hold(&self, is_held: bool) {
        *self.is_held.0.lock().unwrap() = is_held;
        self.is_held.1.notify_all();
    }
}

/// Answers one request after another on one connection, each once the gate is open.
fn pass(
    mut asks: std::net::TcpStream,
    witness: std::net::SocketAddr,
    is_held: &(Mutex<bool>, Condvar),
    waiting: &Mutex<(usize, usize)>,
) {
    use std::io::Write as _;
    while let Some(request) = read_message(&mut asks) {
        {
            let mut waiting = waiting.lock().unwrap();
            waiting.0 += 1;
            waiting.1 = waiting.1.max(waiting.0);
        }
        drop(is_held.1.wait_while(is_held.0.lock().unwrap(), |is_held| *is_held).unwrap());
        waiting.lock().unwrap().0 -= 1;
        let Ok(mut witness) = std::net::TcpStream::connect(witness) else { return };
        witness.write_all(&request).unwrap();
        let Some(answer) = read_message(&mut witness) else { return };
        if asks.write_all(&answer).is_err() {
            return;
        }
    }
}

/// One request or answer, head and body.
fn read_message(stream: &mut std::net::TcpStream) -> Option<Vec<u8>> {
    use std::io::Read as _;
    let mut message = Vec::new();
    while !message.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        message.push(byte[0]);
    }
    let head = text(&message).to_lowercase();
    let length = head.split_once("content-length: ")?.1.lines().next()?.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some([message, body].concat())
}

#[test]
fn a_slow_witness_holds_nobody_up_and_is_heard_when_it_answers() {
    let folder = Folder::new("slow");
    let dir = folder.path("log");
    new_log(&dir, "test.example/slow");
    let dirs = ["one", "two", "three"].map(|name| witness_of(&folder, name, &dir));
    let servers = dirs.each_ref().map(|dir| Server::start(dir, &[]));
    let gate = Gate::before(servers[2].address);
    ask(&dir, 2, &[("one", &servers[0]), ("two", &servers[1]), ("three", &servers[2])]);
    let policy = std::fs::read_to_string(dir.join("policy")).unwrap();
    let (straight, gated) =
        (servers[2].url("/witness"), format!("http://{}/witness", gate.address));
    std::fs::write(dir.join("policy"), policy.replace(&straight, &gated)).unwrap();
    // The third would be given up only long after this test gave up waiting for the other two.
    let server = Server::start(&dir, &["--bench-append", "--bench-witness-time-s", "3600"]);
    server.until("two of three open it", |server| server.append(b"entry").is_some());
    let lines = |server: &Server| text(&server.get("/register/cosigned").1).matches("\n— ").count();
    for size in 1..4 {
        server.until("two of three cosign", |server| is_cosigned(server, size));
        assert_eq!(lines(&server), 3);
        assert_eq!(server.append(b"entry"), Some(size));
    }
    gate.hold(false);
    server.until("the third has seen all there is", |server| {
        is_cosigned(server, 4) && lines(server) == 4
    });
    // Its line on the head that the others have cosigned already is added when it comes.
    gate.hold(true);
    assert_eq!(server.append(b"entry"), Some(4));
    server.until("two of three cosign", |server| is_cosigned(server, 5));
    gate.hold(false);
    server.until("the third line is added", |server| lines(server) == 4);
    assert_eq!(gate.waiting.lock().unwrap().1, 1, "it was never asked twice at once");
}

/// A new witness key: the secret and the public half.
fn hiwar_keygen(name: &str) -> (String, String) {
    let output = hiwar(&["register", "keygen", name, "--cosigner"], b"");
    (text(&output.stdout).trim().to_owned(), text(&output.stderr).trim().to_owned())
}

#[test]
fn to_recover_is_never_to_forget() {
    let folder = Folder::new("forget");
    let (dir, old, other) = (folder.path("log"), folder.path("old"), folder.path("other"));
    new_log(&dir, "test.example/forget");
    let append = |dir: &Path, input: &[u8]| {
        hiwar_ends(0, &["register", "append", "--dir", str(dir)], input);
    };
    append(&dir, b"one\ntwo\n");
    copy(&dir, &old);
    copy(&dir, &other);
    append(&dir, b"three\n");
    append(&other, b"another history\nof the same log\n");
    let recover = |from: &Path| {
        let checkpoint = from.join("public/checkpoint");
        let words = ["register", "recover", "--dir", str(&dir), "--from", str(from)];
        hiwar(&[&words[..], &["--checkpoint", str(&checkpoint)]].concat(), b"")
    };
    let (behind, forked) = (recover(&old), recover(&other));
    assert_eq!(behind.status.code(), Some(3));
    assert!(text(&behind.stderr).contains("is ahead"), "{}", text(&behind.stderr));
    assert_eq!(forked.status.code(), Some(3));
    assert!(text(&forked.stderr).contains("evidence"), "{}", text(&forked.stderr));
    append(&dir, b"four\n");
    // Even with its public folder lost and replaced by an older one, the head stands.
    std::fs::remove_dir_all(dir.join("public")).unwrap();
    copy(&old.join("public"), &dir.join("public"));
    assert_eq!(recover(&old).status.code(), Some(3));
    append(&dir, b"five\n");
    hiwar_ends(0, &["register", "fsck", "--dir", str(&dir)], b"");
    // An unreadable checkpoint, a deleted lock, a head of another history: each is said.
    let lock = Server::start(&dir, &["--bench-append"]);
    let _ = std::fs::remove_file(dir.join("lock"));
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"x\n");
    lock.stop();
    std::fs::remove_dir_all(dir.join("wal")).unwrap();
    copy(&other.join("wal"), &dir.join("wal"));
    hiwar_ends(1, &["register", "fsck", "--dir", str(&dir)], b"");
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"x\n");
    std::fs::write(dir.join("public/checkpoint"), b"").unwrap();
    hiwar_ends(3, &["register", "append", "--dir", str(&dir)], b"x\n");
}
