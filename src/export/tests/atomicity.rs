//! A run that does not end well leaves the earlier export as it was.

use std::fs;

use super::sample::{export, locale, read, record, settings, side};
use crate::export::{ExportError, Exports, Format};

const ALL: &[Format] = Format::ALL;

#[test]
fn dropped_without_finish_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let first = record("a", side(&en, "Tea"), side(&fr, "Thé"));
    let (before, _) = export(settings(folder.path(), ALL), &[first]);

    let mut exports = Exports::create(settings(folder.path(), ALL)).unwrap();
    let mut batch = exports.batch();
    // More than a buffer holds, so that it is on disk.
    let long = "water ".repeat(1 << 18);
    batch.pair(&record("b", side(&en, &long), side(&fr, &long)));
    batch.end();
    exports.append(batch).unwrap();
    drop(exports);
    assert_eq!(read(folder.path()), before);
}

#[test]
fn the_same_records_give_the_same_bytes_whatever_the_batches() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let long = "eau ".repeat(1 << 18);
    let records = [
        record("a", side(&en, "Tea"), side(&fr, "Thé")),
        record("b", side(&en, &long), side(&fr, &long)),
        record("c", side(&en, "Milk"), side(&fr, "Lait")),
    ];
    let (together, _) = export(settings(one.path(), ALL), &records);
    let mut exports = Exports::create(settings(two.path(), ALL)).unwrap();
    let batches = records.map(|record| {
        let mut batch = exports.batch();
        batch.pair(&record);
        batch.end();
        batch
    });
    for batch in batches {
        exports.append(batch).unwrap();
    }
    exports.finish().unwrap();
    assert!(read(two.path()) == together);
}

#[test]
fn a_folder_that_is_a_file_is_named_in_the_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken");
    fs::write(&path, "mine").unwrap();
    let Err(error) = Exports::create(settings(&path, ALL)) else {
        panic!("wrote into a file")
    };
    assert!(matches!(error, ExportError::Folder { .. }));
    assert!(error.to_string().contains("taken"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn a_write_that_fails_names_the_file_and_leaves_the_earlier_export() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let pair = || record("a", side(&en, "Tea"), side(&fr, "Thé"));
    let (before, _) = export(settings(folder.path(), ALL), &[pair()]);

    let mut exports = Exports::create(settings(folder.path(), ALL)).unwrap();
    let mut batch = exports.batch();
    batch.pair(&pair());
    batch.end();
    exports.append(batch).unwrap();
    // The folder the files grow in is taken away: nothing waiting can be written any more.
    fs::remove_dir_all(exports.growing()).unwrap();
    let error = exports.finish().unwrap_err();
    assert!(matches!(&error, ExportError::Write { path, .. } if path.starts_with(folder.path())));
    assert_eq!(read(folder.path()), before);
}
