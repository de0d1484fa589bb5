//! A running desk, and a person with a browser: cookies, forms, and nothing more.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A folder that is gone when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let name = format!("desk-{name}-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }

    /// A folder whose name is known already.
    pub(crate) fn at(path: PathBuf) -> Folder {
        Folder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Whether it comes to be so before long: before far more time than it needs, on a machine that does
/// much else. No figure is measured by it.
#[expect(clippy::disallowed_methods, reason = "a test that hangs ends at last")]
pub(crate) fn comes(mut is_so: impl FnMut() -> bool) -> bool {
    let began = std::time::Instant::now();
    while began.elapsed() < std::time::Duration::from_secs(180) {
        if is_so() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

/// A running `hiwar serve`.
pub(crate) struct Desk {
    child: Child,
    address: SocketAddr,
    /// The name that people know it by.
    host: &'static str,
    /// What it still says on standard output after its first line.
    out: BufReader<ChildStdout>,
    /// Where its standard error goes, if a test reads it.
    log: Option<PathBuf>,
}

/// Starts a process and waits for its first line.
fn begin(start: &mut Command) -> (Child, BufReader<ChildStdout>, String) {
    let mut child = start.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    (child, out, line)
}

impl Desk {
    pub(crate) fn start(folder: &Folder) -> Desk {
        // A disk that is nearly full must not fail what is not about it.
        Desk::start_with(folder, &["--keep-free", "0"])
    }

    /// The same, told more.
    pub(crate) fn start_with(folder: &Folder, more: &[&str]) -> Desk {
        Desk::start_to(folder, more, None)
    }

    /// The same, with its standard error in a file beside its folder.
    pub(crate) fn start_logged(folder: &Folder, more: &[&str]) -> Desk {
        let more = [&["--keep-free", "0"], more].concat();
        Desk::start_to(folder, &more, Some(folder.path().with_extension("log")))
    }

    fn start_to(folder: &Folder, more: &[&str], log: Option<PathBuf>) -> Desk {
        let words = ["serve", "--listen", "127.0.0.1:0", "--name", "desk.example", "--data"];
        let mut start = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        if let Some(log) = &log {
            start.stderr(std::fs::File::create(log).unwrap());
        }
        let (child, out, line) = begin(start.args(words).arg(folder.path()).args(more));
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("it did not start: {line}"));
        Desk { address: address.parse().unwrap(), host: "desk", child, out, log }
    }

    /// A running `hiwar own`.
    pub(crate) fn own(folder: &Folder) -> Desk {
        let words = ["own", "--listen", "127.0.0.1:0", "--keep-free", "0", "--data"];
        let mut start = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        let (child, out, line) = begin(start.args(words).arg(folder.path()));
        let port = line.split("localhost:").nth(1).and_then(|rest| rest.split(';').next());
        let port: u16 = port.unwrap_or_else(|| panic!("it did not start: {line}")).parse().unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        Desk { address, host: "localhost", child, out, log: None }
    }

    /// A running `hiwar demo`, whose files stand in `folder`, and the path by which each of its people
    /// logs in.
    pub(crate) fn demo(folder: &Folder) -> (Desk, BTreeMap<String, String>) {
        std::fs::create_dir(folder.path()).unwrap();
        let mut start = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        start.args(["demo", "--listen", "127.0.0.1:0"]).env("TMPDIR", folder.path());
        let (child, mut out, mut line) = begin(&mut start);
        let mut ways = BTreeMap::new();
        let port = loop {
            if let Some(rest) = line.strip_prefix("open http://localhost:") {
                break rest.trim().trim_end_matches('/').parse().unwrap();
            }
            if let Some((name, link)) = line.split_once(" http://localhost:") {
                let (_, path) = link.trim().split_once('/').unwrap();
                ways.insert(name.trim().to_owned(), format!("/{path}"));
            }
            if let Some((receipt, whose)) = line.split_once(" opens the report of ") {
                ways.insert(receipt.to_owned(), whose.trim().to_owned());
            }
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "it did not start");
        };
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        (Desk { address, host: "localhost", child, out, log: None }, ways)
    }

    /// The key that checks its seals.
    pub(crate) fn key(&self) -> String {
        self.person().get("/desk/key").body.trim().to_owned()
    }

    /// Where a page of it is.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Ends it as a power switch does, while others still talk to it.
    pub(crate) fn kill_now(&self) {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args(["-9", &number]).status().unwrap().success());
    }

    /// Ends it, and returns all that it said after its first line.
    pub(crate) fn end_and_read(mut self) -> String {
        self.kill_now();
        self.child.wait().unwrap();
        let log = self.log.take().unwrap();
        let mut said = std::fs::read_to_string(&log).unwrap();
        std::fs::remove_file(log).unwrap();
        self.out.read_to_string(&mut said).unwrap();
        said
    }

    /// The most memory that it ever had. Unit: KiB. Source: proc(5), `VmHWM`.
    pub(crate) fn peak_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Somebody who has not been here before.
    pub(crate) fn person(&self) -> Person {
        self.person_from("")
    }

    /// The same, seen through a proxy that names this address.
    pub(crate) fn person_from(&self, network: &str) -> Person {
        let (address, host) = (self.address, self.host);
        Person { address, host, cookies: BTreeMap::new(), network: network.into() }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// Where it leads.
    pub(crate) fn location(&self) -> String {
        self.header("location").unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|line| line.0 == name).map(|line| line.1.to_owned())
    }
}

