//! Whole-table digests and samples, all as CPython 3.13 (Unicode 15.1) gave them.

use super::codec::{CodecFault, Encoding, ErrorHandler, decode, encode};
use super::layout::{Justify, expand_tabs, justify, zero_fill};
use super::search::{clip, count, find, joined_len, replace, rfind};
use super::split::{rsplit, rsplit_whitespace, split, split_lines, split_whitespace, strip};
use super::{Rules, case, chars, predicates};
use crate::object::text::{Chars, MAX_CODE_POINT, TextBuf};
use std::ops::Range;

/// FNV-1a over words.
fn digest(hash: u64, word: u32) -> u64 {
    (hash ^ u64::from(word)).wrapping_mul(0x100_0000_01b3)
}

const EMPTY_DIGEST: u64 = 0xcbf2_9ce4_8422_2325;

/// A test, how many code points pass it, and the digest of those.
type Property = (&'static str, fn(u32) -> bool, usize, u64);

/// A mapping, how many code points it changes, and the digest of those with what they become.
type Mapping = (&'static str, fn(Chars<'_>) -> TextBuf, usize, u64);

#[test]
fn properties_of_every_code_point() {
    let table: [Property; 10] = [
        ("is_alpha", chars::is_alpha, 136726, 0xd48c26e1c59c9b26),
        ("is_decimal", chars::is_decimal, 680, 0x1eec759ad243ff1d),
        ("is_digit", chars::is_digit, 808, 0x1fbc6fd9a8c67cd1),
        ("is_numeric", chars::is_numeric, 1922, 0x09e5e725050afc35),
        ("is_space", chars::is_space, 29, 0x4386d9a11e7487c9),
        ("is_lower", chars::is_lower, 2544, 0x54a2b6dd3907de0d),
        ("is_upper", chars::is_upper, 1951, 0x85d9f570cb2f2e3b),
        ("is_printable", chars::is_printable, 149625, 0x6ff575e1e93e9c85),
        ("is_identifier_start", chars::is_identifier_start, 136945, 0x767ee61523ea6c51),
        ("is_identifier_continue", chars::is_identifier_continue, 140089, 0xedec6c3c7021f36c),
    ];
    for (name, test, count, expected) in table {
        let members: Vec<u32> = (0..=MAX_CODE_POINT).filter(|&code| test(code)).collect();
        let hash = members.iter().fold(EMPTY_DIGEST, |hash, &code| digest(hash, code));
        assert_eq!((members.len(), hash), (count, expected), "{name}");
    }
}

#[test]
fn case_of_every_code_point() {
    let table: [Mapping; 5] = [
        ("lower", |text| case::lower(text, Rules::Str), 1433, 0x14338ce71ddb0442),
        ("upper", |text| case::upper(text, Rules::Str), 1525, 0x100fd492254fa798),
        ("title", |text| case::title(text, Rules::Str), 1452, 0xd3b0c814380ddb3a),
        ("casefold", case::casefold, 1530, 0x5d611a1aab090547),
        ("swapcase", |text| case::swapcase(text, Rules::Str), 2896, 0xb8249c73dfa5478c),
    ];
    for (name, map, count, expected) in table {
        let (mut changed, mut hash) = (0, EMPTY_DIGEST);
        for code in 0..=MAX_CODE_POINT {
            let mapped = map(Chars::Ucs4(&[code]));
            if mapped.as_chars() != Chars::Ucs4(&[code]) {
                changed += 1;
                hash = mapped.as_chars().iter().fold(digest(hash, code), digest);
            }
        }
        assert_eq!((changed, hash), (count, expected), "{name}");
    }
}

fn text(text: &str) -> TextBuf {
    TextBuf::from(text)
}

/// The parts of `whole` joined by bars.
fn parts(whole: &TextBuf, ranges: Vec<Range<usize>>) -> String {
    let part = |range| whole.as_chars().slice(range).to_string_lossy();
    ranges.into_iter().map(part).collect::<Vec<_>>().join("|")
}

#[test]
fn case_of_words() {
    let table = [("ΑΣ ΑΣΑ Σ Α\u{301}Σ.", "ας ασα σ α\u{301}ς."), ("İI", "i\u{307}i"), ("STRASSE", "strasse")];
    for (from, to) in table {
        assert_eq!(case::lower(text(from).as_chars(), Rules::Str), to);
    }
    assert_eq!(case::upper(text("straße ﬁ ŉ").as_chars(), Rules::Str), "STRASSE FI ʼN");
    assert_eq!(case::title(text("they're ǆ ﬁne x2y").as_chars(), Rules::Str), "They'Re ǅ Fine X2Y");
    assert_eq!(case::capitalize(text("ǆΣ ABC").as_chars(), Rules::Str), "ǅς abc");
    assert_eq!(case::casefold(text("Straße ς").as_chars()), "strasse σ");
    assert_eq!(case::swapcase(text("aBßΣ").as_chars(), Rules::Str), "AbSSς");
    assert_eq!(
        case::upper(Chars::Latin1(b"a\xe9\xdf"), Rules::Bytes).as_chars(),
        Chars::Latin1(b"A\xe9\xdf")
    );
    assert_eq!(case::title(Chars::Latin1(b"a\xe9b c"), Rules::Bytes).as_chars(), Chars::Latin1(b"A\xe9B C"));
}

