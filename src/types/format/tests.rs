//! Tables of formatted values, each result as CPython 3.13 gave it.

use super::Limits;
use super::fields::{self, Access, Accesses, FieldArgs, FieldConversion, First, split_name};
use super::number::{format_complex, format_float, format_int};
use super::percent::{self, Conversion, PercentArgs, Subject};
use super::string::format_str;
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;
use crate::types::numeric::complex::Complex;
use crate::types::numeric::{Int, float_ops, float_text};
use crate::types::unicode::repr::{ascii_text, repr_text};
use num_bigint::BigInt;

const LIMITS: Limits = Limits::DEFAULT;

/// A value to format.
#[derive(Clone, Copy)]
enum Item {
    Int(i64),
    Float(f64),
    Str(&'static str),
}

impl Item {
    fn text(self) -> TextBuf {
        match self {
            Item::Int(value) => TextBuf::from(value.to_string().as_str()),
            Item::Float(value) => TextBuf::from(float_text::repr(value).as_str()),
            Item::Str(value) => TextBuf::from(value),
        }
    }

    fn repr(self) -> TextBuf {
        match self {
            Item::Str(_) => repr_text(self.text().as_chars()),
            _ => self.text(),
        }
    }
}

fn check(
    what: &str,
    spec: &str,
    expected: &str,
    format: impl FnOnce(Chars, &mut TextBuf) -> Result<(), Fault>,
) {
    let mut out = TextBuf::new();
    let got = match format(TextBuf::from(spec).as_chars(), &mut out) {
        Ok(()) => out.to_string_lossy(),
        Err(fault) => fault.to_string(),
    };
    assert_eq!(got, expected, "{what} with {spec:?}");
}

#[test]
fn ints() {
    for &(value, spec, expected) in INTS {
        let int = Int::from(value.parse::<BigInt>().expect("a number"));
        check(value, spec, expected, |spec, out| format_int(&int, spec, "int", &LIMITS, out));
    }
    // 10**400 is too long for the table.
    let huge = Int::from(BigInt::from(10).pow(400));
    let error = "OverflowError: int too large to convert to float";
    check("10**400", "f", error, |spec, out| format_int(&huge, spec, "int", &LIMITS, out));
}

#[test]
fn floats() {
    for &(value, spec, expected) in FLOATS {
        let what = value.to_string();
        check(&what, spec, expected, |spec, out| format_float(value, spec, "float", &LIMITS, out));
    }
}

#[test]
fn complexes() {
    for &(real, imag, spec, expected) in COMPLEXES {
        let value = Complex::new(real, imag);
        let what = value.repr();
        check(&what, spec, expected, |spec, out| format_complex(value, spec, "complex", &LIMITS, out));
    }
}

#[test]
fn strings() {
    for &(value, spec, expected) in STRINGS {
        let text = TextBuf::from(value);
        check(value, spec, expected, |spec, out| format_str(text.as_chars(), spec, "str", &LIMITS, out));
    }
}

#[test]
fn a_hostile_width_is_refused() {
    let error = "MemoryError: ";
    for spec in ["999999999999", ".999999999f", "999999999999,"] {
        check("1.0", spec, error, |spec, out| format_float(1.0, spec, "float", &LIMITS, out));
    }
    let mut args = Values { values: &[Item::Int(1)], at: 0 };
    check("1", "%999999999999d", error, |template, out| {
        percent::render(template, Subject::Str, &LIMITS, &mut args, out)
    });
}

struct Values<'a> {
    values: &'a [Item],
    at: usize,
}

