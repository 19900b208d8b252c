//! collections.OrderedDict (`Objects/odictobject.c`).
//!
//! A dict whose order can be changed: our table keeps its entries in order, so there is no second list
//! of nodes as in CPython, and moving a key to an end moves its entry.
//! Invariant: an iterator that finds the table changed stops with an error.

use crate::object::ops::CmpOp;
use crate::object::spec::{class_method, getset, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Dict, Kind, Native, PyResult, Slot, TypeSpec, Value};
use crate::types::dict;
use crate::types::iter::{dunder_iter, held, let_go, or_stop, record_of, set_word, word};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub(super) static ORDERED_DICT: TypeSpec = TypeSpec {
    name: "collections.OrderedDict",
    doc: "Dictionary that remembers insertion order",
    kind: Kind::DICT.derived(),
    base: Some(&dict::DICT),
    flags: tflag::CONTAINER
        | tflag::BASETYPE
        | tflag::MAPPING
        | tflag::MATCH_SELF
        | tflag::HAS_DICT
        | tflag::WEAKREFABLE,
    methods: METHODS,
    getsets: &[getset(
        "__dict__",
        "",
        |vm, v| vm.instance_dict(v),
        |vm, _, _| {
            let message = "attribute '__dict__' of 'collections.OrderedDict' objects is not writable";
            Err(vm.err(Exc::AttributeError, message))
        },
    )],
    basicsize: 112,
    unhashable: true,
    ..TypeSpec::EMPTY
};
/// CPython's node of its list.
const NODE: usize = 32;

static METHODS: &[Native] = &[
    slot("__init__(self, /, *args, **kwargs)", "Initialize self.", update),
    slot("__repr__(self, /)", "Return repr(self).", show),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__iter__(self, /)", "Implement iter(self).", |vm, a| Ok(iterator(vm, &a[0], KEYS, false))),
    slot("__or__(self, value, /)", "Return self|value.", |vm, a| or(vm, &a[0], &a[1], &a[0])),
    slot("__ror__(self, value, /)", "Return value|self.", |vm, a| or(vm, &a[1], &a[0], &a[0])),
    slot("__ior__(self, value, /)", "Return self|=value.", |vm, a| {
        update_from(vm, &a[0], &a[1])?;
        Ok(a[0].clone())
    }),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", |vm, a| {
        vm.dict_set(&a[0], a[1].clone(), a[2].clone())?;
        Ok(vm.none())
    }),
    slot("__delitem__(self, key, /)", "Delete self[key].", |vm, a| match vm.dict_remove(&a[0], &a[1])? {
        Some((key, value)) => {
            vm.release(key);
            vm.release(value);
            Ok(vm.none())
        }
        None => Err(vm.key_error(a[1].clone())),
    }),
    class_method(
        "fromkeys(cls, /, iterable, value=None)",
        "Create a new ordered dictionary with keys from iterable and values set to value.",
        fromkeys,
    ),
    native("__sizeof__(self, /)", "", |vm, a| {
        let d = dict(&a[0]);
        let index = d.index_log2().map_or(0, |n| 8usize << n);
        let size = d.cpython_size() - 48 + a[0].ty().basicsize() + index + NODE * d.len();
        Ok(vm.int(size as i64))
    }),
    native("__reduce__(self, /)", "Return state information for pickling", reduce),
    native(
        "setdefault(self, /, key, default=None)",
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
        set_default,
    ),
    native(
        "pop(self, /, key, default=<unrepresentable>)",
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
        pop,
    ),
    native(
        "popitem(self, /, last=True)",
        "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
        popitem,
    ),
    native("keys(self, /)", "", |vm, a| Ok(record_of(vm, &KEYS_VIEW, [a[0].clone()]))),
    native("values(self, /)", "", |vm, a| Ok(record_of(vm, &VALUES_VIEW, [a[0].clone()]))),
    native("items(self, /)", "", |vm, a| Ok(record_of(vm, &ITEMS_VIEW, [a[0].clone()]))),
    native("update(self, /, *args, **kwargs)", "", update),
    native("clear(self, /)", "od.clear() -> None.  Remove all items from od.", |vm, a| {
        for (key, value) in dict(&a[0]).take_all(&mut vm.heap) {
            vm.release(key);
            vm.release(value);
        }
        Ok(vm.none())
    }),
    native("copy(self, /)", "od.copy() -> a shallow copy of od", |vm, a| copy(vm, &a[0])),
    native("__reversed__(self, /)", "od.__reversed__() <==> reversed(od)", |vm, a| {
        Ok(iterator(vm, &a[0], KEYS, true))
    }),
    native(
        "move_to_end(self, /, key, last=True)",
        "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
        move_to_end,
    ),
];

