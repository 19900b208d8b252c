//! The world outside: streams, clock, files. The library does no input or output of its own, so
//! the same machine runs in a terminal, a test, a fuzzer or a browser.

use std::io::{self, SeekFrom};
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// What the host knows of a file or folder, in the terms of `os.stat`.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileInfo {
    pub mode: u32,
    pub inode: u64,
    pub device: u64,
    pub links: u64,
    pub user: u32,
    pub group: u32,
    pub size: u64,
    /// Nanoseconds since the Unix epoch: last access, last change of the content, last change.
    pub times: [i64; 3],
}

fn unsupported<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What a machine needs of its surroundings.
pub trait HostIo {
    /// Write all bytes to a stream (buffering is the host's business until [`HostIo::flush`]).
    ///
    /// # Errors
    /// As the stream's.
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()>;
    /// # Errors
    /// As the stream's.
    fn flush(&mut self, stream: Stream) -> io::Result<()>;
    fn is_terminal(&self, stream: Stream) -> bool;
    /// One line of standard input with its newline; empty at the end. `prompt` has been written.
    ///
    /// # Errors
    /// As the stream's.
    fn read_line(&mut self) -> io::Result<String>;
    /// # Errors
    /// As the file system's.
    fn read_file(&mut self, path: &str) -> io::Result<Vec<u8>>;
    /// # Errors
    /// As the file system's.
    fn write_file(&mut self, path: &str, bytes: &[u8], append: bool) -> io::Result<()>;
    /// Neither a folder nor missing.
    fn is_file(&self, path: &str) -> bool;
    fn is_dir(&self, path: &str) -> bool;
    /// Since the Unix epoch.
    fn wall_clock(&self) -> Duration;
    /// Since some fixed moment.
    fn monotonic(&self) -> Duration;
    /// CPU time of the process.
    fn cpu_time(&self) -> Duration;
    fn sleep(&mut self, time: Duration);
    fn env(&self, name: &str) -> Option<String>;
    /// All variables of the environment.
    fn variables(&self) -> Vec<(String, String)>;
    fn current_dir(&self) -> String;
    /// # Errors
    /// As the file system's; a host without one has none of what follows.
    fn stat(&self, path: &str, follow_links: bool) -> io::Result<FileInfo> {
        let _ = (path, follow_links);
        unsupported()
    }
    /// Names in a folder, in the system's order.
    ///
    /// # Errors
    /// As the file system's.
    fn list_dir(&self, path: &str) -> io::Result<Vec<String>> {
        let _ = path;
        unsupported()
    }
    /// # Errors
    /// As the file system's.
    fn change(&mut self, change: Change) -> io::Result<()> {
        let _ = change;
        unsupported()
    }
    /// Open a file with POSIX's flags (of [`open_flag`]) and mode; its descriptor.
    ///
    /// # Errors
    /// As the file system's.
    fn open_file(&mut self, path: &str, flags: u32, mode: u32) -> io::Result<u32> {
        let _ = (path, flags, mode);
        unsupported()
    }
    /// At most so many bytes, with one read; none at the end.
    ///
    /// # Errors
    /// As the file system's; of a descriptor that is not open, as of what follows too.
    fn file_read(&mut self, file: u32, most: usize) -> io::Result<Vec<u8>> {
        let _ = (file, most);
        unsupported()
    }
    /// How many bytes were written.
    ///
    /// # Errors
    /// As the file system's.
    fn file_write(&mut self, file: u32, bytes: &[u8]) -> io::Result<usize> {
        let _ = (file, bytes);
        unsupported()
    }
    /// # Errors
    /// As the file system's.
    fn file_seek(&mut self, file: u32, to: SeekFrom) -> io::Result<u64> {
        let _ = (file, to);
        unsupported()
    }
    /// # Errors
    /// As the file system's.
    fn file_resize(&mut self, file: u32, size: u64) -> io::Result<()> {
        let _ = (file, size);
        unsupported()
    }
    /// # Errors
    /// As the file system's.
    fn file_info(&self, file: u32) -> io::Result<FileInfo> {
        let _ = file;
        unsupported()
    }
    /// # Errors
    /// As the file system's.
    fn file_close(&mut self, file: u32) -> io::Result<()> {
        let _ = file;
        unsupported()
    }
}

/// POSIX's flags of `open`, as Linux numbers them.
pub mod open_flag {
    pub const WRITE_ONLY: u32 = 1;
    pub const BOTH: u32 = 2;
    pub const CREATE: u32 = 0o100;
    pub const EXCLUSIVE: u32 = 0o200;
    pub const TRUNCATE: u32 = 0o1000;
    pub const APPEND: u32 = 0o2000;
}

/// What a program may do to the file system, besides writing files.
#[derive(Clone, Debug)]
pub enum Change {
    CreateDir(String),
    RemoveDir(String),
    RemoveFile(String),
    Rename(String, String),
    CurrentDir(String),
    Mode(String, u32),
    /// Last access and last change of the content, in nanoseconds since the Unix epoch.
    Times(String, i64, i64),
}

/// A host without a world: output is collected, input is empty. For tests and embedding.
#[derive(Default)]
pub struct Sandbox {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

impl HostIo for Sandbox {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            Stream::Stdout => self.stdout.extend_from_slice(bytes),
            Stream::Stderr => self.stderr.extend_from_slice(bytes),
        }
        Ok(())
    }
    fn flush(&mut self, _: Stream) -> io::Result<()> {
        Ok(())
    }
    fn is_terminal(&self, _: Stream) -> bool {
        false
    }
    fn read_line(&mut self) -> io::Result<String> {
        Ok(String::new())
    }
    fn read_file(&mut self, _: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
    fn write_file(&mut self, _: &str, _: &[u8], _: bool) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
    fn is_file(&self, _: &str) -> bool {
        false
    }
    fn is_dir(&self, _: &str) -> bool {
        false
    }
    fn wall_clock(&self) -> Duration {
        Duration::ZERO
    }
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }
    fn cpu_time(&self) -> Duration {
        Duration::ZERO
    }
    fn sleep(&mut self, _: Duration) {}
    fn env(&self, _: &str) -> Option<String> {
        None
    }
    fn variables(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    fn current_dir(&self) -> String {
        "/".to_owned()
    }
}
