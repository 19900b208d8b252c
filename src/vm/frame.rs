//! Frames and registers.
//!
//! Invariant: every register above the running frame's window is empty, and every register of a
//! window that the code does not need is empty: so a fresh window is all empty without clearing.
//! A generator's window is a block inside the generator; everybody else's is on the stack here.
//! Windows overlap: a plain call's arguments are the caller's topmost temporaries (temporaries are
//! a stack), and the callee's window begins right at them, so passing arguments moves nothing.
//! Frame *objects* are made when somebody asks (a traceback, `sys._getframe`): while the code runs
//! they name the live frame; when it ends they take the locals over.
#![expect(unsafe_code, reason = "registers are raw slots, reached through a base pointer")]

use super::Vm;
use crate::code::instr::Instr;
use crate::object::code::CodeData;
use crate::object::{Kind, Ptr, Slot, Value};

/// What a frame does when it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// Its value goes to register `dst` of the frame below.
    Call,
    /// `__init__` called by a class: the value must be None; the instance, which waits in `held`,
    /// is the result.
    Init,
    /// A generator resumed by a `for` loop: what it yields goes to `dst`; its end ends the loop.
    For,
    /// A generator resumed by `yield from`: what it yields or returns goes to `dst`; its end ends the
    /// delegation.
    From,
    /// Called by a native: the loop that was entered for it ends.
    Entry,
}

pub(crate) struct Frame {
    /// Next instruction; while a call is under way, the one after it.
    pub(crate) pc: *const Instr,
    pub(crate) regs: *mut Slot,
    pub(crate) code: *const CodeData,
    /// Where the register stack ended before this frame was entered.
    pub(crate) top_before: *mut Slot,
    /// The function being run, or the code object (modules, classes, exec): keeps `code` alive.
    pub(crate) owner: Value,
    /// A dict, borrowed from the function or from whoever runs the code.
    pub(crate) globals: Ptr,
    /// Local namespace of modules, classes and exec.
    pub(crate) locals: Slot,
    /// The frame object, once somebody asked.
    pub(crate) object: Slot,
    /// The generator whose window this is (held by whoever resumed it).
    pub(crate) generator: Option<Ptr>,
    /// Generators: the exception that was being handled where it was resumed. `Init`: the instance.
    pub(crate) held: Slot,
    /// Handlers entered and not left; a suspended generator takes what it handles with it.
    pub(crate) handlers: u32,
    pub(crate) dst: u16,
    pub(crate) kind: FrameKind,
}

impl Frame {
    #[inline(always)]
    pub(crate) fn code(&self) -> &CodeData {
        // SAFETY: `owner` keeps the code object and so its tables alive.
        unsafe { &*self.code }
    }
    /// Index of the instruction being executed.
    pub(crate) fn lasti(&self) -> usize {
        let start = self.code().instrs.cast::<Instr>();
        // SAFETY: `pc` points into the instructions, past the first once running.
        (unsafe { self.pc.offset_from(start) } as usize).saturating_sub(1)
    }
    /// The code object.
    pub(crate) fn code_value(&self, vm: &Vm) -> Value {
        if self.owner.has_layout(Kind::CODE) {
            self.owner.clone()
        } else {
            vm.record_field(&self.owner, crate::types::function::field::CODE)
        }
    }
    /// A new reference to the globals.
    pub(crate) fn globals_value(&self) -> Value {
        // SAFETY: borrowed from a living owner.
        unsafe { Value::new_ref(self.globals) }
    }
    /// Register `i`, to read.
    pub(crate) fn reg(&self, i: usize) -> &Slot {
        debug_assert!(i < usize::from(self.code().nregs));
        // SAFETY: inside the window.
        unsafe { &*self.regs.add(i) }
    }
}

/// Most frames there can be. Room for them is reserved once, so that a frame never moves; pages that
/// no frame reaches cost nothing.
pub(crate) const MAX_FRAMES: usize = 1 << 20;

/// The stack of frames, read as a slice.
pub(crate) struct Frames {
    base: *mut Frame,
    /// Where the next frame goes: the top one is just below.
    next: *mut Frame,
    /// `next` may go this far without another look at the recursion limit.
    limit: *mut Frame,
}

