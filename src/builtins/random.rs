//! _random: the Mersenne Twister (`Modules/_randommodule.c`), and the digest that strings seed it by.
//!
//! MT19937 is Makoto Matsumoto's and Takuji Nishimura's; SHA-512 is FIPS 180-4.
//! Deliberately absent: distributions (`random`, a frozen module).

use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::types::iter::{instance, set_word, word};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use num_bigint::{BigInt, Sign};

const N: usize = 624;
const M: usize = 397;
/// Words of the state, and behind them the place of the next number.
const PLACE: usize = N;

static FUNCTIONS: &[Native] = &[native("_sha512(data, /)", "The SHA-512 digest of bytes.", |vm, a| {
    let data = crate::types::bytes::bytes_arg(vm, a.at(0))?.into_owned();
    let digest = sha512(&data);
    Ok(vm.heap.bytes(&digest)?)
})];

static RANDOM: TypeSpec = TypeSpec {
    name: "_random.Random",
    doc: "Random() -> create a random number generator with its own internal state.",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: &[
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", |vm, a| {
            let this = instance(vm, &a[0], []);
            let args = a[1].as_tuple().unwrap_or(&[]);
            seed(vm, &this, args.first())?;
            Ok(this)
        }),
        native("random(self, /)", "random() -> x in the interval [0, 1).", |vm, a| {
            let (x, y) = (next(vm, &a[0]) >> 5, next(vm, &a[0]) >> 6);
            Ok(vm.float((f64::from(x) * 67_108_864.0 + f64::from(y)) / 9_007_199_254_740_992.0))
        }),
        native(
            "seed(self, n=None, /)",
            "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.",
            |vm, a| {
                seed(vm, &a[0], a.opt(1))?;
                Ok(vm.none())
            },
        ),
        native("getstate(self, /)", "getstate() -> tuple containing the current state.", |vm, a| {
            let words = (0..=N).map(|i| vm.int(word(vm, &a[0], i))).collect();
            vm.tuple(words)
        }),
        native("setstate(self, state, /)", "setstate(state) -> None.  Restores generator state.", set_state),
        native("getrandbits(self, k, /)", "getrandbits(k) -> x.  Generates an int with k random bits.", bits),
    ],
    words: N as u16 + 1,
    basicsize: 2512,
    ..TypeSpec::EMPTY
};

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Module implements the Mersenne Twister random number generator.";
    let module = vm.native_module("_random", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let class = vm.type_value(&RANDOM);
    vm.put(&dict, "Random", class);
    Ok(module)
}

