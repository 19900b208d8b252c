//! Names of characters, as `\N{...}` and `unicodedata` know them.

use super::chars::assigned;

/// The character of that name.
pub fn lookup(name: &str) -> Option<u32> {
    let code = u32::from(unicode_names2::character(name)?);
    assigned(code).map(|_| code)
}
/// The name of a character.
pub fn name(code: u32) -> Option<String> {
    assigned(code).and_then(unicode_names2::name).map(|n| n.to_string())
}
