//! Names of characters, as `\N{...}` and `unicodedata` know them.

use super::chars::assigned;

/// The character of that name.
pub fn lookup(name: &str) -> Option<u32> {
    let code = u32::from(unicode_names2::character(name)?);
    assigned(code).map(|_| code)
}