fn dict(v: &Value) -> &Dict {
    match v.as_dict() {
        Some(d) => d,
        None => unreachable!("the receiver is a dict"),
    }
}
/// Whether the class overrides nothing: it is the built-in one.
fn exact(v: &Value) -> bool {
    !v.ty().has(tflag::HEAP)
}
fn store(vm: &mut Vm, v: &Value, key: &Value, value: &Value) -> PyResult<()> {
    if exact(v) { vm.dict_set(v, key.clone(), value.clone()) } else { vm.set_item(v, key, value) }
}

/// `MutableMapping.update`: a mapping, an object with `keys`, or pairs; then keywords.
fn update(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    if args.len() > 1 {
        return Err(vm.type_error(format!("expected at most 1 arguments, got {}", args.len())));
    }
    if let Some(arg) = args.first() {
        update_from(vm, &a[0], arg)?;
    }
    if a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        update_from(vm, &a[0], &a[2])?;
    }
    Ok(vm.none())
}
fn update_from(vm: &mut Vm, to: &Value, from: &Value) -> PyResult<()> {
    if from.is_exactly(Kind::DICT) {
        let mut i = 0;
        while let Some((at, key, value)) = vm.dict_entry_from(from, i) {
            store(vm, to, &key, &value)?;
            vm.release_all([key, value]);
            i = at + 1;
        }
        return Ok(());
    }
    let keys = vm.names.keys.clone();
    if let Some(keys) = vm.get_attr_opt(from, &keys)? {
        let keys = vm.call(&keys, &[])?;
        for key in vm.collect(&keys)? {
            let value = vm.get_item(from, &key)?;
            store(vm, to, &key, &value)?;
            vm.release_all([value, key]);
        }
        return Ok(());
    }
    let it = vm.iter(from)?;
    let mut n = 0;
    while let Some(pair) = vm.next(&it)? {
        let parts = vm.collect(&pair)?;
        match &parts[..] {
            [key, value] => store(vm, to, key, value)?,
            [] | [_] => {
                let (n, s) = (2 - parts.len(), if parts.len() == 1 { "" } else { "s" });
                return Err(vm.value_error(format!("need more than {} value{s} to unpack", 2 - n)));
            }
            _ => return Err(vm.value_error("too many values to unpack (expected 2)")),
        }
        vm.release_all(parts);
        vm.release(pair);
        vm.check_growth(n)?;
        n = (n + 1) & 0xfff;
    }
    Ok(())
}
fn fromkeys(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let value = a.opt(2).cloned().unwrap_or_else(|| vm.none());
    let new = vm.call(&a[0], &[])?;
    let it = vm.iter(&a[1])?;
    let mut n = 0;
    while let Some(key) = vm.next(&it)? {
        if new.kind() == Kind::DICT.derived() && exact(&new) {
            vm.dict_set(&new, key, value.clone())?;
        } else {
            vm.set_item(&new, &key, &value)?;
            vm.release(key);
        }
        vm.check_growth(n)?;
        n = (n + 1) & 0xfff;
    }
    Ok(new)
}
fn copy(vm: &mut Vm, v: &Value) -> PyResult {
    let new = vm.call(&v.ty_value(), &[])?;
    let mut i = 0;
    while let Some((at, key, value)) = vm.dict_entry_from(v, i) {
        if exact(v) {
            vm.dict_set(&new, key, value)?;
        } else {
            let value = vm.get_item(v, &key)?;
            vm.set_item(&new, &key, &value)?;
        }
        i = at + 1;
    }
    Ok(new)
}
/// `type(self)(left)`, updated with the other.
fn or(vm: &mut Vm, left: &Value, right: &Value, this: &Value) -> PyResult {
    if left.as_dict().is_none() || right.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let new = vm.call(&this.ty_value(), std::slice::from_ref(left))?;
    update_from(vm, &new, right)?;
    Ok(new)
}
/// As dicts; of two ordered ones, the order of the keys too.
fn compare(vm: &mut Vm, a: Args<'_>, op: CmpOp) -> PyResult {
    if a[1].as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let name = vm.names.__eq__.clone();
    let plain = vm.heap.type_of(Kind::DICT);
    let equal = match vm.lookup(plain, &name) {
        Some(eq) => vm.call_unbound(&eq, &a[0], std::slice::from_ref(&a[1]))?,
        None => return Ok(vm.not_implemented()),
    };
    let mut same = vm.truth(&equal)?;
    let class = vm.type_for(&ORDERED_DICT);
    if same && a[1].ty().is_subtype(&vm.heap, class) {
        let (x, y) = (vm.dict_keys_of(&a[0]), vm.dict_keys_of(&a[1]));
        let shapes = |vm: &Vm| (dict(&a[0]).shape(&vm.heap), dict(&a[1]).shape(&vm.heap));
        let before = shapes(vm);
        for (k, l) in x.iter().zip(&y) {
            let alike = vm.same_or_eq(k, l)?;
            if shapes(vm) != before {
                return Err(vm.runtime_error("OrderedDict mutated during iteration"));
            }
            if !alike {
                same = false;
                break;
            }
        }
    }
    Ok(vm.bool(same == (op == CmpOp::Eq)))
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.type_name(&a[0]);
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    if dict(&a[0]).is_empty() {
        return Ok(vm.str(&format!("{name}()")));
    }
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("..."));
    }
    let shown = plain_dict(vm, &a[0]).and_then(|d| vm.repr(&d));
    vm.leave_repr(&a[0]);
    let shown = shown?;
    vm.join_reprs(&format!("{name}("), &[shown], ")")
}
fn plain_dict(vm: &mut Vm, v: &Value) -> PyResult {
    if exact(v) {
        return vm.dict_copy(v);
    }
    let name = vm.heap.intern_str("items");
    let items = vm.call_method(v, &name, &[])?;
    let new = vm.heap.dict();
    vm.dict_update_arg(&new, &items)?;
    Ok(new)
}
fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.heap.intern_str("__getstate__");
    let state = vm.call_method(&a[0], &name, &[])?;
    let name = vm.heap.intern_str("items");
    let items = vm.call_method(&a[0], &name, &[])?;
    let items = vm.iter(&items)?;
    let (empty, none) = (vm.heap.empty_tuple(), vm.none());
    vm.tuple(vec![a[0].ty_value(), empty, state, none, items])
}
fn set_default(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if let Some(v) = vm.dict_get(&a[0], &a[1])? {
        return Ok(v);
    }
    let value = a.opt(2).cloned().unwrap_or_else(|| vm.none());
    store(vm, &a[0], &a[1], &value)?;
    Ok(value)
}
fn pop(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match (vm.dict_remove(&a[0], &a[1])?, a.opt(2)) {
        (Some((key, value)), _) => {
            vm.release(key);
            Ok(value)
        }
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(a[1].clone())),
    }
}
fn is_last(vm: &mut Vm, given: Option<&Value>) -> PyResult<bool> {
    given.map_or(Ok(true), |v| vm.truth(v))
}
fn popitem(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let last = is_last(vm, a.opt(1))?;
    let d = dict(&a[0]);
    let entry = if last {
        d.pop_last(&mut vm.heap)
    } else {
        d.first(&vm.heap).and_then(|i| d.remove_at(&mut vm.heap, i))
    };
    match entry {
        Some((key, value)) => vm.pair(key, value),
        None => {
            let message = vm.str("dictionary is empty");
            Err(vm.key_error(message))
        }
    }
}
fn move_to_end(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let last = is_last(vm, a.opt(2))?;
    let hash = vm.hash(&a[1])?;
    let Some(at) = vm.dict_find(&a[0], &a[1], hash)? else { return Err(vm.key_error(a[1].clone())) };
    let d = dict(&a[0]);
    if last {
        d.move_to_back(&mut vm.heap, at)?;
    } else if d.first(&vm.heap) != Some(at) {
        d.move_to_front(&mut vm.heap, at)?;
    }
    Ok(vm.none())
}

