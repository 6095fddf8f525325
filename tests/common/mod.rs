//! A folder of its own for each test, and the program run in it.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A folder that is gone after the test.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With these files below `corpus/`.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (path, text) in files {
            place.write(&format!("corpus/{path}"), text);
        }
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, to be run in this folder.
    pub fn diglot(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Runs the program: exit code, standard output, standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.diglot(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().expect("it was killed");
        (code, text(output.stdout), text(output.stderr))
    }

    /// Exports to JSONL; gives the exit code, the pairs of all files, and standard error.
    pub fn export(&self, arguments: &[&str]) -> (i32, Vec<Value>, String) {
        let arguments = [&["export", "--format", "jsonl", "--out", "out"], arguments].concat();
        let (code, _, errors) = self.run(&arguments);
        let mut pairs = Vec::new();
        for (name, bytes) in self.files("out") {
            assert!(name.ends_with(".jsonl"), "{name}");
            let text = String::from_utf8(bytes).unwrap();
            pairs.extend(
                text.lines()
                    .map(|l| serde_json::from_str::<Value>(l).unwrap()),
            );
        }
        (code, pairs, errors)
    }

    /// Names and bytes of the files in a folder without the manifest of an export; none if it is missing.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = read_all(&self.path(folder));
        files.remove("manifest.json");
        files
    }
}

pub fn read_all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Source and target texts of pairs.
pub fn texts(pairs: &[Value]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|p| (p["source"].as_str().unwrap(), p["target"].as_str().unwrap()))
        .collect()
}

/// A small article and its translation.
pub const EN: &str = "---\ntitle: Clean the filter\n---\n# Clean the filter\n\nSwitch the pump off first.\n\n\
    ## Rinse\n\nHold the filter under warm water.\n";
pub const DE: &str = "---\ntitle: Filter reinigen\nms.translationtype: HT\n---\n# Filter reinigen\n\n\
    Schalten Sie zuerst die Pumpe aus.\n\n## Spülen\n\nHalten Sie den Filter unter warmes Wasser.\n";
