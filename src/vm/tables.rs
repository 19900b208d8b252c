//! The tables of a code object, read back: for listings, and for a code object made from another.
//!
//! Invariant: a copy differs from its original in names, places and constants only, so what was
//! verified of the original's instructions holds for the copy.
#![expect(unsafe_code, reason = "tables are raw blocks")]

use super::Vm;
use super::load::bytes_of;
use super::sites::Site;
use crate::code::instr::Instr;
use crate::code::unit::Handler;
use crate::object::code::{CodeData, attach, field, raw_copy};
use crate::object::{Kind, PyResult, Value};
use crate::syntax::ast::Span;

impl CodeData {
    /// A table of `n` entries.
    ///
    /// # Safety
    /// `p` is null, or a table of this code object with `n` entries of type `T`.
    unsafe fn table<T>(&self, p: *const u8, n: usize) -> &[T] {
        if p.is_null() {
            return &[];
        }
        // SAFETY: the caller's promise; tables live as long as the code object and do not change.
        unsafe { std::slice::from_raw_parts(p.cast(), n) }
    }
    pub fn instructions(&self) -> &[Instr] {
        // SAFETY: one `Instr` for each of `ninstrs`.
        unsafe { self.table(self.instrs.cast(), self.ninstrs as usize) }
    }
    pub fn spans(&self) -> &[Span] {
        // SAFETY: one position for each instruction.
        unsafe { self.table(self.positions, self.ninstrs as usize) }
    }
    pub fn handler_table(&self) -> &[Handler] {
        // SAFETY: `nhandlers` of them.
        unsafe { self.table(self.handlers, self.nhandlers as usize) }
    }
    /// Register of each cell variable.
    pub fn cell_registers(&self) -> &[u16] {
        // SAFETY: one for each of `ncells`.
        unsafe { self.table(self.cell_regs.cast(), self.ncells as usize) }
    }
    /// For each inline cache, which of the names it is about.
    pub fn site_names(&self) -> Vec<u16> {
        let n = self.sizes[1] / size_of::<Site>();
        // SAFETY: caches change while code runs, but nothing runs as long as this borrow lives, and
        // the copies are made at once.
        let sites: &[Site] = unsafe { self.table(self.sites, n) };
        sites.iter().map(|s| s.name).collect()
    }
}

/// What a copy of a code object may have otherwise.
pub struct CodeChanges {
    /// In the order of [`field`].
    pub fields: [Value; field::COUNT],
    pub flags: u32,
    pub firstlineno: u32,
    pub stacksize: u32,
}

impl Vm {
    /// A code object that runs as `code` does, with other names, constants or lines.
    ///
    /// # Errors
    /// MemoryError.
    pub fn copy_code(&mut self, code: &Value, changes: CodeChanges) -> PyResult {
        let Some(old) = code.as_code() else { return Err(self.type_error("code object expected")) };
        let shift = i64::from(changes.firstlineno) - i64::from(old.firstlineno);
        let moved = |line: u32| u32::try_from(i64::from(line) + shift).unwrap_or(0);
        let spans: Vec<Span> = old.spans().to_vec();
        let spans: Vec<Span> = spans
            .into_iter()
            .map(|s| match s.line {
                0 => s,
                _ => Span { line: moved(s.line), end_line: moved(s.end_line), ..s },
            })
            .collect();
        let sites: Vec<Site> = old.site_names().into_iter().map(Site::new).collect();
        let copy = self.heap.record(self.heap.type_of(Kind::CODE), field::COUNT);
        let Some(r) = copy.as_record() else { return Err(crate::object::NoMemory.into()) };
        let (consts, names) = (&changes.fields[field::CONSTS], &changes.fields[field::NAMES]);
        let start = |v: &Value| v.as_tuple().map_or(std::ptr::null(), <[Value]>::as_ptr);
        let (consts, names) = (start(consts), start(names));
        // The pointers stay good: the record holds the tuples from here on.
        for (i, v) in changes.fields.into_iter().enumerate() {
            r.set(&mut self.heap, i, Some(v));
        }
        let tables = [
            bytes_of(old.instructions()),
            bytes_of(&sites),
            bytes_of(&spans),
            bytes_of(old.handler_table()),
            bytes_of(old.cell_registers()),
        ];
        let sizes = tables.map(<[u8]>::len);
        let mut blocks = [std::ptr::null_mut(); 5];
        for (block, table) in blocks.iter_mut().zip(tables) {
            *block = raw_copy(&mut self.heap, table)?;
        }
        let data = CodeData {
            instrs: blocks[0].cast(),
            consts,
            names,
            sites: blocks[1],
            positions: blocks[2],
            handlers: blocks[3],
            cell_regs: blocks[4].cast(),
            flags: changes.flags,
            firstlineno: changes.firstlineno,
            stacksize: changes.stacksize,
            sizes,
            ..*old
        };
        attach(&mut self.heap, r, data)?;
        Ok(copy)
    }
}
