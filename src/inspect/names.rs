//! What references and objects are called: "local `n` of f, line 12", "item 3 of list at 0x..".
//!
//! Invariant: nothing here runs Python code or makes objects; a class's own `__repr__` is not asked.
//! Deliberately absent: layout of the text; a reference is a kind, a name and a holder, and the view makes
//! a line of them.

use super::survey::{Index, Source, Survey};
use crate::object::code::field as cfield;
use crate::object::places::Place;
use crate::object::typeobj::{TypeObj, field as tfield};
use crate::object::{Kind, Value};
use crate::types::function::field as ffield;
use crate::vm::Vm;
use crate::vm::attributes::field as afield;
use crate::vm::generator::field as gfield;
use crate::vm::roots::Root;
use crate::vm::traceback::frame_field;
use std::collections::HashMap;

/// A reference as views show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: &'static str,
    pub name: String,
    /// Who has it, in words.
    pub holder: String,
    /// The object that has it; `None` for frames and the machine.
    pub object: Option<Index>,
}

/// A container that stands for a part of another object: a namespace, a tuple of defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Namespace of a module, of a class; `__dict__` of an instance or a function.
    Namespace,
    Defaults,
    KeywordDefaults,
    Closure,
    Constants,
    Names,
    Mro,
    Bases,
    Arguments,
}

/// Names what a survey has found.
pub struct Names<'s> {
    survey: &'s Survey,
    vm: &'s Vm,
    roles: HashMap<Index, (Index, Role)>,
    /// Names of cells, by the functions that close over them.
    cells: HashMap<Index, String>,
}

