//! time: clocks and sleeping, through the host.

use super::structseq::{item, make as make_struct, repr, spec};
use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use std::time::Duration;

static FUNCTIONS: &[Native] = &[
    native(
        "asctime(time_tuple=None, /)",
        "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
        asctime,
    ),
    native("clock_gettime(clk_id, /)", "Return the time of the specified clock.", |vm, a| {
        let t = clock(vm, &a[0])?;
        seconds(vm, t)
    }),
    native(
        "clock_gettime_ns(clk_id, /)",
        "Return the time of the specified clock as nanoseconds.",
        |vm, a| {
            let t = clock(vm, &a[0])?;
            nanoseconds(vm, t)
        },
    ),
    native(
        "ctime(seconds=None, /)",
        "Convert a time in seconds since the Epoch to a string in local time.",
        ctime,
    ),
    native("mktime(time_tuple, /)", "Convert a time tuple in local time to seconds since the Epoch.", mktime),
    native(
        "strptime(data_string, format='%a %b %d %H:%M:%S %Y', /)",
        "Parse a string to a time tuple according to a format specification.",
        strptime,
    ),
    native(
        "gmtime(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT).",
        gmtime,
    ),
    native(
        "localtime(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple; the host's zone is UTC.",
        gmtime,
    ),
    native("monotonic()", "Monotonic clock, cannot go backward.", monotonic),
    native("monotonic_ns()", "Monotonic clock, cannot go backward, as nanoseconds.", monotonic_ns),
    native("perf_counter()", "Performance counter for benchmarking.", monotonic),
    native("perf_counter_ns()", "Performance counter for benchmarking as nanoseconds.", monotonic_ns),
    native(
        "process_time()",
        "Process time for profiling: sum of the kernel and user-space CPU time.",
        process_time,
    ),
    native("process_time_ns()", "Process time for profiling as nanoseconds.", process_time_ns),
    native("sleep(seconds, /)", "Delay execution for a given number of seconds.", sleep),
    native(
        "strftime(format, time_tuple=None, /)",
        "Convert a time tuple to a string according to a format specification.",
        strftime,
    ),
    native("thread_time()", "Thread time for profiling.", process_time),
    native("thread_time_ns()", "Thread time for profiling as nanoseconds.", process_time_ns),
    native("time()", "Return the current time in seconds since the Epoch.", time),
    native("time_ns()", "Return the current time in nanoseconds since the Epoch.", time_ns),
];

static STRUCT_TIME: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::SEQUENCE,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", repr),
        static_method(
            "__new__(cls, sequence=(), dict={})",
            "Create and return a new object.",
            struct_time_new,
        ),
    ],
    ..STRUCT_TIME_FIELDS
};
const STRUCT_TIME_FIELDS: TypeSpec = spec(
    "time.struct_time",
    "The time value as returned by gmtime() and localtime().",
    &[
        item::<0>("tm_year", "year, for example, 1993"),
        item::<1>("tm_mon", "month of year, range [1, 12]"),
        item::<2>("tm_mday", "day of month, range [1, 31]"),
        item::<3>("tm_hour", "hours, range [0, 23]"),
        item::<4>("tm_min", "minutes, range [0, 59]"),
        item::<5>("tm_sec", "seconds, range [0, 61])"),
        item::<6>("tm_wday", "day of week, range [0, 6], Monday is 0"),
        item::<7>("tm_yday", "day of year, range [1, 366]"),
        item::<8>("tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"),
    ],
);

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "This module provides various functions to manipulate time values.";
    let module = vm.native_module("time", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let t = super::structseq::class(vm, &STRUCT_TIME)?;
    vm.put(&dict, "struct_time", t);
    for (name, id) in CLOCKS {
        let id = vm.int(*id);
        vm.put(&dict, name, id);
    }
    for name in ["timezone", "altzone", "daylight"] {
        let zero = vm.int(0);
        vm.put(&dict, name, zero);
    }
    let zone = vm.heap.intern_str("UTC");
    let zones = vm.tuple(vec![zone.clone(), zone])?;
    vm.put(&dict, "tzname", zones);
    Ok(module)
}

/// Numbers of the clocks, as Linux has them.
const CLOCKS: &[(&str, i64)] = &[
    ("CLOCK_REALTIME", 0),
    ("CLOCK_MONOTONIC", 1),
    ("CLOCK_PROCESS_CPUTIME_ID", 2),
    ("CLOCK_THREAD_CPUTIME_ID", 3),
];

fn clock(vm: &mut Vm, id: &Value) -> PyResult<Duration> {
    match vm.index(id)? {
        0 => Ok(vm.io.wall_clock()),
        1 => Ok(vm.io.monotonic()),
        2 | 3 => Ok(vm.io.cpu_time()),
        _ => {
            let args = vec![vm.int(22), vm.str("Invalid argument")];
            Err(vm.err_with(crate::vm::errors::Exc::OSError, args))
        }
    }
}

