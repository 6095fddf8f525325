//! The native part of the Python package `diglot`. `python/lib/diglot/_diglot.pyi` describes it for users.

mod arguments;
mod corpus;
mod error;
mod findings;
mod interrupt;
mod pair;
mod pairs;
mod texts;

use std::ffi::OsString;

use pyo3::prelude::*;

/// The allocator of the command, which suits the aligner.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs the command `diglot` with these arguments, the name of the program first, and returns its exit code.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| diglot::internals::cli::main(arguments))
}

#[pymodule]
fn _diglot(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("DiglotError", module.py().get_type::<error::DiglotError>())?;
    module.add_class::<corpus::Corpus>()?;
    module.add_class::<corpus::Layout>()?;
    module.add_class::<corpus::Article>()?;
    module.add_class::<findings::Finding>()?;
    module.add_class::<findings::StaleTranslation>()?;
    module.add_class::<findings::StaleUnit>()?;
    module.add_class::<pair::Pair>()?;
    module.add_class::<pairs::Pairs>()?;
    module.add_class::<pairs::PairList>()?;
    module.add_class::<texts::Aligner>()?;
    module.add_class::<texts::Unit>()?;
    module.add_function(wrap_pyfunction!(texts::segment, module)?)?;
    module.add_function(wrap_pyfunction!(texts::split, module)?)?;
    module.add_function(wrap_pyfunction!(texts::_judge, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    Ok(())
}
