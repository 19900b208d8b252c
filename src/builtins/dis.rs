//! _dis: the facts that `dis` (a frozen module) shows.
//!
//! Invariant: everything is read from the code object itself, so what is listed is what runs.

use crate::code::instr::{Instr, Operand};
use crate::code::listing::{self, Operands, Variable};
use crate::object::code::{CodeData, field};
use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Value};
use crate::vm::Vm;
use std::collections::BTreeMap;

static FUNCTIONS: &[Native] = &[
    native(
        "handlers(code, /)",
        "List (start, end, target, first register released, register of the exception).",
        handlers,
    ),
    native(
        "instructions(code, /)",
        "List (opcode, numbers, operands, value, label, jump target), one for each instruction.",
        instructions,
    ),
    native("registers(code, /)", "How many registers a frame has.", registers),
    native(
        "table()",
        "List (name, general name, kinds of operands, meaning), in the order of opcodes.",
        table,
    ),
];

/// Bytes of an instruction in `co_code`.
const WIDTH: usize = size_of::<Instr>();

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_dis", "What the instructions of a code object are.", FUNCTIONS))
}

fn data<'a>(vm: &mut Vm, v: &'a Value) -> PyResult<&'a CodeData> {
    match v.as_code() {
        Some(d) => Ok(d),
        None => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("a code object is required (got type '{got}')")))
        }
    }
}

fn registers(vm: &mut Vm, a: Args) -> PyResult {
    let n = data(vm, &a[0])?.nregs;
    Ok(vm.int(n.into()))
}

fn table(vm: &mut Vm, _: Args) -> PyResult {
    let mut out = Vec::new();
    for ((name, meaning), operands) in Instr::TABLE.iter().zip(Instr::OPERANDS) {
        let parts = [
            listing::full_name(name),
            listing::base_name(name),
            operands.join(" "),
            meaning.trim().to_owned(),
        ];
        let parts = parts.iter().map(|t| vm.str(t)).collect();
        out.push(vm.tuple(parts)?);
    }
    vm.list(out)
}

/// The names and constants of a code object as text.
struct Texts<'a> {
    data: &'a CodeData,
    constants: Vec<String>,
    names: Vec<String>,
    varnames: Vec<String>,
    cellvars: Vec<String>,
    freevars: Vec<String>,
    sites: Vec<u16>,
}

impl<'a> Texts<'a> {
    fn of(vm: &mut Vm, code: &Value, data: &'a CodeData) -> Texts<'a> {
        let items = |vm: &Vm, i: usize| vm.record_field(code, i).as_tuple().unwrap_or(&[]).to_vec();
        let names = |vm: &Vm, i: usize| items(vm, i).iter().map(|n| vm.text(n)).collect();
        let mut constants = Vec::new();
        for c in items(vm, field::CONSTS) {
            constants.push(if c.is_exactly(Kind::CODE) {
                format!("<code {}>", vm.text(&vm.record_field(&c, field::QUALNAME)))
            } else {
                listing::cut(&vm.repr_text(&c))
            });
        }
        Texts {
            data,
            constants,
            names: names(vm, field::NAMES),
            varnames: names(vm, field::VARNAMES),
            cellvars: names(vm, field::CELLVARS),
            freevars: names(vm, field::FREEVARS),
            sites: data.site_names(),
        }
    }
    fn site_name(&self, s: u16) -> usize {
        self.sites.get(usize::from(s)).copied().unwrap_or_default().into()
    }
}

impl Operands for Texts<'_> {
    fn constant(&self, k: u32) -> Option<String> {
        self.constants.get(k as usize).cloned()
    }
    fn name(&self, n: u16) -> String {
        self.names.get(usize::from(n)).cloned().unwrap_or_default()
    }
    fn site(&self, s: u16) -> String {
        self.names.get(self.site_name(s)).cloned().unwrap_or_default()
    }
    fn variable(&self, r: u16) -> Option<String> {
        let d = self.data;
        let cells = d.cell_registers();
        let place = listing::variable_place(r, cells, d.nlocals as usize, d.free_base, d.temp_base)?;
        match place {
            Variable::Cell(i) => self.cellvars.get(i),
            Variable::Local(i) => self.varnames.get(i),
            Variable::Free(i) => self.freevars.get(i),
        }
        .cloned()
    }
}

fn labels(d: &CodeData) -> BTreeMap<usize, usize> {
    listing::labels(d.instructions(), d.handler_table())
}

fn instructions(vm: &mut Vm, a: Args) -> PyResult {
    let d = data(vm, &a[0])?;
    let texts = Texts::of(vm, &a[0], d);
    let labels = labels(d);
    let opcodes: BTreeMap<&str, i64> =
        Instr::TABLE.iter().enumerate().map(|(i, (name, _))| (*name, i as i64)).collect();
    let mut out = Vec::new();
    for (at, &i) in d.instructions().iter().enumerate() {
        let mut numbers = Vec::new();
        let (mut value, mut target) = (vm.none(), vm.none());
        for (_, operand) in i.operands() {
            let n = match operand {
                Operand::Reg(r) => r.into(),
                Operand::Src(s) => s.index() as i64,
                Operand::Const(k) => {
                    let consts = vm.record_field(&a[0], field::CONSTS);
                    if let Some(c) = consts.as_tuple().and_then(|t| t.get(k as usize)) {
                        value = c.clone();
                    }
                    k.into()
                }
                Operand::Name(n) => {
                    value = vm.str(&texts.name(n));
                    n.into()
                }
                Operand::Site(s) => {
                    value = vm.str(&texts.site(s));
                    s.into()
                }
                Operand::Jump(distance) => {
                    target = vm.int((listing::target(at, distance) * WIDTH) as i64);
                    distance.into()
                }
                Operand::Number(n) => n.into(),
                Operand::Word(_) => continue,
            };
            numbers.push(vm.int(n));
        }
        let operands = listing::operands(&texts, &labels, at, i).join(", ");
        let label = labels.get(&at).map_or_else(|| vm.none(), |n| vm.int(*n as i64));
        let opcode = vm.int(opcodes.get(i.name()).copied().unwrap_or_default());
        let (numbers, operands) = (vm.tuple(numbers)?, vm.heap.try_str(&operands)?);
        out.push(vm.tuple(vec![opcode, numbers, operands, value, label, target])?);
    }
    vm.list(out)
}

fn handlers(vm: &mut Vm, a: Args) -> PyResult {
    let d = data(vm, &a[0])?;
    let mut out = Vec::new();
    for h in d.handler_table() {
        let places = [h.start, h.end, h.target].map(|at| vm.int((at as usize * WIDTH) as i64));
        let registers = [h.depth, h.exc].map(|r| vm.int(r.into()));
        out.push(vm.tuple(places.into_iter().chain(registers).collect())?);
    }
    vm.list(out)
}
