//! The instruction set: one table that is the enum, its documentation and its listing.
//!
//! A frame is a window of registers. Locals live in the low ones and are *borrowed* by the
//! instructions that read them; temporaries are *taken*: the reading instruction empties the
//! register. So at any moment every temporary that the code does not need is empty, and nothing
//! stale keeps an object alive. An instruction has 8 bytes and is fetched in one load.
//!
//! Order of release, wherever an instruction takes several operands: after the operation, in the
//! order the operands are listed, then the old value of the destination. What differs from this
//! says so in its line. What an instruction takes is gone even when it fails; its destination is
//! then as it was.

/// A register, as destination or as a place that is read and stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reg(pub u16);

/// A source register. With [`Src::TAKE`] set this is its last use: the register is emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Src(pub u16);

impl Src {
    pub const TAKE: u16 = 0x8000;
    /// "No operand", where an instruction allows one to be absent.
    pub const NONE: Src = Src(0x7fff);

    pub const fn borrow(reg: Reg) -> Src {
        Src(reg.0)
    }
    pub const fn take(reg: Reg) -> Src {
        Src(reg.0 | Src::TAKE)
    }
    pub const fn index(self) -> usize {
        (self.0 & !Src::TAKE) as usize
    }
    pub const fn takes(self) -> bool {
        self.0 & Src::TAKE != 0
    }
}

/// Index into the code's constants; the short form is an operand of K instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Const(pub u32);
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Const16(pub u16);
/// Index into the code's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name(pub u16);
/// Index into the code's inline caches; the site knows its name. When a code object has used up
/// its 65,535 sites, a further instruction shares a site of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site(pub u16);
/// Jump distance in instructions, counted from the instruction after this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump(pub i32);
/// A short distance. A target that is too far goes through a `Jump` placed right behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near(pub i16);
/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u16);
/// A small number or set of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Small(pub u8);

/// A word-like operand: an enum whose variants the listing prints as words.
macro_rules! words {
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
        impl Show for $name {
            fn operand(self) -> Operand { Operand::Word(self.symbol()) }
        }
    };
}

pub use crate::object::ops::{BinOp, CmpOp, UnOp};

words! {
    /// Conversion of an f-string field.
    Conv { None = "", Str = "!s", Repr = "!r", Ascii = "!a" }
}
words! {
    /// Type parameters: what PEP 695's syntax needs of the machine. Thunks are functions without
    /// parameters, called when the value is asked for.
    Intrinsic {
        TypeVar = "TypeVar(name)",
        TypeVarBound = "TypeVar(name, bound thunk)",
        TypeVarConstraints = "TypeVar(name, constraints thunk)",
        ParamSpec = "ParamSpec(name)",
        TypeVarTuple = "TypeVarTuple(name)",
        SetDefault = "default(param, thunk)",
        TypeAlias = "TypeAliasType(name, params, thunk)",
        Generic = "Generic[params]",
        SetTypeParams = "function.__type_params__(function, params)",
    }
}

/// An operand as the listing and the verifier see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    Reg(u16),
    Src(Src),
    Const(u32),
    Name(u16),
    Site(u16),
    Jump(i32),
    Number(u32),
    Word(&'static str),
}

impl Show for BinOp {
    fn operand(self) -> Operand {
        Operand::Word(self.symbol())
    }
}
impl Show for CmpOp {
    fn operand(self) -> Operand {
        Operand::Word(self.symbol())
    }
}
impl Show for UnOp {
    fn operand(self) -> Operand {
        Operand::Word(self.symbol())
    }
}

trait Show: Sized {
    fn operand(self) -> Operand;
    /// Sets a jump distance; whether it fits. `None`: this operand is no jump.
    fn set_jump(&mut self, _distance: i32) -> Option<bool> {
        None
    }
    /// Gives a constant its final number.
    fn renumber(&mut self, _numbers: &[u32]) {}
}

