//! The instructions of a compiled pattern: 32-bit words, laid out as CPython's `_sre` has them, so that
//! `sys.getsizeof` tells the same.
//!
//! A skip leads from its own place to behind what it skips.

pub const FAILURE: u32 = 0;
pub const SUCCESS: u32 = 1;
pub const ANY: u32 = 2;
pub const ANY_ALL: u32 = 3;
/// skip, characters to go back, pattern, SUCCESS
pub const ASSERT: u32 = 4;
pub const ASSERT_NOT: u32 = 5;
/// place
pub const AT: u32 = 6;
/// (skip, pattern, JUMP, skip) for each way, FAILURE
pub const BRANCH: u32 = 7;
/// class (in a set)
pub const CATEGORY: u32 = 8;
/// eight words of bits (in a set)
pub const CHARSET: u32 = 9;
/// number of blocks, a byte for each 256 characters, the blocks' bits (in a set)
pub const BIGCHARSET: u32 = 10;
/// group
pub const GROUPREF: u32 = 11;
/// group, skip, pattern [, JUMP, skip, pattern]
pub const GROUPREF_EXISTS: u32 = 12;
/// skip, set, FAILURE
pub const IN: u32 = 13;
/// skip, bits, shortest, longest [, prefix or set]
pub const INFO: u32 = 14;
/// skip
pub const JUMP: u32 = 15;
/// character
pub const LITERAL: u32 = 16;
/// number of the mark
pub const MARK: u32 = 17;
pub const MAX_UNTIL: u32 = 18;
pub const MIN_UNTIL: u32 = 19;
/// character
pub const NOT_LITERAL: u32 = 20;
/// (in a set)
pub const NEGATE: u32 = 21;
/// first, last (in a set)
pub const RANGE: u32 = 22;
/// skip, min, max, pattern, MAX_UNTIL or MIN_UNTIL
pub const REPEAT: u32 = 23;
/// skip, min, max, one character, SUCCESS
pub const REPEAT_ONE: u32 = 24;
pub const MIN_REPEAT_ONE: u32 = 25;
/// skip, pattern, SUCCESS
pub const ATOMIC_GROUP: u32 = 26;
/// skip, min, max, pattern, SUCCESS, SUCCESS
pub const POSSESSIVE_REPEAT: u32 = 27;
pub const POSSESSIVE_REPEAT_ONE: u32 = 28;
pub const RANGE_UNI_IGNORE: u32 = 29;

/// How case is ignored: added to the numbers of the instructions that compare characters.
pub const ASCII_IGNORE: u32 = 32;
pub const LOC_IGNORE: u32 = 64;
pub const UNI_IGNORE: u32 = 96;

/// Which characters a class has: added to its number.
pub const ASCII_CLASS: u32 = 0;
pub const UNICODE_CLASS: u32 = 8;

/// Bits of INFO.
pub const INFO_PREFIX: u32 = 1;
/// The prefix is the whole pattern.
pub const INFO_LITERAL: u32 = 2;
pub const INFO_CHARSET: u32 = 4;
