//! How time grows with the input: doubles many constructs and reports each command's time and growth.
//!
//! `cargo bench --bench growth [-- NAME…]`. A growth of 2 is linear, 4 is quadratic; more than 3 is marked. The program
//! is run as a user runs it, so that no stage is forgotten. `DIGLOT` names another build of it.

#![allow(clippy::print_stdout, reason = "it is a program that prints a table")]

mod constructs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use constructs::{CONSTRUCTS, Construct};

/// Bytes of the first text.
const FIRST: usize = 32 << 10;
/// Bytes of the longest text.
const LAST: usize = 1 << 20;
/// A run this long is measured well; longer texts are not tried.
const ENOUGH: Duration = Duration::from_millis(400);
/// Growth above this is marked.
const MARKED: f64 = 3.0;

/// What the translation has of the text.
#[derive(Debug, Clone, Copy)]
enum Target {
    Same,
    Half,
    Nothing,
}

/// A text of about this many bytes.
fn text(construct: &Construct, bytes: usize) -> String {
    let mut text = construct.before.to_owned();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += &construct.part.replace('#', &format!("{number}"));
    }
    text + construct.after
}

/// Writes an article in two locales.
fn write(folder: &Path, construct: &Construct, bytes: usize, target: Target) {
    let translation = match target {
        Target::Same => text(construct, bytes),
        Target::Half => text(construct, bytes / 2),
        Target::Nothing => "Text.\n".to_owned(),
    };
    for (locale, text) in [("en-US", text(construct, bytes)), ("de-DE", translation)] {
        let file = folder.join("corpus").join(locale).join("a.md");
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
}

/// The time of the fastest of three runs; one run where it is long.
fn time(folder: &Path, command: &str) -> Duration {
    let program = std::env::var_os("DIGLOT").map_or_else(program, PathBuf::from);
    let mut fastest = Duration::MAX;
    for _ in 0..3 {
        let mut run = Command::new(&program);
        run.current_dir(folder).args([command, "--jobs", "1"]);
        run.stdout(Stdio::null()).stderr(Stdio::null());
        let begin = Instant::now();
        let mut child = run.spawn().expect("the program runs");
        let processor_time = processor_time(child.id());
        let status = child.wait().expect("the program ends");
        assert!(status.code().is_some(), "`{command}` was killed");
        assert_ne!(status.code(), Some(101), "`{command}` panicked");
        fastest = fastest.min(processor_time.unwrap_or_else(|| begin.elapsed()));
        if fastest > ENOUGH {
            break;
        }
    }
    fastest
}

/// Waits for a process to end and gives its processor time, which depends less on what else the machine does. Linux
/// keeps the figure until the process is waited for; other systems give `None`.
fn processor_time(process: u32) -> Option<Duration> {
    /// Linux counts in hundredths of a second.
    const TICK: Duration = Duration::from_millis(10);
    loop {
        let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let (_, fields) = text.rsplit_once(") ")?;
        let fields: Vec<&str> = fields.split(' ').collect();
        if fields[0] == "Z" {
            let ticks = |index: usize| fields[index].parse::<u32>().ok();
            return Some(TICK * (ticks(11)? + ticks(12)?));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_diglot"))
}

/// Bytes of the longer text, its time, and how many times that of half the text it is.
fn growth(
    folder: &Path,
    construct: &Construct,
    command: &str,
    target: Target,
) -> (usize, Duration, f64) {
    let mut bytes = FIRST;
    write(folder, construct, bytes, target);
    let mut before = time(folder, command);
    loop {
        bytes *= 2;
        write(folder, construct, bytes, target);
        let now = time(folder, command);
        if now >= ENOUGH || bytes >= LAST {
            return (
                bytes,
                now,
                now.as_secs_f64() / before.as_secs_f64().max(0.001),
            );
        }
        before = now;
    }
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    let folder = std::env::temp_dir().join(format!("diglot-growth-{}", std::process::id()));
    println!(
        "{:<40} {:<8} {:<8} {:>9} {:>8} {:>7}",
        "construct", "command", "target", "bytes", "ms", "growth"
    );
    for construct in CONSTRUCTS {
        if !wanted.is_empty() && !wanted.iter().any(|w| construct.name.contains(w.as_str())) {
            continue;
        }
        for (command, target) in [
            ("export", Target::Same),
            ("check", Target::Half),
            ("check", Target::Nothing),
        ] {
            let (bytes, time, growth) = growth(&folder, construct, command, target);
            let mark = if growth > MARKED {
                "  <-- more than linear"
            } else {
                ""
            };
            println!(
                "{:<40} {command:<8} {:<8} {bytes:>9} {:>8} {growth:>7.1}{mark}",
                construct.name,
                format!("{target:?}").to_lowercase(),
                time.as_millis(),
            );
        }
    }
    let _ = fs::remove_dir_all(folder);
}
