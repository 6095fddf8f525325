//! The hash by which a translation names the original it was made from.
//!
//! Publishers hash the bytes of the original as their build saw it: with LF or CRLF whatever the repository holds,
//! and now and then with a BOM. So a file is compared in each of these spellings, the one on disk first.

use sha1::Sha1;
use sha2::{Digest, Sha256};

const BOM: &str = "\u{FEFF}";

/// How a text is spelled in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spelling {
    crlf: bool,
    bom: bool,
}

const SPELLINGS: [Spelling; 4] = [
    Spelling {
        crlf: false,
        bom: false,
    },
    Spelling {
        crlf: true,
        bom: false,
    },
    Spelling {
        crlf: false,
        bom: true,
    },
    Spelling {
        crlf: true,
        bom: true,
    },
];

/// Whether a hash (lower-case hex) is of this text, SHA-1 and SHA-256 told apart by length.
#[must_use]
pub fn matches(text: &str, hash: &str) -> bool {
    matching(text, &[hash])[0]
}

/// Which of several hashes are of this text. Hashes no more than it takes to know.
#[must_use]
pub fn matching(text: &str, hashes: &[&str]) -> Vec<bool> {
    let mut found = vec![false; hashes.len()];
    matching_by::<Sha1>(text, hashes, 40, &mut found);
    matching_by::<Sha256>(text, hashes, 64, &mut found);
    found
}

/// The hash of an original that nobody names: SHA-256 of its bytes with LF and without BOM.
#[must_use]
pub fn own_hash(text: &str) -> String {
    let spelling = SPELLINGS[0];
    if spelling_of(text) == Some(spelling) {
        return hex(&Sha256::digest(text.as_bytes()));
    }
    hex(&digest::<Sha256>(text, spelling))
}

fn matching_by<D: Digest>(text: &str, hashes: &[&str], length: usize, found: &mut [bool]) {
    let mut open = hashes.iter().filter(|h| h.len() == length).count();
    let mut compare = |digest: String| {
        for (hash, found) in hashes.iter().zip(&mut *found) {
            if !*found && **hash == digest {
                *found = true;
                open -= 1;
            }
        }
        open == 0
    };
    if hashes.iter().any(|h| h.len() == length) && !compare(hex(&D::digest(text.as_bytes()))) {
        let on_disk = spelling_of(text);
        for spelling in SPELLINGS {
            if Some(spelling) != on_disk && compare(hex(&digest::<D>(text, spelling))) {
                return;
            }
        }
    }
}

/// How the text is spelled, unless its line ends are mixed.
fn spelling_of(text: &str) -> Option<Spelling> {
    let bytes = text.as_bytes();
    let bom = text.starts_with(BOM);
    if memchr::memchr(b'\r', bytes).is_none() {
        return Some(Spelling { crlf: false, bom });
    }
    let line_ends = memchr::memchr_iter(b'\n', bytes).count();
    let crlf = memchr::memmem::find_iter(bytes, b"\r\n").count();
    match crlf {
        0 => Some(Spelling { crlf: false, bom }),
        _ if crlf == line_ends => Some(Spelling { crlf: true, bom }),
        _ => None,
    }
}

/// Hashes a text in a spelling that is not its own, without building it.
fn digest<D: Digest>(text: &str, spelling: Spelling) -> Vec<u8> {
    let mut hasher = D::new();
    if spelling.bom {
        hasher.update(BOM);
    }
    // Lines are short and a hasher's call is not free, so they are gathered first.
    let mut buffer = Vec::with_capacity(CHUNK);
    let body = text.strip_prefix(BOM).unwrap_or(text).as_bytes();
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', body) {
        let line = &body[at..end];
        append(
            &mut hasher,
            &mut buffer,
            line.strip_suffix(b"\r").unwrap_or(line),
        );
        let line_end: &[u8] = if spelling.crlf { b"\r\n" } else { b"\n" };
        append(&mut hasher, &mut buffer, line_end);
        at = end + 1;
    }
    append(&mut hasher, &mut buffer, &body[at..]);
    hasher.update(&buffer);
    hasher.finalize().to_vec()
}

const CHUNK: usize = 8 * 1024;

fn append<D: Digest>(hasher: &mut D, buffer: &mut Vec<u8>, bytes: &[u8]) {
    if buffer.len() + bytes.len() > CHUNK {
        hasher.update(&*buffer);
        buffer.clear();
    }
    if bytes.len() > CHUNK {
        hasher.update(bytes);
    } else {
        buffer.extend_from_slice(bytes);
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n)]);
    bytes
        .iter()
        .flat_map(|b| [digit(b >> 4), digit(b & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LF: &str = "# A\n\ntext\n";

    fn sha256(bytes: &[u8]) -> String {
        hex(&Sha256::digest(bytes))
    }

    #[test]
    fn a_known_digest() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(matches("abc", abc));
        assert!(matches("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"));
        assert!(!matches("abd", abc));
    }

    #[test]
    fn every_spelling_on_disk_matches_the_hash_of_every_other() {
        let crlf = LF.replace('\n', "\r\n");
        let mixed = LF.replacen('\n', "\r\n", 1);
        let spellings = [
            LF.to_owned(),
            crlf.clone(),
            format!("{BOM}{LF}"),
            format!("{BOM}{crlf}"),
        ];
        for hashed in &spellings {
            let hashes = [
                sha256(hashed.as_bytes()),
                hex(&Sha1::digest(hashed.as_bytes())),
            ];
            for on_disk in spellings.iter().chain([&mixed]) {
                assert!(matches(on_disk, &hashes[0]), "{on_disk:?} {hashed:?}");
                assert!(matches(on_disk, &hashes[1]), "{on_disk:?} {hashed:?}");
            }
        }
        assert_eq!(own_hash(&spellings[3]), sha256(LF.as_bytes()));
        assert_eq!(own_hash(LF), sha256(LF.as_bytes()));
    }

    #[test]
    fn mixed_line_ends_match_as_they_are_on_disk_too() {
        let mixed = "a\r\nb\n";
        assert!(matches(mixed, &sha256(mixed.as_bytes())));
        assert!(!matches("a\nb\n", &sha256(mixed.as_bytes())));
    }

    #[test]
    fn several_hashes_are_told_apart() {
        let right = sha256(LF.as_bytes());
        let wrong = sha256(b"other");
        let old = hex(&Sha1::digest(LF.as_bytes()));
        assert_eq!(
            matching(LF, &[&wrong, &right, &old, ""]),
            [false, true, true, false]
        );
    }

    #[test]
    fn texts_longer_than_the_buffer_are_hashed_whole() {
        let line = "x".repeat(3000);
        let lf = format!("{line}\n{line}\n{}\n{line}", "y".repeat(20_000));
        assert!(matches(&lf, &sha256(lf.replace('\n', "\r\n").as_bytes())));
    }
}
