//! Exit codes.

use std::io;

/// How a run ended; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done, but files were left out. A warning names each of them.
    LeftOut = 1,
    /// Could not run: invalid arguments, no corpus, or an output that cannot be written.
    CouldNotRun = 2,
    /// Done, and a translation is more stale than `--fail-above` allows.
    Stale = 3,
    /// Done, and a file has a finding that `--fail-on` does not allow.
    Findings = 4,
}

impl Exit {
    /// The exit code of a run that left out a number of files.
    #[must_use]
    pub fn after(left_out: u64) -> Self {
        if left_out == 0 {
            Self::Done
        } else {
            Self::LeftOut
        }
    }

    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// Whether the only error is that the reader of the output has gone, as with `| head`.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>();
        io.or(json.and_then(serde_json::Error::io_error_kind)) == Some(io::ErrorKind::BrokenPipe)
    })
}
