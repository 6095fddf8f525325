//! A document as gold counts it: code points without byte order mark, with LF line ends.
//!
//! Exports count bytes of the file on disk, so each code point keeps the byte that it begins at.

use std::path::PathBuf;

use super::{EvaluateError, Segment};

/// The code points of a file and where they are.
#[derive(Debug)]
pub(super) struct Text {
    path: PathBuf,
    chars: Vec<char>,
    /// Byte each code point begins at, and the end of the file.
    bytes: Vec<u32>,
}

impl Text {
    pub fn read(path: PathBuf) -> Result<Self, EvaluateError> {
        match std::fs::read(&path) {
            Ok(raw) => Self::parse(path, raw),
            Err(source) => Err(EvaluateError::Read { path, source }),
        }
    }

    pub fn parse(path: PathBuf, raw: Vec<u8>) -> Result<Self, EvaluateError> {
        let raw = match String::from_utf8(raw) {
            Ok(raw) => raw,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                return Err(EvaluateError::Encoding { path, at });
            }
        };
        let start = if raw.starts_with('\u{feff}') { 3 } else { 0 };
        let (mut chars, mut bytes, mut after_cr) = (Vec::new(), Vec::new(), false);
        for (at, c) in raw[start..].char_indices() {
            if c == '\n' && std::mem::take(&mut after_cr) {
                continue;
            }
            after_cr = c == '\r';
            chars.push(if after_cr { '\n' } else { c });
            bytes.push((start + at) as u32);
        }
        bytes.push(raw.len() as u32);
        Ok(Self { path, chars, bytes })
    }

    /// Byte of the first letter or digit in a span of code points, which does not depend on markup. If there is none,
    /// the first byte of the span.
    pub fn probe(&self, segment: &Segment, [start, end]: [usize; 2]) -> Result<u32, EvaluateError> {
        if start > self.chars.len() {
            return Err(EvaluateError::Segment {
                path: self.path.clone(),
                id: segment.id.clone(),
                start,
            });
        }
        let end = end.clamp(start, self.chars.len());
        let first = self.chars[start..end]
            .iter()
            .position(|c| c.is_alphanumeric());
        let last = self.chars.len().saturating_sub(1);
        Ok(self.bytes[first.map_or(start.min(last), |k| start + k)])
    }

    /// Line of a byte, counted from 1.
    pub fn line(&self, byte: u32) -> usize {
        let before = self
            .bytes
            .partition_point(|&b| b < byte)
            .min(self.chars.len());
        1 + self.chars[..before].iter().filter(|&&c| c == '\n').count()
    }

    /// The text of a span of code points, cut to the file.
    pub fn slice(&self, [start, end]: [usize; 2]) -> String {
        let end = end.min(self.chars.len());
        self.chars[start.min(end)..end].iter().collect()
    }
}
