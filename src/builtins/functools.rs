//! _functools: what `functools` (a frozen module) has of speed.
//!
//! Deliberately absent: what is written in Python: wraps, total_ordering, singledispatch, partialmethod.

mod lru;
mod partial;

use crate::code::instr::CmpOp;
use crate::object::spec::Member;
use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::types::iter::record_of;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;

static FUNCTIONS: &[Native] = &[
    native(
        "cmp_to_key(mycmp)",
        "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.",
        |vm, a| {
            let none = vm.none();
            Ok(record_of(vm, &KEY, [a[0].clone(), none]))
        },
    ),
    native(
        "reduce(function, iterable, initial=<unrepresentable>, /)",
        "reduce(function, iterable[, initial], /) -> value\n\nApply a function of two arguments cumulatively to the items of a sequence\nor iterable, from left to right, so as to reduce the iterable to a single\nvalue.  For example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates\n((((1+2)+3)+4)+5).  If initial is present, it is placed before the items\nof the iterable in the calculation, and serves as a default when the\niterable is empty.",
        reduce,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_functools", "Tools that operate on functions.", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, spec) in [("partial", &partial::PARTIAL), ("_lru_cache_wrapper", &lru::LRU)] {
        let t = vm.type_value(spec);
        vm.put(&dict, name, t);
    }
    Ok(module)
}

fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let it = match vm.iter(&a[1]) {
        Ok(it) => it,
        Err(e) if vm.is_exc(&e.0, Exc::TypeError) => {
            vm.release(e.0);
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
        Err(e) => return Err(e),
    };
    let mut result = a.opt(2).cloned();
    while let Some(item) = vm.next(&it)? {
        result = Some(match result {
            None => item,
            Some(sofar) => {
                let next = vm.call_full(&a[0], vec![sofar, item], &[])?;
                vm.safe_point()?;
                next
            }
        });
    }
    vm.release(it);
    result.ok_or_else(|| vm.type_error("reduce() of empty iterable with no initial value"))
}

// --- cmp_to_key --------------------------------------------------------------------------------------------------

const COMPARE: usize = 0;
const OBJECT: usize = 1;

/// What `cmp_to_key` gives: called with an object, it makes a key of it that compares by the function.
static KEY: TypeSpec = TypeSpec {
    name: "functools.KeyWrapper",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let (args, kwargs) = (a[1].as_tuple().unwrap_or(&[]), vm.dict_entries(&a[2]));
            let (mut all, mut names) = (args.to_vec(), Vec::new());
            for (name, v) in kwargs {
                names.push(name);
                all.push(v);
            }
            make_key(vm, &a[0], all, &names)
        }),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    ],
    members: &[Member {
        name: "obj",
        field: OBJECT,
        writable: true,
        doc: "Value wrapped by a key function.",
    }],
    fields: 2,
    basicsize: 32,
    unhashable: true,
    call: Some(make_key),
    ..TypeSpec::EMPTY
};

fn make_key(vm: &mut Vm, key: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let given = args.len();
    let named = names.iter().find(|n| n.as_str().is_none_or(|s| !s.is("obj"))).cloned();
    if given > 1 {
        return Err(vm.type_error(format!("K() takes at most 1 argument ({given} given)")));
    }
    if let Some(name) = named {
        let name = vm.text(&name);
        return Err(vm.type_error(format!("K() got an unexpected keyword argument '{name}'")));
    }
    let Some(object) = args.into_iter().next() else {
        return Err(vm.type_error("K() missing required argument 'obj' (pos 1)"));
    };
    let function = vm.record_field(key, COMPARE);
    Ok(record_of(vm, &KEY, [function, object]))
}
fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    if a[0].ty_ptr() != a[1].ty_ptr() {
        return Err(vm.type_error("other argument must be K instance"));
    }
    let function = vm.record_field(&a[0], COMPARE);
    let (x, y) = (vm.record_field(&a[0], OBJECT), vm.record_field(&a[1], OBJECT));
    let order = vm.call_full(&function, vec![x, y], &[])?;
    let zero = vm.int(0);
    vm.compare(op, &order, &zero)
}