/// A person with a browser.
#[derive(Clone)]
pub(crate) struct Person {
    address: SocketAddr,
    host: &'static str,
    pub(crate) cookies: BTreeMap<String, String>,
    /// The address that a proxy names, if there is one.
    network: String,
}

impl Person {
    /// The same person, with what their browser keeps, at a desk that was started again.
    pub(crate) fn at(&self, desk: &Desk) -> Person {
        Person { address: desk.address, ..self.clone() }
    }

    /// One request; `None` if the connection broke before the whole answer was there.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        more: &str,
        body: &[u8],
    ) -> Option<Answer> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(self.address).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {}\r\n\
             x-forwarded-for: {}\r\ncontent-length: {}\r\n{more}\r\n",
            self.host,
            cookies.join("; "),
            self.network,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        // A server that refuses early does not read the rest.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        assert!(!body.contains('⟦'), "{path} lacks a text: {body}");
        let status = head.split(' ').nth(1)?.parse().ok()?;
        for line in head.lines() {
            let Some(cookie) = line.strip_prefix("set-cookie: ") else { continue };
            let (name, value) = cookie.split(';').next()?.split_once('=')?;
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    /// Asks for a page and reads nothing of the answer.
    pub(crate) fn ask_only(&self, path: &str) -> TcpStream {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(self.address).unwrap();
        let cookies = cookies.join("; ");
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncookie: {cookies}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    #[track_caller]
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "", b"").unwrap()
    }

    /// Sends a form with the mark that the page at `page` carries.
    pub(crate) fn send(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let token = token_of(&self.ask("GET", page, "", b"")?.body);
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        self.post(to, &all)
    }

    pub(crate) fn post(&mut self, to: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let more = "content-type: application/x-www-form-urlencoded\r\n";
        self.ask("POST", to, more, body.join("&").as_bytes())
    }

    /// Gives a file.
    pub(crate) fn give(&mut self, name: &str, bytes: &[u8]) -> Option<Answer> {
        self.give_at("", name, bytes)
    }

    /// The same, with more behind the address.
    pub(crate) fn give_at(&mut self, query: &str, name: &str, bytes: &[u8]) -> Option<Answer> {
        let token = token_of(&self.ask("GET", "/report/step/files", "", b"")?.body);
        let mut body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--b\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: image/png\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let more = "content-type: multipart/form-data; boundary=b\r\n";
        self.ask("POST", &format!("/report/files{query}"), more, &body)
    }

    /// Begins to give a file, and holds its last bytes back.
    pub(crate) fn upload_all_but_the_end(&mut self, name: &str, bytes: &[u8]) -> Uploading {
        let mut stream = self.begin_upload(name, bytes.len() as u64);
        stream.write_all(bytes).unwrap();
        Uploading { stream }
    }

    /// Begins to give a file of so many bytes, which come next, and after them the form's end.
    pub(crate) fn begin_upload(&mut self, name: &str, size_bytes: u64) -> TcpStream {
        let token = token_of(&self.get("/report/step/files").body);
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--b\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        let end = b"\r\n--b--\r\n";
        let request = format!(
            "POST /report/files HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncookie: {}\r\n\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {}\r\n\r\n{head}",
            cookies.join("; "),
            (head.len() + end.len()) as u64 + size_bytes
        );
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Answers what is asked, up to the page to check everything; stops earlier at `until`.
    pub(crate) fn tell(&mut self, answers: &[(&str, &str)], until: &str) -> Option<()> {
        let mut at = self.post("/report", &[])?.location();
        for _ in 0..40 {
            let step = at.rsplit('/').next()?.to_owned();
            if step == "check" || step == until {
                return Some(());
            }
            let said = answers.iter().find(|answer| answer.0 == step).map(|answer| answer.1);
            let field = match step.as_str() {
                "where" => ("addresses", said.unwrap_or("https://tiktok.com/@a/video/7301")),
                "account" => ("account", said.unwrap_or("what was told")),
                "contact" => ("reach", said.unwrap_or("")),
                "files" | "police-first" => ("then", ""),
                step if step.ends_with("-on") => ("day", ""),
                _ => ("answer", said.unwrap_or("no")),
            };
            at = self.send(&at, &at, &[field])?.location();
        }
        panic!("the interview does not end: {at}")
    }

    /// Sends what was told and returns the receipt.
    pub(crate) fn finish(&mut self) -> Option<String> {
        self.send("/report/check", "/report/send", &[])?;
        let page = self.ask("GET", "/report/sent", "", b"")?.body;
        let code = page.split("receipt-code").nth(1)?;
        let digits: String = code.chars().filter(char::is_ascii_digit).take(16).collect();
        (digits.len() == 16).then_some(digits)
    }
}

/// A file of which the last bytes have not come.
pub(crate) struct Uploading {
    stream: TcpStream,
}

impl Uploading {
    /// Sends them, and waits for the answer.
    pub(crate) fn end(&mut self) {
        self.stream.write_all(b"\r\n--b--\r\n").unwrap();
        let mut answer = Vec::new();
        self.stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 "));
    }
}

/// The mark of a page's forms.
pub(crate) fn token_of(page: &str) -> String {
    let after = page.split("name=\"token\" value=\"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What every report of these tests is about.
pub(crate) const INSULT: &[(&str, &str)] =
    &[("harm", "insult"), ("medium", "platform"), ("capacity", "myself")];
