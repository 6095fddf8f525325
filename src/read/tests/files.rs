//! Files that cannot be read, or not as text.

use super::*;

#[test]
fn other_encodings_are_refused_with_file_line_and_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let error = read(&path, &ReadSettings::default()).unwrap_err();
        assert!(error.to_string().contains("a.md:"), "{error}");
        Warning::from(error)
    };
    let warning = refused(b"one\ntwo \xFF\n");
    assert_eq!((warning.line, warning.kind), (2, WarningKind::LeftOut));
    assert_eq!(
        warning.message,
        "left out: invalid byte 0xFF at byte 8, where UTF-8 is expected"
    );
    let warning = refused(b"\xFF\xFEa\0");
    assert_eq!(
        warning.message,
        "left out: a UTF-16 byte-order mark at byte 0, where UTF-8 is expected"
    );
}

#[test]
fn nul_bytes_and_missing_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, "---\ntitle: a\0b\n---\nc\0d").unwrap();
    let (source, _) = read(&path, &ReadSettings::default()).unwrap();
    assert_eq!(body(&source), "c\0d");
    assert_eq!(source.front_matter.get("title"), Some("a\0b"));
    let missing = read(&folder.path().join("b.md"), &ReadSettings::default());
    assert!(matches!(missing, Err(ReadError::Io { .. })));
}

#[test]
fn a_file_above_the_limit_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    // A sparse file: it takes no room.
    fs::File::create(&path)
        .unwrap()
        .set_len((64 << 20) + 1)
        .unwrap();
    let refused = read(&path, &ReadSettings::default());
    assert!(matches!(refused, Err(ReadError::TooLarge { .. })));
}
