//! Files that a program has open by descriptor.
//!
//! Numbers begin behind the standard streams', and the lowest free one comes next, as POSIX has it.

use crate::vm::host::open_flag;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};

const FIRST: u32 = 3;
const EBADF: i32 = 9;
const EISDIR: i32 = 21;
const ESPIPE: i32 = 29;

#[derive(Default)]
pub struct Descriptors(BTreeMap<u32, File>);

impl Descriptors {
    pub fn open(&mut self, path: &str, flags: u32, mode: u32) -> io::Result<u32> {
        let writing = flags & (open_flag::WRITE_ONLY | open_flag::BOTH) != 0;
        let (create, exclusive) = (flags & open_flag::CREATE != 0, flags & open_flag::EXCLUSIVE != 0);
        let mut options = OpenOptions::new();
        options
            .read(flags & open_flag::WRITE_ONLY == 0)
            .write(writing)
            .append(flags & open_flag::APPEND != 0 && writing)
            .truncate(flags & open_flag::TRUNCATE != 0 && writing)
            .create(create && writing)
            .create_new(create && exclusive && writing);
        permissions(&mut options, mode);
        if fs::metadata(path).is_ok_and(|m| m.is_dir()) {
            return Err(io::Error::from_raw_os_error(EISDIR));
        }
        let file = options.open(path)?;
        let number = (FIRST..).find(|n| !self.0.contains_key(n)).unwrap_or(FIRST);
        self.0.insert(number, file);
        Ok(number)
    }
    fn file(&self, number: u32) -> io::Result<&File> {
        self.0.get(&number).ok_or_else(|| io::Error::from_raw_os_error(EBADF))
    }
    pub fn read(&self, number: u32, most: usize) -> io::Result<Vec<u8>> {
        let mut file = self.file(number)?;
        // No more room than the file can fill.
        let size = file.metadata()?.len();
        let room = if size > 0 { most.min(usize::try_from(size).unwrap_or(most)) } else { most.min(1 << 16) };
        let mut buffer = vec![0; room];
        let n = file.read(&mut buffer)?;
        buffer.truncate(n);
        Ok(buffer)
    }
    pub fn write(&self, number: u32, bytes: &[u8]) -> io::Result<usize> {
        self.file(number)?.write(bytes)
    }
    pub fn seek(&self, number: u32, to: SeekFrom) -> io::Result<u64> {
        if number < FIRST {
            return Err(io::Error::from_raw_os_error(ESPIPE));
        }
        self.file(number)?.seek(to)
    }
    pub fn resize(&self, number: u32, size: u64) -> io::Result<()> {
        self.file(number)?.set_len(size)
    }
    pub fn metadata(&self, number: u32) -> io::Result<Metadata> {
        self.file(number)?.metadata()
    }
    pub fn close(&mut self, number: u32) -> io::Result<()> {
        match self.0.remove(&number) {
            Some(_) => Ok(()),
            None if number < FIRST => Ok(()),
            None => Err(io::Error::from_raw_os_error(EBADF)),
        }
    }
}

#[cfg(unix)]
fn permissions(options: &mut OpenOptions, mode: u32) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(mode);
}
#[cfg(not(unix))]
fn permissions(_: &mut OpenOptions, _: u32) {}
