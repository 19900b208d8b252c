//! Runs a program to its end, or to the end of its time.
//!
//! Owns the one way in which the tests start a process: bytes in, bytes and status out, and a limit in wall time, so that a
//! hang is a failed test. Deliberately absent: any idea of what the program should print.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a finished process left behind. Texts are UTF-8, with U+FFFD where the process wrote something else.
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    /// The exit status in decimal (130 for an end by SIGINT), or `signal N`.
    pub status: String,
}

/// Starts `command` with clean Python settings: no colours, a fixed hash seed, no cache files, UTF-8.
pub fn settle(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env("PYTHON_BASIC_REPL", "1")
        .env("PYTHON_COLORS", "0")
        .env("NO_COLOR", "1")
        .env("TERM", "dumb")
}

/// Runs `command` with `input` on its standard input.
///
/// # Errors
/// A text for the test report when the process cannot start or is still running after `limit`; it is killed then.
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> Result<Outcome, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {command:?}: {error}"))?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_vec();
    // Each stream has its own thread: a process that fills one pipe while we read the other would wait for ever.
    let feeder = thread::spawn(move || {
        // A program may exit without reading all its input.
        let _ = stdin.write_all(&input);
    });
    let stdout = drain(child.stdout.take().expect("stdout is piped"));
    let stderr = drain(child.stderr.take().expect("stderr is piped"));
    let status = wait(&mut child, limit)?;
    feeder.join().expect("the feeder does not panic");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Outcome {
        stdout: text(stdout.join().expect("the reader does not panic")),
        stderr: text(stderr.join().expect("the reader does not panic")),
        status: describe(status),
    })
}

fn drain(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error still helps the report.
        let _ = stream.read_to_end(&mut bytes);
        bytes
    })
}

/// Waits for `child`, looking often at first (most programs take milliseconds) and then less often.
pub fn wait(child: &mut Child, limit: Duration) -> Result<ExitStatus, String> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok(status);
        }
        if start.elapsed() > limit {
            // It may have ended in between; the report is the same.
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("still running after {} s", limit.as_secs()));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

/// The exit status in decimal (130 for an end by SIGINT), or `signal N`.
pub fn describe(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // CPython ends by SIGINT after an uncaught KeyboardInterrupt; a shell calls that 130.
        match status.signal() {
            Some(2) => return "130".to_owned(),
            Some(signal) => return format!("signal {signal}"),
            None => {}
        }
    }
    status.code().map_or_else(|| "no status".to_owned(), |code| code.to_string())
}
