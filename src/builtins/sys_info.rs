//! The struct sequences of `sys`: version, floats, ints, hashes, flags.

use super::structseq::{item, make, spec};
use crate::object::{PyResult, TypeSpec, Value};
use crate::vm::Vm;

/// Where ints stop converting to and from decimal text, unless the program says otherwise.
pub const DEFAULT_MAX_STR_DIGITS: i64 = 4300;
/// The smallest limit a program may set.
pub const STR_DIGITS_THRESHOLD: i64 = 640;
/// `sys.hexversion` of CPython 3.13.0.
pub const HEXVERSION: i64 = 0x030d_00f0;
pub const VERSION: &str = concat!("3.13.0 (Terrarium ", env!("CARGO_PKG_VERSION"), ")");

pub static VERSION_INFO: TypeSpec = spec(
    "sys.version_info",
    "Version information as a named tuple.",
    &[
        item::<0>("major", "Major release number"),
        item::<1>("minor", "Minor release number"),
        item::<2>("micro", "Patch release number"),
        item::<3>("releaselevel", "'alpha', 'beta', 'candidate', or 'final'"),
        item::<4>("serial", "Serial release number"),
    ],
);
pub static FLOAT_INFO: TypeSpec = spec(
    "sys.float_info",
    "What the float type can represent.",
    &[
        item::<0>("max", "largest finite float"),
        item::<1>("max_exp", "largest int e such that radix**(e-1) is representable"),
        item::<2>("max_10_exp", "largest int e such that 10**e is representable"),
        item::<3>("min", "smallest positive normalized float"),
        item::<4>("min_exp", "smallest int e such that radix**(e-1) is a normalized float"),
        item::<5>("min_10_exp", "smallest int e such that 10**e is a normalized float"),
        item::<6>("dig", "decimal digits that a float always keeps"),
        item::<7>("mant_dig", "digits of the mantissa"),
        item::<8>("epsilon", "difference between 1 and the next float"),
        item::<9>("radix", "base of the exponent"),
        item::<10>("rounds", "rounding mode used for arithmetic operations"),
    ],
);
pub static INT_INFO: TypeSpec = spec(
    "sys.int_info",
    "How CPython represents ints, which sizes are reported for.",
    &[
        item::<0>("bits_per_digit", "size of a digit in bits"),
        item::<1>("sizeof_digit", "size in bytes of the C type used to represent a digit"),
        item::<2>("default_max_str_digits", "limit of decimal digits, by default"),
        item::<3>("str_digits_check_threshold", "smallest limit that can be set"),
    ],
);
pub static HASH_INFO: TypeSpec = spec(
    "sys.hash_info",
    "Parameters of hashing.",
    &[
        item::<0>("width", "width of the hash type in bits"),
        item::<1>("modulus", "prime modulus of numeric hashes"),
        item::<2>("inf", "hash of a positive infinity"),
        item::<3>("nan", "not used any more"),
        item::<4>("imag", "multiplier for the imaginary part of a complex number"),
        item::<5>("algorithm", "name of the algorithm for str and bytes"),
        item::<6>("hash_bits", "its internal output size in bits"),
        item::<7>("seed_bits", "its seed size in bits"),
        item::<8>("cutoff", "small string optimisation cutoff"),
    ],
);
pub static FLAGS: TypeSpec = spec(
    "sys.flags",
    "Flags of the command line.",
    &[
        item::<0>("debug", "-d"),
        item::<1>("inspect", "-i"),
        item::<2>("interactive", "-i"),
        item::<3>("optimize", "-O or -OO"),
        item::<4>("dont_write_bytecode", "-B"),
        item::<5>("no_user_site", "-s"),
        item::<6>("no_site", "-S"),
        item::<7>("ignore_environment", "-E"),
        item::<8>("verbose", "-v"),
        item::<9>("bytes_warning", "-b"),
        item::<10>("quiet", "-q"),
        item::<11>("hash_randomization", "-R"),
        item::<12>("isolated", "-I"),
        item::<13>("dev_mode", "-X dev"),
        item::<14>("utf8_mode", "-X utf8"),
        item::<15>("warn_default_encoding", "-X warn_default_encoding"),
        item::<16>("safe_path", "-P"),
        item::<17>("int_max_str_digits", "-X int_max_str_digits"),
    ],
);

fn ints(vm: &Vm, numbers: &[i64]) -> Vec<Value> {
    numbers.iter().map(|n| vm.int(*n)).collect()
}
/// # Errors
/// MemoryError, as of all functions here.
pub fn version_info(vm: &mut Vm) -> PyResult {
    let mut items = ints(vm, &[3, 13, 0]);
    items.push(vm.heap.intern_str("final"));
    items.push(vm.int(0));
    make(vm, &VERSION_INFO, items)
}
pub fn float_info(vm: &mut Vm) -> PyResult {
    let mut items = vec![vm.float(f64::MAX)];
    items.extend(ints(vm, &[1024, 308]));
    items.push(vm.float(f64::MIN_POSITIVE));
    items.extend(ints(vm, &[-1021, -307, 15, 53]));
    items.push(vm.float(f64::EPSILON));
    items.extend(ints(vm, &[2, 1]));
    make(vm, &FLOAT_INFO, items)
}
pub fn int_info(vm: &mut Vm) -> PyResult {
    let items = ints(vm, &[30, 4, DEFAULT_MAX_STR_DIGITS, STR_DIGITS_THRESHOLD]);
    make(vm, &INT_INFO, items)
}
pub fn hash_info(vm: &mut Vm) -> PyResult {
    let mut items = ints(vm, &[64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    items.push(vm.heap.intern_str("siphash13"));
    items.extend(ints(vm, &[64, 128, 0]));
    make(vm, &HASH_INFO, items)
}
pub fn flags(vm: &mut Vm) -> PyResult {
    let optimize = i64::from(vm.config.optimize);
    let mut items = ints(vm, &[0, 0, 0, optimize, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    items.push(vm.bool(false));
    items.extend(ints(vm, &[0, 0]));
    items.push(vm.bool(false));
    items.push(vm.int(DEFAULT_MAX_STR_DIGITS));
    make(vm, &FLAGS, items)
}