fn load(vm: &Vm, this: &Value) -> [u32; N] {
    std::array::from_fn(|i| word(vm, this, i) as u32)
}
fn store(vm: &mut Vm, this: &Value, state: &[u32; N]) {
    for (i, w) in state.iter().enumerate() {
        set_word(vm, this, i, i64::from(*w));
    }
}
/// The next 32 bits (`genrand_uint32`).
fn next(vm: &mut Vm, this: &Value) -> u32 {
    let mut place = word(vm, this, PLACE) as usize;
    if place >= N {
        let mut state = load(vm, this);
        for i in 0..N {
            let y = (state[i] & 0x8000_0000) | (state[(i + 1) % N] & 0x7fff_ffff);
            let twist = if y & 1 == 0 { 0 } else { 0x9908_b0df };
            state[i] = state[(i + M) % N] ^ (y >> 1) ^ twist;
        }
        store(vm, this, &state);
        place = 0;
    }
    let mut y = word(vm, this, place) as u32;
    set_word(vm, this, PLACE, place as i64 + 1);
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    y ^ (y >> 18)
}
fn init_genrand(seed: u32) -> [u32; N] {
    let mut state = [seed; N];
    for i in 1..N {
        let last = state[i - 1];
        state[i] = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
    }
    state
}
fn init_by_array(key: &[u32]) -> [u32; N] {
    let mut state = init_genrand(19_650_218);
    let (mut i, mut j) = (1, 0);
    let mixed = |state: &[u32; N], i: usize, by: u32| {
        let last = state[i - 1];
        state[i] ^ (last ^ (last >> 30)).wrapping_mul(by)
    };
    for _ in 0..N.max(key.len()) {
        state[i] = mixed(&state, i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32);
        (i, j) = (i + 1, (j + 1) % key.len());
        if i >= N {
            state[0] = state[N - 1];
            i = 1;
        }
    }
    for _ in 0..N - 1 {
        state[i] = mixed(&state, i, 1_566_083_941).wrapping_sub(i as u32);
        i += 1;
        if i >= N {
            state[0] = state[N - 1];
            i = 1;
        }
    }
    state[0] = 0x8000_0000;
    state
}
fn seed(vm: &mut Vm, this: &Value, n: Option<&Value>) -> PyResult<()> {
    let bytes = match n.filter(|n| !n.is_none()) {
        None => {
            let (wall, other) = (vm.io.wall_clock().as_nanos(), vm.io.monotonic().as_nanos());
            (wall ^ other << 64 ^ this.id() as u128).to_le_bytes().to_vec()
        }
        Some(n) => match n.as_int() {
            Some(i) => i.to_big().magnitude().to_bytes_le(),
            None => vm.hash(n)?.to_le_bytes().to_vec(),
        },
    };
    let mut key: Vec<u32> =
        bytes.chunks(4).map(|c| c.iter().rev().fold(0, |sum, b| sum << 8 | u32::from(*b))).collect();
    while key.len() > 1 && key.last() == Some(&0) {
        key.pop();
    }
    if key.is_empty() {
        key.push(0);
    }
    store(vm, this, &init_by_array(&key));
    set_word(vm, this, PLACE, N as i64);
    Ok(())
}
fn set_state(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(parts) = a[1].as_tuple() else { return Err(vm.type_error("state vector must be a tuple")) };
    if parts.len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut state = [0; N];
    for (w, part) in state.iter_mut().zip(parts) {
        *w = vm.index(part)? as u32;
    }
    let place = vm.index(&parts[N])?;
    if !(0..=N as i64).contains(&place) {
        return Err(vm.value_error("invalid state"));
    }
    store(vm, &a[0], &state);
    set_word(vm, &a[0], PLACE, place);
    Ok(vm.none())
}
fn bits(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let mut k = vm.index(&a[1])?;
    if k < 0 {
        return Err(vm.value_error("number of bits must be non-negative"));
    }
    if k == 0 {
        return Ok(vm.int(0));
    }
    if k <= 32 {
        let n = next(vm, &a[0]) >> (32 - k);
        return Ok(vm.int(i64::from(n)));
    }
    vm.check_room(k as usize / 8)?;
    let mut bytes = Vec::new();
    while k > 0 {
        let n = next(vm, &a[0]) >> (32 - k.min(32));
        bytes.extend(n.to_le_bytes());
        k -= 32;
    }
    Ok(vm.heap.int_from_big(&BigInt::from_bytes_le(Sign::Plus, &bytes))?)
}

// --- SHA-512 -------------------------------------------------------------------------------------------------------

/// The first 64 bits of the fractional part of a root of each of the first primes: square roots for the start,
/// cube roots for the rounds.
fn fraction(prime: u64, cube: bool) -> u64 {
    // The root of prime * 2^(64 * power), whose last 64 bits are the fraction's first.
    let (power, bits) = if cube { (3, 192) } else { (2, 128) };
    let square: BigInt = BigInt::from(prime) << bits;
    let root = square.nth_root(power);
    let low = root.magnitude().to_bytes_le();
    low.iter().take(8).rev().fold(0, |sum, b| sum << 8 | u64::from(*b))
}
fn sha512(data: &[u8]) -> [u8; 64] {
    let primes: Vec<u64> = (2..).filter(|n| (2..*n).all(|d| n % d != 0)).take(80).collect();
    let rounds: Vec<u64> = primes.iter().map(|p| fraction(*p, true)).collect();
    let mut sums: [u64; 8] = std::array::from_fn(|i| fraction(primes[i], false));
    let mut message = data.to_vec();
    message.push(0x80);
    message.resize(message.len().next_multiple_of(128) + if message.len() % 128 > 112 { 128 } else { 0 }, 0);
    let end = message.len() - 16;
    message[end..].copy_from_slice(&(data.len() as u128 * 8).to_be_bytes());
    for block in message.chunks_exact(128) {
        let mut w = [0u64; 80];
        for (w, bytes) in w.iter_mut().zip(block.chunks_exact(8)) {
            *w = bytes.iter().fold(0, |sum, b| sum << 8 | u64::from(*b));
        }
        for i in 16..80 {
            let (x, y) = (w[i - 15], w[i - 2]);
            let s0 = x.rotate_right(1) ^ x.rotate_right(8) ^ (x >> 7);
            let s1 = y.rotate_right(19) ^ y.rotate_right(61) ^ (y >> 6);
            w[i] = w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = sums;
        for i in 0..80 {
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let choice = (e & f) ^ (!e & g);
            let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(rounds[i]).wrapping_add(w[i]);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (sum, v) in sums.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *sum = sum.wrapping_add(v);
        }
    }
    let mut out = [0; 64];
    for (bytes, sum) in out.chunks_exact_mut(8).zip(sums) {
        bytes.copy_from_slice(&sum.to_be_bytes());
    }
    out
}
