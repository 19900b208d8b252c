//! The real world as a host: streams, files, clocks of this process.
//!
//! Standard output is buffered and shared with the timer thread, so that a program that is ended
//! from outside has written what it printed; on a terminal every line goes out. Standard error is
//! not buffered. A broken pipe is an error like any other.

use super::descriptors::Descriptors;
use crate::vm::host::{Change, FileInfo, HostIo, Stream};
use std::fs;
use std::io::{self, BufRead, IsTerminal, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// CPython's buffer size for standard output.
const BUFFER: usize = 8192;

/// What is printed and not written yet.
#[derive(Clone, Default)]
pub struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Write everything out. What could not be written is dropped, or it would fail for ever.
    ///
    /// # Errors
    /// As the stream's.
    pub fn flush(&self) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.lock());
        if bytes.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()
    }
}

pub struct Terminal {
    pending: Pending,
    line_buffered: bool,
    start: Instant,
    files: Descriptors,
}

impl Terminal {
    pub fn new(pending: Pending) -> Terminal {
        Terminal {
            pending,
            line_buffered: io::stdout().is_terminal(),
            start: Instant::now(),
            files: Descriptors::default(),
        }
    }
}

impl HostIo for Terminal {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            Stream::Stdout => {
                let mut buffer = self.pending.lock();
                buffer.extend_from_slice(bytes);
                let due = buffer.len() >= BUFFER || (self.line_buffered && bytes.contains(&b'\n'));
                drop(buffer);
                if due { self.pending.flush() } else { Ok(()) }
            }
            Stream::Stderr => io::stderr().lock().write_all(bytes),
        }
    }
    fn flush(&mut self, stream: Stream) -> io::Result<()> {
        match stream {
            Stream::Stdout => self.pending.flush(),
            Stream::Stderr => io::stderr().lock().flush(),
        }
    }
    fn is_terminal(&self, stream: Stream) -> bool {
        match stream {
            Stream::Stdout => self.line_buffered,
            Stream::Stderr => io::stderr().is_terminal(),
        }
    }
    fn read_line(&mut self) -> io::Result<String> {
        if self.line_buffered {
            self.pending.flush()?;
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
    fn read_file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
    fn write_file(&mut self, path: &str, bytes: &[u8], append: bool) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.create(true).append(append).write(true).truncate(!append);
        options.open(path)?.write_all(bytes)
    }
    fn is_file(&self, path: &str) -> bool {
        fs::metadata(path).is_ok_and(|m| !m.is_dir())
    }
    fn is_dir(&self, path: &str) -> bool {
        fs::metadata(path).is_ok_and(|m| m.is_dir())
    }
    fn wall_clock(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
    /// Linux tells the nanoseconds of every thread; elsewhere the time since the start stands in.
    fn cpu_time(&self) -> Duration {
        let Ok(tasks) = fs::read_dir("/proc/self/task") else { return self.start.elapsed() };
        let nanoseconds = tasks.flatten().filter_map(|task| {
            let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum())
    }
    fn sleep(&mut self, time: Duration) {
        std::thread::sleep(time);
    }
    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
    fn variables(&self) -> Vec<(String, String)> {
        let text = |t: std::ffi::OsString| t.to_string_lossy().into_owned();
        std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect()
    }
    fn current_dir(&self) -> String {
        std::env::current_dir().map_or_else(|_| "/".to_owned(), |p| p.to_string_lossy().into_owned())
    }
    fn stat(&self, path: &str, follow_links: bool) -> io::Result<FileInfo> {
        let found = if follow_links { fs::metadata(path) } else { fs::symlink_metadata(path) }?;
        Ok(file_info(&found))
    }
    fn list_dir(&self, path: &str) -> io::Result<Vec<String>> {
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }
    fn change(&mut self, change: Change) -> io::Result<()> {
        match change {
            Change::CreateDir(path) => fs::create_dir(path),
            Change::RemoveDir(path) => fs::remove_dir(path),
            Change::RemoveFile(path) => fs::remove_file(path),
            Change::Rename(from, to) => fs::rename(from, to),
            Change::CurrentDir(path) => std::env::set_current_dir(path),
            Change::Mode(path, mode) => set_mode(&path, mode),
            Change::Times(path, access, content) => {
                let at = |ns: i64| UNIX_EPOCH + Duration::from_nanos(u64::try_from(ns).unwrap_or(0));
                let times = fs::FileTimes::new().set_accessed(at(access)).set_modified(at(content));
                fs::File::open(path)?.set_times(times)
            }
        }
    }
    fn open_file(&mut self, path: &str, flags: u32, mode: u32) -> io::Result<u32> {
        self.files.open(path, flags, mode)
    }
    fn file_read(&mut self, file: u32, most: usize) -> io::Result<Vec<u8>> {
        match file {
            0 => self.read_line().map(String::into_bytes),
            _ => self.files.read(file, most),
        }
    }
    fn file_write(&mut self, file: u32, bytes: &[u8]) -> io::Result<usize> {
        let stream = match file {
            1 => Stream::Stdout,
            2 => Stream::Stderr,
            _ => return self.files.write(file, bytes),
        };
        self.write(stream, bytes)?;
        self.flush(stream)?;
        Ok(bytes.len())
    }
    fn file_seek(&mut self, file: u32, to: SeekFrom) -> io::Result<u64> {
        self.files.seek(file, to)
    }
    fn file_resize(&mut self, file: u32, size: u64) -> io::Result<()> {
        self.files.resize(file, size)
    }
    fn file_info(&self, file: u32) -> io::Result<FileInfo> {
        Ok(file_info(&self.files.metadata(file)?))
    }
    fn file_close(&mut self, file: u32) -> io::Result<()> {
        self.files.close(file)
    }
}

#[cfg(unix)]
fn file_info(m: &fs::Metadata) -> FileInfo {
    use std::os::unix::fs::MetadataExt;
    let ns = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    FileInfo {
        mode: m.mode(),
        inode: m.ino(),
        device: m.dev(),
        links: m.nlink(),
        user: m.uid(),
        group: m.gid(),
        size: m.size(),
        times: [ns(m.atime(), m.atime_nsec()), ns(m.mtime(), m.mtime_nsec()), ns(m.ctime(), m.ctime_nsec())],
    }
}
#[cfg(not(unix))]
fn file_info(m: &fs::Metadata) -> FileInfo {
    let ns = |t: io::Result<SystemTime>| {
        let since = t.ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
    };
    let kind = if m.is_dir() { 0o040_755 } else { 0o100_644 };
    let times = [ns(m.accessed()), ns(m.modified()), ns(m.modified())];
    FileInfo { mode: kind, links: 1, size: m.len(), times, ..FileInfo::default() }
}

#[cfg(unix)]
fn set_mode(path: &str, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}
#[cfg(not(unix))]
fn set_mode(path: &str, mode: u32) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(mode & 0o200 == 0);
    fs::set_permissions(path, permissions)
}