impl Frames {
    pub(crate) fn new() -> Frames {
        let base = std::mem::ManuallyDrop::new(Vec::<Frame>::with_capacity(MAX_FRAMES)).as_mut_ptr();
        Frames { base, next: base, limit: base }
    }
    /// Whether one more frame is within the limit that was last set.
    #[inline(always)]
    pub(crate) fn has_room(&self) -> bool {
        self.next < self.limit
    }
    /// Let `n` frames be entered without another question.
    pub(crate) fn set_limit(&mut self, n: usize) {
        self.limit = self.base.wrapping_add(n.min(MAX_FRAMES));
    }
    /// The top frame. There is one while code runs.
    #[inline(always)]
    pub(crate) fn top(&self) -> *mut Frame {
        self.next.wrapping_sub(1)
    }
    /// Whoever enters a frame has asked for room, here or in `Vm::window`.
    #[inline(always)]
    pub(crate) fn push(&mut self, f: Frame) {
        debug_assert!(self.len() < MAX_FRAMES);
        // SAFETY: there is room.
        unsafe {
            self.next.write(f);
            self.next = self.next.add(1);
        }
    }
    /// The top frame leaves the stack; the caller has taken what it held.
    ///
    /// # Safety
    /// There is a frame.
    #[inline(always)]
    pub(crate) unsafe fn forget_top(&mut self) {
        // SAFETY: the caller's promise.
        self.next = unsafe { self.next.sub(1) };
    }
    pub(crate) fn pop(&mut self) -> Option<Frame> {
        if self.next == self.base {
            return None;
        }
        // SAFETY: there is a frame, and it is read once.
        unsafe {
            self.next = self.next.sub(1);
            Some(self.next.read())
        }
    }
}

impl std::ops::Deref for Frames {
    type Target = [Frame];
    #[inline(always)]
    fn deref(&self) -> &[Frame] {
        // SAFETY: frames from `base` to `next` are initialised.
        unsafe { std::slice::from_raw_parts(self.base, self.next.offset_from_unsigned(self.base)) }
    }
}
impl std::ops::DerefMut for Frames {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [Frame] {
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts_mut(self.base, self.next.offset_from_unsigned(self.base)) }
    }
}
impl Drop for Frames {
    fn drop(&mut self) {
        let n = self.len();
        // SAFETY: made from a vector of this capacity; the frames left are its elements.
        drop(unsafe { Vec::from_raw_parts(self.base, n, MAX_FRAMES) });
    }
}

/// The register stack: one zeroed, lazily touched reservation.
pub(crate) struct Registers {
    base: *mut Slot,
    pub(crate) top: *mut Slot,
    end: *mut Slot,
    layout: std::alloc::Layout,
}

/// Registers there are: at 30 per frame, some 270,000 frames deep.
const STACK_SLOTS: usize = 8 << 20;

impl Registers {
    pub(crate) fn new() -> Registers {
        let layout =
            std::alloc::Layout::array::<Slot>(STACK_SLOTS).unwrap_or(std::alloc::Layout::new::<Slot>());
        // SAFETY: the layout is not empty; zeroed words are empty slots.
        let base = unsafe { std::alloc::alloc_zeroed(layout) }.cast::<Slot>();
        if base.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        Registers { base, top: base, end: base.wrapping_add(STACK_SLOTS), layout }
    }
    /// A window of `n` empty registers; `None` when the stack is full.
    #[inline(always)]
    pub(crate) fn push(&mut self, n: usize) -> Option<*mut Slot> {
        let window = self.top;
        // SAFETY: compared against the end before use.
        let top = unsafe { window.add(n) };
        if top > self.end {
            return None;
        }
        self.top = top;
        Some(window)
    }
    /// Whether a window that ends at `top` is inside the stack.
    #[inline(always)]
    pub(crate) fn reaches(&self, top: *mut Slot) -> bool {
        top <= self.end
    }
    /// Give the topmost window back, whose registers are empty: the stack ends where it did before.
    #[inline(always)]
    pub(crate) fn pop(&mut self, top_before: *mut Slot) {
        self.top = top_before;
    }
    /// Every register that holds something, with its place, from the bottom.
    pub(crate) fn live_places(&self) -> impl Iterator<Item = (*mut Slot, &Value)> {
        // SAFETY: slots below `top` are initialised.
        let n = unsafe { self.top.offset_from(self.base) } as usize;
        (0..n).filter_map(move |i| {
            let place = self.base.wrapping_add(i);
            // SAFETY: as above.
            Some((place, unsafe { (*place).as_ref() }?))
        })
    }
}

impl Drop for Registers {
    fn drop(&mut self) {
        // SAFETY: made with this layout; whatever is left in registers is leaked, as the heap is.
        unsafe { std::alloc::dealloc(self.base.cast(), self.layout) };
    }
}
