//! The binary: everything is in the library's `front`.

use std::process::ExitCode;

fn main() -> ExitCode {
    terrarium::front::main()
}