impl PercentArgs for Values<'_> {
    type Value = Item;
    type Error = Fault;

    fn is_mapping(&self) -> bool {
        false
    }

    fn select(&mut self, _key: Chars<'_>) -> Result<(), Fault> {
        Ok(())
    }

    fn next_value(&mut self) -> Result<Option<Item>, Fault> {
        let value = self.values.get(self.at).copied();
        self.at += 1;
        Ok(value)
    }

    fn star(&mut self, value: Item) -> Result<Option<Int>, Fault> {
        Ok(if let Item::Int(value) = value { Some(Int::Small(value)) } else { None })
    }

    fn convert(&mut self, conversion: &Conversion, value: Item, out: &mut TextBuf) -> Result<(), Fault> {
        match (conversion.letter(), value) {
            (Some('s'), _) => conversion.layout_text(value.text().as_chars(), out),
            (Some('r'), _) => conversion.layout_text(value.repr().as_chars(), out),
            (Some('a'), _) => {
                let ascii = ascii_text(value.text().as_chars());
                conversion.layout_text(TextBuf::from(ascii.as_str()).as_chars(), out);
            }
            (Some('c'), Item::Int(value)) => conversion.layout_char(value as u32, out),
            (Some('c'), Item::Str(_)) => conversion.layout_char(value.text().as_chars().get(0), out),
            (Some('e' | 'E' | 'f' | 'F' | 'g' | 'G'), Item::Float(value)) => {
                conversion.layout_float(value, out);
            }
            (Some('d' | 'i' | 'x' | 'X' | 'o'), Item::Int(value)) => {
                conversion.layout_int(&Int::Small(value), LIMITS.digits, out)?;
            }
            (Some('d' | 'i'), Item::Float(value)) => {
                conversion.layout_int(&float_ops::to_int(value)?, LIMITS.digits, out)?;
            }
            _ => return Err(conversion.unsupported()),
        }
        Ok(())
    }

    fn has_rest(&self) -> bool {
        self.at < self.values.len()
    }
}

#[test]
fn percent_templates() {
    for &(template, values, expected) in PERCENT {
        let mut args = Values { values, at: 0 };
        check("values", template, expected, |template, out| {
            percent::render(template, Subject::Str, &LIMITS, &mut args, out)
        });
    }
}

/// The arguments `1, "b", a=7`.
struct Arguments;

impl FieldArgs for Arguments {
    type Value = Item;
    type Error = Fault;

    fn argument(&mut self, first: First<'_>) -> Result<Item, Fault> {
        match first {
            First::Index(0) => Ok(Item::Int(1)),
            First::Index(1) => Ok(Item::Str("b")),
            First::Index(2) => Ok(Item::Int(5)),
            _ => Ok(Item::Int(7)),
        }
    }

    fn access(&mut self, value: Item, _step: Access<'_>) -> Result<Item, Fault> {
        Ok(value)
    }

    fn convert(&mut self, value: Item, conversion: FieldConversion) -> Result<Item, Fault> {
        Ok(match (conversion, value) {
            (FieldConversion::Repr | FieldConversion::Ascii, Item::Str(_)) => Item::Str("'b'"),
            (_, Item::Int(_)) => Item::Str("1"),
            _ => value,
        })
    }

    fn format(&mut self, value: Item, spec: Chars<'_>, out: &mut TextBuf) -> Result<(), Fault> {
        match value {
            Item::Int(value) => format_int(&Int::Small(value), spec, "int", &LIMITS, out),
            Item::Float(value) => format_float(value, spec, "float", &LIMITS, out),
            Item::Str(_) => format_str(value.text().as_chars(), spec, "str", &LIMITS, out),
        }
    }
}

#[test]
fn field_templates() {
    for &(template, expected) in FIELDS {
        check("arguments", template, expected, |template, out| fields::render(template, &mut Arguments, out));
    }
}

