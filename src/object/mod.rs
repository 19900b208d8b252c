//! Floor 1: what an object is.
//!
//! Owns the header, the counted handle [`Value`], the heap token [`Heap`], and one file per
//! layout with its contents' accessors. Contents of mutable objects are reached only through the
//! token: `&Heap` reads, `&mut Heap` writes. Python code runs only from `&mut Vm`, which owns the
//! token, so no borrow of contents is alive while user code runs.
//! A reference to an object's fixed part is also the way to what stands behind it; so the code is
//! sound under Tree Borrows (`MIRIFLAGS=-Zmiri-tree-borrows`), not under Stacked Borrows.
//! Deliberately absent: what the types *do* (floor 3), and deciding when objects die (floor 2).

pub mod atoms;
pub mod audit;
pub mod bytes;
pub mod code;
pub mod deque;
pub mod dict;
pub mod edges;
pub mod header;
pub mod heap;
pub mod image;
pub mod intern;
pub mod limbs;
pub mod list;
pub mod observe;
pub mod ops;
pub mod places;
pub mod record;
pub mod set;
pub mod spec;
pub mod str;
pub mod text;
mod traced;
pub mod track;
pub mod tuple;
pub mod typeobj;
pub mod value;
pub mod weak;

#[cfg(test)]
mod tests;

pub use atoms::{Complex, Float, Int};
pub use bytes::{ByteArray, Bytes};
pub use deque::Deque;
pub use dict::Dict;
pub use header::{Header, Kind, Ptr};
pub use heap::{Heap, NoMemory};
pub use list::List;
pub use record::Record;
pub use set::Set;
pub use spec::{Args, GetSet, Native, PyResult, Raised, TypeSpec};
pub use str::Str;
pub use text::{Chars, TextBuf};
pub use tuple::Tuple;
pub use typeobj::TypeObj;
pub use value::{Layout, Slot, Value};
pub use weak::WeakRef;
