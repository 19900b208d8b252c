//! The listing of `--dis`: code as a student reads it.
//!
//! Line numbers stand at the left where they change, registers carry the names of their
//! variables, `!` marks an operand that is taken (emptied) by its reader, jumps go to labels.
//! Deliberately absent: addresses, so that a listing of the same source is always the same.

use super::instr::{Instr, Operand, Src};
use super::unit::{Compilation, Const, ConstId, Handler, Unit};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a listing needs to know of code: how its operands read.
pub trait Operands {
    fn constant(&self, k: u32) -> Option<String>;
    fn name(&self, n: u16) -> String;
    /// The name that an inline cache is about.
    fn site(&self, s: u16) -> String;
    /// The variable that lives in a register.
    fn variable(&self, r: u16) -> Option<String>;
}

struct OfUnit<'a>(&'a Compilation, &'a Unit);

impl Operands for OfUnit<'_> {
    fn constant(&self, k: u32) -> Option<String> {
        self.1.consts.get(k as usize).map(|&id| constant(self.0, id))
    }
    fn name(&self, n: u16) -> String {
        self.1.names[usize::from(n)].clone()
    }
    fn site(&self, s: u16) -> String {
        self.name(self.1.sites[usize::from(s)])
    }
    fn variable(&self, r: u16) -> Option<String> {
        let unit = self.1;
        let name = variable_place(r, &unit.cell_regs, unit.varnames.len(), unit.free_base, unit.temp_base)?;
        match name {
            Variable::Cell(i) => unit.cellvars.get(i),
            Variable::Local(i) => unit.varnames.get(i),
            Variable::Free(i) => unit.freevars.get(i),
        }
        .cloned()
    }
}

/// Which of a code object's tables of names knows a register, and where.
pub enum Variable {
    Cell(usize),
    Local(usize),
    Free(usize),
}
/// `None` for a temporary.
pub fn variable_place(r: u16, cell_regs: &[u16], nlocals: usize, free: u16, temp: u16) -> Option<Variable> {
    if let Some(i) = cell_regs.iter().position(|&reg| reg == r) {
        Some(Variable::Cell(i))
    } else if usize::from(r) < nlocals {
        Some(Variable::Local(r.into()))
    } else if r >= free && r < temp {
        Some(Variable::Free(usize::from(r - free)))
    } else {
        None
    }
}

/// All units, each nested one after its parent.
pub fn list(c: &Compilation) -> String {
    let mut out = String::new();
    if let Some(last) = c.units.len().checked_sub(1) {
        list_unit(c, last, &mut out);
    }
    out
}

fn list_unit(c: &Compilation, index: usize, out: &mut String) {
    let mut todo = vec![index];
    while let Some(index) = todo.pop() {
        let unit = &c.units[index];
        if !out.is_empty() {
            out.push('\n');
        }
        body(c, unit, out);
        let nested = unit.consts.iter().filter_map(|id| match c.pool[id.0 as usize] {
            Const::Code(inner) => Some(inner as usize),
            _ => None,
        });
        todo.extend(nested.collect::<Vec<_>>().into_iter().rev());
    }
}

fn body(c: &Compilation, unit: &Unit, out: &mut String) {
    let _ = writeln!(out, "code {} (line {})", unit.qualname, unit.firstlineno);
    let labels = labels(&unit.instrs, &unit.handlers);
    let mut line = u32::MAX;
    for (at, &i) in unit.instrs.iter().enumerate() {
        let here = unit.positions[at].line;
        let mut left = String::new();
        if here != line {
            line = here;
            left = if here == 0 { "--".into() } else { here.to_string() };
        }
        let label = labels.get(&at).map(|n| format!("L{n}:")).unwrap_or_default();
        let text = line_text(&left, &label, i, &operands(&OfUnit(c, unit), &labels, at, i));
        let _ = writeln!(out, "{}", text.trim_end());
    }
    handlers(&unit.handlers, &labels, out);
}

fn line_text(left: &str, label: &str, i: Instr, operands: &[String]) -> String {
    format!("{left:>4} {label:>5} {:<20} {}", base_name(i.name()), operands.join(", "))
}

/// The table of handlers, if there are any.
pub fn handlers(handlers: &[Handler], labels: &BTreeMap<usize, usize>, out: &mut String) {
    if !handlers.is_empty() {
        out.push_str("handlers:\n");
    }
    let name = |at: u32| labels.get(&(at as usize)).map_or("end".into(), |n| format!("L{n}"));
    for h in handlers {
        let (from, to, target) = (name(h.start), name(h.end), name(h.target));
        let _ =
            writeln!(out, "  {from} to {to} -> {target}, release from r{}, exception in r{}", h.depth, h.exc);
    }
}

