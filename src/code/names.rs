//! Interned identifiers of one compilation, and the mangling of private names.
//!
//! Invariant: equal text, equal [`Sym`]; a `Sym` is never of another compilation.
//! Deliberately absent: any meaning of a name (see `scope.rs`).

use std::collections::HashMap;

/// An identifier after mangling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(u32);

#[derive(Debug, Default)]
pub struct Names {
    ids: HashMap<Box<str>, Sym>,
    texts: Vec<Box<str>>,
}

impl Names {
    pub fn intern(&mut self, text: &str) -> Sym {
        if let Some(&sym) = self.ids.get(text) {
            return sym;
        }
        let sym = Sym(self.texts.len() as u32);
        self.texts.push(text.into());
        self.ids.insert(text.into(), sym);
        sym
    }

    pub fn text(&self, sym: Sym) -> &str {
        &self.texts[sym.0 as usize]
    }

    /// `_Py_Mangle` (`Python/symtable.c`): `__x` in class `C` is `_C__x`.
    pub fn mangled(&mut self, class: Option<&str>, name: &str) -> Sym {
        match class.map(|class| class.trim_start_matches('_')) {
            Some(class)
                if !class.is_empty()
                    && name.starts_with("__")
                    && !name.ends_with("__")
                    && !name.contains('.') =>
            {
                self.intern(&format!("_{class}{name}"))
            }
            _ => self.intern(name),
        }
    }
}