// --- views and iterators ---------------------------------------------------------------------------------------

const KEYS: i64 = 1;
const VALUES: i64 = 2;
const ITEMS: i64 = 3;

macro_rules! view {
    ($name:literal, $kind:expr, $base:expr, $what:expr) => {
        TypeSpec {
            name: $name,
            kind: $kind,
            base: Some(&$base),
            flags: tflag::CONTAINER | tflag::NO_NEW,
            methods: &[
                slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
                    let of = vm.record_field(&a[0], 0);
                    Ok(iterator(vm, &of, $what, false))
                }),
                native("__reversed__(self, /)", "", |vm, a| {
                    let of = vm.record_field(&a[0], 0);
                    Ok(iterator(vm, &of, $what, true))
                }),
            ],
            fields: 1,
            basicsize: 24,
            ..TypeSpec::EMPTY
        }
    };
}
static KEYS_VIEW: TypeSpec = view!("odict_keys", Kind::DICT_KEYS, dict::DICT_KEYS, KEYS);
static VALUES_VIEW: TypeSpec = view!("odict_values", Kind::DICT_VALUES, dict::DICT_VALUES, VALUES);
static ITEMS_VIEW: TypeSpec = view!("odict_items", Kind::DICT_ITEMS, dict::DICT_ITEMS, ITEMS);

