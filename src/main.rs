//! The `diglot` program.

use std::process::ExitCode;

use diglot::internals::cli;

/// Alignment allocates many small, short-lived lists, which this allocator handles well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main(std::env::args_os()).into()
}
