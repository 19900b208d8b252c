//! Checks finished units: every operand within its table, and every temporary accounted for.
//!
//! The machine reads registers, constants and sites without looking at their bounds: what
//! [`verify_unit`] accepts is what makes that sound. Deliberately absent: the meaning of values.

use super::instr::{Instr, Operand, Src};
use super::unit::Unit;
use std::collections::BTreeSet;

/// Bounds of every operand, targets of jumps and handlers.
pub fn verify_unit(unit: &Unit) -> Result<(), String> {
    let len = unit.instrs.len();
    if unit.positions.len() != len || unit.cell_regs.len() != unit.cellvars.len() {
        return Err("tables of different lengths".into());
    }
    let nregs = u32::from(unit.nregs);
    for (at, &i) in unit.instrs.iter().enumerate() {
        let fail = |what: &str| Err(format!("instruction {at} {i:?}: {what}"));
        for (_, operand) in i.operands() {
            let fits = match operand {
                Operand::Reg(r) => u32::from(r) <= nregs,
                Operand::Src(src) => src == Src::NONE || (src.index() as u32) < nregs,
                Operand::Const(k) => matches!(i, Instr::Line(_)) || (k as usize) < unit.consts.len(),
                Operand::Name(n) => usize::from(n) < unit.names.len(),
                Operand::Site(s) => usize::from(s) < unit.sites.len(),
                Operand::Jump(d) => {
                    let target = at as i64 + 1 + i64::from(d);
                    (0..len as i64).contains(&target) && (matches!(i, Instr::JumpBack(_)) || d >= 0)
                }
                Operand::Number(_) | Operand::Word(_) => true,
            };
            if !fits {
                return fail(&format!("operand {operand:?}"));
            }
        }
        for reg in touched(i) {
            if u32::from(reg) >= nregs {
                return fail(&format!("register {reg}"));
            }
        }
        if let Some(reg) = taken(i).into_iter().find(|&reg| reg < unit.temp_base) {
            return fail(&format!("takes the local {reg}"));
        }
    }
    if unit.sites.iter().any(|&name| usize::from(name) >= unit.names.len()) {
        return Err("a site without a name".into());
    }
    for h in &unit.handlers {
        let in_range = h.start < h.end && h.end as usize <= len && (h.target as usize) < len;
        if !in_range || h.depth < unit.temp_base || u32::from(h.exc) >= nregs {
            return Err(format!("handler {h:?}"));
        }
    }
    match unit.instrs.last() {
        Some(&last) if !falls_through(last) => Ok(()),
        _ => Err("control runs off the end".into()),
    }
}

fn range(first: u16, n: u16) -> impl Iterator<Item = u16> {
    first..first.saturating_add(n)
}

/// Temporaries that the instruction empties.
pub fn taken(i: Instr) -> Vec<u16> {
    let mut regs: Vec<u16> = match i {
        Instr::BuildTuple(_, first, n)
        | Instr::BuildList(_, first, n)
        | Instr::BuildSet(_, first, n)
        | Instr::BuildString(_, first, n) => range(first.0, n.0).collect(),
        Instr::BuildMap(_, first, n) => range(first.0, n.0.saturating_mul(2)).collect(),
        Instr::BuildSlice(n, _, first) => range(first.0, n.0.into()).collect(),
        Instr::Call(_, base, n) => [base.0].into_iter().chain(range(base.0 + 2, n.0)).collect(),
        Instr::CallKw(_, base, n) => [base.0].into_iter().chain(range(base.0 + 2, n.0 + 1)).collect(),
        Instr::CallEx(_, base) => vec![base.0, base.0 + 2],
        Instr::MakeFunction(flags, _, _, base) => range(base.0, flags.0.count_ones() as u16).collect(),
        Instr::LoadSuperAttr(_, args, _) | Instr::LoadSuperMethod(_, args, _) => range(args.0, 3).collect(),
        Instr::ImportName(_, base, _) => range(base.0, 2).collect(),
        Instr::Intrinsic(which, _, base) => range(base.0, super::instr::arity(which)).collect(),
        Instr::Reraise(exc) | Instr::EndAsyncFor(exc) => vec![exc.0],
        Instr::LeaveHandler(save) => vec![save.0],
        Instr::WithExit(_, exit, _) => vec![exit.0],
        Instr::MatchClass(_, _, _, cls) => range(cls.0, 2).collect(),
        Instr::Send(value, ..) => vec![value.0],
        Instr::Throw(exc, ..) => vec![exc.0],
        _ => operator_takes(i),
    };
    for (_, operand) in i.operands() {
        if let Operand::Src(src) = operand
            && src != Src::NONE
            && src.takes()
        {
            regs.push(src.index() as u16);
        }
    }
    regs
}

