//! Signatures of natives: one text that checks, binds, words errors, and helps.
//!
//! `pop(self, index=-1, /)`: Python's own parameter syntax. A default is shown, not evaluated:
//! an argument that is not given arrives absent, and the native knows its default.

use super::Vm;
use super::traceback::closest_name;
use crate::object::{Kind, PyResult, Raised, Slot, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    PositionalOnly,
    Normal,
    KeywordOnly,
    VarArgs,
    VarKeywords,
}

#[derive(Clone, Debug)]
pub struct Param {
    pub name: &'static str,
    /// As it is shown; `None` when the parameter is required.
    pub default: Option<&'static str>,
    pub kind: ParamKind,
}

#[derive(Clone, Debug)]
pub struct Signature {
    pub name: &'static str,
    pub params: Vec<Param>,
    /// Positional parameters, and how many of them are required.
    pub positional: usize,
    pub required: usize,
    pub varargs: Option<usize>,
    pub varkw: Option<usize>,
    /// Only positional parameters, none of which can be given by name.
    pub positional_only: bool,
    /// As that, with `*args` or without.
    nameless: bool,
    /// Keywords beside `*args` are told one by one, not counted.
    one_by_one: bool,
}

/// Which of CPython's ways to word a wrong call applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    Function,
    /// `__new__` and `__init__`, called through the class.
    Constructor,
    /// A special method's slot wrapper.
    Wrapper,
    /// A slot wrapper that unpacks a tuple for its one argument.
    Unpacked,
}

/// A native, as its error messages speak of it.
pub struct Callee<'a> {
    /// The function's own name or, for constructors, the class's.
    pub shown: &'a str,
    /// The class or module whose name stands before it in some messages.
    pub owner: Option<&'a Value>,
    pub wording: Wording,
}

impl Callee<'_> {
    /// `list.append`, `math.sqrt`, `len` (`_PyObject_FunctionStr`).
    fn qualified(&self, vm: &mut Vm) -> String {
        let owner = match self.owner {
            Some(o) if self.wording == Wording::Function => o,
            _ => return self.shown.to_owned(),
        };
        let name = match owner.as_type() {
            Some(t) => Some(t.name(&vm.heap)),
            None => {
                let name = vm.names.__name__.clone();
                vm.instance_get(owner, &name).map(|n| vm.text(&n))
            }
        };
        match name {
            Some(n) if n != "builtins" => format!("{n}.{}", self.shown),
            _ => self.shown.to_owned(),
        }
    }
}

