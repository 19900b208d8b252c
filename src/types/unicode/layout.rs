//! Padding: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.
//!
//! The result is as long as the width that is asked for, so the caller checks that against its own
//! limit first; only `expand_tabs`, whose length must be counted, takes the limit itself.

use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;

/// Which side the text keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justify {
    Left,
    Right,
    Center,
}

/// `ljust`, `rjust` and `center`; `None` if the text is as wide already.
pub fn justify(text: Chars<'_>, width: usize, fill: u32, side: Justify) -> Option<TextBuf> {
    let padding = width.checked_sub(text.len()).filter(|&padding| padding > 0)?;
    let left = match side {
        Justify::Left => 0,
        Justify::Right => padding,
        // An odd rest goes to the left of an odd width, to the right of an even one.
        Justify::Center => padding / 2 + (padding & width & 1),
    };
    let mut out = TextBuf::with_capacity(width);
    out.push_repeated(fill, left);
    out.push_chars(text);
    out.push_repeated(fill, padding - left);
    Some(out)
}

/// `text.zfill(width)`: zeros after the sign; `None` if the text is as wide already.
pub fn zero_fill(text: Chars<'_>, width: usize) -> Option<TextBuf> {
    let padding = width.checked_sub(text.len()).filter(|&padding| padding > 0)?;
    let signed = text.try_get(0).is_some_and(|code| code == u32::from('+') || code == u32::from('-'));
    let mut out = TextBuf::with_capacity(width);
    out.push_chars(text.slice(0..usize::from(signed)));
    out.push_repeated(u32::from('0'), padding);
    out.push_chars(text.slice_from(usize::from(signed)));
    Some(out)
}

/// `text.expandtabs(size)`; columns count from the last line end. A result beyond `limit` code points
/// is an OverflowError.
pub fn expand_tabs(text: Chars<'_>, size: usize, limit: usize) -> Result<TextBuf, Fault> {
    let mut out = TextBuf::with_capacity(text.len());
    let mut column = 0;
    for code in text.iter() {
        match code {
            0x09 if size > 0 => {
                let spaces = size - column % size;
                if spaces > limit.saturating_sub(out.len()) {
                    return Err(Fault::overflow("new string is too long"));
                }
                out.push_repeated(u32::from(' '), spaces);
                column += spaces;
            }
            0x09 => {}
            _ => {
                out.push(code);
                column = if matches!(code, 0x0A | 0x0D) { 0 } else { column + 1 };
            }
        }
    }
    Ok(out)
}
