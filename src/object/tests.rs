//! Containers against models from std, and their growth against figures recorded from CPython 3.13
//! (`sys.getsizeof`, GC head not included).

use super::heap::HeapConfig;
use super::list::List;
use super::set::Step;
use super::{Dict, Heap, Kind, Set, Value};
use proptest::prelude::*;

fn heap() -> Heap {
    Heap::new(&HeapConfig { poison: !cfg!(miri), ..HeapConfig::default() }).unwrap()
}

/// Drop what is left, see that nothing leaked, and give the heap back.
fn finish(mut heap: Heap, mut values: Vec<Value>) {
    assert_eq!(heap.audit().finish().faults, Vec::<String>::new());
    struct Plain(Heap);
    impl crate::collect::Host for Plain {
        fn heap(&mut self) -> &mut Heap {
            &mut self.0
        }
        fn finalise(&mut self, _: &Value) {}
        fn weakref_died(&mut self, _: Value, _: Value) {}
    }
    values.clear();
    let mut host = Plain(heap);
    crate::collect::undertaker::reap(&mut host);
    heap = host.0;
    assert_eq!(heap.free_immortals(), Vec::<String>::new());
    assert_eq!((heap.blocks_in_use(), heap.memory().first_damage()), (0, None));
}

fn as_list(v: &Value) -> &List {
    v.as_list().unwrap()
}

/// `(length, room)` wherever the room changes.
#[test]
fn a_list_grows_and_shrinks_as_cpythons() {
    let mut h = heap();
    let v = h.empty_list();
    let list = as_list(&v);
    let (mut up, mut down, mut room) = (Vec::new(), Vec::new(), 0);
    for n in 1..=70 {
        let item = h.none();
        list.push(&mut h, item).unwrap();
        if list.capacity() != room {
            room = list.capacity();
            up.push((n, room));
        }
    }
    for n in (0..70).rev() {
        list.pop(&mut h);
        if list.capacity() != room {
            room = list.capacity();
            down.push((n, room));
        }
    }
    assert_eq!(up, [(1, 4), (5, 8), (9, 16), (17, 24), (25, 32), (33, 40), (41, 52), (53, 64), (65, 76)]);
    assert_eq!(down, [(37, 44), (21, 28), (13, 20), (9, 16), (7, 12), (5, 8), (1, 4), (0, 0)]);
    finish(h, vec![v]);
}

#[test]
fn a_dict_has_cpythons_sizes() {
    let figures = |general: bool| {
        let mut h = heap();
        let v = h.dict();
        let (mut sizes, mut last) = (Vec::new(), 0);
        for n in 0..400i64 {
            let key = if general { h.int(n) } else { h.str(&n.to_string()) };
            let hash = if general { n } else { h.hash_of_str(&key) };
            let value = h.none();
            let d = v.as_dict().unwrap();
            d.insert_new(&mut h, hash, key, value).unwrap();
            if d.cpython_size() != last {
                last = d.cpython_size();
                sizes.push((n + 1, last));
            }
        }
        finish(h, vec![v]);
        sizes
    };
    let of_str =
        [(1, 168), (6, 256), (11, 448), (22, 816), (43, 1568), (86, 3312), (171, 6560), (342, 13040)];
    let of_int =
        [(1, 208), (6, 336), (11, 616), (22, 1152), (43, 2248), (86, 4672), (171, 9288), (342, 18496)];
    assert_eq!(figures(false), of_str);
    assert_eq!(figures(true), of_int);
}

/// The first key that is not a str makes a new table, of a size that depends on what is there.
#[test]
fn a_dict_of_names_becomes_general_at_cpythons_size() {
    for (names, size) in [(0, 208), (1, 336), (2, 336), (3, 336), (5, 336)] {
        let mut h = heap();
        let v = h.dict();
        for n in 0..names {
            let (key, value) = (h.str(&n.to_string()), h.none());
            let hash = h.hash_of_str(&key);
            v.as_dict().unwrap().insert_new(&mut h, hash, key, value).unwrap();
        }
        let (key, value) = (h.int(1), h.none());
        v.as_dict().unwrap().insert_new(&mut h, 1, key, value).unwrap();
        assert_eq!(v.as_dict().unwrap().cpython_size(), size, "{names} names");
        finish(h, vec![v]);
    }
}

#[test]
fn a_set_has_cpythons_sizes() {
    let mut h = heap();
    let v = h.set();
    let (mut sizes, mut last) = (Vec::new(), 0);
    for n in 0..if cfg!(miri) { 100 } else { 2000 } {
        let key = h.int(n);
        add(&mut h, v.as_set().unwrap(), n, key);
        if v.as_set().unwrap().cpython_size() != last {
            last = v.as_set().unwrap().cpython_size();
            sizes.push((n + 1, last));
        }
    }
    let figures = [(1, 200), (5, 712), (19, 2248), (77, 8392), (307, 32968), (1229, 131_272)];
    assert_eq!(sizes, figures[..sizes.len()]);
    assert!(sizes.len() >= 4);
    finish(h, vec![v]);
}

