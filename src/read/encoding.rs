//! Bytes to text: UTF-8 or a clear refusal.
//!
//! Other encodings are not guessed: a wrong guess would put mojibake into a memory without anyone noticing.

use std::io;
use std::path::Path;

use super::ReadError;
use crate::regular_file;

/// Spans count bytes in 32 bits; half of that leaves room for the arenas of later stages.
const LIMIT: u64 = 1 << 30;

/// Byte-order marks of what is not UTF-8, the longer ones first.
const MARKS: [(&[u8], &str); 4] = [
    (b"\xFF\xFE\0\0", "a UTF-32 byte-order mark"),
    (b"\0\0\xFE\xFF", "a UTF-32 byte-order mark"),
    (b"\xFF\xFE", "a UTF-16 byte-order mark"),
    (b"\xFE\xFF", "a UTF-16 byte-order mark"),
];

/// The text of a regular file of at most `max_bytes`, byte for byte.
pub(super) fn read(path: &Path, max_bytes: u64) -> Result<String, ReadError> {
    let limit = max_bytes.min(LIMIT);
    let bytes = regular_file::read(path, limit).map_err(|source| match source.kind() {
        io::ErrorKind::FileTooLarge => ReadError::TooLarge {
            path: path.to_owned(),
            limit,
        },
        _ => ReadError::Io {
            path: path.to_owned(),
            source,
        },
    })?;
    String::from_utf8(bytes)
        .map_err(|error| refuse(path, error.utf8_error().valid_up_to(), error.as_bytes()))
}

fn refuse(path: &Path, byte: usize, bytes: &[u8]) -> ReadError {
    let found = MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map_or_else(
            || format!("invalid byte 0x{:02X}", bytes[byte]),
            |&(_, name)| name.to_owned(),
        );
    let line = memchr::memchr_iter(b'\n', &bytes[..byte]).count() + 1;
    ReadError::Encoding {
        path: path.to_owned(),
        line: line as u32,
        byte,
        found,
    }
}