fn seconds(vm: &mut Vm, d: Duration) -> PyResult {
    Ok(vm.float(d.as_secs_f64()))
}
fn nanoseconds(vm: &mut Vm, d: Duration) -> PyResult {
    Ok(vm.int(i64::try_from(d.as_nanos()).unwrap_or(i64::MAX)))
}
fn time(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.wall_clock();
    seconds(vm, t)
}
fn time_ns(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.wall_clock();
    nanoseconds(vm, t)
}
fn monotonic(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.monotonic();
    seconds(vm, t)
}
fn monotonic_ns(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.monotonic();
    nanoseconds(vm, t)
}
fn process_time(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.cpu_time();
    seconds(vm, t)
}
fn process_time_ns(vm: &mut Vm, _: Args) -> PyResult {
    let t = vm.io.cpu_time();
    nanoseconds(vm, t)
}
/// In short pieces, so that Ctrl-C and the time limit are seen.
fn sleep(vm: &mut Vm, a: Args) -> PyResult {
    let wanted = vm.float_of(&a[0])?;
    if wanted.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if wanted < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let Ok(wanted) = Duration::try_from_secs_f64(wanted) else {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    };
    vm.io.flush(crate::vm::host::Stream::Stderr).ok();
    let start = vm.io.monotonic();
    loop {
        let gone = vm.io.monotonic().saturating_sub(start);
        let Some(left) = wanted.checked_sub(gone).filter(|d| !d.is_zero()) else { break };
        vm.io.sleep(left.min(Duration::from_millis(20)));
        vm.safe_point()?;
        if vm.io.monotonic().saturating_sub(start) == gone {
            // A host whose clock stands still.
            break;
        }
    }
    Ok(vm.none())
}