fn find_in_set(h: &Heap, s: &Set, hash: i64, key: i64) -> Result<usize, usize> {
    let mut probe = s.probe(h, hash);
    loop {
        match s.next_candidate(h, &mut probe) {
            Step::Candidate(at) if s.at(h, at).and_then(|(v, _)| v.as_word()) == Some(key) => return Ok(at),
            Step::Candidate(_) => {}
            Step::Virgin(at) => return Err(at),
        }
    }
}
fn add(h: &mut Heap, s: &Set, hash: i64, key: Value) {
    if let Err(at) = find_in_set(h, s, hash, key.as_word().unwrap()) {
        s.insert_at(h, at, hash, key).unwrap();
    }
}
fn find_in_dict(h: &Heap, d: &Dict, hash: i64, key: i64) -> Option<usize> {
    let mut probe = d.probe(h, hash);
    while let Some(at) = d.next_candidate(h, &mut probe) {
        if d.at(h, at).and_then(|(k, _)| k.as_word()) == Some(key) {
            return Some(at);
        }
    }
    None
}

#[test]
fn one_object_for_each_interned_text() {
    let mut h = heap();
    let texts: Vec<String> = (0..if cfg!(miri) { 40 } else { 3000 }).map(|n| format!("name_{n}")).collect();
    let before = h.interned_count();
    let first: Vec<Value> = texts.iter().map(|t| h.intern_str(t)).collect();
    for (text, v) in texts.iter().zip(&first) {
        assert!(h.intern_str(text).is(v));
    }
    assert_eq!(h.interned_count(), before + texts.len());
    // Every other one dies and leaves; the rest are still found.
    let kept: Vec<Value> =
        first.into_iter().enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, v)| v).collect();
    assert_eq!(h.interned_count(), before + kept.len());
    for (i, v) in kept.iter().enumerate() {
        assert!(h.intern_str(&texts[2 * i]).is(v));
    }
    assert_eq!(h.audit().finish().faults, Vec::<String>::new());
    finish(h, kept);
}

#[test]
fn a_str_grows_in_place_only_when_nobody_else_can_see() {
    let h = heap();
    let str_of = |v: &Value| v.as_str().unwrap().to_string();
    let plus = h.str("+");
    let tail = plus.as_str().unwrap();
    let shared = h.str("shared text");
    let mut longer = shared.clone();
    h.append_str(&mut longer, tail).unwrap();
    assert_eq!((str_of(&shared), str_of(&longer)), ("shared text".to_owned(), "shared text+".to_owned()));
    let mut grown = h.str("x");
    for _ in 0..if cfg!(miri) { 20 } else { 2000 } {
        h.hash_of_str(&grown);
        h.append_str(&mut grown, tail).unwrap();
    }
    let again = h.str(&str_of(&grown));
    assert_eq!(h.hash_of_str(&grown), h.hash_of_str(&again), "a hash from before is forgotten");
    let wide = h.str("\u{65e5}");
    let mut wider = grown;
    h.append_str(&mut wider, wide.as_str().unwrap()).unwrap();
    assert!(str_of(&wider).ends_with("+\u{65e5}") && wider.as_str().unwrap().width() == 2);
    finish(h, vec![plus, shared, longer, again, wide, wider]);
}

#[test]
fn a_second_heap_on_a_thread_is_refused() {
    let first = heap();
    assert!(Heap::new(&HeapConfig::default()).is_err());
    finish(first, vec![]);
    finish(heap(), vec![]);
}

