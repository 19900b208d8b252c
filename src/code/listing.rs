//! The listing of `--dis`: code as a student reads it.
//!
//! Line numbers stand at the left where they change, registers carry the names of their
//! variables, `!` marks an operand that is taken (emptied) by its reader, jumps go to labels.
//! Deliberately absent: addresses, so that a listing of the same source is always the same.

use super::instr::{Instr, Operand, Src};
use super::unit::{Compilation, Const, ConstId, Unit};
use std::collections::BTreeMap;
use std::fmt::Write;

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
    let labels = labels(unit);
    let mut line = u32::MAX;
    for (at, &i) in unit.instrs.iter().enumerate() {
        let here = unit.positions[at].line;
        let mut left = String::new();
        if here != line {
            line = here;
            left = if here == 0 { "--".into() } else { here.to_string() };
        }
        let label = labels.get(&at).map(|n| format!("L{n}:")).unwrap_or_default();
        let text = format!("{left:>4} {label:>5} {}", show(c, unit, &labels, at, i));
        let _ = writeln!(out, "{}", text.trim_end());
    }
    if !unit.handlers.is_empty() {
        out.push_str("handlers:\n");
        let name = |at: u32| labels.get(&(at as usize)).map_or("end".into(), |n| format!("L{n}"));
        for h in &unit.handlers {
            let (from, to, target) = (name(h.start), name(h.end), name(h.target));
            let _ = writeln!(
                out,
                "  {from} to {to} -> {target}, release from r{}, exception in r{}",
                h.depth, h.exc
            );
        }
    }
}

/// Every place that a jump or handler names, numbered in order.
fn labels(unit: &Unit) -> BTreeMap<usize, usize> {
    let mut places = BTreeMap::new();
    for (at, i) in unit.instrs.iter().enumerate() {
        for (_, operand) in i.operands() {
            if let Operand::Jump(d) = operand {
                places.insert((at as i64 + 1 + i64::from(d)) as usize, 0);
            }
        }
    }
    for h in &unit.handlers {
        for at in [h.start, h.end, h.target] {
            places.insert(at as usize, 0);
        }
    }
    for (n, label) in places.values_mut().enumerate() {
        *label = n + 1;
    }
    places
}

fn show(c: &Compilation, unit: &Unit, labels: &BTreeMap<usize, usize>, at: usize, i: Instr) -> String {
    let name = snake(i.name());
    let takes = super::verify::taken(i);
    let mut parts = Vec::new();
    for (field, operand) in i.operands() {
        let text = match operand {
            Operand::Reg(r) => {
                let operator = matches!(field, "a" | "b");
                format!("{}{}", register(unit, r), if operator && takes.contains(&r) { "!" } else { "" })
            }
            Operand::Src(Src::NONE) => "-".into(),
            Operand::Src(src) => {
                format!("{}{}", register(unit, src.index() as u16), if src.takes() { "!" } else { "" })
            }
            Operand::Const(k) => match unit.consts.get(k as usize) {
                Some(&id) => constant(c, id),
                None => k.to_string(),
            },
            Operand::Name(n) => unit.names[usize::from(n)].clone(),
            Operand::Site(s) => unit.names[usize::from(unit.sites[usize::from(s)])].clone(),
            Operand::Jump(d) => {
                let target = (at as i64 + 1 + i64::from(d)) as usize;
                format!("-> L{}", labels.get(&target).copied().unwrap_or(0))
            }
            Operand::Number(n) => n.to_string(),
            Operand::Word("") => continue,
            Operand::Word(word) => format!("`{word}`"),
        };
        parts.push(text);
    }
    format!("{name:<20} {}", parts.join(", "))
}

/// `AddRR` reads `add`: which operands are taken is shown by their marks.
fn snake(name: &str) -> String {
    let name =
        ["RR", "TR", "RT", "TT", "RK", "TK"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let name = match name {
        "IAddR" | "IAddT" | "IAddK" | "ISubR" | "ISubT" | "ISubK" | "IMulR" | "IMulT" | "IMulK" => {
            &name[..name.len() - 1]
        }
        _ => name,
    };
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

fn register(unit: &Unit, r: u16) -> String {
    let index = usize::from(r);
    let cell = unit.cell_regs.iter().position(|&reg| reg == r);
    let name = if let Some(cell) = cell {
        Some(&unit.cellvars[cell])
    } else if index < unit.varnames.len() {
        Some(&unit.varnames[index])
    } else if r >= unit.free_base && r < unit.temp_base {
        unit.freevars.get(usize::from(r - unit.free_base))
    } else {
        None
    };
    match name {
        Some(name) => format!("r{r}:{name}"),
        None => format!("r{r}"),
    }
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

fn cut(text: &str) -> String {
    const WIDTH: usize = 40;
    if text.chars().count() <= WIDTH {
        return text.into();
    }
    text.chars().take(WIDTH).chain("...".chars()).collect()
}