#[test]
fn field_names() {
    fn steps(steps: Accesses<'_>) -> Vec<Result<Access<'_>, String>> {
        steps.map(|step| step.map_err(|fault| fault.message.into_owned())).collect()
    }
    let split = |name| split_name(Chars::ascii(name)).expect("a name");
    let (first, rest) = split("0.a[7][-1]");
    assert_eq!(first, First::Index(0));
    assert_eq!(
        steps(rest),
        [Ok(Access::Attribute(Chars::ascii("a"))), Ok(Access::Index(7)), Ok(Access::Key(Chars::ascii("-1"))),]
    );
    assert_eq!(split(".a").0, First::Auto);
    assert_eq!(split("0x").0, First::Key(Chars::ascii("0x")));
    let refusal = |name| steps(split(name).1).pop().expect("a step");
    assert_eq!(refusal("0.a."), Err("Empty attribute in format string".to_owned()));
    assert_eq!(refusal("0[]"), Err("Empty attribute in format string".to_owned()));
    assert_eq!(refusal("0[a"), Err("Missing ']' in format string".to_owned()));
    let message = "Only '.' or '[' may follow ']' in format field specifier";
    assert_eq!(refusal("0[a]b"), Err(message.to_owned()));
    assert!(split_name(Chars::ascii("99999999999999999999")).is_err());
}

/// (value, specification, result)
const INTS: &[(&str, &str, &str)] = &[
    ("1", "", "1"),
    ("1", "5", "    1"),
    ("1", "<5", "1    "),
    ("1", "^5", "  1  "),
    ("1", "x>5", "xxxx1"),
    ("1", "é^4", "é1éé"),
    ("1", "=+5", "+   1"),
    ("1", "05", "00001"),
    ("1", "0<5", "10000"),
    ("1", "+", "+1"),
    ("1", " ", " 1"),
    ("1", "-", "1"),
    ("1", "b", "1"),
    ("1", "#b", "0b1"),
    ("1", "#010b", "0b00000001"),
    ("1", "o", "1"),
    ("1", "#o", "0o1"),
    ("1", "x", "1"),
    ("1", "#X", "0X1"),
    ("1", "c", "\u{1}"),
    ("1", "n", "1"),
    ("1", "d", "1"),
    ("1", "e", "1.000000e+00"),
    ("1", ".2f", "1.00"),
    ("1", "%", "100.000000%"),
    ("1", ".1%", "100.0%"),
    ("1", "g", "1"),
    ("1", ",x", "ValueError: Cannot specify ',' with 'x'."),
    ("1", "_x", "1"),
    ("1", ",_", "ValueError: Cannot specify both ',' and '_'."),
    ("1", "_,", "ValueError: Cannot specify both ',' and '_'."),
    ("1", ",,", "ValueError: Cannot specify ',' with ','."),
    ("1", ",n", "ValueError: Cannot specify ',' with 'n'."),
    ("1", "_n", "ValueError: Cannot specify '_' with 'n'."),
    ("1", "z", "ValueError: Negative zero coercion (z) not allowed in integer format specifier"),
    ("1", ".3", "ValueError: Precision not allowed in integer format specifier"),
    ("1", "+c", "ValueError: Sign not allowed with integer format specifier 'c'"),
    ("1", "#c", "ValueError: Alternate form (#) not allowed with integer format specifier 'c'"),
    ("1", ",c", "ValueError: Cannot specify ',' with 'c'."),
    ("1", "xx", "ValueError: Invalid format specifier 'xx' for object of type 'int'"),
    ("1", "s", "ValueError: Unknown format code 's' for object of type 'int'"),
    ("1", "é", "ValueError: Unknown format code '\\xe9' for object of type 'int'"),
    ("1", ".", "ValueError: Format specifier missing precision"),
    ("1", "+ ", "ValueError: Unknown format code '\\x20' for object of type 'int'"),
    ("1", "\u{0}", "ValueError: Unknown format code '\\x0' for object of type 'int'"),
    ("1", ">>>", "ValueError: Unknown format code '>' for object of type 'int'"),
    ("-1234567", ",", "-1,234,567"),
    ("-1234567", "_", "-1_234_567"),
    ("-1234567", "015,", "-00,001,234,567"),
    ("-1234567", "0=15_", "-00_001_234_567"),
    ("-1234567", "x<15,", "-1,234,567xxxxx"),
    ("-1234567", "x=15,", "-xxxxx1,234,567"),
    ("-1234567", "^15,", "  -1,234,567   "),
    ("-1234567", "+,d", "-1,234,567"),
    ("-1234567", "#_x", "-0x12_d687"),
    ("-1234567", "#_b", "-0b1_0010_1101_0110_1000_0111"),
    ("-1234567", "020_b", "-1_0010_1101_0110_1000_0111"),
    ("-1234567", ",.2f", "-1,234,567.00"),
    ("-1234567", "013,", "-0,001,234,567"),
    ("1234567", "012,", "0,001,234,567"),
    ("1234567", "013,", "0,001,234,567"),
    ("1234567", "08,", "1,234,567"),
    ("128512", "c", "😀"),
    ("128512", "é>3c", "éé😀"),
    ("-1", "c", "OverflowError: %c arg not in range(0x110000)"),
    ("1114112", "c", "OverflowError: %c arg not in range(0x110000)"),
    ("1000000000000000000000000000000", "c", "OverflowError: Python int too large to convert to C long"),
    ("1000000000000000000000000000000", ",", "1,000,000,000,000,000,000,000,000,000,000"),
    ("1000000000000000000000000000000", "x", "c9f2c9cd04674edea40000000"),
    ("1000000000000000000000000000000", "e", "1.000000e+30"),
    ("1", "99999999999999999999", "ValueError: Too many decimal digits in format string"),
    ("3", "٥", "    3"),
];

const FLOATS: &[(f64, &str, &str)] = &[
    (1.0, "", "1.0"),
    (1.0, "5", "  1.0"),
    (1.0, ".3", "1.0"),
    (1.0, "#.3", "1.00"),
    (1.0, "g", "1"),
    (1.0, "#g", "1.00000"),
    (1.0, "e", "1.000000e+00"),
    (1.0, ".0e", "1e+00"),
    (1.0, "#.0e", "1.e+00"),
    (1.0, ".0", "1e+00"),
    (1.0, "#.0f", "1."),
    (1.0, "n", "1"),
    (1.0, "s", "ValueError: Unknown format code 's' for object of type 'float'"),
    (1.0, "d", "ValueError: Unknown format code 'd' for object of type 'float'"),
    (1.0, "x", "ValueError: Unknown format code 'x' for object of type 'float'"),
    (1.0, "_n", "ValueError: Cannot specify '_' with 'n'."),
    (1.0, ".99999999999999999999f", "ValueError: Too many decimal digits in format string"),
    (1.0, ".2147483648f", "ValueError: precision too big"),
    (1.0, "0=+10.2f", "+000001.00"),
    (1.0, "+", "+1.0"),
    (1.0, " ", " 1.0"),
    (1.0, "z", "1.0"),
    (-0.0, "z", "0.0"),
    (-0.001, "z.1f", "0.0"),
    (-0.001, "z.1%", "-0.1%"),
    (-0.001, ".1f", "-0.0"),
    (1e16, "", "1e+16"),
    (1e16, "5", "1e+16"),
    (1e16, "#", "1.e+16"),
    (12345.0, ".3", "1.23e+04"),
    (1234567.891, "013,.1f", "001,234,567.9"),
    (1234567.891, "015,", "001,234,567.891"),
    (1234567.891, "_.2f", "1_234_567.89"),
    (1234567.891, ",g", "1.23457e+06"),
    (0.5, ".0f", "0"),
    (1.5, ".0f", "2"),
    (2.5, ".0f", "2"),
    (0.25, ".1f", "0.2"),
    (1e300, ".3", "1e+300"),
    (1e-5, "g", "1e-05"),
    (0.0001, "g", "0.0001"),
    (123456.0, "g", "123456"),
    (1234567.0, "g", "1.23457e+06"),
    (0.1, ".20f", "0.10000000000000000555"),
    (5e-324, ".3e", "4.941e-324"),
    (0.0, ".3g", "0"),
    (0.0, "#.3g", "0.00"),
    (f64::INFINITY, "", "inf"),
    (f64::INFINITY, "F", "INF"),
    (f64::INFINITY, "010", "0000000inf"),
    (f64::INFINITY, "+", "+inf"),
    (f64::INFINITY, "%", "inf%"),
    (f64::INFINITY, "010,", "0000000inf"),
    (f64::INFINITY, ".2f", "inf"),
    (f64::INFINITY, "E", "INF"),
    (f64::NEG_INFINITY, "", "-inf"),
    (f64::NEG_INFINITY, "F", "-INF"),
    (f64::NEG_INFINITY, "010", "-000000inf"),
    (f64::NEG_INFINITY, "+", "-inf"),
    (f64::NEG_INFINITY, "%", "-inf%"),
    (f64::NEG_INFINITY, "010,", "-000000inf"),
    (f64::NEG_INFINITY, ".2f", "-inf"),
    (f64::NEG_INFINITY, "E", "-INF"),
    (f64::NAN, "", "nan"),
    (f64::NAN, "F", "NAN"),
    (f64::NAN, "010", "0000000nan"),
    (f64::NAN, "+", "+nan"),
    (f64::NAN, "%", "nan%"),
    (f64::NAN, "010,", "0000000nan"),
    (f64::NAN, ".2f", "nan"),
    (f64::NAN, "E", "NAN"),
];

/// (real, imaginary, specification, result)
const COMPLEXES: &[(f64, f64, &str, &str)] = &[
    (1.0, 2.0, ".2f", "1.00+2.00j"),
    (1.0, 2.0, ">12", "      (1+2j)"),
    (1.0, 2.0, "+", "(+1+2j)"),
    (1.0, 2.0, "010", "ValueError: Zero padding is not allowed in complex format specifier"),
    (1.0, 2.0, "0<10", "ValueError: Zero padding is not allowed in complex format specifier"),
    (1.0, 2.0, "=10", "ValueError: '=' alignment flag is not allowed in complex format specifier"),
    (1.0, 2.0, "%", "ValueError: Unknown format code '%' for object of type 'complex'"),
    (1.0, 2.0, "d", "ValueError: Unknown format code 'd' for object of type 'complex'"),
    (1.0, 2.0, "#.3", "(1.00+2.00j)"),
    (1.0, 2.0, "n", "1+2j"),
    (1.0, 2.0, "g", "1+2j"),
    (1.0, 2.0, "e", "1.000000e+00+2.000000e+00j"),
    (1.0, 2.0, "x^12", "xxx(1+2j)xxx"),
    (1.0, 2.0, ",.1f", "1.0+2.0j"),
    (-0.0, 2.0, ">7", "(-0+2j)"),
    (0.0, -2.5, "<7", "-2.5j  "),
    (0.0, 2.0, "+", "+2j"),
    (1.0, f64::NAN, "+,.1f", "+1.0+nanj"),
    (1e16, f64::INFINITY, ".3", "(1e+16+infj)"),
];

const STRINGS: &[(&str, &str, &str)] = &[
    ("abc", "", "abc"),
    ("abc", "5", "abc  "),
    ("abc", ">5", "  abc"),
    ("abc", "^6", " abc  "),
    ("abc", "x<5", "abcxx"),
    ("abc", ".2", "ab"),
    ("abc", ".0", ""),
    ("abc", "é>10.2", "ééééééééab"),
    ("abc", "010", "abc0000000"),
    ("abc", "=5", "ValueError: '=' alignment not allowed in string format specifier"),
    ("abc", "+", "ValueError: Sign not allowed in string format specifier"),
    ("abc", " ", "ValueError: Space not allowed in string format specifier"),
    ("abc", "-", "ValueError: Sign not allowed in string format specifier"),
    ("abc", "#", "ValueError: Alternate form (#) not allowed in string format specifier"),
    ("abc", "z", "ValueError: Negative zero coercion (z) not allowed in string format specifier"),
    ("abc", ",", "ValueError: Cannot specify ',' with 's'."),
    ("abc", ",s", "ValueError: Cannot specify ',' with 's'."),
    ("abc", "d", "ValueError: Unknown format code 'd' for object of type 'str'"),
    ("abc", "é", "ValueError: Unknown format code '\\xe9' for object of type 'str'"),
    ("abc", "xx", "ValueError: Invalid format specifier 'xx' for object of type 'str'"),
    ("abc", "s", "abc"),
];

/// (template, values, result)
const PERCENT: &[(&str, &[Item], &str)] = &[
    (
        "%d|%5d|%-5d|%05d|%+d|% d",
        &[Item::Int(1), Item::Int(2), Item::Int(3), Item::Int(4), Item::Int(5), Item::Int(6)],
        "1|    2|3    |00004|+5| 6",
    ),
    (
        "%x %#x %#X %#o %o",
        &[Item::Int(255), Item::Int(255), Item::Int(255), Item::Int(8), Item::Int(-8)],
        "ff 0xff 0XFF 0o10 -10",
    ),
    ("%.5d|%#.5x|%010.5d", &[Item::Int(-42), Item::Int(255), Item::Int(-42)], "-00042|0x000ff|-000000042"),
    ("%+#08x|%#-8x|%#5x|", &[Item::Int(1), Item::Int(1), Item::Int(1)], "+0x00001|0x1     |  0x1|"),
    ("%s %r %a", &[Item::Str("é"), Item::Str("é"), Item::Str("é")], "é 'é' '\\xe9'"),
    (
        "%5s|%-5s|%.1s|%05s",
        &[Item::Str("a"), Item::Str("b"), Item::Str("cd"), Item::Str("e")],
        "    a|b    |c|    e",
    ),
    ("%c%c%5c|%.0c", &[Item::Int(65), Item::Str("b"), Item::Str("c"), Item::Str("d")], "Ab    c|d"),
    (
        "%e %E %f %g %G",
        &[Item::Float(1.5), Item::Float(1.5), Item::Float(1.5), Item::Float(1e+20), Item::Float(1e+20)],
        "1.500000e+00 1.500000E+00 1.500000 1e+20 1E+20",
    ),
    (
        "%.0f %#.0f %.3f %08.3f %-08.3f|",
        &[Item::Float(2.5), Item::Float(2.5), Item::Float(2.0), Item::Float(-1.5), Item::Float(-1.5)],
        "2 2. 2.000 -001.500 -1.500  |",
    ),
    (
        "%*d|%-*d|%*d|%.*f",
        &[
            Item::Int(5),
            Item::Int(1),
            Item::Int(5),
            Item::Int(1),
            Item::Int(-5),
            Item::Int(1),
            Item::Int(2),
            Item::Float(1.5),
        ],
        "    1|1    |1    |1.50",
    ),
    ("%ld %hd %Ld", &[Item::Int(1), Item::Int(2), Item::Int(3)], "1 2 3"),
    ("100%%", &[], "100%"),
    ("%d", &[], "TypeError: not enough arguments for format string"),
    ("%y", &[Item::Int(1)], "ValueError: unsupported format character 'y' (0x79) at index 1"),
    ("%y", &[], "TypeError: not enough arguments for format string"),
    ("%", &[], "ValueError: incomplete format"),
    ("%5%", &[], "TypeError: not enough arguments for format string"),
    ("%5%", &[Item::Int(1)], "ValueError: unsupported format character '%' (0x25) at index 2"),
    ("%é", &[Item::Int(1)], "ValueError: unsupported format character '?' (0xe9) at index 1"),
    ("%\u{a}", &[Item::Int(1)], "ValueError: unsupported format character '?' (0xa) at index 1"),
    ("%s", &[Item::Int(1), Item::Int(2)], "TypeError: not all arguments converted during string formatting"),
    ("%*d", &[Item::Str("a"), Item::Int(1)], "TypeError: * wants int"),
    ("%(a)s", &[Item::Int(1)], "TypeError: format requires a mapping"),
    ("%.2147483648d", &[Item::Int(1)], "ValueError: precision too big"),
    ("%99999999999999999999d", &[Item::Int(1)], "ValueError: width too big"),
    ("%s%", &[Item::Int(1)], "ValueError: incomplete format"),
    ("%d %i", &[Item::Float(2.9), Item::Float(-2.9)], "2 -2"),
    ("%010f|%+f", &[Item::Float(f64::NEG_INFINITY), Item::Float(f64::NAN)], "-000000inf|+nan"),
];

/// Templates of `str.format` called with 1, "b", a=7.
const FIELDS: &[(&str, &str)] = &[
    ("a{}b{}", "a1bb"),
    ("{0}{1}{0}", "1b1"),
    ("{1:>4}|{0:03}", "   b|001"),
    ("{a}", "7"),
    ("{{}}{{{0}}}", "{}{1}"),
    (
        "{!r} {1!s:>3}",
        "ValueError: cannot switch from automatic field numbering to manual field specification",
    ),
    ("{1!a}", "'b'"),
    ("{:{}}", "1"),
    ("{0:{a}}", "      1"),
    ("{0:>{a}}|", "      1|"),
    ("{:{:{}}}", "ValueError: Max string recursion exceeded"),
    ("{", "ValueError: Single '{' encountered in format string"),
    ("}", "ValueError: Single '}' encountered in format string"),
    ("{}}", "ValueError: Single '}' encountered in format string"),
    ("{0", "ValueError: expected '}' before end of string"),
    ("{0!", "ValueError: end of string while looking for conversion specifier"),
    ("{0!r", "ValueError: unmatched '{' in format spec"),
    ("{0!rx}", "ValueError: expected ':' after conversion specifier"),
    ("{0!}", "ValueError: unmatched '{' in format spec"),
    ("{0!z}", "ValueError: Unknown conversion specifier z"),
    ("{0!é}", "ValueError: Unknown conversion specifier \\xe9"),
    ("{0:", "ValueError: unmatched '{' in format spec"),
    ("{0:{}", "ValueError: unmatched '{' in format spec"),
    ("{0:{}}", "ValueError: cannot switch from manual field specification to automatic field numbering"),
    ("{} {0}", "ValueError: cannot switch from automatic field numbering to manual field specification"),
    ("{0} {}", "ValueError: cannot switch from manual field specification to automatic field numbering"),
    ("{a{b}", "ValueError: unexpected '{' in field name"),
    ("{99999999999999999999}", "ValueError: Too many decimal digits in format string"),
    ("{:}}", "ValueError: Single '}' encountered in format string"),
    ("{0!r :}", "ValueError: expected ':' after conversion specifier"),
    ("{!:}", "ValueError: Unknown conversion specifier :"),
];
