//! Floor 8: the front. The command line, the prompt, and the real host.
//!
//! The interpreter runs on a thread of its own, whose stack is large enough for the deepest
//! recursion that the limits allow; timer and signals only set bits that its safe points read.
//! Deliberately absent: anything a program could notice, except through the host.

mod descriptors;
pub mod launch;
pub mod options;
pub mod repl;
pub mod terminal;

use crate::object::heap::pending;
use crate::vm::limits::Exceeded;
use options::Options;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use terminal::Pending;

/// Reserved for the interpreter's thread; touched only as deep as a program recurses.
const STACK: usize = 512 << 20;
/// How long a program may take to notice that its time is over.
const GRACE: Duration = Duration::from_secs(1);

/// Run the command line of this process.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let seed = std::env::var("PYTHONHASHSEED").ok();
    let options = match options::parse(&args, seed.as_deref()) {
        Ok(options) => options,
        Err(stop) => {
            let text = stop.text.as_bytes();
            let _ = if stop.status == 0 {
                std::io::stdout().write_all(text)
            } else {
                std::io::stderr().write_all(text)
            };
            return code(stop.status);
        }
    };
    let thread = std::thread::Builder::new().name("terrarium".into()).stack_size(STACK);
    let status = match thread.spawn(move || launch::run(&options)) {
        Ok(handle) => handle.join().unwrap_or(101),
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "terrarium: cannot start the interpreter's thread: {e}");
            1
        }
    };
    code(status)
}
fn code(status: i32) -> ExitCode {
    ExitCode::from((status & 0xff) as u8)
}

/// Let Ctrl-C and the time limit set bits of the heap's pending word.
fn watch(options: &Options, bits: &Arc<AtomicU32>, output: &Pending) {
    let on_interrupt = Arc::clone(bits);
    // A second handler of the process is refused: the first one stays.
    let _ = ctrlc::set_handler(move || {
        on_interrupt.fetch_or(pending::INTERRUPT, Ordering::Relaxed);
    });
    if let Some(limit) = options.timeout {
        let (bits, output) = (Arc::clone(bits), output.clone());
        let timer = move || {
            std::thread::sleep(limit);
            bits.fetch_or(pending::TIMEOUT, Ordering::Relaxed);
            std::thread::sleep(GRACE);
            // Still here: a native is busy where no safe point is.
            let _ = output.flush();
            let _ = writeln!(std::io::stderr(), "{}", Exceeded::Time.message());
            std::process::exit(Exceeded::Time.status());
        };
        let _ = std::thread::Builder::new().name("timer".into()).spawn(timer);
    }
}
