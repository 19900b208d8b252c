//! Runs LALRPOP on `grammar/`; the generated parser lands in `OUT_DIR`. Says how the binary is linked.

fn main() {
    fixed_address();
    println!("cargo::rerun-if-changed=grammar");
    lalrpop::Configuration::new()
        .set_in_dir("grammar")
        .set_out_dir(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
        .process()
        .expect("the grammar is well-formed");
}

/// On Linux the binary is linked for a fixed address: its tables of natives are full of pointers, and
/// adjusting them would touch every page of them at each start.
fn fixed_address() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    if is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
