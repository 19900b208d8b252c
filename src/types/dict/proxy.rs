//! mappingproxy: any mapping, read only. Every operation is the mapping's own.

use crate::object::ops::{BinOp, CmpOp};
use crate::object::spec::{class_method, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::iter::record;
use crate::vm::Vm;

pub static MAPPING_PROXY: TypeSpec = TypeSpec {
    name: "mappingproxy",
    doc: "Read-only proxy of a mapping.",
    kind: Kind::MAPPING_PROXY,
    flags: tflag::CONTAINER | tflag::MAPPING,
    fields: 1,
    basicsize: 24,
    methods: &[
        static_method("__new__(cls, mapping)", "Create and return a new object.", proxy_new),
        slot("__repr__(self, /)", "Return repr(self).", proxy_repr),
        slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
            let h = vm.hash(&of(vm, &a[0]))?;
            Ok(vm.int(h))
        }),
        slot("__str__(self, /)", "Return str(self).", |vm, a| vm.str_of(&of(vm, &a[0]))),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| {
            vm.compare(CmpOp::Lt, &of(vm, &a[0]), &a[1])
        }),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| {
            vm.compare(CmpOp::Le, &of(vm, &a[0]), &a[1])
        }),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| {
            vm.compare(CmpOp::Eq, &of(vm, &a[0]), &a[1])
        }),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| {
            vm.compare(CmpOp::Ne, &of(vm, &a[0]), &a[1])
        }),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| {
            vm.compare(CmpOp::Gt, &of(vm, &a[0]), &a[1])
        }),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| {
            vm.compare(CmpOp::Ge, &of(vm, &a[0]), &a[1])
        }),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| vm.iter(&of(vm, &a[0]))),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| merged(vm, &a[0], &a[1])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| merged(vm, &a[1], &a[0])),
        slot("__ior__(self, value, /)", "Return self|=value.", |vm, _| {
            Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
        }),
        slot("__len__(self, /)", "Return len(self).", |vm, a| {
            let n = vm.len(&of(vm, &a[0]))?;
            Ok(vm.int(n as i64))
        }),
        slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| vm.get_item(&of(vm, &a[0]), &a[1])),
        slot("__contains__(self, key, /)", "Return bool(key in self).", |vm, a| {
            let found = vm.contains(&of(vm, &a[0]), &a[1])?;
            Ok(vm.bool(found))
        }),
        native(
            "get(self, key, default=None, /)",
            "Return the value for key if key is in the mapping, else default.",
            |vm, a| {
                let default = a.opt(2).cloned().unwrap_or_else(|| vm.none());
                delegate(vm, &a[0], "get", &[a[1].clone(), default])
            },
        ),
        native("keys(self, /)", "D.keys() -> a set-like object providing a view on D's keys", |vm, a| {
            delegate(vm, &a[0], "keys", &[])
        }),
        native("values(self, /)", "D.values() -> an object providing a view on D's values", |vm, a| {
            delegate(vm, &a[0], "values", &[])
        }),
        native("items(self, /)", "D.items() -> a set-like object providing a view on D's items", |vm, a| {
            delegate(vm, &a[0], "items", &[])
        }),
        native("copy(self, /)", "D.copy() -> a shallow copy of D", |vm, a| delegate(vm, &a[0], "copy", &[])),
        native("__reversed__(self, /)", "D.__reversed__() -> reverse iterator", |vm, a| {
            delegate(vm, &a[0], "__reversed__", &[])
        }),
        class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
    ],
    ..TypeSpec::EMPTY
};

fn of(vm: &Vm, v: &Value) -> Value {
    vm.record_field(v, 0)
}

fn proxy_new(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__getitem__.clone();
    let plain = a[1].as_list().is_some() || a[1].as_tuple().is_some();
    if plain || vm.special(&a[1], &name).is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
    }
    Ok(record(vm, Kind::MAPPING_PROXY, [a[1].clone()]))
}

fn proxy_repr(vm: &mut Vm, a: Args) -> PyResult {
    let shown = vm.repr(&of(vm, &a[0]))?;
    vm.join_reprs("mappingproxy(", &[shown], ")")
}

fn delegate(vm: &mut Vm, v: &Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.heap.intern_str(name);
    vm.call_method(&of(vm, v), &name, args)
}

fn merged(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    let bare = |vm: &Vm, v: &Value| if v.is_exactly(Kind::MAPPING_PROXY) { of(vm, v) } else { v.clone() };
    let (x, y) = (bare(vm, x), bare(vm, y));
    vm.binary(BinOp::Or, &x, &y)
}