/// Words of an iterator: what it gives, whether backward, the next place, and the table's shape.
const WHAT: usize = 0;
const BACKWARD: usize = 1;
const PLACE: usize = 2;
const TABLE: usize = 3;
const COUNTS: usize = 4;

static ITERATOR: TypeSpec = TypeSpec {
    name: "odict_iterator",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", |vm, a| {
            let got = next(vm, &a[0]);
            or_stop(vm, got)
        }),
        native("__reduce__(self, /)", "Return state information for pickling", |vm, a| {
            let all = rest(vm, &a[0])?;
            let list = vm.list(all)?;
            vm.reduce_iter("iter", list, None)
        }),
    ],
    fields: 1,
    words: 5,
    basicsize: 56,
    next: Some(next),
    ..TypeSpec::EMPTY
};

fn iterator(vm: &mut Vm, of: &Value, what: i64, backward: bool) -> Value {
    let it = record_of(vm, &ITERATOR, [of.clone()]);
    let d = dict(of);
    let (table, counts) = d.shape(&vm.heap);
    let start = if backward { d.filled() } else { d.first(&vm.heap).unwrap_or(0) };
    let words = [what, i64::from(backward), start as i64, table as i64, counts as i64];
    for (i, w) in words.into_iter().enumerate() {
        set_word(vm, &it, i, w);
    }
    it
}
fn next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(of) = held(vm, it, 0) else { return Ok(None) };
    let d = dict(&of);
    let (table, counts) = d.shape(&vm.heap);
    let mut place = word(vm, it, PLACE) as usize;
    let backward = word(vm, it, BACKWARD) != 0;
    if (table as i64, counts as i64) != (word(vm, it, TABLE), word(vm, it, COUNTS)) {
        return Err(vm.runtime_error("OrderedDict mutated during iteration"));
    }
    loop {
        let at = if backward { place.checked_sub(1) } else { Some(place) };
        let Some(at) = at.filter(|i| *i < d.filled()) else { break };
        place = if backward { at } else { at + 1 };
        if let Some((key, value)) = d.at(&vm.heap, at) {
            let (key, value) = (key.clone(), value.clone());
            set_word(vm, it, PLACE, place as i64);
            return Ok(Some(match word(vm, it, WHAT) {
                KEYS => key,
                VALUES => value,
                _ => vm.heap.tuple([key, value])?,
            }));
        }
    }
    let_go(vm, it, 0);
    Ok(None)
}
/// What is still to come, without taking it.
fn rest(vm: &mut Vm, it: &Value) -> PyResult<Vec<Value>> {
    let Some(of) = held(vm, it, 0) else { return Ok(Vec::new()) };
    let copy = iterator(vm, &of, word(vm, it, WHAT), word(vm, it, BACKWARD) != 0);
    let place = word(vm, it, PLACE);
    set_word(vm, &copy, PLACE, place);
    let all = vm.collect(&copy);
    vm.catch(all, Exc::RuntimeError).map(Option::unwrap_or_default)
}
