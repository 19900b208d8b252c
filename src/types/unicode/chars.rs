//! Properties of single code points, as `str.isalpha` and its kin see them
//! (`Objects/unicodectype.c`, `Tools/unicode/makeunicodedata.py`).

use super::tables;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The `char`, if Unicode 15.1 has a character there; no surrogates.
pub fn assigned(code: u32) -> Option<char> {
    char::from_u32(code).filter(|_| match code {
        // Below the first gap and in the large solid blocks there is nothing to look up.
        0..0x378 | 0x4E00..0xA000 | 0xAC00..0xD7A4 => true,
        _ => !in_ranges(&tables::UNASSIGNED, code),
    })
}

/// The full mapping of `code` to another case; itself if that leads to a character that Unicode 15.1
/// does not have yet.
pub(super) fn map_case<M: Iterator<Item = char> + Clone>(code: u32, map: fn(char) -> M) -> CaseMapping<M> {
    let keeps_version = |ch: char| u32::from(ch) == code || assigned(u32::from(ch)).is_some();
    match assigned(code).map(map) {
        Some(mapped) if mapped.clone().all(keeps_version) => CaseMapping::To(mapped),
        _ => CaseMapping::Same(code),
    }
}

/// What [`map_case`] found.
pub(super) enum CaseMapping<M> {
    To(M),
    Same(u32),
}

pub(super) fn in_ranges(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= code);
    after > 0 && code <= ranges[after - 1].1
}

fn group(code: u32) -> Option<GeneralCategoryGroup> {
    assigned(code).map(|ch| ch.general_category_group())
}

/// A lower-case letter of Unicode 15.1 that later versions moved to the letters without case.
const FORMER_LOWER: u32 = 0x295;
/// A non-spacing mark of Unicode 15.1 that later versions made a spacing one.
const FORMER_NONSPACING: u32 = 0x1171E;

/// Takes two columns on a terminal (East Asian width W or F).
pub fn is_wide(code: u32) -> bool {
    code >= 0x1100 && in_ranges(&tables::WIDE, code)
}

