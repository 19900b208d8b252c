//! A unit under construction: instructions with labels, positions, handlers, names and constants.
//!
//! Invariant: an instruction is recorded only where control can arrive, so unreachable code costs
//! nothing, and each instruction has exactly one innermost handler. Deliberately absent: the tree.

use super::super::CompileError;
use super::super::instr::{self, Instr, Jump, Near, Reg, Site};
use super::super::names::Sym;
use super::super::registers::{RegSet, Registers};
use super::super::scope::ScopeId;
use super::super::unit::{ConstId, Handler, Unit};
use super::block::Block;
use crate::syntax::ast::Span;
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(usize);

/// Index into `Builder::handlers`; 0 is "none".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandlerId(usize);

/// What a name is bound to at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Var {
    Local(Reg),
    Cell(Reg),
    /// A free variable in a class body: the class namespace comes first.
    ClassCell(Reg),
    /// In an annotation scope of a class: the class namespace, which is in the cell of the first
    /// register, then the second's cell.
    DictCell(Reg, Reg),
    /// The same, then globals and built-ins.
    DictGlobal(Reg),
    Global,
    /// The local namespace, then globals, then built-ins.
    Name,
}

#[derive(Debug, Default)]
struct LabelInfo {
    at: Option<usize>,
    /// Bound locals on all ways that jump here; `None` as long as there is none.
    bound: Option<RegSet>,
}

#[derive(Debug)]
struct HandlerInfo {
    label: Label,
    depth: Reg,
    exc: Reg,
    /// What is bound where the range begins, until the first instruction in it.
    bound: Option<RegSet>,
}

#[derive(Debug, Default)]
pub struct Builder<'a> {
    pub unit: Unit,
    pub scope: ScopeId,
    /// The class around, for mangling.
    pub class: Option<&'a str>,
    pub vars: HashMap<Sym, Var>,
    /// Variables of the inlined comprehensions we are in, innermost last.
    pub overlay: Vec<(Sym, Var)>,
    /// Scopes of the inlined comprehensions we are in.
    pub comps: Vec<ScopeId>,
    pub regs: Registers,
    pub blocks: Vec<Block<'a>>,
    pub handler: HandlerId,
    pub reachable: bool,
    /// The unit is an `async def` (or a comprehension that became one).
    pub is_async: bool,
    /// Attributes of `self` that methods of this class assign (`__static_attributes__`).
    pub static_attributes: Vec<String>,
    pub span: Span,
    names: HashMap<Sym, u16>,
    consts: HashMap<ConstId, u32>,
    /// Constants that CPython makes only in its optimiser: they stand behind all others.
    late: HashSet<u32>,
    shared_sites: HashMap<u16, u16>,
    handler_of: Vec<HandlerId>,
    handlers: Vec<HandlerInfo>,
    labels: Vec<LabelInfo>,
    fixups: Vec<(usize, Label)>,
    too_many: Option<&'static str>,
}

impl<'a> Builder<'a> {
    pub fn new(scope: ScopeId, class: Option<&'a str>, span: Span) -> Builder<'a> {
        Builder { scope, class, span, reachable: true, ..Builder::default() }
    }

    pub fn emit(&mut self, i: Instr, span: Span) {
        if !self.reachable {
            return;
        }
        let HandlerId(h) = self.handler;
        if h > 0 {
            let info = &mut self.handlers[h - 1];
            if let Some(bound) = info.bound.take() {
                self.labels[info.label.0].bound = Some(bound);
            }
        }
        self.unit.instrs.push(i);
        self.unit.positions.push(span);
        self.handler_of.push(self.handler);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(LabelInfo::default());
        Label(self.labels.len() - 1)
    }

    fn arrive(&mut self, label: Label) {
        match &mut self.labels[label.0].bound {
            Some(bound) => bound.intersect(&self.regs.bound),
            none => *none = Some(self.regs.bound.clone()),
        }
    }

    /// A conditional jump: control may go on behind it.
    pub fn branch(&mut self, i: Instr, to: Label, span: Span) {
        if self.reachable {
            self.arrive(to);
            self.fixups.push((self.unit.instrs.len(), to));
            self.emit(i, span);
        }
    }

    pub fn jump(&mut self, to: Label, span: Span) {
        self.branch(Instr::Jump(Jump(0)), to, span);
        self.reachable = false;
    }

    pub fn jump_back(&mut self, to: Label, span: Span) {
        if self.reachable {
            self.fixups.push((self.unit.instrs.len(), to));
            self.emit(Instr::JumpBack(Jump(0)), span);
        }
        self.reachable = false;
    }

    /// An instruction after which control goes elsewhere.
    pub fn end(&mut self, i: Instr, span: Span) {
        self.emit(i, span);
        self.reachable = false;
    }

    /// Whether anything jumps to a label that stands further on.
    pub fn is_used(&self, label: Label) -> bool {
        self.labels[label.0].bound.is_some()
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0].at = Some(self.unit.instrs.len());
        if let Some(bound) = self.labels[label.0].bound.take() {
            if self.reachable {
                self.regs.bound.intersect(&bound);
            } else {
                self.regs.bound = bound;
            }
            self.reachable = true;
        }
    }

