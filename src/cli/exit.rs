//! What the process says when it ends.

use std::io;
use std::process::ExitCode;

/// How a run ended; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All was done.
    Done = 0,
    /// Done, but files were left out; each was named in a warning.
    LeftOut = 1,
    /// It could not run: wrong arguments, no corpus, an output that cannot be written.
    CouldNotRun = 2,
    /// Done, and a translation is further behind its original than `--fail-above` allows.
    Stale = 3,
    /// Done, and a file has a finding that `--fail-on` does not allow.
    Findings = 4,
}

impl Exit {
    /// Done, with so many files left out.
    #[must_use]
    pub fn after(left_out: u64) -> Self {
        if left_out == 0 {
            Self::Done
        } else {
            Self::LeftOut
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Whether all that went wrong is that nobody reads the output any more, as behind `| head`.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>();
        io.or(json.and_then(serde_json::Error::io_error_kind)) == Some(io::ErrorKind::BrokenPipe)
    })
}
