//! Floor 3: the built-in types, and the pure functions on text and numbers that they rest on.

pub mod fault;
pub mod format;
pub mod numeric;
pub mod unicode;
