//! The allocator's figures as text: `sys._debugmallocstats()`, `--malloc-stats`.
//!
//! Invariant: the layout is CPython's (`_PyObject_DebugMallocStats` of `Objects/obmalloc.c`), the figures
//! are those of our arenas, pools and free lists; what CPython loses to its map of arenas, we don't, and
//! large blocks, which CPython leaves to the system, have lines of their own.

use crate::memory::{ARENA_SIZE, CLASSES, POOL_HEADER, POOL_SIZE, SMALL_MAX};
use crate::vm::Vm;
use std::fmt::Write;

/// Columns up to the `=`, and of a figure.
const LABEL: usize = 35;
const FIGURE: usize = 21;

/// 1234567 as 1,234,567.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
fn line(out: &mut String, label: &str, n: usize) {
    let _ = writeln!(out, "{label:LABEL$}={:>FIGURE$}", grouped(n));
}

impl Vm {
    /// Arenas, pools and blocks by size class, and the free lists.
    pub fn malloc_report(&mut self) -> String {
        let stats = self.heap.memory().stats();
        let mut out = format!("Small block threshold = {SMALL_MAX}, in {CLASSES} size classes.\n\n");
        out.push_str("class   size   num pools   blocks in use  avail blocks\n");
        out.push_str("-----   ----   ---------   -------------  ------------\n");
        let (mut pools, mut used_bytes, mut free_bytes, mut lost) = (0, 0, 0, 0);
        for class in 0..CLASSES {
            let size = (class + 1) * 16;
            let rows = || stats.classes.iter().filter(|c| c.size == size);
            let (n, used, free) =
                rows().fold((0, 0, 0), |sum, c| (sum.0 + c.pools, sum.1 + c.used, sum.2 + c.free));
            if n == 0 {
                continue;
            }
            let _ = writeln!(out, "{class:5} {size:6} {n:11} {used:15} {free:13}");
            pools += n;
            used_bytes += used * size;
            free_bytes += free * size;
            lost += n * ((POOL_SIZE - POOL_HEADER) % size);
        }
        out.push('\n');
        line(&mut out, "# arenas allocated total", stats.arenas_allocated as usize);
        line(&mut out, "# arenas reclaimed", stats.arenas_freed as usize);
        line(&mut out, "# arenas highwater mark", stats.peak_bytes / ARENA_SIZE);
        line(&mut out, "# arenas allocated current", stats.arenas);
        let arenas = format!("{} arenas * {ARENA_SIZE} bytes/arena", stats.arenas);
        line(&mut out, &arenas, stats.arenas * ARENA_SIZE);
        out.push('\n');
        line(&mut out, "# bytes in allocated blocks", used_bytes);
        line(&mut out, "# bytes in available blocks", free_bytes);
        let unused = format!("{} unused pools * {POOL_SIZE} bytes", stats.free_pools);
        line(&mut out, &unused, stats.free_pools * POOL_SIZE);
        line(&mut out, "# bytes lost to pool headers", pools * POOL_HEADER);
        line(&mut out, "# bytes lost to quantization", lost);
        line(&mut out, "# bytes lost to arena alignment", 0);
        line(&mut out, "Total", stats.arenas * ARENA_SIZE);
        out.push('\n');
        line(&mut out, "# large blocks in use", stats.large.count);
        line(&mut out, "# bytes in large blocks", stats.large.bytes);
        line(&mut out, "# bytes in arenas", stats.bytes_in_arenas);
        line(&mut out, "# peak bytes", stats.peak_bytes);
        line(&mut out, "# blocks in use", stats.blocks);
        out.push('\n');
        for (name, len, _) in self.heap.free_list_stats() {
            let len = len as usize;
            let (what, size) = match name.strip_prefix("tuple of ") {
                Some(n) => (format!("{n}-sized PyTupleObjects"), 24 + 8 * n.parse().unwrap_or(0)),
                None if name == "dict" => ("PyDictObjects".to_owned(), 48),
                None => ("PyListObjects".to_owned(), 40),
            };
            let what = format!("{len} free {what} * {size} bytes each");
            let _ = writeln!(out, "{what:>48} ={:>FIGURE$}", grouped(len * size));
        }
        out
    }
}
