//! _types: names for the built-in types that `builtins` does not name; `types` (a frozen module) adds the rest.

use crate::object::spec::native;
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static TYPES: &[(&str, Kind)] = &[
    ("AsyncGeneratorType", Kind::ASYNC_GENERATOR),
    ("BuiltinFunctionType", Kind::NATIVE),
    ("BuiltinMethodType", Kind::NATIVE),
    ("CellType", Kind::CELL),
    ("ClassMethodDescriptorType", Kind::CLASSMETHOD_DESCRIPTOR),
    ("CodeType", Kind::CODE),
    ("CoroutineType", Kind::COROUTINE),
    ("EllipsisType", Kind::ELLIPSIS),
    ("FrameType", Kind::FRAME),
    ("FunctionType", Kind::FUNCTION),
    ("GeneratorType", Kind::GENERATOR),
    ("GenericAlias", Kind::GENERIC_ALIAS),
    ("GetSetDescriptorType", Kind::GETSET),
    ("LambdaType", Kind::FUNCTION),
    ("MappingProxyType", Kind::MAPPING_PROXY),
    ("MemberDescriptorType", Kind::MEMBER),
    ("MethodDescriptorType", Kind::METHOD_DESCRIPTOR),
    ("MethodType", Kind::BOUND_METHOD),
    ("MethodWrapperType", Kind::METHOD_WRAPPER),
    ("ModuleType", Kind::MODULE),
    ("NoneType", Kind::NONE),
    ("NotImplementedType", Kind::NOT_IMPLEMENTED),
    ("SimpleNamespace", Kind::NAMESPACE),
    ("TracebackType", Kind::TRACEBACK),
    ("UnionType", Kind::UNION),
    ("WrapperDescriptorType", Kind::SLOT_WRAPPER),
];

static FUNCTIONS: &[Native] = &[
    native(
        "_seal(cls, final, /)",
        "Make a class like a type of C: immutable, and no base class if final.",
        seal,
    ),
    native("_union(a, b, /)", "The union of two types.", union),
];

fn seal(vm: &mut Vm, a: Args) -> PyResult {
    let Some(t) = a[0].as_type() else {
        return Err(vm.type_error("_seal() argument must be a class"));
    };
    t.set_flag(tflag::IMMUTABLE);
    if vm.truth(&a[1])? {
        t.clear_flag(tflag::BASETYPE);
    }
    Ok(a[0].clone())
}

fn union(vm: &mut Vm, a: Args) -> PyResult {
    crate::types::alias::union_of(vm, &a[0], &a[1])
}

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Define names for built-in types that aren't directly accessible as a builtin.";
    let module = vm.native_module("_types", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, kind) in TYPES {
        let t = vm.heap.type_ref(*kind).value();
        vm.put(&dict, name, t);
    }
    Ok(module)
}
