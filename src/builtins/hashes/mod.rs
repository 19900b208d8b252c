//! _hashes: digests of bytes, for `hashlib` (a frozen module).
//!
//! The algorithms are RustCrypto's, BLAKE2 apart, whose parameters that crate does not have. A hash that has begun is
//! its state as bytes, which the hash object of Python holds: so no memory is needed for what was hashed already, and
//! all there is lies in the heap.

mod blake2;

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::types::bytes::bytes_arg;
use crate::vm::Vm;
use blake2::{Blake2, Parameters};
use md5::Md5;
use sha1::Sha1;
use sha2::digest::common::BlockSizeUser;
use sha2::digest::common::hazmat::{SerializableState, SerializedState};
use sha2::digest::typenum::Unsigned;
use sha2::digest::{Digest, ExtendableOutput, FixedOutput, Update, XofReader};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

static FUNCTIONS: &[Native] = &[
    native("start(name, /)", "The state of a hash of nothing.", |vm, a| {
        let start = algorithm(vm, &a[0])?.start;
        Ok(vm.heap.bytes(&start())?)
    }),
    native("update(name, state, data, /)", "The state after more bytes.", |vm, a| {
        let update = algorithm(vm, &a[0])?.update;
        let (state, data) = (bytes_arg(vm, a.at(1))?, bytes_arg(vm, a.at(2))?);
        let state = update(&state, &data);
        as_bytes(vm, state)
    }),
    native("digest(name, state, length, /)", "The digest; the length is for shake alone.", |vm, a| {
        let finish = algorithm(vm, &a[0])?.finish;
        let state = bytes_arg(vm, a.at(1))?;
        let length = usize::try_from(vm.size_index(&a[2])?).unwrap_or(0);
        vm.check_room(length)?;
        let digest = finish(&state, length);
        as_bytes(vm, digest)
    }),
    native(
        "blake2_start(large, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, /)",
        "The state of a BLAKE2b (large) or BLAKE2s of nothing.",
        blake2_start,
    ),
    native("blake2_update(large, state, data, /)", "The state after more bytes.", |vm, a| {
        let large = vm.truth(&a[0])?;
        let (state, data) = (bytes_arg(vm, a.at(1))?, bytes_arg(vm, a.at(2))?);
        let state = Blake2::from_bytes(large, &state).map(|mut state| {
            state.update(&data);
            state.to_bytes()
        });
        as_bytes(vm, state)
    }),
    native("blake2_digest(large, state, length, last_node, /)", "The digest.", |vm, a| {
        let (large, last_node) = (vm.truth(&a[0])?, vm.truth(&a[3])?);
        let length = usize::try_from(vm.size_index(&a[2])?).unwrap_or(0);
        let state = bytes_arg(vm, a.at(1))?;
        let digest = Blake2::from_bytes(large, &state).map(|state| state.finish(last_node));
        let digest = digest.map(|mut d| {
            d.truncate(length);
            d
        });
        as_bytes(vm, digest)
    }),
    native(
        "pbkdf2(name, password, salt, iterations, length, /)",
        "A key from a password, by PBKDF2 with HMAC.",
        pbkdf2,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_hashes", "Digests of bytes.", FUNCTIONS))
}

// --- the algorithms ----------------------------------------------------------------------------------------------

struct Algorithm {
    name: &'static str,
    /// Bytes that are hashed at once.
    block: usize,
    start: fn() -> Vec<u8>,
    /// `None`: what is given as a state is none.
    update: fn(&[u8], &[u8]) -> Option<Vec<u8>>,
    finish: fn(&[u8], usize) -> Option<Vec<u8>>,
    /// All at once.
    whole: fn(&[u8]) -> Vec<u8>,
}

static ALGORITHMS: [Algorithm; 12] = [
    fixed::<Md5>("md5"),
    fixed::<Sha1>("sha1"),
    fixed::<Sha224>("sha224"),
    fixed::<Sha256>("sha256"),
    fixed::<Sha384>("sha384"),
    fixed::<Sha512>("sha512"),
    fixed::<Sha3_224>("sha3_224"),
    fixed::<Sha3_256>("sha3_256"),
    fixed::<Sha3_384>("sha3_384"),
    fixed::<Sha3_512>("sha3_512"),
    extendable::<Shake128>("shake_128"),
    extendable::<Shake256>("shake_256"),
];

const fn fixed<H: Digest + Default + Update + FixedOutput + BlockSizeUser + SerializableState>(
    name: &'static str,
) -> Algorithm {
    let block = H::BlockSize::USIZE;
    let finish = |state: &[u8], _: usize| Some(restored::<H>(state)?.finalize_fixed().to_vec());
    Algorithm {
        name,
        block,
        start: start::<H>,
        update: update::<H>,
        finish,
        whole: |data| H::digest(data).to_vec(),
    }
}
const fn extendable<H: Default + Update + ExtendableOutput + BlockSizeUser + SerializableState>(
    name: &'static str,
) -> Algorithm {
    let block = H::BlockSize::USIZE;
    let finish = |state: &[u8], length: usize| {
        let mut out = vec![0; length];
        restored::<H>(state)?.finalize_xof().read(&mut out);
        Some(out)
    };
    Algorithm { name, block, start: start::<H>, update: update::<H>, finish, whole: |_| Vec::new() }
}
fn restored<H: SerializableState>(state: &[u8]) -> Option<H> {
    H::deserialize(&SerializedState::<H>::try_from(state).ok()?).ok()
}
fn start<H: Default + SerializableState>() -> Vec<u8> {
    H::default().serialize().to_vec()
}
fn update<H: Update + SerializableState>(state: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut hasher = restored::<H>(state)?;
    hasher.update(data);
    Some(hasher.serialize().to_vec())
}
fn algorithm(vm: &mut Vm, name: &Value) -> PyResult<&'static Algorithm> {
    let name = vm.text(name);
    match ALGORITHMS.iter().find(|a| a.name == name) {
        Some(found) => Ok(found),
        None => Err(vm.value_error(format!("unsupported hash type {name}"))),
    }
}
fn as_bytes(vm: &mut Vm, bytes: Option<Vec<u8>>) -> PyResult {
    match bytes {
        Some(bytes) => Ok(vm.heap.bytes(&bytes)?),
        None => Err(vm.value_error("no state of this hash")),
    }
}
fn blake2_start(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let large = vm.truth(&a[0])?;
    let bytes = |vm: &mut Vm, i: usize| -> PyResult<Vec<u8>> { Ok(bytes_arg(vm, a.at(i))?.into_owned()) };
    let (key, salt, person) = (bytes(vm, 2)?, bytes(vm, 3)?, bytes(vm, 4)?);
    let number = |vm: &mut Vm, i: usize| -> PyResult<u64> {
        let n = vm.index_value(&a[i])?;
        Ok(crate::types::int::int_value(&n).and_then(|n| n.to_u64()).unwrap_or(0))
    };
    let parameters = Parameters {
        digest_size: number(vm, 1)? as u8,
        key,
        salt,
        person,
        fanout: number(vm, 5)? as u8,
        depth: number(vm, 6)? as u8,
        leaf_size: number(vm, 7)? as u32,
        node_offset: number(vm, 8)?,
        node_depth: number(vm, 9)? as u8,
        inner_size: number(vm, 10)? as u8,
    };
    let state = Blake2::new(large, &parameters).to_bytes();
    Ok(vm.heap.bytes(&state)?)
}

