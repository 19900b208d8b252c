//! Floor 3: the built-in types, and the pure functions on text and numbers that they rest on.

pub mod fault;
pub mod format;
pub mod numeric;
#[cfg(test)]
mod props;
pub mod unicode;

pub mod alias;
pub mod array;
pub mod async_gen;
pub mod bytes;
pub mod code;
pub mod codec;
pub mod complex;
pub mod deque;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod file;
pub mod float;
pub mod frame;
mod frame_locals;
pub mod function;
pub mod generator;
pub mod int;
pub mod iter;
pub mod list;
pub mod metatype;
pub mod module;
pub mod object;
pub mod range;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod support;
pub mod tuple;
pub mod weakref;

use crate::object::TypeSpec;

/// The built-in types that have a kind of their own, bases before the types built on them.
pub static BUILTIN: &[&TypeSpec] = &[
    &object::OBJECT,
    &metatype::TYPE,
    &singletons::NONE,
    &singletons::NOT_IMPLEMENTED,
    &singletons::ELLIPSIS,
    &int::INT,
    &int::BOOL,
    &float::FLOAT,
    &complex::COMPLEX,
    &str::STR,
    &str::STR_ITER,
    &bytes::BYTES,
    &bytes::BYTEARRAY,
    &bytes::BYTES_ITER,
    &bytes::MEMORYVIEW,
    &tuple::TUPLE,
    &tuple::TUPLE_ITER,
    &list::LIST,
    &list::LIST_ITER,
    &list::LIST_REV_ITER,
    &dict::DICT,
    &dict::DICT_KEYS,
    &dict::DICT_VALUES,
    &dict::DICT_ITEMS,
    &dict::DICT_KEY_ITER,
    &dict::DICT_VALUE_ITER,
    &dict::DICT_ITEM_ITER,
    &dict::MAPPING_PROXY,
    &set::SET,
    &set::FROZENSET,
    &set::SET_ITER,
    &range::RANGE,
    &range::RANGE_ITER,
    &slice::SLICE,
    &iter::SEQ_ITER,
    &iter::CALL_ITER,
    &iter::ENUMERATE,
    &iter::ZIP,
    &iter::MAP,
    &iter::FILTER,
    &iter::REVERSED,
    &function::FUNCTION,
    &function::BOUND_METHOD,
    &function::NATIVE,
    &function::METHOD_DESCRIPTOR,
    &function::SLOT_WRAPPER,
    &function::CLASSMETHOD_DESCRIPTOR,
    &function::METHOD_WRAPPER,
    &function::CELL,
    &code::CODE,
    &frame::FRAME,
    &frame::TRACEBACK,
    &descriptor::GETSET,
    &descriptor::MEMBER,
    &descriptor::CLASSMETHOD,
    &descriptor::STATICMETHOD,
    &descriptor::PROPERTY,
    &descriptor::SUPER,
    &module::MODULE,
    &module::NAMESPACE,
    &generator::GENERATOR,
    &generator::COROUTINE,
    &generator::ASYNC_GENERATOR,
    &weakref::WEAKREF,
    &alias::GENERIC_ALIAS,
    &alias::UNION,
    &file::FILE,
];
