//! Registers of one code object: which temporaries are in use, and which locals are surely bound.
//!
//! Invariant: temporaries form a stack (`top` is the next free one), so the registers above a
//! handler's depth are exactly those that an error must release. Deliberately absent: what a
//! register holds.

use super::CompileError;
use super::instr::Reg;
use crate::syntax::ast::Span;

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegSet(Vec<u64>);

impl RegSet {
    pub fn insert(&mut self, reg: Reg) {
        let word = usize::from(reg.0) / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (reg.0 % 64);
    }
    pub fn remove(&mut self, reg: Reg) {
        if let Some(word) = self.0.get_mut(usize::from(reg.0) / 64) {
            *word &= !(1 << (reg.0 % 64));
        }
    }
    pub fn contains(&self, reg: Reg) -> bool {
        self.0.get(usize::from(reg.0) / 64).is_some_and(|word| word & (1 << (reg.0 % 64)) != 0)
    }
    pub fn intersect(&mut self, other: &RegSet) {
        self.0.truncate(other.0.len());
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
    }
    pub fn subtract(&mut self, other: &RegSet) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= !b;
        }
    }
}

/// Registers are numbered with 15 bits; the last number means "no operand".
const LIMIT: u16 = 0x7ffe;

#[derive(Debug, Default)]
pub struct Registers {
    pub temp_base: u16,
    top: u16,
    max: u16,
    overflow: bool,
    /// Locals that hold a value at this point, whatever way led here.
    pub bound: RegSet,
    /// Locals that `del` or `except ... as` unbinds somewhere.
    pub deletable: RegSet,
}

impl Registers {
    pub fn start(&mut self, temp_base: usize) {
        self.overflow = temp_base >= usize::from(LIMIT);
        self.temp_base = temp_base.min(usize::from(LIMIT)) as u16;
        self.top = self.temp_base;
        self.max = self.temp_base;
    }

    /// The next temporary; `release_to` gives it back.
    pub fn alloc(&mut self) -> Reg {
        let reg = Reg(self.top);
        if self.top >= LIMIT {
            self.overflow = true;
        } else {
            self.top += 1;
        }
        self.max = self.max.max(self.top);
        reg
    }

    pub fn mark(&self) -> Reg {
        Reg(self.top)
    }

    pub fn release_to(&mut self, mark: Reg) {
        debug_assert!(mark.0 <= self.top, "temporaries are a stack");
        self.top = mark.0;
    }

    pub fn is_temp(&self, reg: Reg) -> bool {
        reg.0 >= self.temp_base
    }

    pub fn count(&self, span: Span) -> Result<u16, CompileError> {
        if self.overflow {
            return Err(CompileError::new(
                "too many local variables and nested values in one function",
                span,
            ));
        }
        Ok(self.max)
    }
}
