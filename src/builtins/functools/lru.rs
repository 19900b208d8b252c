//! functools._lru_cache_wrapper (`Modules/_functoolsmodule.c`).
//!
//! The cache is one dict from key to result. Of a bounded one, the entries stand in the order of their
//! last use: a hit moves its entry to the end, and the first entry is the next to go.
//! Invariant: the function runs while nothing of the cache is borrowed, and may call the cache again.
//! Deliberately absent: CPython's list of links between entries.

use crate::object::spec::{getset, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Dict, Kind, PyResult, TypeSpec, Value};
use crate::types::iter;
use crate::vm::Vm;

const FUNC: usize = 0;
const CACHE: usize = 1;
const INFO: usize = 2;
/// An object that stands between positional arguments and keywords in keys.
const MARK: usize = 3;
const DICT: usize = 4;

/// Words: the bound (-1: none), whether types count, hits, misses.
const BOUND: usize = 0;
const TYPED: usize = 1;
const HITS: usize = 2;
const MISSES: usize = 3;

pub(super) static LRU: TypeSpec = TypeSpec {
    name: "functools._lru_cache_wrapper",
    doc: "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT | tflag::WEAKREFABLE,
    methods: &[
        static_method(
            "__new__(cls, user_function, maxsize, typed, cache_info_type)",
            "Create and return a new object.",
            new,
        ),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let mut all = a[1].as_tuple().unwrap_or(&[]).to_vec();
            let mut names = Vec::new();
            for (name, v) in vm.dict_entries(&a[2]) {
                names.push(name);
                all.push(v);
            }
            call(vm, &a[0], all, &names)
        }),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            |vm, a| {
                if a[1].is_none() { Ok(a[0].clone()) } else { Ok(vm.bind_method(&a[0], &a[1])) }
            },
        ),
        native("cache_info(self, /)", "Report cache statistics", info),
        native("cache_clear(self, /)", "Clear the cache and cache statistics", clear),
        native("__reduce__(self, /)", "", |vm, a| {
            let name = vm.heap.intern_str("__qualname__");
            vm.get_attr(&a[0], &name)
        }),
        native("__copy__(self, /)", "", |_, a| Ok(a[0].clone())),
        native("__deepcopy__(self, memo, /)", "", |_, a| Ok(a[0].clone())),
    ],
    getsets: &[getset(
        "__dict__",
        "",
        |vm, v| vm.instance_dict(v),
        |vm, v, new| {
            let Some(dict) = new.filter(|d| d.as_dict().is_some()) else {
                return Err(vm.type_error("__dict__ must be set to a dictionary"));
            };
            if let Some(old) = v.as_record().and_then(|r| r.set(&mut vm.heap, DICT, Some(dict))) {
                vm.release(old);
            }
            Ok(())
        },
    )],
    fields: 5,
    words: 4,
    basicsize: 152,
    call: Some(call),
    ..TypeSpec::EMPTY
};

fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !vm.is_callable(&a[1]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let bound = if a[2].is_none() {
        -1
    } else if a[2].as_int().is_some() || vm.has_index(&a[2]) {
        vm.index(&a[2])?.max(0)
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let typed = vm.truth(&a[3])?;
    let (cache, mark) = (vm.heap.dict(), vm.heap.object());
    let f = iter::instance(vm, &a[0], [a[1].clone(), cache, a[4].clone(), mark]);
    iter::set_word(vm, &f, BOUND, bound);
    iter::set_word(vm, &f, TYPED, i64::from(typed));
    Ok(f)
}

/// What a call is known by: a single str or int itself, otherwise a tuple of all there is.
fn key(vm: &mut Vm, this: &Value, args: &[Value], names: &[Value], typed: bool) -> PyResult {
    if !typed && names.is_empty() {
        if let [only] = args
            && (only.is_exactly(Kind::STR) || only.is_exactly(Kind::INT))
        {
            return Ok(only.clone());
        }
        return Ok(vm.heap.tuple(args.iter().cloned())?);
    }
    let (positional, named) = args.split_at(args.len() - names.len());
    let mut parts = positional.to_vec();
    if !names.is_empty() {
        parts.push(vm.record_field(this, MARK));
        for (name, v) in names.iter().zip(named) {
            parts.push(name.clone());
            parts.push(v.clone());
        }
    }
    if typed {
        parts.extend(args.iter().map(Value::ty_value));
    }
    vm.tuple(parts)
}
fn count(vm: &mut Vm, this: &Value, which: usize) {
    let n = iter::word(vm, this, which);
    iter::set_word(vm, this, which, n + 1);
}
fn call(vm: &mut Vm, this: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let bound = iter::word(vm, this, BOUND);
    let function = vm.record_field(this, FUNC);
    if bound == 0 {
        count(vm, this, MISSES);
        return vm.call_full(&function, args, names);
    }
    let typed = iter::word(vm, this, TYPED) != 0;
    let key = key(vm, this, &args, names, typed)?;
    let cache = vm.record_field(this, CACHE);
    let hash = vm.hash(&key)?;
    if let Some(at) = vm.dict_find(&cache, &key, hash)?
        && let Some(d) = cache.as_dict()
        && let Some((_, found)) = d.at(&vm.heap, at)
    {
        let found = found.clone();
        if bound > 0 {
            d.move_to_back(&mut vm.heap, at)?;
        }
        count(vm, this, HITS);
        vm.release(key);
        vm.release_all(args);
        return Ok(found);
    }
    count(vm, this, MISSES);
    let result = vm.call_full(&function, args, names)?;
    if bound < 0 {
        vm.dict_set_hashed(&cache, key, result.clone(), hash)?;
        return Ok(result);
    }
    // The call itself may have put the same key in.
    if vm.dict_find(&cache, &key, hash)?.is_some() {
        return Ok(result);
    }
    let Some(d) = cache.as_dict() else { return Ok(result) };
    let oldest = if d.len() < bound as usize {
        None
    } else {
        d.first(&vm.heap).and_then(|i| d.remove_at(&mut vm.heap, i))
    };
    vm.heap.track_dict_for(&cache, &key, &result);
    d.insert_new(&mut vm.heap, hash, key, result.clone())?;
    if let Some((key, value)) = oldest {
        vm.release(key);
        vm.release(value);
    }
    Ok(result)
}
fn info(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let bound = iter::word(vm, &a[0], BOUND);
    let (hits, misses) = (iter::word(vm, &a[0], HITS), iter::word(vm, &a[0], MISSES));
    let n = vm.record_field(&a[0], CACHE).as_dict().map_or(0, Dict::len) as i64;
    let bound = if bound < 0 { vm.none() } else { vm.int(bound) };
    let class = vm.record_field(&a[0], INFO);
    let args = vec![vm.int(hits), vm.int(misses), bound, vm.int(n)];
    vm.call_full(&class, args, &[])
}
fn clear(vm: &mut Vm, a: Args<'_>) -> PyResult {
    iter::set_word(vm, &a[0], HITS, 0);
    iter::set_word(vm, &a[0], MISSES, 0);
    let cache = vm.record_field(&a[0], CACHE);
    if let Some(d) = cache.as_dict() {
        for (key, value) in d.take_all(&mut vm.heap) {
            vm.release(key);
            vm.release(value);
        }
    }
    Ok(vm.none())
}