macro_rules! show {
    ($($ty:ident($x:ident) => $operand:expr;)*) => {
        $(impl Show for $ty {
            fn operand(self) -> Operand { let $x = self.0; $operand }
        })*
    };
}
impl Show for Jump {
    fn operand(self) -> Operand {
        Operand::Jump(self.0)
    }
    fn set_jump(&mut self, distance: i32) -> Option<bool> {
        self.0 = distance;
        Some(true)
    }
}
impl Show for Near {
    fn operand(self) -> Operand {
        Operand::Jump(self.0.into())
    }
    fn set_jump(&mut self, distance: i32) -> Option<bool> {
        Some(i16::try_from(distance).map(|near| self.0 = near).is_ok())
    }
}
impl Show for Const {
    fn operand(self) -> Operand {
        Operand::Const(self.0)
    }
    fn renumber(&mut self, numbers: &[u32]) {
        self.0 = numbers[self.0 as usize];
    }
}
impl Show for Const16 {
    fn operand(self) -> Operand {
        Operand::Const(self.0.into())
    }
    fn renumber(&mut self, numbers: &[u32]) {
        // No number is greater than before: a code object has at most as many constants.
        self.0 = numbers[self.0 as usize] as u16;
    }
}
show! {
    Reg(x) => Operand::Reg(x);
    Src(x) => Operand::Src(Src(x));
    Name(x) => Operand::Name(x);
    Site(x) => Operand::Site(x);
    Count(x) => Operand::Number(x.into());
    Small(x) => Operand::Number(x.into());
}

