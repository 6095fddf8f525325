//! Ends the program cleanly when a signal tells it to stop.
//!
//! The signals are SIGINT (Ctrl-C), SIGTERM and SIGHUP. What the run has written so far is removed, the earlier export
//! stays as it is, and the exit code is 128 plus the number of the signal, as shells do it. Other systems than Unix
//! end the program at once; the next export then removes what was left.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a signal came. The thread that takes care of it ends the process.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Starts the thread that waits for signals.
#[cfg(unix)]
pub fn handle() -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter();
    let wanted = wanted.filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let mut signals = signal_hook::iterator::Signals::new(wanted)?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            STOPPING.store(true, Ordering::SeqCst);
            // The lock keeps other threads from putting files in place until the process has ended.
            let _lock = crate::scratch::remove_all();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// There are no signals on this system.
#[cfg(not(unix))]
pub fn handle() -> std::io::Result<()> {
    Ok(())
}

/// The signals that whoever started the program wants it to ignore, as `nohup` does with SIGHUP: one bit for each,
/// from the lowest.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    bits.unwrap_or(0)
}

/// Waits for the end of the process if a signal came. Its files are being removed, so an error of a thread that was
/// still writing must not be reported.
pub fn wait_if_stopping() {
    while STOPPING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}
