//! str: CPython's compact kinds.
//!
//! Layout: header (`aux`: form and string states), cached hash, length in code points, then the
//! code points, one, two or four bytes each: the narrowest width that holds them all.
//! Invariant: immutable (but for growing in place when exactly one reference exists, which nobody
//! else can see), narrowest kind always.
#![expect(unsafe_code, reason = "code points stand behind the fixed part")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Chars, Header, Kind, Ptr, Value};
use std::cell::Cell;
use std::ptr::NonNull;

/// `aux` of a str.
pub mod form {
    pub const WIDTH: u16 = 7;
    /// All code points are below 128.
    pub const ASCII: u16 = 8;
}

#[repr(C)]
pub struct Str {
    pub(crate) head: Header,
    /// -1: not computed yet (no hash is ever -1).
    pub(crate) hash: Cell<i64>,
    pub(crate) len: usize,
}
pub const STR_HEAD: usize = size_of::<Str>();

// SAFETY: every object of this layout begins with the struct above.
unsafe impl Layout for Str {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::STR
    }
}

impl Str {
    /// Length in code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Bytes per code point: 1, 2 or 4.
    #[inline(always)]
    pub fn width(&self) -> usize {
        usize::from(self.head.aux.get() & form::WIDTH)
    }
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.head.aux.get() & form::ASCII != 0
    }
    #[inline(always)]
    fn data(&self) -> *const u8 {
        (self as *const Str).wrapping_add(1).cast()
    }
    /// The code points as raw bytes, in native byte order.
    #[inline(always)]
    pub fn raw(&self) -> &[u8] {
        // SAFETY: `len * width` bytes follow the fixed part.
        unsafe { std::slice::from_raw_parts(self.data(), self.len * self.width()) }
    }
    #[inline(always)]
    pub fn chars(&self) -> Chars<'_> {
        // SAFETY: as in `raw`; the data is 16-aligned.
        unsafe {
            match self.width() {
                1 => Chars::Latin1(std::slice::from_raw_parts(self.data(), self.len)),
                2 => Chars::Ucs2(std::slice::from_raw_parts(self.data().cast(), self.len)),
                _ => Chars::Ucs4(std::slice::from_raw_parts(self.data().cast(), self.len)),
            }
        }
    }
    /// The text as a Rust string slice, when it is ASCII.
    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        if self.is_ascii() {
            // SAFETY: ASCII bytes are UTF-8.
            Some(unsafe { std::str::from_utf8_unchecked(self.raw()) })
        } else {
            None
        }
    }
    /// Same text. Equal strings have the same width, so this compares bytes.
    #[inline(always)]
    pub fn same_text(&self, other: &Str) -> bool {
        self.len == other.len && self.width() == other.width() && self.raw() == other.raw()
    }
    /// Same text as a Rust string.
    pub fn is(&self, text: &str) -> bool {
        match self.as_ascii() {
            Some(s) => s == text,
            None => self.chars().iter().eq(text.chars().map(u32::from)),
        }
    }
    /// The bytes CPython 3.13 would use (`str.__sizeof__`). The single Latin-1 characters beyond
    /// ASCII keep their UTF-8 form too.
    pub fn cpython_size(&self) -> usize {
        match self.width() {
            1 if self.is_ascii() => 40 + self.len + 1,
            1 if self.len == 1 => 56 + 2 + 3,
            width => 56 + (self.len + 1) * width,
        }
    }
}

impl std::fmt::Display for Str {
    /// Lone surrogates print as the replacement character.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.as_ascii() {
            Some(s) => f.write_str(s),
            None => f.write_str(&self.chars().to_string_lossy()),
        }
    }
}

impl Value {
    #[inline(always)]
    pub fn as_str(&self) -> Option<&Str> {
        self.cast::<Str>()
    }
}

