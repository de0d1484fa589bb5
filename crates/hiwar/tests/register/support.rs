//! The binary as its users run it: commands, servers, requests.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long something that must come may take before a test gives up: far longer than it needs, on a
/// machine that does much else. No figure is measured by it.
const PATIENCE: Duration = Duration::from_secs(180);

/// A folder that is gone when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs `hiwar` with these words and this input.
pub(crate) fn hiwar(words: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hiwar"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // A command that refuses at once does not read its input.
    let _ = writing.join().unwrap();
    output
}

/// Runs `hiwar` and returns its standard output; any other status than `status` fails the test.
#[track_caller]
pub(crate) fn hiwar_ends(status: i32, words: &[&str], input: &[u8]) -> String {
    let output = hiwar(words, input);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{words:?}\n{out}\n{err}");
    out
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A new test log in `dir`.
pub(crate) fn new_log(dir: &Path, origin: &str) {
    hiwar_ends(0, &["register", "create", "--test", "--origin", origin, "--dir", str(dir)], b"");
}

pub(crate) fn str(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A running `hiwar register serve`.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) fn start(dir: &Path, extra: &[&str]) -> Server {
        Server::start_on("127.0.0.1:0", dir, extra)
    }

    pub(crate) fn start_on(listen: &str, dir: &Path, extra: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hiwar"))
            .args(["register", "serve", "--listen", listen, "--dir"])
            .arg(dir)
            .args(extra)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("it did not start: {line}"));
        Server { address: address.parse().unwrap(), child }
    }

    /// Ends it as a power switch does: it gets no chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The status and body of a GET.
    pub(crate) fn get(&self, path: &str) -> (u16, Vec<u8>) {
        self.request(&format!("GET {path} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n"), b"")
            .unwrap()
    }

    /// The status and body of a POST.
    pub(crate) fn post(&self, path: &str, body: &[u8]) -> std::io::Result<(u16, Vec<u8>)> {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: h\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
        );
        self.request(&head, body)
    }

    fn request(&self, head: &str, body: &[u8]) -> std::io::Result<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.write_all(&[head.as_bytes(), body].concat())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let gone = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let end = answer.windows(4).position(|part| part == b"\r\n\r\n").ok_or_else(gone)?;
        let status = std::str::from_utf8(answer.get(9..12).ok_or_else(gone)?).unwrap();
        Ok((status.parse().unwrap(), answer[end + 4..].to_vec()))
    }

    /// Appends one entry, and returns its place; `None` if it was not acknowledged.
    pub(crate) fn append(&self, entry: &[u8]) -> Option<u64> {
        let (status, body) = self.post("/append", entry).ok()?;
        let place = text(&body);
        (status == 200).then(|| place.trim().strip_prefix("index ")?.parse().ok()).flatten()
    }

    /// Asks again and again until `is_so`, but not for ever.
    #[track_caller]
    #[expect(clippy::disallowed_methods, reason = "a test that hangs ends at last")]
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Server) -> bool) {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if is_so(self) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("it never came to be that {what}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
