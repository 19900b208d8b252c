//! The descriptor of one field of a named tuple (`_tuplegetter` in `Modules/_collectionsmodule.c`).

use crate::object::spec::Member;
use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{PyResult, TypeSpec, Value};
use crate::types::iter::{instance, set_word, word};
use crate::vm::Vm;

/// Field: the doc. Word: the index.
pub(super) static TUPLEGETTER: TypeSpec = TypeSpec {
    name: "collections._tuplegetter",
    flags: tflag::CONTAINER,
    methods: &[
        static_method("__new__(cls, index, doc, /)", "Create and return a new object.", |vm, a| {
            let i = vm.index(&a[1])?;
            let g = instance(vm, &a[0], [a[2].clone()]);
            set_word(vm, &g, 0, i);
            Ok(g)
        }),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            |vm, a| get(vm, &a[0], Some(a.at(1)).filter(|v| !v.is_none())),
        ),
        slot("__set__(self, instance, value, /)", "Set an attribute of instance to value.", |vm, _| {
            Err(vm.err(crate::vm::errors::Exc::AttributeError, "can't set attribute"))
        }),
        slot("__delete__(self, instance, /)", "Delete an attribute of instance.", |vm, _| {
            Err(vm.err(crate::vm::errors::Exc::AttributeError, "can't delete attribute"))
        }),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let i = word(vm, &a[0], 0);
            let doc = vm.record_field(&a[0], 0);
            let doc = vm.repr(&doc)?;
            vm.join_reprs(&format!("_tuplegetter({i}, "), &[doc], ")")
        }),
        native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
            let i = word(vm, &a[0], 0);
            let (i, doc) = (vm.int(i), vm.record_field(&a[0], 0));
            let args = vm.pair(i, doc)?;
            vm.pair(a[0].ty_value(), args)
        }),
    ],
    members: &[Member { name: "__doc__", field: 0, writable: true, doc: "" }],
    fields: 1,
    words: 1,
    basicsize: 32,
    get: Some(get),
    reads_item: true,
    ..TypeSpec::EMPTY
};

fn get(vm: &mut Vm, this: &Value, instance: Option<&Value>) -> PyResult {
    let Some(instance) = instance else { return Ok(this.clone()) };
    let i = word(vm, this, 0);
    let Some(items) = instance.as_tuple() else {
        let got = vm.type_name(instance);
        let message =
            format!("descriptor for index '{i}' for tuple subclasses doesn't apply to '{got}' object");
        return Err(vm.type_error(message));
    };
    match usize::try_from(i).ok().and_then(|i| items.get(i)) {
        Some(v) => Ok(v.clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}
