//! _collections: the types and helpers that `collections` (a frozen module) names.
//!
//! Deliberately absent: the deque itself (floor 3), and what is written in Python: namedtuple, Counter,
//! ChainMap and the User classes.

mod defaultdict;
mod ordered;
mod tuplegetter;

use crate::code::instr::BinOp;
use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::deque;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static FUNCTIONS: &[Native] = &[native(
    "_count_elements(mapping, iterable, /)",
    "Count elements in the iterable, updating the mapping",
    count_elements,
)];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "High performance data structures: deque, defaultdict, OrderedDict.";
    let module = vm.native_module("_collections", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let types: [(&str, &'static TypeSpec); 6] = [
        ("deque", &deque::DEQUE),
        ("defaultdict", &defaultdict::DEFAULTDICT),
        ("OrderedDict", &ordered::ORDERED_DICT),
        ("_deque_iterator", &deque::ITERATOR),
        ("_deque_reverse_iterator", &deque::REVERSE_ITERATOR),
        ("_tuplegetter", &tuplegetter::TUPLEGETTER),
    ];
    for (name, spec) in types {
        let t = vm.type_value(spec);
        vm.put(&dict, name, t);
    }
    Ok(module)
}

/// Add one to the mapping's value of every element (`_count_elements`). A dict, or a subclass that reads
/// and writes as dict does, is counted in without calling its methods.
fn count_elements(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let it = vm.iter(&a[1])?;
    let one = vm.int(1);
    let (mut n, plain) = (0, a[0].has_layout(Kind::DICT) && reads_as_dict(vm, &a[0])?);
    let name = vm.heap.intern_str("get");
    let get = if plain { None } else { Some(vm.get_attr(&a[0], &name)?) };
    while let Some(key) = vm.next(&it)? {
        match &get {
            None => count_in_dict(vm, &a[0], key, &one)?,
            Some(get) => {
                let zero = vm.int(0);
                let old = vm.call(get, &[key.clone(), zero])?;
                let new = vm.binary(BinOp::Add, &old, &one)?;
                vm.set_item(&a[0], &key, &new)?;
                vm.release_all([old, new, key]);
            }
        }
        vm.check_growth(n)?;
        n = (n + 1) & 0xfff;
    }
    vm.release(it);
    Ok(vm.none())
}
fn count_in_dict(vm: &mut Vm, mapping: &Value, key: Value, one: &Value) -> PyResult<()> {
    let hash = vm.hash(&key)?;
    let found = vm.dict_find(mapping, &key, hash)?;
    let Some(d) = mapping.as_dict() else { return Ok(()) };
    let old = found.and_then(|i| d.at(&vm.heap, i)).map(|(_, v)| v.clone());
    let (Some(at), Some(old)) = (found, old) else {
        vm.heap.track_dict_for(mapping, &key, one);
        d.insert_new(&mut vm.heap, hash, key, one.clone())?;
        return Ok(());
    };
    if let Some(n) = old.as_word().filter(|n| old.is_exactly(Kind::INT) && *n < i64::MAX) {
        let new = vm.int(n + 1);
        if let Some(gone) = d.set_at(&mut vm.heap, at, new) {
            drop(old);
            vm.release(gone);
        }
    } else {
        let new = vm.binary(BinOp::Add, &old, one)?;
        vm.dict_set_hashed(mapping, key.clone(), new, hash)?;
        vm.release(old);
    }
    vm.release(key);
    Ok(())
}
/// `get` and `__setitem__` are dict's own.
fn reads_as_dict(vm: &mut Vm, mapping: &Value) -> PyResult<bool> {
    let base = vm.heap.type_of(Kind::DICT);
    for name in ["get", "__setitem__"] {
        let name = vm.heap.intern_str(name);
        let own = vm.lookup(mapping.ty_ptr(), &name);
        let dicts = vm.lookup(base, &name);
        if !matches!((own, dicts), (Some(x), Some(y)) if x.is(&y)) {
            return Ok(false);
        }
    }
    Ok(true)
}
