//! Floor 1: objects.

pub mod text;
