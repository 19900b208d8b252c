//! A machine to measure in: the library as an embedder uses it, with a host that has no world.
//!
//! A thread has one heap, so a group of benchmarks makes its machine, and takes it apart to the last block before the
//! next one does. An error in a measured program is a fault of the benchmark: it panics with the traceback.

use terrarium::object::{PyResult, Value};
use terrarium::syntax::Mode;
use terrarium::vm::attributes::field::MODULE_DICT;
use terrarium::vm::host::Sandbox;
use terrarium::vm::{Config, Vm};

pub struct Machine {
    pub vm: Vm,
    globals: Value,
}

impl Machine {
    pub fn new() -> Machine {
        let mut vm =
            Vm::new(Config::default(), Box::new(Sandbox::default())).expect("this thread's only heap");
        let module = vm.new_module("__main__", "");
        let globals = vm.record_field(&module, MODULE_DICT);
        vm.release(module);
        Machine { vm, globals }
    }

    /// Run a program's text; its names stay.
    pub fn run(&mut self, source: &str) {
        let globals = self.globals.clone();
        let done = self.vm.exec_source(source, "<bench>", Mode::Module, &globals, &globals);
        let none = self.unwrap(done);
        self.vm.release(none);
        self.vm.release(globals);
    }

    /// What a name of the program stands for.
    pub fn get(&mut self, name: &str) -> Value {
        let key = self.vm.heap.intern_str(name);
        let found = self.globals.as_dict().and_then(|d| d.get_str(&self.vm.heap, &key)).cloned();
        found.unwrap_or_else(|| panic!("the program defines {name}"))
    }

    /// Call a function with a number.
    pub fn call(&mut self, function: &Value, n: u64) -> Value {
        let n = self.vm.int(i64::try_from(n).expect("a number of rounds"));
        let done = self.vm.call(function, &[n]);
        self.unwrap(done)
    }

    fn unwrap(&mut self, done: PyResult) -> Value {
        done.unwrap_or_else(|raised| panic!("{}", self.vm.format_exception(&raised.0)))
    }

    /// Take the machine apart: a block that is left would stay for ever, and so would the thread's heap.
    pub fn finish(self) {
        let Machine { mut vm, globals } = self;
        vm.release(globals);
        vm.finish();
        let report = vm.leak_check();
        assert!(report.is_clean(), "{report:?}");
    }
}