impl<'s> Names<'s> {
    pub fn new(survey: &'s Survey, vm: &'s Vm) -> Names<'s> {
        let mut names = Names { survey, vm, roles: HashMap::new(), cells: HashMap::new() };
        for i in survey.indices() {
            for (place, to) in survey.edges_of(i) {
                if let Some(role) = names.role_of(i, place) {
                    names.roles.entry(to).or_insert((i, role));
                }
            }
        }
        names.name_cells();
        names
    }
    fn role_of(&self, owner: Index, place: Place) -> Option<Role> {
        let kind = self.survey.value(owner).kind().layout();
        Some(match (kind, place) {
            (_, Place::Dict) => Role::Namespace,
            (Kind::MODULE, Place::Field(i)) if i as usize == afield::MODULE_DICT => Role::Namespace,
            (Kind::FUNCTION, Place::Field(i)) => match i as usize {
                ffield::DICT => Role::Namespace,
                ffield::DEFAULTS => Role::Defaults,
                ffield::KWDEFAULTS => Role::KeywordDefaults,
                ffield::CLOSURE => Role::Closure,
                _ => return None,
            },
            (Kind::CODE, Place::Field(i)) => match i as usize {
                cfield::CONSTS => Role::Constants,
                i if i <= cfield::FREEVARS => Role::Names,
                _ => return None,
            },
            (Kind::EXCEPTION, Place::Field(i)) if i as usize == crate::vm::errors::field::ARGS => {
                Role::Arguments
            }
            (Kind::TYPE, Place::TypeField(i)) => match i as usize {
                tfield::DICT => Role::Namespace,
                tfield::MRO => Role::Mro,
                tfield::BASES => Role::Bases,
                _ => return None,
            },
            _ => return None,
        })
    }
    /// A cell is called as its function's code calls it.
    fn name_cells(&mut self) {
        for f in self.survey.of_kind(Kind::FUNCTION) {
            let function = self.survey.value(f);
            let closure = self.vm.record_field(function, ffield::CLOSURE);
            let code = self.vm.record_field(function, ffield::CODE);
            let names = self.vm.record_field(&code, cfield::FREEVARS);
            let pairs = closure.as_tuple().unwrap_or(&[]).iter().zip(names.as_tuple().unwrap_or(&[]));
            for (cell, name) in pairs {
                if let Some(i) = self.survey.find(cell) {
                    self.cells.entry(i).or_insert_with(|| self.vm.text(name));
                }
            }
        }
    }

    // --- objects ------------------------------------------------------------------------------------------

    /// A few words for an object: `list at 0x..`, `class Node`, `int 42`.
    pub fn object(&self, i: Index) -> String {
        let v = self.survey.value(i);
        if v.is(&self.vm.modules) {
            return "sys.modules".to_owned();
        }
        if let Some((owner, role)) = self.roles.get(&i) {
            let of = self.object(*owner);
            return match role {
                Role::Namespace => format!("namespace of {of}"),
                Role::Defaults | Role::KeywordDefaults => format!("defaults of {of}"),
                Role::Closure => format!("closure of {of}"),
                Role::Constants => format!("constants of {of}"),
                Role::Names => format!("names of {of}"),
                Role::Mro => format!("method resolution order of {of}"),
                Role::Bases => format!("bases of {of}"),
                Role::Arguments => format!("arguments of {of}"),
            };
        }
        self.plain(v)
    }
    fn plain(&self, v: &Value) -> String {
        match self.survey.find(v).and_then(|i| self.cells.get(&i)) {
            Some(name) => format!("cell {name} at {:#x}", v.id()),
            None => plain(self.vm, v),
        }
    }

    // --- references -----------------------------------------------------------------------------------------

    pub fn source(&self, source: Source) -> Named {
        match source {
            Source::Object(i, place) => self.edge(i, place),
            Source::Root(n) => self.root(self.survey.roots[n].0),
        }
    }
    /// The reference that object `i` has at `place`.
    pub fn edge(&self, i: Index, place: Place) -> Named {
        let v = self.survey.value(i);
        let named = |kind, name: String, holder: String| Named { kind, name, holder, object: Some(i) };
        if let Some((owner, role)) = self.roles.get(&i)
            && let Some(named) = self.part(i, place, *owner, *role)
        {
            return named;
        }
        let holder = self.object(i);
        match place {
            Place::Type => named("class", "__class__".into(), holder),
            Place::Item(n) => named("item", format!("[{n}]"), holder),
            Place::Element(_) => named("element", String::new(), holder),
            Place::Key(n) => named("key", self.key(v, n), holder),
            Place::Value(n) => named("value", format!("[{}]", self.key(v, n)), holder),
            Place::Slot(n) => named("attribute", self.slot_name(v.ty(), u64::from(n)), holder),
            Place::Attribute(n) => {
                let name = v.ty().inline_name(n as usize).map(|n| self.vm.text(&n));
                named("attribute", name.unwrap_or_default(), holder)
            }
            Place::Dict => named("field", "__dict__".into(), holder),
            Place::TypeField(n) => {
                let names = ["__name__", "__qualname__", "__base__", "__bases__", "__mro__", "__dict__"];
                named("field", names.get(n as usize).copied().unwrap_or_default().into(), holder)
            }
            Place::KeyName(_) => named("attribute name", String::new(), holder),
            Place::Callback => named("callback", "__callback__".into(), holder),
            Place::Field(n) => self.field(i, n as usize, holder),
        }
    }
    /// A reference in a container that stands for a part of `owner`.
    fn part(&self, i: Index, place: Place, owner: Index, role: Role) -> Option<Named> {
        let (v, of) = (self.survey.value(i), self.survey.value(owner));
        let named = |kind, name: String| Named { kind, name, holder: self.object(owner), object: Some(i) };
        Some(match (role, place) {
            (Role::Namespace, Place::Value(n)) => {
                let kind = if of.has_layout(Kind::MODULE) { "global" } else { "attribute" };
                named(kind, self.name_key(v, n))
            }
            (Role::Namespace, Place::Key(n)) => named("name", self.name_key(v, n)),
            (Role::Defaults, Place::Item(n)) => named("default", self.parameter(of, v, n as usize)),
            (Role::KeywordDefaults, Place::Value(n)) => named("default", self.name_key(v, n)),
            (Role::Closure, Place::Item(n)) => {
                let code = self.vm.record_field(of, ffield::CODE);
                let names = self.vm.record_field(&code, cfield::FREEVARS);
                let name = names.as_tuple().and_then(|t| t.get(n as usize)).map(|n| self.vm.text(n));
                named("closure", name.unwrap_or_default())
            }
            (Role::Constants, Place::Item(n)) => named("constant", format!("co_consts[{n}]")),
            (Role::Names, Place::Item(_)) => named("name", String::new()),
            (Role::Mro, Place::Item(n)) => named("class", format!("__mro__[{n}]")),
            (Role::Bases, Place::Item(n)) => named("class", format!("__bases__[{n}]")),
            (Role::Arguments, Place::Item(n)) => named("attribute", format!("args[{n}]")),
            _ => return None,
        })
    }
    /// Field of a built-in record.
    fn field(&self, i: Index, n: usize, holder: String) -> Named {
        let v = self.survey.value(i);
        let named = |kind, name: String| Named { kind, name, holder: holder.clone(), object: Some(i) };
        let own: &[&str] = match v.kind().layout() {
            Kind::FUNCTION => &[
                "__globals__",
                "__module__",
                "__defaults__",
                "__kwdefaults__",
                "__doc__",
                "__dict__",
                "__closure__",
                "__annotations__",
                "__type_params__",
                "__code__",
                "__name__",
                "__qualname__",
            ],
            Kind::MODULE => &["__dict__"],
            Kind::TRACEBACK => &["tb_next", "tb_frame"],
            Kind::EXCEPTION => &["args", "__cause__", "__context__", "__traceback__"],
            Kind::CELL => {
                return named("cell", self.cells.get(&i).cloned().unwrap_or("cell_contents".into()));
            }
            Kind::FRAME if n >= frame_field::LOCALS => {
                return named("local", self.variable(&self.vm.frame_code(v), n - frame_field::LOCALS));
            }
            Kind::FRAME => &["f_back", "f_code", "f_globals", "f_locals", "f_trace"],
            Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR if n >= gfield::REGS => {
                let owner = self.vm.record_field(v, gfield::OWNER);
                let code = self.vm.record_field(&owner, ffield::CODE);
                let n = n - gfield::REGS;
                let temporary = code.as_code().is_some_and(|d| n >= usize::from(d.temp_base));
                return named(if temporary { "temporary" } else { "local" }, self.variable(&code, n));
            }
            Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR => {
                &["__name__", "__qualname__", "function", "frame", "exception", "origin"]
            }
            _ => &[],
        };
        if let Some(name) = own.get(n) {
            return named("field", (*name).to_owned());
        }
        // What Python code can see of a built-in record has a descriptor that knows its field.
        let name =
            [1u64 << 32, 1 << 33, 3 << 32].into_iter().map(|bits| self.slot_name(v.ty(), bits | n as u64));
        let name = name.into_iter().find(|name| !name.is_empty());
        named("field", name.unwrap_or_else(|| format!("field {n}")))
    }
    fn root(&self, root: Root) -> Named {
        let of = |frame: usize| {
            self.vm
                .frame_facts(frame)
                .map(|f| format!("frame of {}, line {}", f.name, f.line))
                .unwrap_or_default()
        };
        let named = |kind, name: String, holder: String| Named { kind, name, holder, object: None };
        match root {
            Root::Register { frame, index } => {
                let Some(facts) = self.vm.frame_facts(frame) else {
                    return named("temporary", String::new(), String::new());
                };
                let kind = if index < facts.temp_base { "local" } else { "temporary" };
                named(kind, self.variable(&facts.code, index), of(frame))
            }
            Root::Argument => named("argument", String::new(), "a call that begins".into()),
            Root::FrameCode(i) => named("frame", "code".into(), of(i)),
            Root::FrameNamespace(i) => named("frame", "namespace".into(), of(i)),
            Root::FrameObject(i) => named("frame", "frame object".into(), of(i)),
            Root::FrameHeld(i) => named("frame", "put aside".into(), of(i)),
            Root::Machine(name) => named("interpreter", name.to_owned(), "the interpreter".into()),
        }
    }
    /// What lives in register `n` of a frame: a variable's name, or the register.
    pub fn variable(&self, code: &Value, n: usize) -> String {
        let name = code.as_code().and_then(|d| self.vm.variable_in(code, d, n));
        name.map_or_else(|| format!("r{n}"), |(name, _)| name)
    }
    /// The parameter whose default is item `n` of a function's tuple.
    fn parameter(&self, function: &Value, defaults: &Value, n: usize) -> String {
        let code = self.vm.record_field(function, ffield::CODE);
        let names = self.vm.record_field(&code, cfield::VARNAMES);
        let count = code.as_code().map_or(0, |d| d.argcount as usize);
        let given = defaults.as_tuple().map_or(0, <[Value]>::len);
        let at = (count + n).checked_sub(given);
        let name = at.and_then(|at| names.as_tuple()?.get(at).cloned());
        name.map(|n| self.vm.text(&n)).unwrap_or_default()
    }
    /// Name of the attribute whose descriptor, in the class or a base, has this number.
    fn slot_name(&self, t: &TypeObj, word: u64) -> String {
        let heap = &self.vm.heap;
        for class in t.mro(heap).iter().filter_map(Value::as_type) {
            let d = class.dict(heap);
            for (key, value) in (0..d.filled()).filter_map(|i| d.at(heap, i)) {
                if value.is_exactly(Kind::MEMBER)
                    && value.as_record().is_some_and(|r| r.word(heap, 0) == word)
                {
                    return self.vm.text(key);
                }
            }
        }
        String::new()
    }
    /// The key of a dict's entry, as a subscript shows it.
    fn key(&self, dict: &Value, n: u32) -> String {
        let key = dict.as_dict().and_then(|d| d.at(&self.vm.heap, n as usize)).map(|(k, _)| k);
        match key {
            Some(k) if k.is_exactly(Kind::STR) => quoted(k),
            Some(k) if matches!(k.kind(), Kind::INT | Kind::BOOL | Kind::FLOAT) => number(k),
            Some(k) => self.plain(k),
            None => String::new(),
        }
    }
    /// The key of a namespace's entry.
    fn name_key(&self, dict: &Value, n: u32) -> String {
        let key = dict.as_dict().and_then(|d| d.at(&self.vm.heap, n as usize)).map(|(k, _)| k);
        key.map(|k| if k.as_str().is_some() { self.vm.text(k) } else { self.plain(k) }).unwrap_or_default()
    }
}