macro_rules! instructions {
    ($(#[doc = $doc:literal] $name:ident($($field:ident : $ty:ty),*);)*) => {
        /// The opcode is the first byte.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Instr { $(#[doc = $doc] $name($($ty),*),)* }

        /// The opcodes alone, numbered as they stand in the instructions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Opcode { $($name,)* }

        impl Instr {
            /// Name, as the listing prints it.
            pub fn name(self) -> &'static str {
                match self { $(Instr::$name(..) => stringify!($name),)* }
            }
            /// Operands in order, each with the name it has in the table.
            pub fn operands(self) -> Vec<(&'static str, Operand)> {
                match self { $(Instr::$name($($field),*) => vec![$((stringify!($field), $field.operand())),*],)* }
            }
            /// Sets the distance of a jump; false if it is too far for the instruction.
            pub fn set_jump(&mut self, distance: i32) -> bool {
                match self { $(Instr::$name($($field),*) => {
                    let results: &[Option<bool>] = &[$($field.set_jump(distance)),*];
                    let _ = distance;
                    !results.contains(&Some(false))
                })* }
            }
            /// Whether the instruction has a jump target.
            pub fn is_jump(self) -> bool {
                self.operands().iter().any(|(_, operand)| matches!(operand, Operand::Jump(_)))
            }
            /// Replaces each constant `k` by `numbers[k]`, which is not greater.
            pub fn renumber_consts(&mut self, numbers: &[u32]) {
                match self { $(Instr::$name($($field),*) => { let _ = numbers; $($field.renumber(numbers);)* })* }
            }
            /// How many there are.
            pub const COUNT: usize = Instr::TABLE.len();
            /// The table itself: name and meaning, for the listing's help and the book.
            pub const TABLE: &'static [(&'static str, &'static str)] = &[$((stringify!($name), $doc)),*];
            /// The types of its operands, in the table's order.
            pub const OPERANDS: &'static [&'static [&'static str]] = &[$(&[$(stringify!($ty)),*]),*];
        }
    };
}

instructions! {
    // --- moving values
    #[doc = " Nothing."]
    Nop();
    #[doc = " dst = src."]
    Move(dst: Reg, src: Src);
    #[doc = " dst = constant."]
    LoadConst(dst: Reg, k: Const);
    #[doc = " Empty a temporary, releasing what it held; it may already be empty."]
    Drop(reg: Reg);
    #[doc = " Raise UnboundLocalError if the local is unbound."]
    CheckLocal(reg: Reg);
    #[doc = " Unbind a local; UnboundLocalError if it is unbound."]
    DelLocal(reg: Reg);
    #[doc = " Wrap the register's value (or emptiness) in a new cell, in place."]
    MakeCell(reg: Reg);
    #[doc = " dst = contents of the cell; NameError or UnboundLocalError if it is empty."]
    LoadCell(dst: Reg, cell: Reg);
    #[doc = " Class body: dst = locals[name of the free variable], else the cell's contents."]
    LoadClassCell(dst: Reg, cell: Reg);
    #[doc = " Annotation scope of a class: dst = (namespace in the cell r[dict])[name of the free variable], else the cell's contents."]
    LoadDictOrCell(dst: Reg, dict: Reg, cell: Reg);
    #[doc = " Annotation scope of a class: dst = (namespace in the cell r[dict])[name], else global or built-in of the site's name."]
    LoadDictOrGlobal(dst: Reg, dict: Reg, site: Site);
    #[doc = " Contents of the cell = src."]
    StoreCell(cell: Reg, src: Src);
    #[doc = " Empty the cell; NameError if it is empty."]
    DelCell(cell: Reg);
    #[doc = " dst = global or built-in of the site's name."]
    LoadGlobal(dst: Reg, site: Site);
    #[doc = " Global of the site's name = src."]
    StoreGlobal(src: Src, site: Site);
    #[doc = " Unbind a global; NameError if it is unbound."]
    DelGlobal(name: Name);
    #[doc = " dst = local namespace, global or built-in of the site's name (modules, classes, exec)."]
    LoadName(dst: Reg, site: Site);
    #[doc = " Name in the local namespace = src."]
    StoreName(src: Src, site: Site);
    #[doc = " Unbind a name of the local namespace; NameError if it is unbound."]
    DelName(name: Name);
    #[doc = " dst = the frame's local namespace (class bodies, modules)."]
    LoadLocals(dst: Reg);
    #[doc = " dst = builtins.__build_class__."]
    LoadBuildClass(dst: Reg);
    #[doc = " dst = AssertionError, whatever the name is bound to."]
    LoadAssertionError(dst: Reg);
    #[doc = " Make `__annotations__` in the local namespace if it is missing."]
    SetupAnnotations();
    // --- attributes and items
    #[doc = " dst = obj.name, the site's name."]
    LoadAttr(dst: Reg, obj: Src, site: Site);
    #[doc = " dst = the function and dst+1 = obj when the name is a method of the type; else dst = the attribute and dst+1 stays empty. What Call expects."]
    LoadMethod(dst: Reg, obj: Src, site: Site);
    #[doc = " super().name without arguments: r[args] = the global `super`, r[args+1] = class cell contents, r[args+2] = self, all taken."]
    LoadSuperAttr(dst: Reg, args: Reg, site: Site);
    #[doc = " As LoadSuperAttr, for a call: dst = the function and dst+1 = self when the name is a method; else dst = the attribute and dst+1 stays empty."]
    LoadSuperMethod(dst: Reg, args: Reg, site: Site);
    #[doc = " obj.name = src. Released: src, obj."]
    StoreAttr(obj: Src, src: Src, site: Site);
    #[doc = " del obj.name."]
    DelAttr(obj: Src, name: Name);
    #[doc = " dst = obj[key]."]
    LoadItem(dst: Reg, obj: Src, key: Src);
    #[doc = " obj[key] = src. Released: src, obj, key."]
    StoreItem(obj: Src, key: Src, src: Src);
    #[doc = " del obj[key]."]
    DelItem(obj: Src, key: Src);
    #[doc = " dst = slice(r[first], r[first+1][, r[first+2]]), all taken; n is 2 or 3."]
    BuildSlice(n: Small, dst: Reg, first: Reg);
    // --- operators: RR, TR, RT, TT say which operands are taken; RK, TK have a constant on the right
    #[doc = " dst = a + b."]
    AddRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a + b."]
    AddTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a + b."]
    AddRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a + b."]
    AddTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a + constant."]
    AddRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a + constant."]
    AddTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a - b."]
    SubRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a - b."]
    SubTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a - b."]
    SubRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a - b."]
    SubTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a - constant."]
    SubRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a - constant."]
    SubTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a * b."]
    MulRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a * b."]
    MulTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a * b."]
    MulRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a * b."]
    MulTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a * constant."]
    MulRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a * constant."]
    MulTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a / b."]
    DivRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a / b."]
    DivTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a / b."]
    DivRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a / b."]
    DivTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a / constant."]
    DivRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a / constant."]
    DivTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a // b."]
    FloorDivRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a // b."]
    FloorDivTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a // b."]
    FloorDivRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a // b."]
    FloorDivTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a // constant."]
    FloorDivRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a // constant."]
    FloorDivTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a % b."]
    ModRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a % b."]
    ModTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a % b."]
    ModRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a % b."]
    ModTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a % constant."]
    ModRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a % constant."]
    ModTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a & b."]
    AndRR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a & b."]
    AndTR(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a & b."]
    AndRT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a & b."]
    AndTT(dst: Reg, a: Reg, b: Reg);
    #[doc = " dst = a & constant."]
    AndRK(dst: Reg, a: Reg, k: Const16);
    #[doc = " dst = a & constant."]
    AndTK(dst: Reg, a: Reg, k: Const16);
    #[doc = " Augmented assignment: reg += b. A local stays bound meanwhile, a temporary is used up."]
    IAddR(reg: Reg, b: Reg);
    #[doc = " reg += b, b taken: released before the old value of reg."]
    IAddT(reg: Reg, b: Reg);
    #[doc = " reg += constant."]
    IAddK(reg: Reg, k: Const16);
    #[doc = " Augmented assignment: reg -= b. A local stays bound meanwhile, a temporary is used up."]
    ISubR(reg: Reg, b: Reg);
    #[doc = " reg -= b, b taken: released before the old value of reg."]
    ISubT(reg: Reg, b: Reg);
    #[doc = " reg -= constant."]
    ISubK(reg: Reg, k: Const16);
    #[doc = " Augmented assignment: reg *= b. A local stays bound meanwhile, a temporary is used up."]
    IMulR(reg: Reg, b: Reg);
    #[doc = " reg *= b, b taken: released before the old value of reg."]
    IMulT(reg: Reg, b: Reg);
    #[doc = " reg *= constant."]
    IMulK(reg: Reg, k: Const16);
    #[doc = " dst = a op b, any binary operator."]
    Binary(op: BinOp, dst: Reg, a: Src, b: Src);
    #[doc = " dst = a op= b: tries the in-place method first."]
    Inplace(op: BinOp, dst: Reg, a: Src, b: Src);
    #[doc = " dst = op src."]
    Unary(op: UnOp, dst: Reg, src: Src);
    #[doc = " dst = a op b, a rich comparison."]
    Compare(op: CmpOp, dst: Reg, a: Src, b: Src);
    #[doc = " dst = a is b."]
    Is(dst: Reg, a: Src, b: Src);
    #[doc = " dst = a is not b."]
    IsNot(dst: Reg, a: Src, b: Src);
    #[doc = " dst = a in b."]
    In(dst: Reg, a: Src, b: Src);
    #[doc = " dst = a not in b."]
    NotIn(dst: Reg, a: Src, b: Src);
    // --- jumps
    #[doc = " Jump forwards."]
    Jump(to: Jump);
    #[doc = " Jump backwards: the machine looks at signals, limits and the collector here."]
    JumpBack(to: Jump);
    #[doc = " Jump if bool(src)."]
    JumpIfTrue(src: Src, to: Jump);
    #[doc = " Jump if not bool(src)."]
    JumpIfFalse(src: Src, to: Jump);
    #[doc = " Jump if src is None."]
    JumpIfNone(src: Src, to: Jump);
    #[doc = " Jump if src is not None."]
    JumpIfNotNone(src: Src, to: Jump);
    #[doc = " Jump if a < b."]
    JumpLtRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a < b (which for NaN is not its opposite)."]
    JumpNotLtRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a <= b."]
    JumpLeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a <= b (which for NaN is not its opposite)."]
    JumpNotLeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a == b."]
    JumpEqRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a == b (which for NaN is not its opposite)."]
    JumpNotEqRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a != b."]
    JumpNeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a != b (which for NaN is not its opposite)."]
    JumpNotNeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a > b."]
    JumpGtRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a > b (which for NaN is not its opposite)."]
    JumpNotGtRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a >= b."]
    JumpGeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump unless a >= b (which for NaN is not its opposite)."]
    JumpNotGeRR(a: Src, b: Src, to: Near);
    #[doc = " Jump if a < constant."]
    JumpLtRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a < constant (which for NaN is not its opposite)."]
    JumpNotLtRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a <= constant."]
    JumpLeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a <= constant (which for NaN is not its opposite)."]
    JumpNotLeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a == constant."]
    JumpEqRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a == constant (which for NaN is not its opposite)."]
    JumpNotEqRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a != constant."]
    JumpNeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a != constant (which for NaN is not its opposite)."]
    JumpNotNeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a > constant."]
    JumpGtRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a > constant (which for NaN is not its opposite)."]
    JumpNotGtRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a >= constant."]
    JumpGeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump unless a >= constant (which for NaN is not its opposite)."]
    JumpNotGeRK(a: Src, k: Const16, to: Near);
    #[doc = " Jump if a is b."]
    JumpIs(a: Src, b: Src, to: Near);
    #[doc = " Jump if a is not b."]
    JumpIsNot(a: Src, b: Src, to: Near);
    #[doc = " Jump if a in b."]
    JumpIn(a: Src, b: Src, to: Near);
    #[doc = " Jump if a not in b."]
    JumpNotIn(a: Src, b: Src, to: Near);
    // --- iteration
    #[doc = " dst = iter(src)."]
    GetIter(dst: Reg, src: Src);
    #[doc = " dst = next(r[iter]); when it is exhausted: empty and release r[iter], jump."]
    ForIter(dst: Reg, iter: Reg, to: Near);
    #[doc = " r[first..first+n] = the n elements of src; ValueError in CPython's words otherwise."]
    UnpackSequence(src: Src, first: Reg, n: Count);
    #[doc = " r[first..] = `before` elements, a list of the rest, `after` elements."]
    UnpackEx(before: Small, src: Src, first: Reg, after: Count);
    // --- building: the sources are n consecutive registers, all taken
    #[doc = " dst = tuple of r[first..first+n]."]
    BuildTuple(dst: Reg, first: Reg, n: Count);
    #[doc = " dst = list of r[first..first+n]."]
    BuildList(dst: Reg, first: Reg, n: Count);
    #[doc = " dst = set of r[first..first+n]."]
    BuildSet(dst: Reg, first: Reg, n: Count);
    #[doc = " dst = dict of n pairs: key, value, key, value ..."]
    BuildMap(dst: Reg, first: Reg, n: Count);
    #[doc = " dst = concatenation of n strings (f-strings)."]
    BuildString(dst: Reg, first: Reg, n: Count);
    #[doc = " list.append(src)."]
    ListAppend(list: Reg, src: Src);
    #[doc = " list.extend(src), for displays and star arguments (`Value after * must be an iterable, not X`)."]
    ListExtend(list: Reg, src: Src);
    #[doc = " set.add(src)."]
    SetAdd(set: Reg, src: Src);
    #[doc = " set.update(src)."]
    SetUpdate(set: Reg, src: Src);
    #[doc = " map[key] = value."]
    MapAdd(map: Reg, key: Src, value: Src);
    #[doc = " `{**src}`: later keys win; `'X' object is not a mapping`."]
    DictUpdate(map: Reg, src: Src);
    #[doc = " `f(**src)`: a repeated key is an error that names the callee, r[callee]."]
    DictMerge(map: Reg, src: Src, callee: Reg);
    #[doc = " dst = tuple(src), a list."]
    ListToTuple(dst: Reg, src: Src);
    #[doc = " f-string field without a format: dst = format(convert(src))."]
    FormatSimple(conv: Conv, dst: Reg, src: Src);
    #[doc = " f-string field: dst = format(convert(src), spec)."]
    FormatWithSpec(conv: Conv, dst: Reg, src: Src, spec: Src);
    // --- calls and functions
    #[doc = " dst = r[base](...). r[base+1] is `self` or empty; n positional arguments from r[base+2]. All are taken."]
    Call(dst: Reg, base: Reg, n: Count);
    #[doc = " As Call, but the last of the n arguments have the names in the tuple r[base+2+n]."]
    CallKw(dst: Reg, base: Reg, n: Count);
    #[doc = " dst = r[base](*r[base+2], **r[base+3]); r[base+1] is empty, r[base+2] any iterable, r[base+3] a dict or empty. All are taken."]
    CallEx(dst: Reg, base: Reg);
    #[doc = " dst = function of code constant k. Flags 1: tuple of defaults, 2: dict of keyword-only defaults, 4: annotations (tuple of name, value ...), 8: tuple of closure cells; in consecutive registers from base, in this order, those flagged only; all taken."]
    MakeFunction(flags: Small, dst: Reg, k: Const16, base: Reg);
    #[doc = " dst = the cell itself, for the closure tuple of an inner function."]
    LoadClosure(dst: Reg, cell: Reg);
    #[doc = " Return src; locals are released first to last."]
    Return(src: Src);
    #[doc = " Return a constant."]
    ReturnConst(k: Const);
    #[doc = " First instruction of a generator, coroutine or asynchronous generator: return the object that will run the rest."]
    ReturnGenerator();
    #[doc = " Suspend with src; when resumed, dst = what was sent."]
    Yield(dst: Reg, src: Src);
    #[doc = " dst = src if it is a generator, else iter(src) (`yield from`)."]
    GetYieldFromIter(dst: Reg, src: Src);
    #[doc = " Send r[value] (taken) to r[iter]. If it yields: r[value] = what it yields. If it returns: release r[iter], r[value] = its value, jump."]
    Send(value: Reg, iter: Reg, to: Near);
    #[doc = " In the handler around the Yield of a delegation: deliver the exception r[exc] (taken) to r[iter] by close or throw; results as Send, in r[exc]."]
    Throw(exc: Reg, iter: Reg, to: Near);
    #[doc = " dst = the iterator of src.__await__(). `how`: 0 plain, 1 from __aenter__, 2 from __aexit__ (error wording)."]
    GetAwaitable(how: Small, dst: Reg, src: Src);
    #[doc = " dst = src.__aiter__()."]
    GetAiter(dst: Reg, src: Src);
    #[doc = " dst = awaitable of r[aiter].__anext__()."]
    GetAnext(dst: Reg, aiter: Reg);
    #[doc = " Asynchronous generator: wrap a value that `yield` hands to the consumer."]
    WrapAsyncValue(dst: Reg, src: Src);
    #[doc = " If r[exc] is StopAsyncIteration release it and fall through; else raise it again."]
    EndAsyncFor(exc: Reg);
    // --- exceptions
    #[doc = " r[save] = the exception being handled so far (or empty); r[exc] becomes the one being handled (sys.exception())."]
    EnterHandler(save: Reg, exc: Reg);
    #[doc = " The exception in r[save] (taken) is again the one being handled."]
    LeaveHandler(save: Reg);
    #[doc = " Jump unless r[exc] matches the class or tuple of classes `typ`."]
    JumpIfNoMatch(exc: Reg, typ: Src, to: Near);
    #[doc = " Split r[exc] for `except*`: dst = matching group (or None), r[exc] = the rest (or None)."]
    MatchGroup(dst: Reg, exc: Reg, typ: Src);
    #[doc = " End of `except*` handlers: dst = what to raise, from the original and the list of what was raised and left over, or None."]
    PrepReraiseStar(dst: Reg, orig: Src, excs: Src);
    #[doc = " raise exc from cause; exc Src::NONE: the one being handled; cause Src::NONE: none given."]
    Raise(exc: Src, cause: Src);
    #[doc = " Raise r[exc] (taken) again: no new traceback entry for this frame."]
    Reraise(exc: Reg);
    #[doc = " r[exit] = bound __exit__ of mgr, dst = mgr.__enter__()."]
    WithEnter(dst: Reg, exit: Reg, mgr: Src);
    #[doc = " dst = r[exit](type, r[exc], traceback); r[exit] taken, r[exc] stays."]
    WithExit(dst: Reg, exit: Reg, exc: Reg);
    #[doc = " As WithEnter for __aexit__ and __aenter__: dst = the awaitable."]
    AsyncWithEnter(dst: Reg, exit: Reg, mgr: Src);
    // --- imports
    #[doc = " dst = __import__(name, level r[base], fromlist r[base+1]), both taken."]
    ImportName(dst: Reg, base: Reg, name: Name);
    #[doc = " dst = r[module].name, or the submodule."]
    ImportFrom(dst: Reg, module: Reg, name: Name);
    #[doc = " from module import *."]
    ImportStar(module: Src);
    // --- pattern matching
    #[doc = " Jump unless r[src] is a sequence (not str, bytes, bytearray)."]
    JumpIfNotSequence(src: Reg, to: Jump);
    #[doc = " Jump unless r[src] is a mapping."]
    JumpIfNotMapping(src: Reg, to: Jump);
    #[doc = " dst = len(r[src])."]
    GetLen(dst: Reg, src: Reg);
    #[doc = " dst = tuple of r[src]'s values for the tuple of keys, or None."]
    MatchKeys(dst: Reg, src: Reg, keys: Src);
    #[doc = " dst = tuple of attributes of r[src] for class r[cls], n positional patterns and the names in tuple r[cls+1], or None; both taken."]
    MatchClass(n: Small, dst: Reg, src: Reg, cls: Reg);
    // --- the rest
    #[doc = " dst = intrinsic(r[base], r[base+1] ...), all taken (PEP 695)."]
    Intrinsic(which: Intrinsic, dst: Reg, base: Reg);
    #[doc = " Interactive mode: sys.displayhook(src)."]
    Display(src: Src);
    #[doc = " Traced code: a new source line begins (`sys.settrace`)."]
    Line(line: Const);
}

const _: () = assert!(size_of::<Instr>() == 8);

/// The right operand of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Src(Src),
    Const(Const16),
}

/// A binary operation, whatever the form of its opcode: what the general path reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    pub op: BinOp,
    /// Augmented assignment: the in-place method comes first.
    pub inplace: bool,
    pub dst: Reg,
    pub a: Src,
    pub b: Right,
}