#[derive(Clone, Debug)]
enum Op {
    Push(i64),
    Insert(usize, i64),
    Remove(usize),
    Splice(usize, usize, Vec<i64>),
    Clear,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        6 => any::<i64>().prop_map(Op::Push),
        3 => (0..80usize, any::<i64>()).prop_map(|(i, v)| Op::Insert(i, v)),
        4 => (0..80usize).prop_map(Op::Remove),
        2 => (0..80usize, 0..80usize, prop::collection::vec(any::<i64>(), 0..9)).prop_map(|(a, b, v)| Op::Splice(a, b, v)),
        1 => Just(Op::Clear),
    ];
    prop::collection::vec(op, 1..if cfg!(miri) { 20 } else { 200 })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 3 } else { 200 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn a_list_is_a_vector(ops in ops()) {
        let mut h = heap();
        let v = h.empty_list();
        let list = as_list(&v);
        let mut model: Vec<i64> = Vec::new();
        for op in ops {
            match op {
                Op::Push(x) => {
                    let item = h.int(x);
                    list.push(&mut h, item).unwrap();
                    model.push(x);
                }
                Op::Insert(at, x) => {
                    let item = h.int(x);
                    list.insert(&mut h, at, item).unwrap();
                    model.insert(at.min(model.len()), x);
                }
                Op::Remove(at) if at < model.len() => {
                    prop_assert_eq!(list.remove(&mut h, at).as_word(), Some(model.remove(at)));
                }
                Op::Remove(_) => {}
                Op::Splice(a, b, with) => {
                    let (a, b) = (a.min(b).min(model.len()), a.max(b).min(model.len()));
                    let items = with.iter().map(|x| h.int(*x)).collect();
                    let old = list.splice(&mut h, a, b, items).unwrap();
                    let old: Vec<i64> = old.iter().filter_map(Value::as_word).collect();
                    prop_assert_eq!(old, model.splice(a..b, with).collect::<Vec<_>>());
                }
                Op::Clear => {
                    prop_assert_eq!(list.take_all(&mut h).len(), model.len());
                    model.clear();
                }
            }
            let seen: Vec<i64> = list.items(&h).iter().filter_map(Value::as_word).collect();
            prop_assert_eq!(&seen, &model);
        }
        finish(h, vec![v]);
    }

    /// Keys with few different hashes; entries keep the order of insertion.
    #[test]
    fn dict_and_set_are_maps(ops in prop::collection::vec((0..40i64, 0..3u8), 1..if cfg!(miri) { 30 } else { 300 })) {
        let mut h = heap();
        let (dict, set) = (h.dict(), h.set());
        let (d, s) = (dict.as_dict().unwrap(), set.as_set().unwrap());
        let mut model: Vec<(i64, i64)> = Vec::new();
        for (n, (key, op)) in ops.into_iter().enumerate() {
            let n = n as i64;
            let hash = key % 7 * 0x1_0000_0001;
            let place = find_in_dict(&h, d, hash, key);
            let known = model.iter().position(|(k, _)| *k == key);
            prop_assert_eq!(place.is_some(), known.is_some());
            prop_assert_eq!(find_in_set(&h, s, hash, key).is_ok(), known.is_some());
            let (k, value) = (h.int(key), h.int(n));
            match (op, place, known) {
                (0, Some(at), Some(i)) => {
                    d.remove_at(&mut h, at);
                    let in_set = find_in_set(&h, s, hash, key).unwrap();
                    s.remove_at(&mut h, in_set);
                    model.remove(i);
                }
                (_, Some(at), Some(i)) => {
                    d.set_at(&mut h, at, value);
                    model[i].1 = n;
                }
                (0, ..) => {}
                _ => {
                    d.insert_new(&mut h, hash, k.clone(), value).unwrap();
                    add(&mut h, s, hash, k);
                    model.push((key, n));
                }
            }
            let pair = |i| d.at(&h, i).and_then(|(k, v)| Some((k.as_word()?, v.as_word()?)));
            prop_assert_eq!((0..d.filled()).filter_map(pair).collect::<Vec<_>>(), model.clone());
            let mut in_set: Vec<i64> = s.iter(&h).filter_map(|(v, _)| v.as_word()).collect();
            let mut keys: Vec<i64> = model.iter().map(|(k, _)| *k).collect();
            in_set.sort_unstable();
            keys.sort_unstable();
            prop_assert_eq!(in_set, keys);
        }
        prop_assert_eq!(h.audit().finish().faults, Vec::<String>::new());
        finish(h, vec![dict, set]);
    }

    #[test]
    fn ints_of_any_size_keep_their_value(digits in prop::collection::vec(any::<u32>(), 0..6), negative in any::<bool>()) {
        let h = heap();
        let sign = if negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
        let big = num_bigint::BigInt::from_slice(sign, &digits);
        let v = h.int_from_big(&big).unwrap();
        let int = v.as_int().unwrap();
        prop_assert_eq!(int.to_big(), big.clone());
        prop_assert_eq!(int.bit_length(), big.bits());
        prop_assert_eq!(int.word(), i64::try_from(&big).ok());
        prop_assert!(v.is_exactly(Kind::INT));
        finish(h, vec![v]);
    }
}

/// Sums and comparisons on limbs say what the big-integer crate says.
#[test]
fn limbs_agree_with_the_crate() {
    use num_bigint::BigInt;
    let heap = heap();
    let ones: Vec<BigInt> = [0, 1, 31, 32, 62, 63, 64, 65, 127, 128, 129, 2047, 2048]
        .iter()
        .flat_map(|bits| {
            let power: BigInt = BigInt::from(1) << *bits;
            [&power - 1, power.clone(), &power + 1, -&power, -&power - 1, 1 - &power]
        })
        .collect();
    for a in &ones {
        for b in &ones {
            let (x, y) = (heap.int_from_big(a).unwrap(), heap.int_from_big(b).unwrap());
            let (i, j) = (x.as_int().unwrap(), y.as_int().unwrap());
            assert_eq!(i.to_big(), *a);
            let sum = heap.int_sum(i, j, false).unwrap();
            let difference = heap.int_sum(i, j, true).unwrap();
            assert_eq!(sum.as_int().unwrap().to_big(), a + b);
            assert_eq!(difference.as_int().unwrap().to_big(), a - b);
            if let Some(product) = heap.int_product(i, j) {
                assert_eq!(product.unwrap().as_int().unwrap().to_big(), a * b);
            }
            assert_eq!(sum.as_int().unwrap().word(), i64::try_from(a + b).ok());
            assert_eq!(super::limbs::compare(i, j), a.cmp(b));
        }
    }
    finish(heap, Vec::new());
}