/// The letters at the end of an operator's name say which of its operands are taken.
fn operator_takes(i: Instr) -> Vec<u16> {
    let name = i.name();
    let regs: Vec<u16> = i
        .operands()
        .iter()
        .filter_map(|(field, operand)| match (*field, operand) {
            ("a" | "b", Operand::Reg(r)) => Some(*r),
            _ => None,
        })
        .collect();
    let letters: &[u8] = &name.as_bytes()[name.len().saturating_sub(regs.len().min(2))..];
    if regs.len() == 1 && (name.ends_with("RK") || name.ends_with("TK")) {
        return if name.ends_with("TK") { regs } else { Vec::new() };
    }
    regs.into_iter().zip(letters).filter(|(_, letter)| **letter == b'T').map(|(reg, _)| reg).collect()
}

/// Registers beyond the named operands that the instruction reads or writes.
fn touched(i: Instr) -> Vec<u16> {
    match i {
        Instr::UnpackSequence(_, first, n) => range(first.0, n.0).collect(),
        Instr::UnpackEx(before, _, first, after) => {
            range(first.0, u16::from(before.0) + 1 + after.0).collect()
        }
        Instr::LoadMethod(dst, ..) => vec![dst.0, dst.0 + 1],
        Instr::LoadSuperMethod(dst, ..) => [vec![dst.0, dst.0 + 1], taken(i)].concat(),
        Instr::Call(_, base, _) | Instr::CallKw(_, base, _) => {
            let mut regs = taken(i);
            regs.push(base.0 + 1);
            regs
        }
        Instr::CallEx(_, base) => range(base.0, 4).collect(),
        Instr::BuildTuple(dst, ..)
        | Instr::BuildList(dst, ..)
        | Instr::BuildSet(dst, ..)
        | Instr::BuildMap(dst, ..)
        | Instr::BuildString(dst, ..)
        | Instr::MakeFunction(_, dst, ..) => {
            let mut regs = taken(i);
            regs.push(dst.0);
            regs
        }
        _ => {
            let mut regs = taken(i);
            // A count of nothing may name the register behind the last.
            regs.extend(i.operands().iter().filter_map(|(_, operand)| match operand {
                Operand::Reg(r) => Some(*r),
                _ => None,
            }));
            regs
        }
    }
}

fn falls_through(i: Instr) -> bool {
    !matches!(
        i,
        Instr::Jump(_)
            | Instr::JumpBack(_)
            | Instr::Return(_)
            | Instr::ReturnConst(_)
            | Instr::Raise(..)
            | Instr::Reraise(_)
    )
}

/// Registers that the instruction fills, on the way on and on the way of its jump.
fn filled(i: Instr) -> (Vec<u16>, Vec<u16>) {
    let both = |regs: Vec<u16>| (regs.clone(), regs);
    match i {
        Instr::ForIter(dst, ..) => (vec![dst.0], vec![]),
        Instr::UnpackSequence(_, first, n) => both(range(first.0, n.0).collect()),
        Instr::UnpackEx(b, _, first, a) => both(range(first.0, u16::from(b.0) + 1 + a.0).collect()),
        Instr::WithEnter(dst, exit, _) | Instr::AsyncWithEnter(dst, exit, _) => both(vec![dst.0, exit.0]),
        Instr::Send(value, ..) => both(vec![value.0]),
        Instr::Throw(exc, ..) => both(vec![exc.0]),
        Instr::EnterHandler(save, _) => both(vec![save.0]),
        _ => both(
            i.operands()
                .iter()
                .filter_map(|(field, operand)| match (*field, operand) {
                    ("dst", Operand::Reg(r)) => Some(*r),
                    _ => None,
                })
                .collect(),
        ),
    }
}

