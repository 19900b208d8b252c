//! What `gc.get_referents` and `gc.get_referrers` tell of an object: what CPython's `tp_traverse` of its type visits, in its order.
//!
//! Invariant: the collector does not ask here; its edges are all there are (`object/edges.rs`). What differs is what CPython
//! does not visit (names, for strings cannot be part of a cycle) and the order of visits.

use crate::object::edges::children;
use crate::object::typeobj::{field as tfield, tflag};
use crate::object::{Kind, Value};
use crate::types::function::field;
use crate::vm::Vm;

/// Modules whose types CPython makes at run time: their instances refer to them, and say so.
const HEAP_TYPES: [&str; 8] =
    ["array.", "collections.", "functools.", "itertools.", "operator.", "re.", "_random.", "_sre."];

/// Fields of a function in the order of `func_traverse`, before and after the builtins, which ours do not hold.
const FUNCTION_HEAD: [usize; 2] = [field::CODE, field::GLOBALS];
const FUNCTION_REST: [usize; 9] = [
    field::MODULE,
    field::DEFAULTS,
    field::KWDEFAULTS,
    field::DOC,
    field::NAME,
    field::DICT,
    field::CLOSURE,
    field::ANNOTATIONS,
    field::TYPE_PARAMS,
];

/// Full name of the built-in type of an object; nothing for instances of users' classes.
fn native_name(v: &Value) -> &'static str {
    v.ty().spec().filter(|_| !v.ty().has(tflag::HEAP)).map_or("", |s| s.name)
}

/// What an object refers to, as CPython tells it.
pub fn referents(vm: &Vm, v: &Value) -> Vec<Value> {
    if let Some(t) = v.as_type() {
        // Built-in types are no business of CPython's collector.
        let fields = [tfield::DICT, tfield::MRO, tfield::BASES, tfield::BASE];
        let told = fields.iter().filter(|_| t.has(tflag::HEAP)).filter_map(|f| t.field(&vm.heap, *f));
        return told.filter(|v| !v.is_none()).cloned().collect();
    }
    if v.is_exactly(Kind::FUNCTION) {
        let part = |f: &usize| v.as_record().and_then(|r| r.field(&vm.heap, *f)).cloned();
        let head = FUNCTION_HEAD.iter().filter_map(part).chain([vm.builtins.clone()]);
        return head.chain(FUNCTION_REST.iter().chain([&field::QUALNAME]).filter_map(part)).collect();
    }
    let mut found = children(&vm.heap, v);
    if v.ty().has(tflag::HEAP) {
        return of_instance(vm, v, found);
    }
    let native = native_name(v);
    if native.starts_with("re.") {
        // The program of a pattern and the marks of a match come last, and are nobody's business.
        found.pop();
    }
    if HEAP_TYPES.iter().any(|module| native.starts_with(module)) && native != "collections.OrderedDict" {
        found.insert(0, v.ty_value());
    }
    match native {
        // The buffer of an array, or the places of a combination, are nothing that a program could know.
        "array.array" => found.retain(|c| !c.is_exactly(Kind::BYTEARRAY)),
        _ if native.starts_with("itertools.") => found.retain(|c| !c.is_exactly(Kind::BYTEARRAY)),
        "method_descriptor"
        | "wrapper_descriptor"
        | "classmethod_descriptor"
        | "getset_descriptor"
        | "member_descriptor" => found.retain(|c| c.as_type().is_some()),
        "property" => found.retain(|c| !c.is_none()),
        "super" | "filter" if found.len() > 1 => found.swap(0, 1),
        _ => {}
    }
    found
}

/// An instance of a class that a program made: values of attributes before the class; what a built-in base holds comes last.
fn of_instance(vm: &Vm, v: &Value, mut found: Vec<Value>) -> Vec<Value> {
    let ty = v.ty_value();
    if let Some(at) = found.iter().rposition(|c| c.is(&ty)) {
        found.remove(at);
    }
    let dict = vm.own_dict(v);
    if let Some(d) = &dict
        && let Some(at) = found.iter().rposition(|c| c.is(d))
    {
        found.remove(at);
    }
    let table = dict.as_ref().and_then(Value::as_dict);
    if v.kind() == Kind::INSTANCE {
        // CPython visits the values, as long as the dict only shares them.
        match table.filter(|t| t.shares_keys() && v.ty().has(tflag::KEYS_SHRINK)) {
            Some(t) => {
                found.extend((0..t.filled()).filter_map(|i| t.at(&vm.heap, i)).map(|(_, v)| v.clone()))
            }
            None => found.extend(dict),
        }
        found.push(ty);
        return found;
    }
    let managed = !v.kind().is_record() || v.ty().manages_dict();
    let first = if managed { [dict, Some(ty)] } else { [Some(ty), dict] };
    first.into_iter().flatten().chain(found).collect()
}