/// `str.isalpha`: a letter of any kind.
pub fn is_alpha(code: u32) -> bool {
    match code {
        0..128 => (code as u8).is_ascii_alphabetic(),
        _ => group(code) == Some(GeneralCategoryGroup::Letter),
    }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(code: u32) -> Option<u8> {
    if code < 128 {
        return (code as u8).is_ascii_digit().then(|| code as u8 - b'0');
    }
    let after = tables::DECIMAL_ZEROS.partition_point(|&zero| zero <= code);
    let value = code - tables::DECIMAL_ZEROS[after.checked_sub(1)?];
    (value < 10).then_some(value as u8)
}

/// `str.isdecimal`.
pub fn is_decimal(code: u32) -> bool {
    decimal_value(code).is_some()
}

/// `str.isdigit`: decimal digits, superscripts, circled digits and the like.
pub fn is_digit(code: u32) -> bool {
    is_decimal(code) || code >= 128 && in_ranges(&tables::OTHER_DIGITS, code)
}

/// `str.isnumeric`: whatever stands for a number, fractions and ideographs too.
pub fn is_numeric(code: u32) -> bool {
    if code < 128 {
        return is_decimal(code);
    }
    group(code) == Some(GeneralCategoryGroup::Number) || in_ranges(&tables::NUMERIC_LETTERS, code)
}

/// `str.isalnum`.
pub fn is_alnum(code: u32) -> bool {
    is_alpha(code) || is_numeric(code)
}

/// `str.isspace`: spaces by category or by their place in bidirectional text.
pub fn is_space(code: u32) -> bool {
    matches!(code, 0x09..=0x0D | 0x1C..=0x20 | 0x85 | 0xA0)
        || matches!(code, 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

/// What ends a line for `str.splitlines`.
pub fn is_line_break(code: u32) -> bool {
    matches!(code, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// `str.islower` of one character.
pub fn is_lower(code: u32) -> bool {
    assigned(code).is_some_and(char::is_lowercase) || code == FORMER_LOWER
}

/// `str.isupper` of one character.
pub fn is_upper(code: u32) -> bool {
    assigned(code).is_some_and(char::is_uppercase)
}

/// A title-case digraph such as `ǅ`.
pub fn is_title(code: u32) -> bool {
    code >= 128 && assigned(code).is_some_and(|ch| ch.general_category() == GeneralCategory::TitlecaseLetter)
}

/// Whether the character takes part in casing.
pub fn is_cased(code: u32) -> bool {
    is_lower(code) || is_upper(code) || is_title(code)
}

/// Whether casing looks through the character (marks, modifiers, the apostrophe in a word).
pub fn is_case_ignorable(code: u32) -> bool {
    const MID_WORD: [u32; 17] = [
        0x27, 0x2E, 0x3A, 0xB7, 0x387, 0x55F, 0x5F4, 0x2018, 0x2019, 0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55,
        0xFF07, 0xFF0E, 0xFF1A,
    ];
    use GeneralCategory::{EnclosingMark, Format, ModifierLetter, ModifierSymbol, NonspacingMark};
    MID_WORD.contains(&code)
        || code == FORMER_NONSPACING
        || assigned(code).is_some_and(|ch| {
            matches!(
                ch.general_category(),
                NonspacingMark | EnclosingMark | Format | ModifierLetter | ModifierSymbol
            )
        })
}

/// `str.isprintable`: no control, format, surrogate, private or unassigned code point, and no
/// separator but the space.
pub fn is_printable(code: u32) -> bool {
    match code {
        0..128 => (0x20..0x7F).contains(&code),
        _ => group(code).is_some_and(|group| {
            !matches!(group, GeneralCategoryGroup::Other | GeneralCategoryGroup::Separator)
        }),
    }
}

/// Whether an identifier may start so.
pub fn is_identifier_start(code: u32) -> bool {
    code == u32::from('_') || assigned(code).is_some_and(unicode_ident::is_xid_start)
}

/// Whether an identifier may go on so.
pub fn is_identifier_continue(code: u32) -> bool {
    assigned(code).is_some_and(unicode_ident::is_xid_continue)
}

/// The lower case of a character as one character: of a longer one, the first.
pub fn simple_lower(code: u32) -> u32 {
    match code {
        0..128 => u32::from((code as u8).to_ascii_lowercase()),
        _ => first_of(code, map_case(code, char::to_lowercase)),
    }
}
/// The upper case of a character as one character: of a longer one, the first.
pub fn simple_upper(code: u32) -> u32 {
    match code {
        0..128 => u32::from((code as u8).to_ascii_uppercase()),
        _ => first_of(code, map_case(code, char::to_uppercase)),
    }
}
fn first_of<M: Iterator<Item = char>>(code: u32, mapping: CaseMapping<M>) -> u32 {
    match mapping {
        CaseMapping::To(mut mapped) => mapped.next().map_or(code, u32::from),
        CaseMapping::Same(code) => code,
    }
}
/// Other lower-case characters whose upper case is that of this one.
pub fn case_fellows(lower: u32) -> &'static [u32] {
    match tables::CASE_FELLOWS.binary_search_by_key(&lower, |(code, _)| *code) {
        Ok(i) => tables::CASE_FELLOWS[i].1,
        Err(_) => &[],
    }
}

/// The general category, as `unicodedata.category` names it.
pub fn category(code: u32) -> &'static str {
    match code {
        0xD800..=0xDFFF => return "Cs",
        FORMER_LOWER => return "Ll",
        FORMER_NONSPACING => return "Mn",
        _ => {}
    }
    let Some(ch) = assigned(code) else { return "Cn" };
    use GeneralCategory as G;
    match ch.general_category() {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        G::Unassigned => "Cn",
    }
}
