//! Operators by name: what instructions carry, and what types are asked.

use std::cmp::Ordering;

/// An enum whose variants have a symbol.
macro_rules! symbols {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name { $($variant),* }
        impl $name {
            pub const fn symbol(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

symbols! {
    /// Binary operators, in the order of CPython's `NB_*` numbers.
    BinOp {
        Add = "+", And = "&", FloorDivide = "//", Lshift = "<<", MatrixMultiply = "@", Multiply = "*", Remainder = "%",
        Or = "|", Power = "**", Rshift = ">>", Subtract = "-", TrueDivide = "/", Xor = "^",
    }
}

symbols! {
    /// Rich comparisons, in the order of CPython's `Py_LT` ... `Py_GE`.
    CmpOp { Lt = "<", Le = "<=", Eq = "==", Ne = "!=", Gt = ">", Ge = ">=" }
}

symbols! {
    UnOp { Negative = "-", Positive = "+", Invert = "~", Not = "not" }
}

/// Whether `a op b` holds for operands that compare as `order`.
#[inline(always)]
pub fn holds(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
    }
}

/// Whether `x op y` holds; not-a-number compares as CPython says.
#[inline(always)]
pub fn float_holds(op: CmpOp, x: f64, y: f64) -> bool {
    match op {
        CmpOp::Lt => x < y,
        CmpOp::Le => x <= y,
        CmpOp::Eq => x == y,
        CmpOp::Ne => x != y,
        CmpOp::Gt => x > y,
        CmpOp::Ge => x >= y,
    }
}
