//! Work without Python's lock that Ctrl-C can stop.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use pyo3::prelude::*;

/// How often Python is asked whether a signal came.
pub const OFTEN: Duration = Duration::from_millis(50);

/// Does some work on a thread of its own, with a number of threads for its parts (0 is one for each core). Python's other
/// threads go on meanwhile. If a signal raises an exception, `stop` is called, the work is waited for, and its result is lost.
pub fn work<T: Send + 'static>(
    py: Python<'_>,
    threads: usize,
    stop: impl Fn(),
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (sender, mut receiver) = sync_channel(1);
    let worker = std::thread::spawn(move || {
        let result = pool(threads, work);
        // If nobody waits any more, the result is not needed.
        let _ = sender.send(result);
    });
    let mut interrupted = None;
    loop {
        let received;
        // Two threads must not borrow the receiver, so it moves in and out.
        (receiver, received) = py.detach(move || {
            let received = receiver.recv_timeout(OFTEN);
            (receiver, received)
        });
        match received {
            Ok(result) => return interrupted.map_or(Ok(result), Err),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(error) = py.check_signals() {
                    stop();
                    interrupted = Some(error);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                if let Err(panic) = worker.join() {
                    std::panic::resume_unwind(panic);
                }
                return Err(interrupted.unwrap_or_else(|| {
                    crate::error::new(py, "the work ended without a result", None, None)
                }));
            }
        }
    }
}

/// Does some work in a pool of threads.
pub fn pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        // Without more threads, this one does all the work.
        Err(_) => work(),
    }
}