/// Width and ASCII bit for text whose largest code point is `max`.
pub(crate) fn form_for(max: u32) -> u16 {
    match max {
        0..=0x7f => 1 | form::ASCII,
        0x80..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

impl Heap {
    /// A str from Rust text; short texts are shared as CPython shares them ("" and single Latin-1
    /// characters are singletons). For texts whose size the interpreter itself bounds.
    pub fn str(&self, text: &str) -> Value {
        self.try_str(text).unwrap_or_else(|_| self.empty_str())
    }
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn try_str(&self, text: &str) -> Result<Value, NoMemory> {
        if text.is_ascii() {
            if text.len() < 2 {
                return self.str_from_chars(Chars::Latin1(text.as_bytes()));
            }
            let (p, data) = self.new_str_block(text.len(), form_for(0))?;
            // SAFETY: the block has room for `len` bytes; the new object's own count.
            unsafe {
                data.copy_from_nonoverlapping(text.as_ptr(), text.len());
                return Ok(Value::from_raw(p));
            }
        }
        let points: Vec<u32> = text.chars().map(u32::from).collect();
        self.str_from_chars(Chars::Ucs4(&points))
    }
    /// A str of these code points, in the narrowest width.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn str_from_chars(&self, chars: Chars<'_>) -> Result<Value, NoMemory> {
        match chars.len() {
            0 => return Ok(self.empty_str()),
            1 => {
                let c = chars.get(0);
                if c < 256 {
                    return Ok(self.latin1_char(c as u8));
                }
            }
            _ => {}
        }
        self.unshared_str(chars)
    }
    /// A str of its own, though it be a single character: what CPython's case changes, number
    /// reprs and joins make.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn unshared_str(&self, chars: Chars<'_>) -> Result<Value, NoMemory> {
        if chars.is_empty() {
            return Ok(self.empty_str());
        }
        let form = match chars {
            Chars::Latin1(bytes) if bytes.is_ascii() => 1 | form::ASCII,
            _ => form_for(chars.max_char()),
        };
        let (p, data) = self.new_str_block(chars.len(), form)?;
        // SAFETY: the block has room for `len` code points of the form's width.
        unsafe {
            copy_narrowed(chars, data, form);
            Ok(Value::from_raw(p))
        }
    }
    /// As [`Heap::unshared_str`], of ASCII text.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn ascii_str(&self, text: &str) -> Result<Value, NoMemory> {
        debug_assert!(text.is_ascii() && !text.is_empty());
        let (p, data) = self.new_str_block(text.len(), 1 | form::ASCII)?;
        // SAFETY: the block has room for as many bytes.
        unsafe {
            data.copy_from_nonoverlapping(text.as_ptr(), text.len());
            Ok(Value::from_raw(p))
        }
    }
    /// A str of its own whose bytes are those of the ASCII text `s`, changed one by one, to ASCII.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn ascii_mapped(&self, s: &str, change: impl Fn(&u8) -> u8) -> Result<Value, NoMemory> {
        if s.is_empty() {
            return Ok(self.empty_str());
        }
        let (p, data) = self.new_str_block(s.len(), 1 | form::ASCII)?;
        // SAFETY: the block has room for as many bytes.
        unsafe {
            for (i, b) in s.bytes().enumerate() {
                data.add(i).write(change(&b) & 0x7F);
            }
            Ok(Value::from_raw(p))
        }
    }
    /// An uninitialised str: its block and where the code points go.
    pub(crate) fn new_str_block(&self, len: usize, form: u16) -> Result<(Ptr, *mut u8), NoMemory> {
        let width = usize::from(form & form::WIDTH);
        let size = len.checked_mul(width).and_then(|n| n.checked_add(STR_HEAD)).ok_or(NoMemory)?;
        let p = self.alloc_var(self.type_of(Kind::STR), Kind::STR, size, form)?;
        // SAFETY: a fresh block of at least STR_HEAD bytes.
        unsafe {
            let at = p.cast::<u8>().as_ptr();
            at.add(16).cast::<i64>().write(-1);
            at.add(24).cast::<usize>().write(len);
            Ok((p, at.add(STR_HEAD)))
        }
    }
    /// `a + b`, both exact strs; one of them itself, if the other is empty.
    ///
    /// # Errors
    /// [`NoMemory`] when the result does not fit the heap's limit.
    pub fn concat(&self, a: &Str, b: &Str) -> Result<Value, NoMemory> {
        // SAFETY: both are alive, exact strs.
        unsafe {
            if b.is_empty() {
                return Ok(Value::new_ref(NonNull::from(a).cast()));
            }
            if a.is_empty() {
                return Ok(Value::new_ref(NonNull::from(b).cast()));
            }
        }
        let (fa, fb) = (a.head.aux.get() & 15, b.head.aux.get() & 15);
        let width = (fa & form::WIDTH).max(fb & form::WIDTH);
        let form = width | (fa & fb & form::ASCII);
        let (p, data) = self.new_str_block(a.len.checked_add(b.len).ok_or(NoMemory)?, form)?;
        // SAFETY: the block has room for both, at the wider width.
        unsafe {
            copy_narrowed(a.chars(), data, form);
            copy_narrowed(b.chars(), data.add(a.len * usize::from(width)), form);
            Ok(Value::from_raw(p))
        }
    }
    /// `s * times`.
    ///
    /// # Errors
    /// [`NoMemory`] when the result does not fit the heap's limit.
    pub fn repeat_str(&self, s: &Str, times: usize) -> Result<Value, NoMemory> {
        let len = s.len.checked_mul(times).ok_or(NoMemory)?;
        match len {
            0 => return Ok(self.empty_str()),
            1 => return self.str_from_chars(s.chars()),
            _ => {}
        }
        let (p, data) = self.new_str_block(len, s.head.aux.get() & 15)?;
        let raw = s.raw();
        // SAFETY: the block has room for `times` copies; `done` bytes of them are written.
        unsafe {
            std::ptr::copy_nonoverlapping(raw.as_ptr(), data, raw.len());
            let (mut done, total) = (raw.len(), raw.len() * times);
            while done < total {
                let more = done.min(total - done);
                std::ptr::copy_nonoverlapping(data, data.add(done), more);
                done += more;
            }
            Ok(Value::from_raw(p))
        }
    }
    /// The texts one after the other with `separator` between them; values that are no str count
    /// as empty.
    ///
    /// # Errors
    /// [`NoMemory`] when the result does not fit the heap's limit.
    pub fn join_strs(&self, separator: Option<&Str>, parts: &[Value]) -> Result<Value, NoMemory> {
        let separator = separator.filter(|s| s.len > 0 && parts.len() > 1);
        let between = separator.map_or(0, |s| s.len);
        let mut len = between.checked_mul(parts.len().saturating_sub(1)).ok_or(NoMemory)?;
        let (mut width, mut ascii) = (1, form::ASCII);
        if let Some(separator) = separator {
            (width, ascii) = (separator.width() as u16, separator.head.aux.get() & form::ASCII);
        }
        for s in parts.iter().filter_map(Value::as_str) {
            len = len.checked_add(s.len).ok_or(NoMemory)?;
            width = width.max(s.width() as u16);
            ascii &= s.head.aux.get();
        }
        let strs = || parts.iter().map(|v| v.as_str().map_or(Chars::EMPTY, Str::chars));
        if len == 0 {
            return Ok(self.empty_str());
        }
        let (p, data) = self.new_str_block(len, width | ascii)?;
        let mut at = 0;
        for (i, s) in strs().enumerate() {
            // SAFETY: the lengths written add up to `len`, the width is the widest part's.
            unsafe {
                if let Some(separator) = separator.filter(|_| i > 0) {
                    copy_narrowed(separator.chars(), data.add(at * usize::from(width)), width);
                    at += separator.len;
                }
                copy_narrowed(s, data.add(at * usize::from(width)), width);
            }
            at += s.len();
        }
        // SAFETY: the block's own count; all of it is written.
        Ok(unsafe { Value::from_raw(p) })
    }
    /// `a += b` in place when `a` is the only reference to an exact, not interned str that is at
    /// least as wide as `b`; otherwise a new str. (`unicode_concatenate` in CPython's ceval.)
    ///
    /// # Errors
    /// [`NoMemory`], with `a` as it was.
    pub fn append_str(&self, a: &mut Value, b: &Str) -> Result<(), NoMemory> {
        // SAFETY: the caller knows `a` is an exact str.
        let sa = unsafe { a.cast_unchecked::<Str>() };
        let (fa, fb) = (sa.head.aux.get() & 15, b.head.aux.get() & 15);
        let flags = super::header::flag::INTERNED | super::header::flag::WEAKLY_REFERENCED;
        let in_place = a.refcount() == 1
            && sa.head.flags.get() & flags == 0
            && (fa & form::WIDTH) >= (fb & form::WIDTH)
            && (fa & form::ASCII == 0 || fb & form::ASCII != 0);
        if !in_place {
            *a = self.concat(sa, b)?;
            return Ok(());
        }
        let (old_len, width) = (sa.len, sa.width());
        let len = old_len.checked_add(b.len).ok_or(NoMemory)?;
        let size = len.checked_mul(width).and_then(|n| n.checked_add(STR_HEAD)).ok_or(NoMemory)?;
        let old = STR_HEAD + old_len * width;
        // SAFETY: the only reference is `a`, which follows the block when it moves.
        unsafe {
            let q = self.realloc_object(a.ptr(), old, size).ok_or(NoMemory)?;
            std::ptr::write(a, Value::from_raw(q));
            let at = q.cast::<u8>().as_ptr();
            at.add(16).cast::<i64>().write(-1);
            at.add(24).cast::<usize>().write(len);
            copy_narrowed(b.chars(), at.add(STR_HEAD + old_len * width), fa);
        }
        Ok(())
    }
}

/// Write code points at the width of `form`, which holds them all.
///
/// # Safety
/// `to` has room for `chars.len()` code points of that width and is aligned to it.
unsafe fn copy_narrowed(chars: Chars<'_>, to: *mut u8, form: u16) {
    // SAFETY: the caller's promise.
    unsafe {
        match (chars, form & form::WIDTH) {
            (Chars::Latin1(s), 1) => std::ptr::copy_nonoverlapping(s.as_ptr(), to, s.len()),
            (Chars::Ucs2(s), 2) => std::ptr::copy_nonoverlapping(s.as_ptr(), to.cast(), s.len()),
            (Chars::Ucs4(s), 4) => std::ptr::copy_nonoverlapping(s.as_ptr(), to.cast(), s.len()),
            (c, 1) => c.iter().enumerate().for_each(|(i, p)| to.add(i).write(p as u8)),
            (c, 2) => c.iter().enumerate().for_each(|(i, p)| to.cast::<u16>().add(i).write(p as u16)),
            (c, _) => c.iter().enumerate().for_each(|(i, p)| to.cast::<u32>().add(i).write(p)),
        }
    }
}