    /// A label that is jumped back to: what the loop may unbind is not surely bound.
    pub fn place_loop(&mut self, label: Label) {
        self.labels[label.0].at = Some(self.unit.instrs.len());
        let Registers { bound, deletable, .. } = &mut self.regs;
        bound.subtract(deletable);
    }

    /// From here on errors go to `label`, with the registers from `depth` on released and the
    /// exception in `exc`. Returns the handler so far.
    pub fn protect(&mut self, label: Label, depth: Reg, exc: Reg) -> HandlerId {
        let mut bound = self.regs.bound.clone();
        bound.subtract(&self.regs.deletable);
        self.handlers.push(HandlerInfo { label, depth, exc, bound: Some(bound) });
        std::mem::replace(&mut self.handler, HandlerId(self.handlers.len()))
    }

    pub fn name(&mut self, sym: Sym, text: &str) -> u16 {
        if let Some(&i) = self.names.get(&sym) {
            return i;
        }
        let Ok(i) = u16::try_from(self.unit.names.len()) else {
            self.too_many = Some("too many names in one code object");
            return 0;
        };
        self.unit.names.push(text.into());
        self.names.insert(sym, i);
        i
    }

    /// A fresh inline cache for the name; past 65,535 of them, one that the name has already.
    pub fn site(&mut self, sym: Sym, text: &str) -> Site {
        let name = self.name(sym, text);
        if self.unit.sites.len() < 0xffff {
            let site = self.unit.sites.len() as u16;
            self.unit.sites.push(name);
            self.shared_sites.insert(name, site);
            return Site(site);
        }
        match self.shared_sites.get(&name) {
            Some(&site) => Site(site),
            None => {
                self.too_many = Some("too many names in one code object");
                Site(0)
            }
        }
    }

    pub fn constant(&mut self, id: ConstId) -> u32 {
        if let Some(&k) = self.consts.get(&id)
            && self.late.contains(&k)
        {
            // Used early after all: a number of its own, in the place of this use.
            self.consts.remove(&id);
        }
        self.number(id)
    }

    /// A constant that comes behind all others unless another use brings it forward.
    pub fn late_constant(&mut self, id: ConstId) -> u32 {
        let known = self.consts.contains_key(&id);
        let k = self.number(id);
        if !known {
            self.late.insert(k);
        }
        k
    }

    fn number(&mut self, id: ConstId) -> u32 {
        *self.consts.entry(id).or_insert_with(|| {
            self.unit.consts.push(id);
            self.unit.consts.len() as u32 - 1
        })
    }

    pub fn finish(mut self) -> Result<Unit, CompileError> {
        if let Some(msg) = self.too_many {
            return Err(CompileError::new(msg, self.span));
        }
        self.unit.nregs = self.regs.count(self.span)?;
        self.unit.temp_base = self.regs.temp_base;
        self.thread_jumps();
        self.lengthen_jumps();
        self.drop_unused_consts();
        self.spread_positions();
        self.unit.handlers = self.handler_table();
        Ok(self.unit)
    }

    fn target(&self, label: Label) -> usize {
        self.labels[label.0].at.unwrap_or(self.unit.instrs.len())
    }

    /// A jump that leads to a jump leads to that one's target.
    fn thread_jumps(&mut self) {
        let jumps: HashMap<usize, Label> = self
            .fixups
            .iter()
            .filter(|(at, _)| matches!(self.unit.instrs[*at], Instr::Jump(_)))
            .copied()
            .collect();
        for i in 0..self.fixups.len() {
            let (at, mut label) = self.fixups[i];
            if matches!(self.unit.instrs[at], Instr::JumpBack(_)) {
                continue;
            }
            // Forward jumps only lead on, so this ends.
            while let Some(&next) = jumps.get(&self.target(label)) {
                label = next;
            }
            self.fixups[i].1 = label;
        }
    }

