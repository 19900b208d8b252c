//! Heap verification: every count against the references found, every structure against its rules.
//!
//! Floor 1's audit knows the edges between objects, floor 5 the named roots; an object that counts
//! fewer references than there are would be freed under somebody's feet, so it is a fault. One that
//! counts more is held by a Rust local, or, where nothing runs, leaked.
//! Deliberately absent: guessing which of the two, inside a native.

use super::holders;
use crate::object::audit::Findings;
use crate::vm::Vm;

/// Exit status after a fault.
pub const FAULT_STATUS: i32 = 70;

/// Walk the whole heap; the faults, each with the object it is about.
pub fn verify(vm: &mut Vm) -> Vec<String> {
    look(vm).faults
}

/// As [`verify`], where no native is under way: what is held by nobody known is a fault too.
pub fn verify_quiet(vm: &mut Vm) -> Vec<String> {
    let Findings { mut faults, surplus } = look(vm);
    faults.extend(surplus.into_iter().map(|s| {
        format!("{}: counts {}, but {} references lead to it: a leak", s.object, s.counted, s.found)
    }));
    faults
}

/// When the program has ended and all it made is still there: as many holders can be named of each object
/// as it counts.
pub fn verify_holders(vm: &mut Vm) -> Vec<String> {
    vm.reap();
    holders::disagreements(vm)
}

/// What `--verify-heap` prints before it ends the program with [`FAULT_STATUS`]; `None` for a sound
/// heap.
pub fn complaint(faults: &[String]) -> Option<String> {
    let lines: String =
        faults.iter().map(|f| format!("terrarium: heap verification failed: {f}\n")).collect();
    (!lines.is_empty()).then_some(lines)
}

fn look(vm: &mut Vm) -> Findings {
    let mut audit = vm.heap.audit();
    vm.for_each_root(&mut |root, v| audit.root(&root, v));
    audit.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Config;
    use crate::vm::host::Sandbox;

    #[test]
    fn a_fresh_machine_is_sound_to_the_last_count() {
        let mut vm = Vm::new(Config::default(), Box::new(Sandbox::default())).unwrap();
        vm.reap();
        assert_eq!(verify_quiet(&mut vm), Vec::<String>::new());
        let list = vm.list(vec![]).unwrap();
        assert_eq!(verify(&mut vm), Vec::<String>::new());
        let found = verify_quiet(&mut vm);
        assert!(found.len() == 1 && found[0].starts_with("<list at "), "{found:?}");
        assert_eq!(complaint(&found).map(|text| text.lines().count()), Some(1));
        drop(list);
    }
}
