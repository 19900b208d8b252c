//! The `is...` methods of whole texts (`Objects/unicodeobject.c`, `Objects/bytes_methods.c`).
//!
//! All but `is_identifier` and `is_printable` (str only) take the [`Rules`]. Empty text is never of a
//! kind, except ASCII and printable.

use super::Rules;
use super::chars;
use crate::object::text::Chars;

fn all(text: Chars<'_>, rules: Rules, test: fn(u32) -> bool) -> bool {
    let allowed = |code: u32| (rules == Rules::Str || code < 128) && test(code);
    !text.is_empty() && text.iter().all(allowed)
}

pub fn is_alpha(text: Chars<'_>, rules: Rules) -> bool {
    all(text, rules, chars::is_alpha)
}

pub fn is_alnum(text: Chars<'_>, rules: Rules) -> bool {
    all(text, rules, chars::is_alnum)
}

pub fn is_digit(text: Chars<'_>, rules: Rules) -> bool {
    all(text, rules, chars::is_digit)
}

pub fn is_decimal(text: Chars<'_>) -> bool {
    all(text, Rules::Str, chars::is_decimal)
}

pub fn is_numeric(text: Chars<'_>) -> bool {
    all(text, Rules::Str, chars::is_numeric)
}

pub fn is_space(text: Chars<'_>, rules: Rules) -> bool {
    !text.is_empty() && text.iter().all(|code| rules.is_space(code))
}

/// The case of a code point under the rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Upper,
    Title,
    None,
}

pub(super) fn case_of(code: u32, rules: Rules) -> Case {
    match code {
        _ if rules == Rules::Bytes && code >= 128 => Case::None,
        _ if chars::is_lower(code) => Case::Lower,
        _ if chars::is_upper(code) => Case::Upper,
        _ if chars::is_title(code) => Case::Title,
        _ => Case::None,
    }
}

/// At least one cased character, and all of them in lower case.
pub fn is_lower(text: Chars<'_>, rules: Rules) -> bool {
    has_only(text, rules, Case::Lower)
}

/// At least one cased character, and all of them in upper case.
pub fn is_upper(text: Chars<'_>, rules: Rules) -> bool {
    has_only(text, rules, Case::Upper)
}

fn has_only(text: Chars<'_>, rules: Rules, wanted: Case) -> bool {
    let mut found = false;
    for code in text.iter() {
        match case_of(code, rules) {
            Case::None => {}
            case if case == wanted => found = true,
            _ => return false,
        }
    }
    found
}

/// Words start with upper or title case and go on in lower case; at least one cased character.
pub fn is_title(text: Chars<'_>, rules: Rules) -> bool {
    let (mut found, mut in_word) = (false, false);
    for code in text.iter() {
        match (case_of(code, rules), in_word) {
            (Case::Upper | Case::Title, false) => {
                found = true;
                in_word = true;
            }
            (Case::Lower, true) => {}
            (Case::None, _) => in_word = false,
            _ => return false,
        }
    }
    found
}

/// Whether the text is an identifier (keywords included), without normalization.
pub fn is_identifier(text: Chars<'_>) -> bool {
    let mut codes = text.iter();
    codes.next().is_some_and(chars::is_identifier_start) && codes.all(chars::is_identifier_continue)
}

pub fn is_printable(text: Chars<'_>) -> bool {
    text.iter().all(chars::is_printable)
}