impl Signature {
    pub fn parse(text: &'static str, one_by_one: bool) -> Signature {
        let open = text.find('(').unwrap_or(text.len());
        let name = &text[..open];
        let inner = text.get(open + 1..text.len().saturating_sub(1)).unwrap_or("");
        let mut params: Vec<Param> = Vec::new();
        let mut kind = ParamKind::Normal;
        for part in split_params(inner) {
            let part = part.trim();
            match part {
                "" => {}
                "/" => params.iter_mut().for_each(|p| p.kind = ParamKind::PositionalOnly),
                "*" => kind = ParamKind::KeywordOnly,
                _ if part.starts_with("**") => {
                    params.push(Param { name: &part[2..], default: None, kind: ParamKind::VarKeywords });
                }
                _ if part.starts_with('*') => {
                    params.push(Param { name: &part[1..], default: None, kind: ParamKind::VarArgs });
                    kind = ParamKind::KeywordOnly;
                }
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((n, d)) => (n.trim(), Some(d.trim())),
                        None => (part, None),
                    };
                    params.push(Param { name, default, kind });
                }
            }
        }
        let is_positional = |p: &&Param| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::Normal);
        let positional = params.iter().filter(is_positional).count();
        let required = params.iter().filter(is_positional).filter(|p| p.default.is_none()).count();
        Signature {
            name,
            positional,
            required,
            varargs: params.iter().position(|p| p.kind == ParamKind::VarArgs),
            varkw: params.iter().position(|p| p.kind == ParamKind::VarKeywords),
            positional_only: params.iter().all(|p| p.kind == ParamKind::PositionalOnly),
            nameless: params.iter().all(|p| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::VarArgs)),
            one_by_one,
            params,
        }
    }

    /// Bind positional and keyword arguments to the parameters. `bound`: the call has a `self` in
    /// front that its author did not write (error counts leave it out).
    ///
    /// # Errors
    /// TypeError, in CPython's words for natives.
    pub fn bind(
        &self,
        vm: &mut Vm,
        mut args: Vec<Value>,
        mut kwnames: &[Value],
        bound: bool,
        callee: &Callee<'_>,
    ) -> PyResult<Vec<Slot>> {
        let shown = callee.shown;
        let npos = args.len() - kwnames.len();
        let skip = usize::from(bound);
        let mut slots: Vec<Slot> = Vec::new();
        slots.resize_with(self.params.len(), || None);
        if npos > self.positional && self.varargs.is_none() {
            return Err(self.wrong_count(vm, npos - skip.min(npos), kwnames.len(), skip, callee));
        }
        if !kwnames.is_empty() && self.varkw.is_none() && !self.nameless && !self.one_by_one {
            self.check_total(vm, npos - skip.min(npos), kwnames.len(), skip, shown)?;
        }
        if !kwnames.is_empty() && self.nameless && self.keywords_are_anothers(vm, args.first()) {
            args.truncate(npos);
            kwnames = &[];
        }
        if !kwnames.is_empty() && self.nameless {
            let is_wrapper = matches!(callee.wording, Wording::Wrapper | Wording::Unpacked);
            let wrapper = if is_wrapper { "wrapper " } else { "" };
            let name = callee.qualified(vm);
            return Err(vm.type_error(format!("{wrapper}{name}() takes no keyword arguments")));
        }
        let mut rest = Vec::new();
        let mut args = args.into_iter();
        for (i, v) in args.by_ref().take(npos).enumerate() {
            if i < self.positional { slots[i] = Some(v) } else { rest.push(v) }
        }
        if let Some(i) = self.varargs {
            slots[i] = Some(vm.heap.tuple(rest)?);
        }
        if let Some(i) = self.varkw {
            slots[i] = Some(vm.heap.dict());
        }
        // A missing argument is told before a keyword that doesn't fit.
        let mut unfit = None;
        for (name, value) in kwnames.iter().zip(args) {
            if let Err(e) = self.bind_keyword(vm, &mut slots, name, value, skip, shown) {
                unfit.get_or_insert(e);
            }
        }
        for (i, p) in self.params.iter().enumerate() {
            let needed =
                p.default.is_none() && !matches!(p.kind, ParamKind::VarArgs | ParamKind::VarKeywords);
            if needed && slots[i].is_none() {
                return Err(self.missing(vm, i, npos - skip.min(npos), kwnames.len(), skip, callee));
            }
        }
        unfit.map_or(Ok(slots), Err)
    }

    /// A subclass's own `__init__` takes the keywords that the built-in `__new__` has no use for; for list it is
    /// the other way round (what Argument Clinic writes before `_PyArg_NoKeywords`).
    fn keywords_are_anothers(&self, vm: &mut Vm, first: Option<&Value>) -> bool {
        match (self.name, first) {
            ("__new__", Some(cls)) => vm.has_own_init(cls),
            ("__init__", Some(list)) if list.has_layout(Kind::LIST) => {
                let new = vm.names.__new__.clone();
                vm.special(list, &new).is_some_and(|new| !new.is_exactly(Kind::NATIVE))
            }
            _ => false,
        }
    }
    /// More arguments than parameters (`_PyArg_UnpackKeywords`).
    fn check_total(
        &self,
        vm: &mut Vm,
        given: usize,
        keywords: usize,
        skip: usize,
        shown: &str,
    ) -> PyResult<()> {
        let given = if self.varargs.is_some() { 0 } else { given };
        let most = self.params.len() - skip - usize::from(self.varargs.is_some());
        if given + keywords <= most {
            return Ok(());
        }
        let word = if self.required.saturating_sub(skip) < most { "at most" } else { "exactly" };
        let (keyword, s) = (if given == 0 { "keyword " } else { "" }, if most == 1 { "" } else { "s" });
        let given = given + keywords;
        Err(vm.type_error(format!("{shown}() takes {word} {most} {keyword}argument{s} ({given} given)")))
    }

    fn bind_keyword(
        &self,
        vm: &mut Vm,
        slots: &mut [Slot],
        name: &Value,
        value: Value,
        skip: usize,
        shown: &str,
    ) -> PyResult<()> {
        let text = name.as_str().map(ToString::to_string).unwrap_or_default();
        let found = self
            .params
            .iter()
            .position(|p| matches!(p.kind, ParamKind::Normal | ParamKind::KeywordOnly) && p.name == text);
        match found {
            Some(i) if slots[i].is_some() => Err(vm.type_error(format!(
                "argument for {shown}() given by name ('{text}') and position ({})",
                i + 1 - skip.min(i)
            ))),
            Some(i) => {
                slots[i] = Some(value);
                Ok(())
            }
            None => match self.varkw {
                Some(i) => {
                    let Some(dict) = slots[i].clone() else { return Ok(()) };
                    vm.dict_set(&dict, name.clone(), value)
                }
                None => Err(self.unexpected(vm, &text, shown)),
            },
        }
    }

    fn unexpected(&self, vm: &mut Vm, name: &str, shown: &str) -> Raised {
        let by_name = |p: &&Param| matches!(p.kind, ParamKind::Normal | ParamKind::KeywordOnly);
        let names: Vec<String> = self.params.iter().filter(by_name).map(|p| p.name.to_owned()).collect();
        unexpected_keyword(vm, shown, name, &names)
    }

    fn wrong_count(
        &self,
        vm: &mut Vm,
        given: usize,
        keywords: usize,
        skip: usize,
        callee: &Callee<'_>,
    ) -> Raised {
        let shown = callee.shown;
        let (least, most) = (self.required.saturating_sub(skip), self.positional - skip.min(self.positional));
        let given_all = given + keywords;
        // `**kwargs` beside positional-only parameters: the function counts the others itself.
        let counts_itself = self.varargs.is_none()
            && self
                .params
                .iter()
                .all(|p| matches!(p.kind, ParamKind::PositionalOnly | ParamKind::VarKeywords));
        if self.positional_only || counts_itself {
            if callee.wording == Wording::Unpacked {
                return vm.type_error(format!(" expected 1 argument, got {given_all}"));
            }
            if callee.wording == Wording::Wrapper {
                return vm.type_error(wrapper_count(least, most, given_all));
            }
            if most <= 1 && least == most && callee.wording == Wording::Function && self.positional_only {
                let name = callee.qualified(vm);
                let takes = if most == 0 { "no arguments" } else { "exactly one argument" };
                return vm.type_error(format!("{name}() takes {takes} ({given_all} given)"));
            }
            let (word, n) = if least == most {
                ("", most)
            } else if given < least {
                ("at least ", least)
            } else {
                ("at most ", most)
            };
            let s = if n == 1 { "" } else { "s" };
            return vm.type_error(format!("{shown} expected {word}{n} argument{s}, got {given_all}"));
        }
        let total = self.params.len() - skip;
        let exact = if least == total { "exactly" } else { "at most" };
        if given_all > total {
            let s = if total == 1 { "" } else { "s" };
            return vm.type_error(format!("{shown}() takes {exact} {total} argument{s} ({given_all} given)"));
        }
        if most == 0 {
            return vm.type_error(format!("{shown}() takes no positional arguments"));
        }
        let word = if least == most { "exactly" } else { "at most" };
        let s = if most == 1 { "" } else { "s" };
        vm.type_error(format!("{shown}() takes {word} {most} positional argument{s} ({given} given)"))
    }

    fn missing(
        &self,
        vm: &mut Vm,
        i: usize,
        given: usize,
        keywords: usize,
        skip: usize,
        callee: &Callee<'_>,
    ) -> Raised {
        let shown = callee.shown;
        let p = &self.params[i];
        let all_before = matches!(p.kind, ParamKind::PositionalOnly);
        if all_before && (self.positional_only || (self.varkw.is_some() && self.varargs.is_none())) {
            return self.wrong_count(vm, given, keywords, skip, callee);
        }
        if all_before && self.varargs.is_none() {
            let by_place = self.params.iter().filter(|p| p.kind == ParamKind::PositionalOnly).count();
            let least = by_place.min(self.required).saturating_sub(skip);
            let word = if least < self.positional.saturating_sub(skip) { "at least" } else { "exactly" };
            let s = if least == 1 { "" } else { "s" };
            return vm.type_error(format!(
                "{shown}() takes {word} {least} positional argument{s} ({given} given)"
            ));
        }
        if p.kind == ParamKind::KeywordOnly {
            return vm.type_error(format!("{shown}() missing required keyword-only argument: '{}'", p.name));
        }
        vm.type_error(format!(
            "{shown}() missing required argument '{}' (pos {})",
            p.name,
            i + 1 - skip.min(i)
        ))
    }
}

/// A keyword that names no parameter, and the name that was perhaps meant.
pub fn unexpected_keyword(vm: &mut Vm, shown: &str, name: &str, names: &[String]) -> Raised {
    let hint = closest_name(name, names).map(|n| format!(". Did you mean '{n}'?")).unwrap_or_default();
    vm.type_error(format!("{shown}() got an unexpected keyword argument '{name}'{hint}"))
}

/// A slot wrapper's wrong count. Some wrappers unpack a tuple for a function without a name, which
/// leaves the space that would stand behind it (`wrap_ternaryfunc`, `wrap_objobjargproc`).
fn wrapper_count(least: usize, most: usize, given: usize) -> String {
    let (word, n) = match (least, most) {
        (0 | 1, n) if n == least => ("expected", n),
        (n, most) if n == most => (" expected", n),
        (n, _) if given < n => (" expected at least", n),
        (_, n) => (" expected at most", n),
    };
    let s = if n == 1 { "" } else { "s" };
    format!("{word} {n} argument{s}, got {given}")
}

/// Split at top-level commas (defaults may hold brackets or quoted commas).
fn split_params(text: &'static str) -> Vec<&'static str> {
    let (mut parts, mut depth, mut start, mut quote) = (Vec::new(), 0usize, 0, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