/// Year, month (1-12), day of month, day of year (1-366) of a day counted from the Epoch.
fn civil(days: i64) -> (i64, i64, i64, i64) {
    // Eras of 400 years that begin on 1 March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month as usize - 1];
    (year, month, day, before + day + i64::from(leap && month > 2))
}
fn time_fields(total: i64) -> [i64; 9] {
    let (days, second) = (total.div_euclid(86_400), total.rem_euclid(86_400));
    let (year, month, day, yday) = civil(days);
    [year, month, day, second / 3600, second / 60 % 60, second % 60, (days + 3).rem_euclid(7), yday, 0]
}
fn gmtime(vm: &mut Vm, a: Args) -> PyResult {
    let total = match Vm::given(a.opt(0)) {
        Some(v) => vm.float_of(&v)?.floor(),
        None => vm.io.wall_clock().as_secs() as f64,
    };
    if !(-6.7e13..6.7e13).contains(&total) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    let items = time_fields(total as i64).iter().map(|n| vm.int(*n)).collect();
    make_struct(vm, &STRUCT_TIME, items)
}
/// The nine numbers of a time tuple, or those of now.
fn given_fields(vm: &mut Vm, given: Option<&Value>) -> PyResult<[i64; 9]> {
    let Some(t) = given else { return Ok(time_fields(vm.io.wall_clock().as_secs() as i64)) };
    let items: Vec<Value> = t.as_tuple().unwrap_or(&[]).to_vec();
    if t.as_tuple().is_none() {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    if items.len() != 9 {
        let message = format!("function takes exactly 9 arguments ({} given)", items.len());
        return Err(vm.type_error(message));
    }
    let mut fields = [0; 9];
    for (to, v) in fields.iter_mut().zip(&items) {
        *to = vm.index(v)?;
    }
    let bounds = [
        ("month", fields[1], 0, 12),
        ("day of month", fields[2], 0, 31),
        ("hour", fields[3], 0, 23),
        ("minute", fields[4], 0, 59),
        ("seconds", fields[5], 0, 61),
        ("day of year", fields[7], 0, 366),
    ];
    for (what, n, low, high) in bounds {
        if !(low..=high).contains(&n) {
            return Err(vm.value_error(format!("{what} out of range")));
        }
    }
    Ok(fields)
}
fn asctime(vm: &mut Vm, a: Args) -> PyResult {
    let fields = given_fields(vm, a.opt(0))?;
    let text = formatted("%c", &fields);
    Ok(vm.str(&text))
}
fn ctime(vm: &mut Vm, a: Args) -> PyResult {
    let time = gmtime(vm, a)?;
    let fields = given_fields(vm, Some(&time))?;
    let text = formatted("%c", &fields);
    Ok(vm.str(&text))
}
/// Numbers out of their bounds count on: day 32 is the first of the next month.
fn mktime(vm: &mut Vm, a: Args) -> PyResult {
    let items: Vec<Value> = a[0].as_tuple().unwrap_or(&[]).to_vec();
    if items.len() != 9 {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    let mut fields = [0_i64; 9];
    for (to, v) in fields.iter_mut().zip(&items) {
        *to = vm.index(v)?.clamp(-1 << 40, 1 << 40);
    }
    let [year, month, day, hour, minute, second, ..] = fields;
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    // Years that begin on 1 March; see `civil`.
    let shifted = year - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    let total = days * 86_400 + hour * 3600 + minute * 60 + second;
    Ok(vm.float(total as f64))
}
fn strptime(vm: &mut Vm, a: Args) -> PyResult {
    let (name, none) = (vm.heap.intern_str("_strptime"), vm.none());
    let module = vm.import_module(&name, &none, &none, 0)?;
    let parse = vm.get_attr_str(&module, "_strptime_time")?;
    let args: Vec<Value> = [a.opt(0), a.opt(1)].into_iter().flatten().cloned().collect();
    vm.call(&parse, &args)
}
/// `struct_time(sequence)`: nine items; two more (zone and offset) may follow and are let go.
fn struct_time_new(vm: &mut Vm, a: Args) -> PyResult {
    let Some(sequence) = a.opt(1) else {
        return Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)"));
    };
    let Ok(mut items) = vm.collect(sequence) else {
        return Err(vm.type_error("constructor requires a sequence"));
    };
    let count = items.len();
    if count < 9 {
        let message = format!("time.struct_time() takes an at least 9-sequence ({count}-sequence given)");
        return Err(vm.type_error(message));
    }
    if count > 11 {
        let message = format!("time.struct_time() takes an at most 11-sequence ({count}-sequence given)");
        return Err(vm.type_error(message));
    }
    items.truncate(9);
    make_struct(vm, &STRUCT_TIME, items)
}
fn strftime(vm: &mut Vm, a: Args) -> PyResult {
    if a[0].as_str().is_none() {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {got}")));
    }
    let fields = given_fields(vm, a.opt(1))?;
    let text = formatted(&vm.text(&a[0]), &fields);
    Ok(vm.str(&text))
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year and week of ISO 8601, for a day of the week (Monday: 0) and of the year (from 1).
fn iso_week(year: i64, wday: i64, yday: i64) -> (i64, i64) {
    let days = |year: i64| if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 366 } else { 365 };
    let week = (yday - wday + 9).div_euclid(7);
    if week < 1 {
        return (year - 1, (yday + days(year - 1) - wday + 9).div_euclid(7));
    }
    // The Thursday of this week may belong to the next year.
    if yday + 3 - wday > days(year) { (year + 1, 1) } else { (year, week) }
}
fn formatted(format: &str, f: &[i64; 9]) -> String {
    let [year, month, day, hour, minute, second, wday, yday, _] = *f;
    let day_name = DAYS[wday.rem_euclid(7) as usize];
    let month_name = MONTHS[(month - 1).rem_euclid(12) as usize];
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let piece = match chars.next() {
            Some('Y') => year.to_string(),
            Some('y') => format!("{:02}", year.rem_euclid(100)),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            Some('e') => format!("{day:2}"),
            Some('H') => format!("{hour:02}"),
            Some('I') => format!("{:02}", (hour + 11).rem_euclid(12) + 1),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('p') => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Some('j') => format!("{yday:03}"),
            Some('a') => day_name[..3].to_owned(),
            Some('A') => day_name.to_owned(),
            Some('b' | 'h') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('w') => ((wday + 1) % 7).to_string(),
            Some('u') => (wday + 1).to_string(),
            Some('U') => format!("{:02}", (yday + 6 - (wday + 1) % 7) / 7),
            Some('W') => format!("{:02}", (yday + 6 - wday) / 7),
            Some('V') => format!("{:02}", iso_week(year, wday, yday).1),
            Some('G') => iso_week(year, wday, yday).0.to_string(),
            Some('g') => format!("{:02}", iso_week(year, wday, yday).0.rem_euclid(100)),
            Some('C') => year.div_euclid(100).to_string(),
            Some('k') => format!("{hour:2}"),
            Some('l') => format!("{:2}", (hour + 11).rem_euclid(12) + 1),
            Some('P') => if hour < 12 { "am" } else { "pm" }.to_owned(),
            Some('r') => {
                let (hour, half) = ((hour + 11).rem_euclid(12) + 1, if hour < 12 { "AM" } else { "PM" });
                format!("{hour:02}:{minute:02}:{second:02} {half}")
            }
            Some('F') => format!("{year}-{month:02}-{day:02}"),
            Some('T' | 'X') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('D' | 'x') => format!("{month:02}/{day:02}/{:02}", year.rem_euclid(100)),
            Some('R') => format!("{hour:02}:{minute:02}"),
            Some('c') => {
                format!(
                    "{} {} {day:2} {hour:02}:{minute:02}:{second:02} {year}",
                    &day_name[..3],
                    &month_name[..3]
                )
            }
            Some('Z') => "UTC".to_owned(),
            Some('z') => "+0000".to_owned(),
            Some('n') => "\n".to_owned(),
            Some('t') => "\t".to_owned(),
            Some('%') => "%".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        };
        out.push_str(&piece);
    }
    out
}