type Full = BTreeSet<u16>;

/// Follows every way through the code and checks that temporaries are the same ones full wherever
/// ways meet, that none is filled twice or taken while empty, and that all are empty at the end.
/// Costs time and memory in proportion to code times temporaries: for tests and debug builds.
pub fn verify_temporaries(unit: &Unit) -> Result<(), String> {
    let mut states: Vec<Option<Full>> = vec![None; unit.instrs.len()];
    let mut work = vec![(0usize, Full::new())];
    while let Some((at, full)) = work.pop() {
        let Some(slot) = states.get_mut(at) else { return Err("control runs off the end".into()) };
        if let Some(known) = slot {
            if !known.symmetric_difference(&full).all(|&reg| is_variable(unit, reg)) {
                return Err(format!("instruction {at}: temporaries {known:?} one way, {full:?} another"));
            }
            continue;
        }
        *slot = Some(full.clone());
        step(unit, at, full, &mut work)
            .map_err(|msg| format!("instruction {at} {:?}: {msg}", unit.instrs[at]))?;
    }
    Ok(())
}

fn step(unit: &Unit, at: usize, full: Full, work: &mut Vec<(usize, Full)>) -> Result<(), String> {
    let i = unit.instrs[at];
    let mut after = full;
    for reg in taken(i) {
        if !after.remove(&reg) && !may_be_empty(i, reg) {
            return Err(format!("takes the empty r{reg}"));
        }
    }
    match i {
        Instr::Drop(reg) => {
            after.remove(&reg.0);
        }
        Instr::Call(_, base, _) | Instr::CallKw(_, base, _) => {
            after.remove(&(base.0 + 1));
        }
        Instr::CallEx(_, base) => {
            after.remove(&(base.0 + 3));
        }
        _ => {}
    }
    // What an instruction takes is gone even when it fails.
    if let Some(h) = unit.handlers.iter().find(|h| (h.start as usize..h.end as usize).contains(&at)) {
        let mut state: Full = after.iter().copied().filter(|&reg| reg < h.depth).collect();
        state.insert(h.exc);
        work.push((h.target as usize, state));
    }
    let mut jumped = after.clone();
    match i {
        Instr::ForIter(_, iter, _) | Instr::Send(_, iter, _) | Instr::Throw(_, iter, _) => {
            jumped.remove(&iter.0);
        }
        _ => {}
    }
    let temp = |reg: u16| reg >= unit.temp_base;
    let variable = |reg: u16| is_variable(unit, reg);
    let (on, off) = filled(i);
    for (state, regs) in [(&mut after, on), (&mut jumped, off)] {
        for reg in regs.into_iter().filter(|&reg| temp(reg)) {
            if !state.insert(reg) && !variable(reg) && !writes_over(i, reg) {
                return Err(format!("fills r{reg}, which is full"));
            }
        }
    }
    if let Instr::LoadMethod(dst, ..) | Instr::LoadSuperMethod(dst, ..) = i {
        after.insert(dst.0 + 1);
    }
    if matches!(i, Instr::Return(_) | Instr::ReturnConst(_)) && !after.iter().all(|&reg| variable(reg)) {
        return Err(format!("temporaries left: {after:?}"));
    }
    for (_, operand) in i.operands() {
        if let Operand::Jump(d) = operand {
            work.push(((at as i64 + 1 + i64::from(d)) as usize, jumped.clone()));
        }
    }
    if falls_through(i) {
        work.push((at + 1, after));
    }
    Ok(())
}

/// Whether a temporary at times holds a variable of a comprehension, which may be bound or not.
fn is_variable(unit: &Unit, reg: u16) -> bool {
    unit.hidden.iter().any(|h| h.0 == reg)
}

fn may_be_empty(i: Instr, reg: u16) -> bool {
    matches!(i, Instr::LeaveHandler(save) if save.0 == reg)
}

/// Results that replace what their register held.
fn writes_over(i: Instr, reg: u16) -> bool {
    matches!(i, Instr::Move(dst, _) if dst.0 == reg)
}
