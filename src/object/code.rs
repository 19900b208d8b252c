//! Code objects: a record of tuples and names, and one raw block of tables.
//!
//! Invariant: the tables never change after the code object is made, except the inline caches.
//! Deliberately absent: the meaning of the instructions (floors 4 and 5); here they are words.
#![expect(unsafe_code, reason = "tables are raw blocks")]

use super::heap::{Heap, NoMemory};
use super::{Kind, Ptr, Record, Value};
use crate::memory::Domain;
use std::ptr::NonNull;

/// Value fields of a code object.
pub mod field {
    pub const CONSTS: usize = 0;
    pub const NAMES: usize = 1;
    pub const VARNAMES: usize = 2;
    pub const CELLVARS: usize = 3;
    pub const FREEVARS: usize = 4;
    pub const FILENAME: usize = 5;
    pub const NAME: usize = 6;
    pub const QUALNAME: usize = 7;
    pub const COUNT: usize = 8;
}

/// The tables of a code object, as bytes of raw blocks; floor 5 knows their types.
#[repr(C)]
#[derive(Debug)]
pub struct CodeData {
    pub(crate) instrs: *const u64,
    pub(crate) consts: *const Value,
    pub(crate) names: *const Value,
    pub(crate) sites: *mut u8,
    pub(crate) positions: *const u8,
    pub(crate) handlers: *const u8,
    /// Register of each cell variable, as `u16`.
    pub(crate) cell_regs: *const u16,
    pub(crate) ninstrs: u32,
    pub(crate) nhandlers: u32,
    pub(crate) ncells: u32,
    pub(crate) nfree: u32,
    pub flags: u32,
    pub argcount: u32,
    /// Positional arguments that a call must bring to be bound by moving them; no number if the
    /// code has other parameters than positional ones.
    pub(crate) plain_argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub nlocals: u32,
    pub firstlineno: u32,
    pub stacksize: u32,
    pub nregs: u16,
    pub free_base: u16,
    pub temp_base: u16,
    pub has_docstring: bool,
    /// Bytes of each raw block, in the order of the pointers: for freeing.
    pub(crate) sizes: [usize; 5],
}

impl CodeData {
    /// The instructions as bytes, eight for each.
    pub fn code_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.ninstrs as usize * 8);
        for i in 0..self.ninstrs as usize {
            // SAFETY: `ninstrs` words stand there for as long as the code object lives.
            out.extend_from_slice(&unsafe { *self.instrs.add(i) }.to_le_bytes());
        }
        out
    }
}

impl Value {
    /// The tables of a code object.
    #[inline(always)]
    pub fn as_code(&self) -> Option<&CodeData> {
        let r = self.record(Kind::CODE)?;
        // SAFETY: word 0 of a code object is the address of its tables, set when it was made; they
        // live as long as it does.
        unsafe { (r.word_ptr(0).read() as *const CodeData).as_ref() }
    }
}

/// Copy `bytes` into a raw block; null for none.
///
/// # Errors
/// [`NoMemory`].
pub(crate) fn raw_copy(heap: &mut Heap, bytes: &[u8]) -> Result<*mut u8, NoMemory> {
    if bytes.is_empty() {
        return Ok(std::ptr::null_mut());
    }
    let block = heap.memory_mut().alloc(Domain::Raw, bytes.len()).ok_or(NoMemory)?;
    heap.memory_mut().set_traced_size(block, bytes.len(), 0);
    // SAFETY: the block has that many bytes.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), block.as_ptr(), bytes.len()) };
    Ok(block.as_ptr())
}

/// Hang finished tables on a code object.
///
/// # Errors
/// [`NoMemory`].
pub(crate) fn attach(heap: &mut Heap, code: &Record, data: CodeData) -> Result<(), NoMemory> {
    let block = heap.memory_mut().alloc(Domain::Raw, size_of::<CodeData>()).ok_or(NoMemory)?;
    heap.memory_mut().set_traced_size(block, size_of::<CodeData>(), 0);
    // SAFETY: the block has the struct's size.
    unsafe { block.cast::<CodeData>().write(data) };
    code.set_word(heap, 0, block.as_ptr() as u64);
    Ok(())
}

/// Addresses and sizes of a code object's blocks, for pictures.
///
/// # Safety
/// `r` is a code object's record.
pub(crate) unsafe fn blocks(r: &Record) -> Vec<(usize, usize)> {
    // SAFETY: the caller's promise; word 0 is null or the address of the tables.
    unsafe {
        let at = r.word_ptr(0).read() as *const CodeData;
        let Some(d) = at.as_ref() else { return Vec::new() };
        let addresses =
            [d.instrs.addr(), d.sites.addr(), d.positions.addr(), d.handlers.addr(), d.cell_regs.addr()];
        let tables = addresses.into_iter().zip(d.sizes);
        tables.chain([(at.addr(), size_of::<CodeData>())]).collect()
    }
}

/// # Safety
/// `p` is a dying code object.
pub(crate) unsafe fn free_blocks(heap: &mut Heap, p: Ptr) {
    // SAFETY: the caller's promise; blocks and sizes are those `attach` was given.
    unsafe {
        let r = p.cast::<Record>().as_ref();
        let Some(data) = NonNull::new(r.word_ptr(0).read() as *mut CodeData) else { return };
        let d = data.read();
        let blocks = [
            d.instrs.cast_mut().cast(),
            d.sites,
            d.positions.cast_mut(),
            d.handlers.cast_mut(),
            d.cell_regs.cast_mut().cast(),
        ];
        for (block, size) in blocks.into_iter().zip(d.sizes) {
            if let Some(b) = NonNull::<u8>::new(block) {
                heap.memory_mut().free(Domain::Raw, b, size);
            }
        }
        heap.memory_mut().free(Domain::Raw, data.cast(), size_of::<CodeData>());
        heap.code_freed();
    }
}