/// A few words for an object, whatever it stands for.
pub fn plain(vm: &Vm, v: &Value) -> String {
    let field = |i: usize| vm.text(&vm.record_field(v, i));
    match v.kind().layout() {
        Kind::NONE => "None".to_owned(),
        Kind::STR if !v.kind().is_derived() => format!("str {}", quoted(v)),
        Kind::INT | Kind::BOOL | Kind::FLOAT if !v.kind().is_derived() => {
            format!("{} {}", vm.type_name(v), number(v))
        }
        Kind::TYPE => {
            let name = v.as_type().and_then(|t| t.field(&vm.heap, tfield::QUALNAME));
            format!("class {}", name.map(|n| vm.text(n)).unwrap_or_default())
        }
        Kind::FUNCTION => format!("function {}", field(ffield::QUALNAME)),
        Kind::CODE => format!("code of {}", field(cfield::QUALNAME)),
        Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR => {
            format!("{} {}", vm.type_name(v), field(gfield::QUALNAME))
        }
        Kind::MODULE => {
            let dict = vm.record_field(v, afield::MODULE_DICT);
            let name = dict.as_dict().and_then(|d| d.get_str(&vm.heap, &vm.names.__name__));
            format!("module {}", name.map(|n| vm.text(n)).unwrap_or_default())
        }
        Kind::FRAME => {
            let code = vm.frame_code(v);
            let name = vm.text(&vm.record_field(&code, cfield::QUALNAME));
            format!("frame object of {name}, line {}", vm.frame_line(v))
        }
        Kind::NATIVE => format!("built-in function {}", vm.native_of(v).name()),
        _ => format!("{} at {:#x}", vm.type_name(v), v.id()),
    }
}

/// Longest text of a str in a name.
const SHOWN: usize = 24;

/// A str as its repr begins.
fn quoted(v: &Value) -> String {
    let Some(s) = v.as_str() else { return String::new() };
    let text = s.to_string();
    let short: String = text.chars().take(SHOWN).collect();
    let cut = short.len() < text.len();
    let mut shown = String::new();
    for c in short.chars() {
        match c {
            '\'' | '\\' => shown.extend(['\\', c]),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    format!("'{shown}{}'", if cut { "..." } else { "" })
}

/// An int, bool or float in few characters.
fn number(v: &Value) -> String {
    match v.kind() {
        Kind::BOOL => if v.as_word() == Some(1) { "True" } else { "False" }.to_owned(),
        Kind::FLOAT => v.as_float().map(|f| format!("{f:?}")).unwrap_or_default(),
        _ => v.as_word().map_or_else(|| "(large)".to_owned(), |n| n.to_string()),
    }
}
