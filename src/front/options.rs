//! The command line: Python's conventions, and our own flags.
//!
//! Everything after FILE, `-c CODE` or `-m MODULE` belongs to the program.

use crate::types::numeric::hash::HashKey;
use clap::Parser;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    File(String),
    Code(String),
    Module(String),
    /// Standard input, asked for by `-`.
    Dash,
    /// Nothing named: a prompt on a terminal, standard input otherwise.
    Nothing,
}

/// What a listing flag asks for instead of running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    Tokens,
    Tree,
    Code,
}

#[derive(Clone, Debug)]
pub struct Options {
    pub program: Program,
    /// `sys.argv[1:]`.
    pub args: Vec<String>,
    pub interactive: bool,
    pub quiet: bool,
    pub optimize: u8,
    /// `-W`, in order.
    pub warnings: Vec<String>,
    pub listing: Option<Listing>,
    pub trace_gc: bool,
    pub trace_gc_phases: bool,
    pub malloc_stats: bool,
    pub leak_check: bool,
    /// Collect at every allocation; every n-th collection is a full one.
    pub stress_gc: Option<u32>,
    pub verify_heap: bool,
    pub poison: bool,
    pub max_heap: Option<usize>,
    pub max_steps: Option<u64>,
    pub timeout: Option<Duration>,
    pub max_output: Option<u64>,
    pub recursion_limit: Option<usize>,
    pub hash_key: HashKey,
}

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (Python 3.13)");

/// A Python that shows its memory.
#[derive(Parser, Debug)]
#[command(name = "Terrarium", bin_name = "terrarium", version = VERSION, disable_version_flag = true,
    override_usage = "terrarium [option] ... [-c cmd | -m mod | file | -] [arg] ...")]
struct Line {
    /// Run CODE; ends the list of options
    #[arg(short = 'c', value_name = "CODE", num_args = 1.., allow_hyphen_values = true)]
    code: Option<Vec<String>>,
    /// Run a module as a program; ends the list of options
    #[arg(short = 'm', value_name = "MODULE", num_args = 1.., allow_hyphen_values = true, conflicts_with = "code")]
    module: Option<Vec<String>>,
    /// Go on with a prompt after the program
    #[arg(short = 'i')]
    interactive: bool,
    /// No banner before the prompt
    #[arg(short = 'q')]
    quiet: bool,
    /// Leave out assert statements; twice: docstrings too
    #[arg(short = 'O', action = clap::ArgAction::Count)]
    optimize: u8,
    /// What becomes of warnings: action:message:category:module:lineno
    #[arg(short = 'W', value_name = "FILTER")]
    warnings: Vec<String>,
    /// Print the version and exit
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// List the program's instructions instead of running it
    #[arg(long, group = "listing")]
    dis: bool,
    /// List the program's tokens instead of running it
    #[arg(long, group = "listing")]
    tokens: bool,
    /// Show the program's syntax tree instead of running it
    #[arg(long, group = "listing")]
    ast: bool,
    /// A line on standard error for every garbage collection; with =phases, how it went
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "lines",
        value_parser = ["lines", "phases"])]
    trace_gc: Option<String>,
    /// The allocator's figures on standard error at the end
    #[arg(long)]
    malloc_stats: bool,
    /// Say at the end what is left of the heap
    #[arg(long)]
    leak_check: bool,
    /// Collect at every allocation, every N-th time all generations
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "16",
        value_parser = clap::value_parser!(u32).range(1..))]
    stress_gc: Option<u32>,
    /// Check the whole heap after every collection
    #[arg(long)]
    verify_heap: bool,
    /// Fill freed blocks with a pattern and never use them again
    #[arg(long)]
    poison: bool,
    /// MemoryError beyond this many bytes (K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_heap: Option<u64>,
    /// End after this many calls, loop rounds and native calls
    #[arg(long, value_name = "N")]
    max_steps: Option<u64>,
    /// End after this much time
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// End after this much output (K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_output: Option<u64>,
    /// sys.setrecursionlimit from the start
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    recursion_limit: Option<u32>,
    /// Seed of str hashes: a number, or random
    #[arg(long, value_name = "N|random", value_parser = seed)]
    hash_seed: Option<u32>,
    /// FILE (or - for standard input) and the program's arguments
    #[arg(value_name = "FILE", num_args = 0.., trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// `64M` and the like.
fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.to_ascii_uppercase().as_bytes().last() {
        Some(b'K') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: u64 = digits.parse().map_err(|_| "not a size".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}
fn seconds(text: &str) -> Result<Duration, String> {
    let number: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(number).map_err(|e| e.to_string())
}
fn seed(text: &str) -> Result<u32, String> {
    if text == "random" {
        // The standard library's own random state is the nearest source of entropy.
        return Ok(std::hash::RandomState::new().build_hasher().finish() as u32);
    }
    text.parse().map_err(|_| "must be \"random\" or an integer in range [0; 4294967295]".to_owned())
}

/// Why there is nothing to run: print this, end with this status.
pub struct Stop {
    pub text: String,
    pub status: i32,
}

/// Read the command line (without the program's own name) and PYTHONHASHSEED.
///
/// # Errors
/// [`Stop`] for wrong usage, help and version.
pub fn parse(args: &[String], seed_variable: Option<&str>) -> Result<Options, Stop> {
    let line = match Line::try_parse_from(std::iter::once("terrarium".to_owned()).chain(args.iter().cloned()))
    {
        Ok(line) => line,
        Err(e) => {
            let status = e.exit_code();
            return Err(Stop { text: e.to_string(), status });
        }
    };
    let mut rest = line.rest;
    let (program, args) = match (line.code, line.module) {
        (Some(mut code), _) => (Program::Code(code.remove(0)), code),
        (_, Some(mut module)) => (Program::Module(module.remove(0)), module),
        _ if rest.is_empty() => (Program::Nothing, rest),
        _ => {
            let first = rest.remove(0);
            match first.as_str() {
                "-" => (Program::Dash, rest),
                // A filter stuck to its option reads as a cluster of unknown flags.
                option if option.starts_with("-W") => {
                    let at = args.iter().position(|a| a == option).unwrap_or(0);
                    let parts = ["-W".to_owned(), option[2..].to_owned()];
                    let args = [&args[..at], &parts, &args[at + 1..]].concat();
                    return parse(&args, seed_variable);
                }
                option if option.starts_with('-') => {
                    let text = format!(
                        "unknown option {option}\nusage: terrarium [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `terrarium -h' for more information.\n"
                    );
                    return Err(Stop { text, status: 2 });
                }
                _ => (Program::File(first), rest),
            }
        }
    };
    let seed = match (line.hash_seed, seed_variable) {
        (Some(n), _) => n,
        (None, None | Some("")) => 0,
        (None, Some(text)) => seed(text).map_err(|why| Stop {
            text: format!("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED {why}\n"),
            status: 1,
        })?,
    };
    let listing = [(line.tokens, Listing::Tokens), (line.ast, Listing::Tree), (line.dis, Listing::Code)];
    Ok(Options {
        program,
        args,
        interactive: line.interactive,
        quiet: line.quiet,
        optimize: line.optimize,
        warnings: line.warnings,
        listing: listing.into_iter().find(|(on, _)| *on).map(|(_, l)| l),
        trace_gc: line.trace_gc.is_some(),
        trace_gc_phases: line.trace_gc.as_deref() == Some("phases"),
        malloc_stats: line.malloc_stats,
        leak_check: line.leak_check,
        stress_gc: line.stress_gc,
        verify_heap: line.verify_heap,
        poison: line.poison,
        max_heap: line.max_heap.map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
        max_steps: line.max_steps,
        timeout: line.timeout,
        max_output: line.max_output,
        recursion_limit: line.recursion_limit.map(|n| n as usize),
        hash_key: HashKey::from_seed(seed),
    })
}
