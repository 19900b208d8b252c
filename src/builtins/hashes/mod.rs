//! _hashes: digests of bytes, for `hashlib` (a frozen module).
//!
//! The algorithms are RustCrypto's, BLAKE2 apart, whose parameters that crate does not have.
//! Deliberately absent: unfinished states. `hashlib` keeps what it was given, and hashes it when somebody asks.

mod blake2;

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::types::bytes::bytes_arg;
use crate::vm::Vm;
use md5::Md5;
use sha1::Sha1;
use sha2::digest::{Digest, ExtendableOutput, XofReader};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

static FUNCTIONS: &[Native] = &[
    native("digest(name, data, length, /)", "The digest of bytes; the length is for shake alone.", digest),
    native(
        "blake2(large, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node, /)",
        "The digest of bytes by BLAKE2b (large) or BLAKE2s.",
        blake,
    ),
    native(
        "pbkdf2(name, block, password, salt, iterations, length, /)",
        "A key from a password, by PBKDF2 with HMAC; block is the algorithm's block size.",
        pbkdf2,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_hashes", "Digests of bytes.", FUNCTIONS))
}

fn shake(mut hasher: impl ExtendableOutput, data: &[u8], length: usize) -> Vec<u8> {
    hasher.update(data);
    let mut out = vec![0; length];
    hasher.finalize_xof().read(&mut out);
    out
}
fn hash(name: &str, data: &[u8], length: usize) -> Option<Vec<u8>> {
    Some(match name {
        "md5" => Md5::digest(data).to_vec(),
        "sha1" => Sha1::digest(data).to_vec(),
        "sha224" => Sha224::digest(data).to_vec(),
        "sha256" => Sha256::digest(data).to_vec(),
        "sha384" => Sha384::digest(data).to_vec(),
        "sha512" => Sha512::digest(data).to_vec(),
        "sha3_224" => Sha3_224::digest(data).to_vec(),
        "sha3_256" => Sha3_256::digest(data).to_vec(),
        "sha3_384" => Sha3_384::digest(data).to_vec(),
        "sha3_512" => Sha3_512::digest(data).to_vec(),
        "shake_128" => shake(Shake128::default(), data, length),
        "shake_256" => shake(Shake256::default(), data, length),
        "blake2b" | "blake2s" => {
            let large = name == "blake2b";
            let size = if large { 64 } else { 32 };
            blake2::digest(large, data, &blake2::Parameters::plain(size))
        }
        _ => return None,
    })
}
fn digest(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.text(&a[0]);
    let data = bytes_arg(vm, a.at(1))?.into_owned();
    let length = usize::try_from(vm.size_index(&a[2])?).unwrap_or(0);
    vm.check_room(length)?;
    match hash(&name, &data, length) {
        Some(digest) => Ok(vm.heap.bytes(&digest)?),
        None => Err(vm.value_error(format!("unsupported hash type {name}"))),
    }
}
fn blake(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let large = vm.truth(&a[0])?;
    let bytes = |vm: &mut Vm, i: usize| -> PyResult<Vec<u8>> { Ok(bytes_arg(vm, a.at(i))?.into_owned()) };
    let (data, key, salt, person) = (bytes(vm, 1)?, bytes(vm, 3)?, bytes(vm, 4)?, bytes(vm, 5)?);
    let number = |vm: &mut Vm, i: usize| -> PyResult<u64> {
        let n = vm.index_value(&a[i])?;
        Ok(crate::types::int::int_value(&n).and_then(|n| n.to_u64()).unwrap_or(0))
    };
    let parameters = blake2::Parameters {
        digest_size: number(vm, 2)? as u8,
        key,
        salt,
        person,
        fanout: number(vm, 6)? as u8,
        depth: number(vm, 7)? as u8,
        leaf_size: number(vm, 8)? as u32,
        node_offset: number(vm, 9)?,
        node_depth: number(vm, 10)? as u8,
        inner_size: number(vm, 11)? as u8,
        last_node: vm.truth(&a[12])?,
    };
    let digest = blake2::digest(large, &data, &parameters);
    Ok(vm.heap.bytes(&digest)?)
}

// --- PBKDF2 ------------------------------------------------------------------------------------------------------

/// HMAC (RFC 2104): both halves of the key, padded to a block.
fn keyed(name: &str, block: usize, key: &[u8], message: &[u8]) -> Vec<u8> {
    let key = if key.len() > block { hash(name, key, 0).unwrap_or_default() } else { key.to_vec() };
    let padded =
        |fill: u8| -> Vec<u8> { (0..block).map(|i| key.get(i).copied().unwrap_or(0) ^ fill).collect() };
    let inner = hash(name, &[&padded(0x36), message].concat(), 0).unwrap_or_default();
    hash(name, &[&padded(0x5c)[..], &inner].concat(), 0).unwrap_or_default()
}
fn pbkdf2(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.text(&a[0]);
    let number =
        |vm: &mut Vm, v: &Value| -> PyResult<usize> { Ok(usize::try_from(vm.size_index(v)?).unwrap_or(0)) };
    let block = number(vm, &a[1])?;
    let (password, salt) = (bytes_arg(vm, a.at(2))?.into_owned(), bytes_arg(vm, a.at(3))?.into_owned());
    let (iterations, length) = (number(vm, &a[4])?, number(vm, &a[5])?);
    vm.check_room(length)?;
    let mut out = Vec::new();
    for part in 1u32.. {
        if out.len() >= length {
            break;
        }
        let mut round = keyed(&name, block, &password, &[&salt[..], &part.to_be_bytes()].concat());
        let mut sum = round.clone();
        for i in 1..iterations {
            round = keyed(&name, block, &password, &round);
            sum.iter_mut().zip(&round).for_each(|(s, r)| *s ^= r);
            if i % 256 == 0 {
                vm.safe_point()?;
            }
        }
        if sum.is_empty() {
            return Err(vm.value_error(format!("unsupported hash type {name}")));
        }
        out.extend(sum);
    }
    Ok(vm.heap.bytes(&out[..length])?)
}
