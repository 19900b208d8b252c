//! Properties that hold for any input: above all that nothing a Python program can pass in panics.

use super::format::Limits;
use super::format::fields::{Pieces, split_name};
use super::format::number::{format_complex, format_float, format_int};
use super::format::string::format_str;
use super::numeric::complex::Complex;
use super::numeric::{Int, float_ops, float_text, hash, int_ops, int_text};
use super::unicode::codec::{Encoding, ErrorHandler, decode, encode};
use super::unicode::codec_wide::Order;
use super::unicode::{Rules, case, predicates, repr, search, split};
use crate::object::text::{Chars, TextBuf};
use num_bigint::BigInt;
use proptest::prelude::*;

const LIMITS: Limits = Limits { digits: 4300, len: 10_000 };

/// Text over few code points of every kind, so that needles are found.
fn any_text() -> impl Strategy<Value = TextBuf> {
    let codes = prop::sample::select(vec![0x61, 0x62, 0x20, 0xDF, 0x3A3, 0x20AC, 0xD800, 0xDC80, 0x1_F600]);
    prop::collection::vec(codes, 0..24).prop_map(|codes| codes.into_iter().collect())
}

/// Text that looks like numbers, specifications and templates.
fn any_syntax() -> impl Strategy<Value = String> {
    prop_oneof!["[-+0-9_.eEjxXnaif() ]{0,16}", "[<>=^+z#0-9,_.a-z%{}\\[\\]!:é٣]{0,16}", ".{0,12}"]
}

fn any_int() -> impl Strategy<Value = Int> {
    prop_oneof![
        any::<i64>().prop_map(Int::Small),
        (-9_i64..9).prop_map(Int::Small),
        prop::collection::vec(any::<u32>(), 1..9)
            .prop_map(|digits| Int::from(BigInt::from_slice(num_bigint::Sign::Minus, &digits))),
    ]
}

fn naive_find(text: &[u32], needle: &[u32]) -> Option<usize> {
    (0..=text.len().checked_sub(needle.len())?).find(|&place| text[place..].starts_with(needle))
}