#[test]
fn predicates_of_words() {
    let is_title = |word: &str| predicates::is_title(text(word).as_chars(), Rules::Str);
    assert!(is_title("A B") && is_title("ǅ A1B") && !is_title("AB") && !is_title("1") && !is_title("aB"));
    let is_lower = |word: &str| predicates::is_lower(text(word).as_chars(), Rules::Str);
    assert!(is_lower("a1 ª") && !is_lower("1") && !is_lower("aǅ") && !is_lower(""));
    assert!(predicates::is_identifier(text("_é1·").as_chars()));
    assert!(!predicates::is_identifier(text("1a").as_chars()));
    assert!(!predicates::is_digit(Chars::Latin1(b"1\xb2"), Rules::Bytes));
    assert!(predicates::is_digit(Chars::Latin1(b"1\xb2"), Rules::Str));
    assert!(predicates::is_printable(Chars::EMPTY) && !predicates::is_alpha(Chars::EMPTY, Rules::Str));
}

#[test]
fn searching_across_kinds() {
    let haystack = text("aaab€aab😀aab");
    for (needle, first, last, times) in [
        ("aab", Some(1), Some(9), 3),
        ("b€", Some(3), Some(3), 1),
        ("😀", Some(8), Some(8), 1),
        ("aa", Some(0), Some(9), 3),
        ("ba", None, None, 0),
        ("", Some(0), Some(12), 13),
    ] {
        let (haystack, needle) = (haystack.as_chars(), text(needle));
        assert_eq!(find(haystack, needle.as_chars()), first);
        assert_eq!(rfind(haystack, needle.as_chars()), last);
        assert_eq!(count(haystack, needle.as_chars()), times);
        assert_eq!(find(Chars::ascii("plain"), needle.as_chars()).is_some(), needle.is_empty());
    }
    assert_eq!(clip(-3, i64::MAX, 5), Some(2..5));
    assert_eq!(clip(4, 2, 5), None);
    assert_eq!(clip(6, 9, 5), None);
    assert_eq!(clip(i64::MIN, -1, 5), Some(0..4));
    assert_eq!(joined_len(2, [3, 4, 5]), Some(16));
    assert_eq!(joined_len(usize::MAX, [1, 1]), None);
}

#[test]
fn replacing() {
    let with = |old: &str, new: &str, most| {
        let (old, new) = (text(old), text(new));
        let replaced = replace(Chars::ascii("abab"), old.as_chars(), new.as_chars(), most, 100);
        replaced.expect("short").map(|text| text.to_string_lossy())
    };
    assert_eq!(with("b", "€", usize::MAX).as_deref(), Some("a€a€"));
    assert_eq!(with("ab", "", 1).as_deref(), Some("ab"));
    assert_eq!(with("", "-", usize::MAX).as_deref(), Some("-a-b-a-b-"));
    assert_eq!(with("", "-", 2).as_deref(), Some("-a-bab"));
    assert_eq!(with("c", "-", 2), None);
    assert!(replace(Chars::ascii("aa"), Chars::ascii("a"), Chars::ascii("bbb"), 2, 5).is_err());
}

#[test]
fn splitting() {
    let line = text(" a  b\u{3000}c ");
    assert_eq!(parts(&line, split_whitespace(line.as_chars(), usize::MAX, Rules::Str)), "a|b|c");
    assert_eq!(parts(&line, split_whitespace(line.as_chars(), 1, Rules::Str)), "a|b\u{3000}c ");
    assert_eq!(parts(&line, rsplit_whitespace(line.as_chars(), 1, Rules::Str)), " a  b|c");
    let list = text("a,,b,c");
    assert_eq!(parts(&list, split(list.as_chars(), Chars::ascii(","), usize::MAX)), "a||b|c");
    assert_eq!(parts(&list, split(list.as_chars(), Chars::ascii(","), 1)), "a|,b,c");
    assert_eq!(parts(&list, rsplit(list.as_chars(), Chars::ascii(","), 1)), "a,,b|c");
    let lines = text("a\r\nb\x1cc\u{2028}d\x0b");
    assert_eq!(parts(&lines, split_lines(lines.as_chars(), false, Rules::Str)), "a|b|c|d");
    assert_eq!(parts(&lines, split_lines(lines.as_chars(), true, Rules::Str)), "a\r\n|b\x1c|c\u{2028}|d\x0b");
    assert_eq!(parts(&lines, split_lines(lines.as_chars(), false, Rules::Bytes)), "a|b\x1cc\u{2028}d\x0b");
    assert_eq!(strip(line.as_chars(), None, Rules::Str), 1..7);
    assert_eq!(strip(list.as_chars(), Some(Chars::ascii("ac,")), Rules::Str), 3..4);
    assert_eq!(strip(Chars::ascii("   "), None, Rules::Str), 3..3);
}