// --- PBKDF2 ------------------------------------------------------------------------------------------------------

/// HMAC (RFC 2104): both halves of the key, padded to a block.
fn keyed(of: &Algorithm, key: &[u8], message: &[u8]) -> Vec<u8> {
    let key = if key.len() > of.block { (of.whole)(key) } else { key.to_vec() };
    let padded =
        |fill: u8| -> Vec<u8> { (0..of.block).map(|i| key.get(i).copied().unwrap_or(0) ^ fill).collect() };
    let inner = (of.whole)(&[&padded(0x36), message].concat());
    (of.whole)(&[&padded(0x5c)[..], &inner].concat())
}
fn pbkdf2(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let of = algorithm(vm, &a[0])?;
    let (password, salt) = (bytes_arg(vm, a.at(1))?.into_owned(), bytes_arg(vm, a.at(2))?.into_owned());
    let (iterations, length) = (vm.size_index(&a[3])?, usize::try_from(vm.size_index(&a[4])?).unwrap_or(0));
    vm.check_room(length)?;
    let mut out = Vec::new();
    for part in 1u32.. {
        if out.len() >= length {
            break;
        }
        let mut round = keyed(of, &password, &[&salt[..], &part.to_be_bytes()].concat());
        let mut sum = round.clone();
        for i in 1..iterations {
            round = keyed(of, &password, &round);
            sum.iter_mut().zip(&round).for_each(|(s, r)| *s ^= r);
            if i % 256 == 0 {
                vm.safe_point()?;
            }
        }
        vm.safe_point()?;
        if sum.is_empty() {
            return Err(vm.value_error(format!("{} has no digest of a fixed length", of.name)));
        }
        out.extend(sum);
    }
    Ok(vm.heap.bytes(&out[..length])?)
}