proptest! {
    #[test]
    fn syntax_never_panics(syntax in any_syntax(), value in any::<f64>(), int in any_int()) {
        let text = TextBuf::from(syntax.as_str());
        let text = text.as_chars();
        let mut out = TextBuf::new();
        // Only the absence of a panic counts here.
        let _ = format_int(&int, text, "int", &LIMITS, &mut out);
        let _ = format_float(value, text, "float", &LIMITS, &mut out);
        let _ = format_complex(Complex::new(value, -value), text, "complex", &LIMITS, &mut out);
        let _ = format_str(text, text, "str", &LIMITS, &mut out);
        let _ = (float_text::parse_text(text), float_text::from_hex(text), Complex::parse(text));
        let _ = [0, 2, 10, 16, 36].map(|base| int_text::parse_text(text, base, 4300));
        for piece in Pieces::new(text).flatten() {
            if let Some(field) = piece.field && let Ok((_, steps)) = split_name(field.name) {
                steps.for_each(drop);
            }
        }
    }

    #[test]
    fn floats_read_back(value in any::<f64>()) {
        let same = |read: Result<f64, _>| read.is_ok_and(|read| read == value || value.is_nan());
        prop_assert!(same(float_text::parse_text(Chars::ascii(&float_text::repr(value)))));
        prop_assert!(same(float_text::from_hex(Chars::ascii(&float_text::to_hex(value)))));
        let _ = (float_ops::round(value, 3), float_ops::round(value, -3), hash::hash_f64(value));
    }

    #[test]
    fn fixed_places_are_the_exact_ones(value in -1e13_f64..1e13, cents in 0_u32..100_000_000, places in 0_usize..18) {
        for value in [value, value * 1e-12, f64::from(cents) / 8.0, f64::from(cents) * 0.01] {
            let digits = float_text::Digits::fixed(value, places);
            let text = format!("{:.*}", places, value.abs());
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            let whole = whole.trim_start_matches('0');
            prop_assert_eq!(digits.digits, format!("{whole}{fraction}"));
            prop_assert_eq!(digits.point, whole.len() as i32);
        }
    }

    #[test]
    fn ints_read_back(value in any_int(), base in 2_u32..=36) {
        let text = int_text::to_radix(&value, base);
        prop_assert_eq!(int_text::parse_text(Chars::ascii(&text), base, 0), Ok(value));
    }

    #[test]
    fn division_holds_together(a in any_int(), b in any_int()) {
        if let Ok((quotient, remainder)) = int_ops::div_mod(&a, &b) {
            prop_assert_eq!(int_ops::add(&int_ops::mul(&quotient, &b), &remainder), a);
            prop_assert!(remainder.is_zero() || remainder.is_negative() == b.is_negative());
        }
    }

    #[test]
    fn equal_numbers_hash_equal(value in any_int()) {
        if let Ok(float) = int_ops::to_f64(&value)
            && int_ops::cmp_float(&value, float) == Some(std::cmp::Ordering::Equal)
        {
            prop_assert_eq!(hash::hash_f64(float), Some(hash::hash_int(&value)));
        }
    }

    #[test]
    fn searching_agrees_with_the_plain_way(text in any_text(), needle in any_text(), cut in 0_usize..24, len in 0_usize..4) {
        let start = cut.min(text.len());
        let cut = text.as_chars().slice(start..(start + len).min(text.len()));
        let codes: Vec<u32> = text.as_chars().iter().collect();
        let reversed: Vec<u32> = codes.iter().rev().copied().collect();
        for needle in [needle.as_chars(), cut] {
            let wanted: Vec<u32> = needle.iter().collect();
            prop_assert_eq!(search::find(text.as_chars(), needle), naive_find(&codes, &wanted));
            let backwards: Vec<u32> = wanted.iter().rev().copied().collect();
            let last = naive_find(&reversed, &backwards).map(|place| codes.len() - place - wanted.len());
            prop_assert_eq!(search::rfind(text.as_chars(), needle), last);
        }
    }

    #[test]
    fn texts_keep_their_code_points(text in any_text()) {
        let text = text.as_chars();
        let mut bytes = Vec::new();
        text.write_wtf8(&mut bytes);
        let back = TextBuf::from_wtf8(&bytes).expect("well-formed");
        prop_assert_eq!(back.as_chars(), text);
        // UTF-16 would join two surrogates that happen to make a pair.
        for encoding in [Encoding::Utf8, Encoding::Utf32(Order::Marked), Encoding::Utf32(Order::Big)] {
            let bytes = encode(text, encoding, ErrorHandler::SurrogatePass).expect("passed");
            let back = decode(&bytes, encoding, ErrorHandler::SurrogatePass).expect("passed");
            prop_assert_eq!(back.as_chars(), text);
        }
    }

    #[test]
    fn bytes_never_panic(data in prop::collection::vec(any::<u8>(), 0..24)) {
        let escape = ErrorHandler::SurrogateEscape;
        let text = decode(&data, Encoding::Utf8, escape).expect("all bytes can be escaped");
        prop_assert_eq!(encode(text.as_chars(), Encoding::Utf8, escape), Ok(data.clone()));
        for order in [Order::Marked, Order::Little, Order::Big] {
            for errors in [ErrorHandler::Replace, ErrorHandler::SurrogatePass, escape] {
                let _ = (decode(&data, Encoding::Utf16(order), errors), decode(&data, Encoding::Utf32(order), errors));
            }
        }
        for rules in [Rules::Str, Rules::Bytes] {
            let text = Chars::Latin1(&data);
            let _ = (case::title(text, rules), predicates::is_title(text, rules), repr::repr_bytes(&data));
            let lines = split::split_lines(text, true, rules);
            prop_assert_eq!(lines.iter().map(ExactSizeIterator::len).sum::<usize>(), data.len());
        }
    }
}
