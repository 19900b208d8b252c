//! `str.__format__`.

use super::Limits;
use super::spec::{Align, Defaults, Sign, Spec};
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;

/// Appends `value` formatted by the specification `spec`.
pub fn format_str(
    value: Chars<'_>,
    spec: Chars<'_>,
    type_name: &str,
    limits: &Limits,
    out: &mut TextBuf,
) -> Result<(), Fault> {
    if spec.is_empty() {
        out.push_chars(value);
        return Ok(());
    }
    let spec = Spec::parse(spec, Defaults::string(type_name))?;
    if spec.letter() != b's' {
        return Err(spec.unknown_kind(type_name));
    }
    refuse_number_options(&spec)?;
    spec.check_len(limits)?;
    let shown = spec.precision.unwrap_or(usize::MAX).min(value.len());
    spec.pad(value.slice(0..shown), out);
    Ok(())
}

fn refuse_number_options(spec: &Spec) -> Result<(), Fault> {
    let message = match spec {
        Spec { sign: Some(Sign::Space), .. } => "Space not allowed in string format specifier",
        Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
        Spec { no_negative_zero: true, .. } => {
            "Negative zero coercion (z) not allowed in string format specifier"
        }
        Spec { alternate: true, .. } => "Alternate form (#) not allowed in string format specifier",
        Spec { align: Align::AfterSign, .. } => "'=' alignment not allowed in string format specifier",
        _ => return Ok(()),
    };
    Err(Fault::value(message))
}
