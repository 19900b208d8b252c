//! _datetime: what an object of `datetime` is: its type, its fields and how it is made.
//!
//! What the objects do is written in Python (`datetime.py`): [`fill`](FUNCTIONS) puts those methods into the types, once, when
//! the module is imported. So the types are built-in ones, with their names and sizes, to programs and in messages.
//! Invariant: fields are checked before an object is made, and never change.

use crate::object::spec::{GetSet, Member, getter, native};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

macro_rules! field {
    ($name:literal, $i:literal) => {
        getter($name, "", |vm, v| Ok(vm.record_field(v, $i)))
    };
}

const fn member(name: &'static str, field: usize) -> Member {
    Member { name, field, writable: false, doc: "" }
}

static TIMEDELTA: TypeSpec = TypeSpec {
    name: "datetime.timedelta",
    doc: "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or negative.",
    flags: tflag::BASETYPE,
    members: &[member("days", 0), member("seconds", 1), member("microseconds", 2)],
    fields: 3,
    basicsize: 40,
    ..TypeSpec::EMPTY
};
static DATE: TypeSpec = TypeSpec {
    name: "datetime.date",
    doc: "date(year, month, day) --> date object",
    flags: tflag::BASETYPE,
    getsets: &[field!("year", 0), field!("month", 1), field!("day", 2)],
    fields: 3,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
static OF_DATETIME: &[GetSet] = &[
    field!("hour", 3),
    field!("minute", 4),
    field!("second", 5),
    field!("microsecond", 6),
    field!("tzinfo", 7),
    field!("fold", 8),
];
static DATETIME: TypeSpec = TypeSpec {
    name: "datetime.datetime",
    doc: "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.\n",
    base: Some(&DATE),
    flags: tflag::BASETYPE,
    getsets: OF_DATETIME,
    fields: 9,
    basicsize: 48,
    ..TypeSpec::EMPTY
};
static TIME: TypeSpec = TypeSpec {
    name: "datetime.time",
    doc: "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The remaining arguments may be ints.\n",
    flags: tflag::BASETYPE,
    getsets: &[
        field!("hour", 0),
        field!("minute", 1),
        field!("second", 2),
        field!("microsecond", 3),
        field!("tzinfo", 4),
        field!("fold", 5),
    ],
    fields: 6,
    basicsize: 40,
    ..TypeSpec::EMPTY
};
static TZINFO: TypeSpec = TypeSpec {
    name: "datetime.tzinfo",
    doc: "Abstract base class for time zone info objects.",
    flags: tflag::BASETYPE,
    basicsize: 16,
    ..TypeSpec::EMPTY
};
static TIMEZONE: TypeSpec = TypeSpec {
    name: "datetime.timezone",
    doc: "Fixed offset from UTC implementation of tzinfo.",
    base: Some(&TZINFO),
    getsets: &[field!("_offset", 0), field!("_name", 1)],
    flags: 0,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
static TYPES: [(&str, &TypeSpec); 6] = [
    ("timedelta", &TIMEDELTA),
    ("date", &DATE),
    ("datetime", &DATETIME),
    ("time", &TIME),
    ("tzinfo", &TZINFO),
    ("timezone", &TIMEZONE),
];

static FUNCTIONS: &[Native] = &[
    native(
        "make(cls, /, *fields)",
        "An object of one of the types, or of a subclass, with these fields.",
        make_object,
    ),
    native("fill(cls, names, /)", "Give a type of this module what a dict holds.", fill),
];

/// The type of this module that `cls` is or derives from.
fn own_type(vm: &mut Vm, cls: &Value) -> PyResult<&'static TypeSpec> {
    // The datetime stands before the date it derives from.
    for spec in [&DATETIME, &DATE, &TIMEDELTA, &TIME, &TIMEZONE, &TZINFO] {
        let own = vm.type_for(spec);
        if cls.as_type().is_some_and(|t| t.is_subtype(&vm.heap, own)) {
            return Ok(spec);
        }
    }
    Err(vm.type_error("no type of this module"))
}
fn make_object(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = own_type(vm, &a[0])?;
    let fields = a[1].as_tuple().unwrap_or(&[]);
    let Some(class) = a[0].as_type().filter(|_| fields.len() == usize::from(spec.fields)) else {
        return Err(vm.type_error("wrong number of fields"));
    };
    let made = vm.heap.instance(class);
    if let Some(r) = made.as_record() {
        for (i, v) in fields.iter().enumerate() {
            r.set(&mut vm.heap, i, Some(v.clone()));
        }
    }
    Ok(made)
}
fn fill(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = own_type(vm, &a[0])?;
    let own = vm.type_value(spec);
    if !own.is(&a[0]) || a[1].as_dict().is_none() {
        return Err(vm.type_error("no type of this module"));
    }
    vm.fill_class(&own, &a[1])?;
    Ok(vm.none())
}

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_datetime", "", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, spec) in TYPES {
        let class = vm.type_value(spec);
        vm.put(&dict, name, class);
    }
    Ok(module)
}
