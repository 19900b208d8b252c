//! _datetime: what an object of `datetime` is: its type, its fields and how it is made.
//!
//! What the objects do is written in Python, in `datetime.py` (see [`filled`]).

use super::filled;
use crate::object::spec::{GetSet, Member, getter, native};
use crate::object::typeobj::tflag;
use crate::object::{Native, PyResult, TypeSpec};
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

/// Each before the one it derives from.
static BY_DEPTH: [&TypeSpec; 6] = [&DATETIME, &DATE, &TIMEDELTA, &TIME, &TIMEZONE, &TZINFO];

static FUNCTIONS: &[Native] = &[
    native(
        "make(cls, /, *fields)",
        "An object of one of the types, or of a subclass, with these fields.",
        |vm, a| filled::make_object(vm, &BY_DEPTH, a),
    ),
    native("fill(cls, names, /)", "Give a type of this module what a dict holds.", |vm, a| {
        filled::fill(vm, &BY_DEPTH, a)
    }),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_datetime", "", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, spec) in TYPES {
        let class = vm.type_value(spec);
        vm.put(&dict, name, class);
    }
    Ok(module)
}