    /// A short jump whose target is too far goes through a `Jump` behind it; as that moves
    /// everything, again until all fit.
    fn lengthen_jumps(&mut self) {
        loop {
            let mut far = None;
            for &(at, label) in &self.fixups {
                let distance = self.target(label) as i64 - at as i64 - 1;
                if !self.unit.instrs[at].set_jump(distance as i32) {
                    far = Some((at, label));
                    break;
                }
            }
            let Some((at, label)) = far else { return };
            self.insert_trampoline(at, label);
        }
    }

    /// `cond -> L` becomes `cond -> far; jump over; far: jump L; over:`.
    fn insert_trampoline(&mut self, at: usize, label: Label) {
        let span = self.unit.positions[at];
        let handler = self.handler_of[at];
        let behind = at + 1;
        for info in &mut self.labels {
            if let Some(place) = &mut info.at
                && *place >= behind
            {
                *place += 2;
            }
        }
        for fixup in &mut self.fixups {
            if fixup.0 >= behind {
                fixup.0 += 2;
            }
        }
        let jump = || Instr::Jump(Jump(0));
        self.unit.instrs.splice(behind..behind, [jump(), jump()]);
        self.unit.positions.splice(behind..behind, [span, span]);
        self.handler_of.splice(behind..behind, [handler, handler]);
        let (far, over) = (self.label(), self.label());
        self.labels[far.0].at = Some(behind + 1);
        self.labels[over.0].at = Some(behind + 2);
        for fixup in &mut self.fixups {
            if fixup.0 == at {
                fixup.1 = far;
            }
        }
        self.fixups.push((behind, over));
        self.fixups.push((behind + 1, label));
    }

    /// `remove_unused_consts` (`Python/flowgraph.c`): the first stays, it may be the docstring.
    fn drop_unused_consts(&mut self) {
        let mut used = vec![false; self.unit.consts.len()];
        if let Some(first) = used.first_mut() {
            *first = true;
        }
        for i in &self.unit.instrs {
            for (_, operand) in i.operands() {
                if let instr::Operand::Const(k) = operand
                    && !matches!(i, Instr::Line(_))
                {
                    used[k as usize] = true;
                }
            }
        }
        let all = std::mem::take(&mut self.unit.consts);
        let mut order: Vec<u32> = (0..all.len() as u32).filter(|&k| used[k as usize]).collect();
        order.sort_by_key(|k| self.late.contains(k));
        let mut numbers = vec![0; all.len()];
        let mut kept: HashMap<ConstId, u32> = HashMap::new();
        for k in order {
            let id = all[k as usize];
            numbers[k as usize] = *kept.entry(id).or_insert_with(|| {
                self.unit.consts.push(id);
                self.unit.consts.len() as u32 - 1
            });
        }
        self.unit.instrs.iter_mut().for_each(|i| i.renumber_consts(&numbers));
    }

    /// Artificial instructions (line 0) belong to what stands before them, unless they are jumped to;
    /// the machine may stop at a backward jump, so that always has a line.
    fn spread_positions(&mut self) {
        let targets: HashSet<usize> = self.labels.iter().filter_map(|l| l.at).collect();
        for at in 1..self.unit.positions.len() {
            let back = matches!(self.unit.instrs[at], Instr::JumpBack(_));
            if self.unit.positions[at].line == 0 && (back || !targets.contains(&at)) {
                self.unit.positions[at] = self.unit.positions[at - 1];
            }
        }
    }

    fn handler_table(&self) -> Vec<Handler> {
        let mut table: Vec<Handler> = Vec::new();
        let mut last = HandlerId(0);
        for (at, &HandlerId(h)) in self.handler_of.iter().enumerate() {
            let at = at as u32;
            if h > 0 && last == HandlerId(h) {
                if let Some(range) = table.last_mut() {
                    range.end = at + 1;
                }
            } else if h > 0 {
                let HandlerInfo { label, depth, exc, .. } = self.handlers[h - 1];
                let target = self.target(label) as u32;
                table.push(Handler { start: at, end: at + 1, target, depth: depth.0, exc: exc.0 });
            }
            last = HandlerId(h);
        }
        table
    }
}

pub const NEAR: Near = Near(0);
pub const FAR: Jump = Jump(0);