/// A comparison fused with its jump, taken when it holds (or, with `unless`, when it does not).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub op: CmpOp,
    pub unless: bool,
    pub a: Src,
    pub b: Right,
    pub to: Near,
}

macro_rules! operations {
    (
        binary { $($op:ident: $rr:ident $tr:ident $rt:ident $tt:ident $rk:ident $tk:ident;)* }
        inplace { $($iop:ident: $r:ident $t:ident $k:ident;)* }
        compare { $($cmp:ident: $jrr:ident $jrk:ident, $nrr:ident $nrk:ident;)* }
    ) => {
        impl Instr {
            /// The instruction as a binary operation, if it is one.
            pub fn operation(self) -> Option<Operation> {
                let (op, inplace, dst, a, b) = match self {
                    $(
                        Instr::$rr(d, a, b) => (BinOp::$op, false, d, Src::borrow(a), Right::Src(Src::borrow(b))),
                        Instr::$tr(d, a, b) => (BinOp::$op, false, d, Src::take(a), Right::Src(Src::borrow(b))),
                        Instr::$rt(d, a, b) => (BinOp::$op, false, d, Src::borrow(a), Right::Src(Src::take(b))),
                        Instr::$tt(d, a, b) => (BinOp::$op, false, d, Src::take(a), Right::Src(Src::take(b))),
                        Instr::$rk(d, a, k) => (BinOp::$op, false, d, Src::borrow(a), Right::Const(k)),
                        Instr::$tk(d, a, k) => (BinOp::$op, false, d, Src::take(a), Right::Const(k)),
                    )*
                    $(
                        Instr::$r(r, b) => (BinOp::$iop, true, r, Src::borrow(r), Right::Src(Src::borrow(b))),
                        Instr::$t(r, b) => (BinOp::$iop, true, r, Src::borrow(r), Right::Src(Src::take(b))),
                        Instr::$k(r, k) => (BinOp::$iop, true, r, Src::borrow(r), Right::Const(k)),
                    )*
                    Instr::Binary(op, d, a, b) => (op, false, d, a, Right::Src(b)),
                    Instr::Inplace(op, d, a, b) => (op, true, d, a, Right::Src(b)),
                    _ => return None,
                };
                Some(Operation { op, inplace, dst, a, b })
            }
            /// The instruction as a comparison that jumps, if it is one.
            pub fn comparison(self) -> Option<Comparison> {
                let (op, unless, a, b, to) = match self {
                    $(
                        Instr::$jrr(a, b, to) => (CmpOp::$cmp, false, a, Right::Src(b), to),
                        Instr::$jrk(a, k, to) => (CmpOp::$cmp, false, a, Right::Const(k), to),
                        Instr::$nrr(a, b, to) => (CmpOp::$cmp, true, a, Right::Src(b), to),
                        Instr::$nrk(a, k, to) => (CmpOp::$cmp, true, a, Right::Const(k), to),
                    )*
                    _ => return None,
                };
                Some(Comparison { op, unless, a, b, to })
            }
        }
    };
}

