//! Replacement texts: literal parts and references to groups (`parse_template`).

use super::ast::MAX_GROUPS;
use super::source::{Res, Source};
use crate::object::{Chars, TextBuf, Value};
use crate::types::unicode::repr;
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub enum Part {
    Text(TextBuf),
    Group(u32),
}

/// The parts of a template for a pattern with so many groups, whose names are in `names` (a dict).
///
/// # Errors
/// The template's fault; IndexError for a name that no group has.
pub fn parse(vm: &mut Vm, text: Chars<'_>, is_text: bool, groups: u32, names: &Value) -> Res<Vec<Part>> {
    let mut source = Source::new(text, is_text)?;
    let mut parts = Parts(Vec::new());
    while let Some(this) = source.get()? {
        let Some(second) = this.escaped else {
            parts.text().push(this.first);
            continue;
        };
        let c = if second < 128 { char::from(second as u8) } else { '\0' };
        let octal = |c: &char| matches!(c, '0'..='7');
        let group = match c {
            'g' => named(vm, &mut source, names)?,
            '0' => {
                let digits = source.get_while(2, octal)?;
                parts.text().push(u32::from_str_radix(&format!("0{digits}"), 8).unwrap_or(0) & 0xFF);
                continue;
            }
            '1'..='9' => {
                let mut digits = String::from(c) + &source.get_while(1, char::is_ascii_digit)?;
                let next_octal = source.next.is_some_and(|t| octal(&t.ascii()));
                if digits.len() == 2 && digits.chars().all(|c| octal(&c)) && next_octal {
                    digits += &source.get_while(1, octal)?;
                    let code = u32::from_str_radix(&digits, 8).unwrap_or(0);
                    if code > 0o377 {
                        let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                        return Err(source.error(message, 4));
                    }
                    parts.text().push(code);
                    continue;
                }
                (digits.parse().unwrap_or(MAX_GROUPS), digits.len())
            }
            _ => {
                match plain_escape(c) {
                    Some(code) => parts.text().push(code),
                    None if c.is_ascii_alphabetic() => {
                        return Err(source.error_with("bad escape ", &[this], this.len()));
                    }
                    None => this.write(parts.text()),
                }
                continue;
            }
        };
        if group.0 > groups {
            return Err(source.error(format!("invalid group reference {}", group.0), group.1));
        }
        parts.0.push(Part::Group(group.0));
    }
    Ok(parts.0)
}

struct Parts(Vec<Part>);
impl Parts {
    /// The text at the end, begun if need be.
    fn text(&mut self) -> &mut TextBuf {
        if !matches!(self.0.last(), Some(Part::Text(_))) {
            self.0.push(Part::Text(TextBuf::new()));
        }
        match self.0.last_mut() {
            Some(Part::Text(text)) => text,
            _ => unreachable!("a text was pushed"),
        }
    }
}

fn plain_escape(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}
/// The group of `\g<...>`, and how far back its name begins.
fn named(vm: &mut Vm, source: &mut Source<'_>, names: &Value) -> Res<(u32, usize)> {
    if !source.eat('<')? {
        return Err(source.error("missing <", 0));
    }
    let name = source.get_until('>', "group name")?;
    let back = name.len() + 1;
    let digits = name.as_chars().as_ascii_str().filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    if let Some(digits) = digits {
        return match digits.parse() {
            Ok(group) if group < MAX_GROUPS => Ok((group, back)),
            _ => {
                let shown = digits.trim_start_matches('0');
                Err(source.error(format!("invalid group reference {shown}"), back))
            }
        };
    }
    source.check_group_name(&name, 1)?;
    let key = vm.str_from(&name)?;
    let found = if names.as_dict().is_some() { vm.dict_get(names, &key)? } else { None };
    match found.as_ref().and_then(Value::as_word) {
        Some(group) => Ok((group as u32, back)),
        None => {
            let mut message = TextBuf::from("unknown group name ");
            message.push_chars(repr::repr_text(name.as_chars()).as_chars());
            let message = vm.str_from(&message)?;
            Err(vm.err_with(Exc::IndexError, vec![message]).into())
        }
    }
}