/// Every place that a jump or handler names, numbered in order.
pub fn labels(instrs: &[Instr], handlers: &[Handler]) -> BTreeMap<usize, usize> {
    let mut places = BTreeMap::new();
    for (at, i) in instrs.iter().enumerate() {
        for (_, operand) in i.operands() {
            if let Operand::Jump(d) = operand {
                places.insert(target(at, d), 0);
            }
        }
    }
    for h in handlers {
        for at in [h.start, h.end, h.target] {
            places.insert(at as usize, 0);
        }
    }
    for (n, label) in places.values_mut().enumerate() {
        *label = n + 1;
    }
    places
}

/// The operands as the listing shows them.
pub fn operands(of: &dyn Operands, labels: &BTreeMap<usize, usize>, at: usize, i: Instr) -> Vec<String> {
    let takes = super::verify::taken(i);
    let register = |r: u16| match of.variable(r) {
        Some(name) => format!("r{r}:{name}"),
        None => format!("r{r}"),
    };
    let mut parts = Vec::new();
    for (field, operand) in i.operands() {
        let text = match operand {
            Operand::Reg(r) => {
                let operator = matches!(field, "a" | "b");
                format!("{}{}", register(r), if operator && takes.contains(&r) { "!" } else { "" })
            }
            Operand::Src(Src::NONE) => "-".into(),
            Operand::Src(src) => {
                format!("{}{}", register(src.index() as u16), if src.takes() { "!" } else { "" })
            }
            Operand::Const(k) => of.constant(k).unwrap_or_else(|| k.to_string()),
            Operand::Name(n) => of.name(n),
            Operand::Site(s) => of.site(s),
            Operand::Jump(d) => {
                format!("-> L{}", labels.get(&target(at, d)).copied().unwrap_or(0))
            }
            Operand::Number(n) => n.to_string(),
            Operand::Word("") => continue,
            Operand::Word(word) => format!("`{word}`"),
        };
        parts.push(text);
    }
    parts
}

/// Where a jump of instruction `at` leads.
pub fn target(at: usize, distance: i32) -> usize {
    (at as i64 + 1 + i64::from(distance)) as usize
}

/// An instruction's name, and the letters behind it that tell which operands are taken.
fn split_name(name: &str) -> (&str, &str) {
    let ending = match name {
        "IAddR" | "IAddT" | "IAddK" | "ISubR" | "ISubT" | "ISubK" | "IMulR" | "IMulT" | "IMulK" => 1,
        _ if ["RR", "TR", "RT", "TT", "RK", "TK"].iter().any(|end| name.ends_with(end)) => 2,
        _ => 0,
    };
    name.split_at(name.len() - ending)
}

/// `AddRR` reads `add_rr` in full.
pub fn full_name(name: &str) -> String {
    match split_name(name).1 {
        "" => base_name(name),
        ending => format!("{}_{}", base_name(name), ending.to_ascii_lowercase()),
    }
}

/// `AddRR` reads `add`: which operands are taken is shown by their marks.
pub fn base_name(name: &str) -> String {
    let name = split_name(name).0;
    let mut out = String::new();
    for (i, ch) in name.chars().enumerate() {
        if ch.is_ascii_uppercase()
            && i > 0
            && !name.starts_with("IA")
            && !name.starts_with("IM")
            && !name.starts_with("ISu")
        {
            out.push('_');
        }
        out.push(ch.to_ascii_lowercase());
    }
    out
}

/// A constant as Python would write it, cut short.
pub fn constant(c: &Compilation, id: ConstId) -> String {
    let all = |ids: &[ConstId]| ids.iter().map(|&id| constant(c, id)).collect::<Vec<_>>().join(", ");
    match &c.pool[id.0 as usize] {
        Const::None => "None".into(),
        Const::True => "True".into(),
        Const::False => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(digits) => cut(digits),
        Const::Float(bits) => format!("{:?}", f64::from_bits(*bits)),
        Const::Complex(re, im) => format!("({:?}+{:?}j)", f64::from_bits(*re), f64::from_bits(*im)),
        Const::Str(text) => format!("'{}'", cut(&escaped(text))),
        Const::Bytes(text) => format!("b'{}'", cut(&text.escape_ascii().to_string())),
        Const::Tuple(ids) if ids.len() == 1 => format!("({},)", all(ids)),
        Const::Tuple(ids) => format!("({})", all(ids)),
        Const::FrozenSet(ids) => format!("frozenset({{{}}})", all(ids)),
        Const::Slice(ids) => format!("slice({})", all(ids)),
        Const::Code(unit) => format!("<code {}>", c.units[*unit as usize].qualname),
    }
}

fn escaped(text: &[u8]) -> String {
    let mut out = String::new();
    for ch in String::from_utf8_lossy(text).chars() {
        match ch {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            ch if ch.is_control() => {
                let _ = write!(out, "\\x{:02x}", u32::from(ch));
            }
            ch => out.push(ch),
        }
    }
    out
}

/// A long text, cut short.
pub fn cut(text: &str) -> String {
    const WIDTH: usize = 40;
    if text.chars().count() <= WIDTH {
        return text.into();
    }
    text.chars().take(WIDTH).chain("...".chars()).collect()
}