operations! {
    binary {
        Add: AddRR AddTR AddRT AddTT AddRK AddTK;
        Subtract: SubRR SubTR SubRT SubTT SubRK SubTK;
        Multiply: MulRR MulTR MulRT MulTT MulRK MulTK;
        TrueDivide: DivRR DivTR DivRT DivTT DivRK DivTK;
        FloorDivide: FloorDivRR FloorDivTR FloorDivRT FloorDivTT FloorDivRK FloorDivTK;
        Remainder: ModRR ModTR ModRT ModTT ModRK ModTK;
        And: AndRR AndTR AndRT AndTT AndRK AndTK;
    }
    inplace {
        Add: IAddR IAddT IAddK;
        Subtract: ISubR ISubT ISubK;
        Multiply: IMulR IMulT IMulK;
    }
    compare {
        Lt: JumpLtRR JumpLtRK, JumpNotLtRR JumpNotLtRK;
        Le: JumpLeRR JumpLeRK, JumpNotLeRR JumpNotLeRK;
        Eq: JumpEqRR JumpEqRK, JumpNotEqRR JumpNotEqRK;
        Ne: JumpNeRR JumpNeRK, JumpNotNeRR JumpNotNeRK;
        Gt: JumpGtRR JumpGtRK, JumpNotGtRR JumpNotGtRK;
        Ge: JumpGeRR JumpGeRK, JumpNotGeRR JumpNotGeRK;
    }
}

/// How many operands an intrinsic takes.
pub const fn arity(which: Intrinsic) -> u16 {
    match which {
        Intrinsic::TypeVar | Intrinsic::ParamSpec | Intrinsic::TypeVarTuple | Intrinsic::Generic => 1,
        Intrinsic::TypeVarBound
        | Intrinsic::TypeVarConstraints
        | Intrinsic::SetDefault
        | Intrinsic::SetTypeParams => 2,
        Intrinsic::TypeAlias => 3,
    }
}
