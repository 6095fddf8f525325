//! A run that does not end well leaves the earlier export as it was.

use std::fs;

use super::sample::{export, locale, read, record, settings, side};
use crate::export::{ExportError, ExportWriter, Format};

const ALL: &[Format] = Format::ALL;

#[test]
fn dropped_without_finish_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let first = record("a", side(&en, "Tea"), side(&fr, "Thé"));
    let (before, _) = export(settings(folder.path(), ALL), &[first]);

    let mut exports = ExportWriter::create(settings(folder.path(), ALL)).unwrap();
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
fn articles_rendered_in_any_order_give_the_same_bytes() {
    let (en, fr) = (locale("en-US"), locale("fr-FR"));
    let long = "eau ".repeat(1 << 18);
    let mut articles = [
        record("a", side(&en, "Tea"), side(&fr, "Thé")),
        record("b", side(&en, &long), side(&fr, &long)),
        record("c", side(&en, "Milk"), side(&fr, "Lait")),
    ];
    articles[1].document = "brew/water.md".to_owned();
    articles[2].document = "brew/milk.md".to_owned();
    let written = [[0, 1, 2], [2, 1, 0]].map(|order| {
        let folder = tempfile::tempdir().unwrap();
        let mut exports = ExportWriter::create(settings(folder.path(), ALL)).unwrap();
        let mut batches: Vec<_> = articles.iter().map(|_| exports.batch()).collect();
        for article in order {
            batches[article].pair(&articles[article]);
            batches[article].end();
        }
        for batch in batches {
            exports.append(batch).unwrap();
        }
        exports.finish().unwrap();
        read(folder.path())
    });
    assert!(written[0] == written[1]);
}

#[test]
fn a_folder_that_is_a_file_is_named_in_the_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("taken");
    fs::write(&path, "mine").unwrap();
    let Err(error) = ExportWriter::create(settings(&path, ALL)) else {
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

    let mut exports = ExportWriter::create(settings(folder.path(), ALL)).unwrap();
    let mut batch = exports.batch();
    // More than a buffer holds, so that it is on disk.
    let long = "water ".repeat(1 << 18);
    batch.pair(&record("b", side(&en, &long), side(&fr, &long)));
    batch.end();
    exports.append(batch).unwrap();
    // The folder the files grow in is taken away: nothing can be appended any more.
    fs::remove_dir_all(exports.growing()).unwrap();
    let error = exports.finish().unwrap_err();
    assert!(matches!(&error, ExportError::Write { path, .. } if path.starts_with(folder.path())));
    assert_eq!(read(folder.path()), before);
}