#[test]
fn padding() {
    let center = |word, width| justify(Chars::ascii(word), width, 0x2A, Justify::Center);
    assert_eq!(center("ab", 5).expect("padded"), "**ab*");
    assert_eq!(center("abc", 6).expect("padded"), "*abc**");
    assert!(center("abc", 3).is_none());
    assert_eq!(zero_fill(Chars::ascii("-5"), 4).expect("padded"), "-005");
    let tabs = |text, size| expand_tabs(Chars::ascii(text), size, 100).map(|text| text.to_string_lossy());
    assert_eq!(tabs("a\tbc\t\n\td", 4).as_deref(), Ok("a   bc  \n    d"));
    assert_eq!(tabs("a\tb", 0).as_deref(), Ok("ab"));
    assert!(tabs("a\tb", 1000).is_err());
}

#[test]
fn decoding() {
    let cases: &[(&[u8], &str, &str, &str)] = &[
        (b"a\xe2\x82\xac", "utf-8", "strict", "a€"),
        (
            b"\xff",
            "utf-8",
            "strict",
            "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        ),
        (
            b"a\xe2\x82",
            "utf8",
            "strict",
            "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data",
        ),
        (
            b"\xe2\x28",
            "UTF-8",
            "strict",
            "'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte",
        ),
        (
            b"\xed\xa0\x80",
            "utf-8",
            "strict",
            "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
        ),
        (b"a\xffb\xe2\x82", "utf-8", "replace", "a\u{fffd}b\u{fffd}"),
        (b"a\xffb", "utf-8", "backslashreplace", "a\\xffb"),
        (
            b"\x80",
            "ascii",
            "strict",
            "'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)",
        ),
        (b"\xff\xfea\0", "utf-16", "strict", "a"),
        (
            b"\0a\0",
            "utf-16-be",
            "strict",
            "'utf-16-be' codec can't decode byte 0x00 in position 2: truncated data",
        ),
        (
            b"\0\0\x11\0",
            "utf-32-le",
            "strict",
            "'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
        ),
        (b"\xef\xbb\xbfa", "utf-8-sig", "strict", "a"),
    ];
    for &(data, encoding, errors, expected) in cases {
        let encoding = Encoding::from_name(encoding).expect("known");
        let errors = ErrorHandler::from_name(errors).expect("known");
        let got = match decode(data, encoding, errors) {
            Ok(text) => text.to_string_lossy(),
            Err(CodecFault::Decode(error)) => error.decode_message(data),
            Err(fault) => panic!("{fault:?}"),
        };
        assert_eq!(got, expected);
    }
    let escaped = decode(b"a\xff", Encoding::Utf8, ErrorHandler::SurrogateEscape).expect("escaped");
    assert_eq!(escaped.as_chars(), Chars::Ucs2(&[0x61, 0xDCFF]));
    assert_eq!(
        encode(escaped.as_chars(), Encoding::Utf8, ErrorHandler::SurrogateEscape),
        Ok(b"a\xff".to_vec())
    );
}

#[test]
fn encoding() {
    let cases: &[(&[u16], Encoding, &str, &[u8])] = &[
        (&[0x61, 0x20AC], Encoding::Utf8, "strict", b"a\xe2\x82\xac"),
        (&[0x61, 0x20AC], Encoding::Latin1, "replace", b"a?"),
        (&[0x61, 0x20AC], Encoding::Ascii, "backslashreplace", b"a\\u20ac"),
        (&[0x61, 0x20AC], Encoding::Ascii, "xmlcharrefreplace", b"a&#8364;"),
        (&[0x61, 0x20AC], Encoding::Ascii, "namereplace", b"a\\N{EURO SIGN}"),
        (&[0xD800], Encoding::Utf8, "surrogatepass", b"\xed\xa0\x80"),
        (&[0xD800, 0x61], Encoding::Utf8, "ignore", b"a"),
    ];
    for &(codes, encoding, errors, expected) in cases {
        let errors = ErrorHandler::from_name(errors).expect("known");
        assert_eq!(encode(Chars::Ucs2(codes), encoding, errors).as_deref(), Ok(expected));
    }
    let refused = Chars::Ucs2(&[0x61, 0xD800, 0xDFFF]);
    let message = |text, encoding| match encode(text, encoding, ErrorHandler::Strict) {
        Err(CodecFault::Encode(error)) => error.encode_message(text),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        message(refused, Encoding::Utf8),
        "'utf-8' codec can't encode characters in position 1-2: surrogates not allowed"
    );
    assert_eq!(
        message(Chars::Ucs2(&[0x20AC]), Encoding::Latin1),
        "'latin-1' codec can't encode character '\\u20ac' in position 0: ordinal not in range(256)"
    );
}
