//! _operator: operators as functions, and the callables that fetch items, attributes and methods.

mod getters;

use crate::code::instr::{BinOp, CmpOp, UnOp};
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

macro_rules! binary {
    ($($name:literal $doc:literal $op:ident),* $(,)?) => {
        [$(native(
            concat!($name, "(a, b, /)"),
            concat!("Same as a ", $doc, " b."),
            |vm, a| vm.binary(BinOp::$op, &a[0], &a[1]),
        )),*]
    };
}
macro_rules! in_place {
    ($($name:literal $doc:literal $op:ident),* $(,)?) => {
        [$(native(
            concat!($name, "(a, b, /)"),
            concat!("Same as a ", $doc, " b."),
            |vm, a| vm.inplace(BinOp::$op, &a[0], &a[1]),
        )),*]
    };
}
macro_rules! compare {
    ($($name:literal $doc:literal $op:ident),* $(,)?) => {
        [$(native(
            concat!($name, "(a, b, /)"),
            concat!("Same as a ", $doc, " b."),
            |vm, a| vm.compare(CmpOp::$op, &a[0], &a[1]),
        )),*]
    };
}

static BINARY: [Native; 13] = binary!(
    "add" "+" Add, "and_" "&" And, "floordiv" "//" FloorDivide, "lshift" "<<" Lshift, "matmul" "@" MatrixMultiply,
    "mod" "%" Remainder, "mul" "*" Multiply, "or_" "|" Or, "pow" "**" Power, "rshift" ">>" Rshift, "sub" "-" Subtract,
    "truediv" "/" TrueDivide, "xor" "^" Xor,
);
static IN_PLACE: [Native; 13] = in_place!(
    "iadd" "+=" Add, "iand" "&=" And, "ifloordiv" "//=" FloorDivide, "ilshift" "<<=" Lshift,
    "imatmul" "@=" MatrixMultiply, "imod" "%=" Remainder, "imul" "*=" Multiply, "ior" "|=" Or, "ipow" "**=" Power,
    "irshift" ">>=" Rshift, "isub" "-=" Subtract, "itruediv" "/=" TrueDivide, "ixor" "^=" Xor,
);
static COMPARE: [Native; 6] =
    compare!("lt" "<" Lt, "le" "<=" Le, "eq" "==" Eq, "ne" "!=" Ne, "ge" ">=" Ge, "gt" ">" Gt);

static FUNCTIONS: &[Native] = &[
    native("truth(a, /)", "Return True if a is true, False otherwise.", |vm, a| {
        let yes = vm.truth(&a[0])?;
        Ok(vm.bool(yes))
    }),
    native("not_(a, /)", "Same as not a.", |vm, a| {
        let yes = vm.truth(&a[0])?;
        Ok(vm.bool(!yes))
    }),
    native("is_(a, b, /)", "Same as a is b.", |vm, a| Ok(vm.bool(a[0].is(&a[1])))),
    native("is_not(a, b, /)", "Same as a is not b.", |vm, a| Ok(vm.bool(!a[0].is(&a[1])))),
    native("abs(a, /)", "Same as abs(a).", |vm, a| {
        let abs = vm.builtin("abs");
        vm.call(&abs, std::slice::from_ref(a.at(0)))
    }),
    native("index(a, /)", "Same as a.__index__()", |vm, a| {
        let i = vm.index_value(&a[0])?;
        crate::types::int::exact(vm, &i)
    }),
    native("inv(a, /)", "Same as ~a.", |vm, a| vm.unary(UnOp::Invert, &a[0])),
    native("invert(a, /)", "Same as ~a.", |vm, a| vm.unary(UnOp::Invert, &a[0])),
    native("neg(a, /)", "Same as -a.", |vm, a| vm.unary(UnOp::Negative, &a[0])),
    native("pos(a, /)", "Same as +a.", |vm, a| vm.unary(UnOp::Positive, &a[0])),
    native("concat(a, b, /)", "Same as a + b, for a and b sequences.", |vm, a| {
        sequences(vm, a)?;
        vm.binary(BinOp::Add, &a[0], &a[1])
    }),
    native("iconcat(a, b, /)", "Same as a += b, for a and b sequences.", |vm, a| {
        sequences(vm, a)?;
        vm.inplace(BinOp::Add, &a[0], &a[1])
    }),
    native("contains(a, b, /)", "Same as b in a (note reversed operands).", |vm, a| {
        let found = vm.contains(&a[0], &a[1])?;
        Ok(vm.bool(found))
    }),
    native("getitem(a, b, /)", "Same as a[b].", |vm, a| vm.get_item(&a[0], &a[1])),
    native("setitem(a, b, c, /)", "Same as a[b] = c.", |vm, a| {
        vm.set_item(&a[0], &a[1], &a[2])?;
        Ok(vm.none())
    }),
    native("delitem(a, b, /)", "Same as del a[b].", |vm, a| {
        vm.del_item(&a[0], &a[1])?;
        Ok(vm.none())
    }),
    native("countOf(a, b, /)", "Return the number of items in a which are, or which equal, b.", |vm, a| {
        let it = vm.iter(&a[0])?;
        let mut n = 0;
        while let Some(item) = vm.next(&it)? {
            n += i64::from(vm.same_or_eq(&item, &a[1])?);
            vm.release(item);
            vm.safe_point()?;
        }
        Ok(vm.int(n))
    }),
    native("indexOf(a, b, /)", "Return the first index of b in a.", |vm, a| {
        let it = vm.iter(&a[0])?;
        let mut i = 0;
        while let Some(item) = vm.next(&it)? {
            if vm.same_or_eq(&item, &a[1])? {
                return Ok(vm.int(i));
            }
            vm.release(item);
            vm.safe_point()?;
            i += 1;
        }
        Err(vm.value_error("sequence.index(x): x not in sequence"))
    }),
    native(
        "length_hint(obj, default=0, /)",
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0.",
        |vm, a| {
            let default = a.opt(1).map_or(Ok(0), |v| vm.size_index(v))?;
            let hint = vm.length_hint(&a[0], default.max(0) as usize)?;
            Ok(vm.int(hint as i64))
        },
    ),
    native("call(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).", |vm, a| {
        let args = a[1].as_tuple().unwrap_or(&[]).to_vec();
        vm.call_with_dict(&a[0], args, a.opt(2))
    }),
    native("_compare_digest(a, b, /)", "Return 'a == b'.", |vm, a| vm.compare(CmpOp::Eq, &a[0], &a[1])),
];

/// The first operand has items by index.
fn sequences(vm: &mut Vm, a: Args<'_>) -> PyResult<()> {
    let name = vm.names.__getitem__.clone();
    if vm.special(&a[0], &name).is_some() && a[0].as_dict().is_none() {
        return Ok(());
    }
    let got = vm.type_name(&a[0]);
    Err(vm.type_error(format!("'{got}' object can't be concatenated")))
}

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.";
    let module = vm.native_module("_operator", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for line in BINARY.iter().chain(&IN_PLACE).chain(&COMPARE) {
        let f = vm.native_function(line, Some(module.clone()));
        vm.put(&dict, line.name(), f);
    }
    let types: [&'static TypeSpec; 3] = [&getters::ITEMGETTER, &getters::ATTRGETTER, &getters::METHODCALLER];
    for spec in types {
        let t: Value = vm.type_value(spec);
        vm.put(&dict, spec.name.rsplit('.').next().unwrap_or_default(), t);
    }
    Ok(module)
}
