//! How long one operation takes.
//!
//! A batch does a known number of operations; criterion is told the time as if it had asked for single ones, so what
//! it prints is nanoseconds per operation, and a saved baseline stays comparable when a batch changes its length.
//! Deliberately absent: CPU time (criterion measures wall time, so a busy machine shows) and plots.

use criterion::{Bencher, Criterion};
use std::time::{Duration, Instant};

/// Short enough that everything takes a minute or two; the spread that criterion prints says whether that was enough.
pub fn settings() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(700))
}

/// Time of one of the `operations` that each call of `batch` does.
pub fn per_operation(b: &mut Bencher<'_>, operations: u64, mut batch: impl FnMut()) {
    per_timed_operation(b, operations, || {
        let start = Instant::now();
        batch();
        start.elapsed()
    });
}

/// The same for a batch that says itself how long its `operations` took: what it does before and after is not counted.
pub fn per_timed_operation(b: &mut Bencher<'_>, operations: u64, mut batch: impl FnMut() -> Duration) {
    b.iter_custom(|wanted| {
        // Whole batches only: at first criterion wants a single operation.
        let rounds = wanted.div_ceil(operations);
        let time: Duration = (0..rounds).map(|_| batch()).sum();
        time.mul_f64(wanted as f64 / (rounds * operations) as f64)
    });
}
