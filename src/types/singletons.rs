//! None, NotImplemented, Ellipsis.

use crate::object::spec::{native, slot, static_method};
use crate::object::{Args, Kind, PyResult, TypeSpec};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static NONE: TypeSpec = TypeSpec {
    name: "NoneType",
    doc: "The type of the None singleton.",
    kind: Kind::NONE,
    flags: 0,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, a| {
                no_arguments(vm, a, "NoneType")?;
                Ok(vm.none())
            },
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, _| Ok(vm.str("None"))),
        slot("__bool__(self, /)", "True if self else False", |vm, _| Ok(vm.bool(false))),
        // CPython 3.12 and later: the same in every process.
        slot("__hash__(self, /)", "Return hash(self).", |vm, _| Ok(vm.int(0xFCA8_6420))),
    ],
    basicsize: 16,
    ..TypeSpec::EMPTY
};

pub static NOT_IMPLEMENTED: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    doc: "The type of the NotImplemented singleton.",
    kind: Kind::NOT_IMPLEMENTED,
    flags: 0,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, a| {
                no_arguments(vm, a, "NotImplementedType")?;
                Ok(vm.not_implemented())
            },
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, _| Ok(vm.str("NotImplemented"))),
        slot("__bool__(self, /)", "True if self else False", |vm, _| {
            let text = "NotImplemented should not be used in a boolean context";
            vm.warn(Exc::DeprecationWarning, text)?;
            Ok(vm.bool(true))
        }),
        native("__reduce__(self, /)", "Helper for pickle.", |vm, _| Ok(vm.str("NotImplemented"))),
    ],
    basicsize: 16,
    ..TypeSpec::EMPTY
};

pub static ELLIPSIS: TypeSpec = TypeSpec {
    name: "ellipsis",
    doc: "The type of the Ellipsis singleton.",
    kind: Kind::ELLIPSIS,
    flags: 0,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, a| {
                no_arguments(vm, a, "EllipsisType")?;
                Ok(vm.ellipsis())
            },
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, _| Ok(vm.str("Ellipsis"))),
        native("__reduce__(self, /)", "Helper for pickle.", |vm, _| Ok(vm.str("Ellipsis"))),
    ],
    basicsize: 16,
    ..TypeSpec::EMPTY
};

fn no_arguments(vm: &mut Vm, a: Args, name: &str) -> PyResult<()> {
    let given =
        a[1].as_tuple().is_some_and(|t| !t.is_empty()) || a[2].as_dict().is_some_and(|d| !d.is_empty());
    if given { Err(vm.type_error(format!("{name} takes no arguments"))) } else { Ok(()) }
}
