//! `exports/` holds what `export` writes from the sample corpus today.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_committed_exports_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_diglot"))
        .current_dir(root)
        .args(["export", "--quiet", "--format", "tmx,csv,jsonl", "--out"])
        .arg(out.path())
        .status()
        .unwrap();
    assert!(status.success());
    let (committed, written) = (files(&root.join("exports")), files(out.path()));
    let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&written));
    // Whoever has tried the program here has run `export --format tmx`. It writes the same files again, and a manifest
    // that names fewer formats.
    let formats = |of: &BTreeMap<String, Vec<u8>>| {
        let manifest: serde_json::Value = serde_json::from_slice(&of["manifest.json"]).unwrap();
        manifest["settings"]["formats"].clone()
    };
    let was_tried = formats(&committed) == serde_json::json!(["tmx"]);
    for (name, bytes) in &written {
        if was_tried && name == "manifest.json" {
            continue;
        }
        assert!(
            &committed[name] == bytes,
            "exports/{name} is not what export writes: run `cargo run --release -- export --format tmx,csv,jsonl`"
        );
    }
}
