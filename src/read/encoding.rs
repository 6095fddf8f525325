//! Bytes to text: UTF-8 or a clear refusal.
//!
//! Other encodings are not guessed: a wrong guess would put mojibake into a memory without anyone noticing.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::ReadError;

/// Spans count bytes in 32 bits; half of that leaves room for the arenas of later stages.
const LIMIT: u64 = 1 << 30;

/// Byte-order marks of what is not UTF-8, the longer ones first.
const MARKS: [(&[u8], &str); 4] = [
    (b"\xFF\xFE\0\0", "a UTF-32 byte-order mark"),
    (b"\0\0\xFE\xFF", "a UTF-32 byte-order mark"),
    (b"\xFF\xFE", "a UTF-16 byte-order mark"),
    (b"\xFE\xFF", "a UTF-16 byte-order mark"),
];

/// The text of a file, byte for byte.
pub(super) fn read(path: &Path) -> Result<String, ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_owned(),
        source,
    };
    let too_large = || ReadError::TooLarge {
        path: path.to_owned(),
    };
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size > LIMIT {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // The file may grow while it is read.
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_large());
    }
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
