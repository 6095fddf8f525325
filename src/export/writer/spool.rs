//! Files while they grow: bytes with what they belong to, so that it can be decided later what becomes of them.
//!
//! A frame is a header of sixteen bytes and the bytes themselves. When all pairs are known, the spooled are read once,
//! in order, and what is to stay of them becomes the file.

use std::io::{self, Read, Write};

use super::render_buffer::{Owner, Part};
use crate::model::Flags;

/// Numbers of pairs end below these, which stand for something else.
const FILE: u32 = u32::MAX;
const OPEN: u32 = u32::MAX - 1;
const CLOSE: u32 = u32::MAX - 2;
/// Nothing more is said of a pair.
const NEVER: u32 = u32::MAX;

/// Appends what one article has for a file. `before` is the number of pairs of its locales in earlier articles.
pub(super) fn write(part: &Part, before: u64, out: &mut Vec<u8>) {
    let mut start = 0;
    for section in &part.sections {
        let owner = match section.owner {
            Owner::File => FILE,
            Owner::Open => OPEN,
            Owner::Close => CLOSE,
            // Nobody has four billion pairs; the last of them would share a number without a verdict.
            Owner::Pair(number) => (before + u64::from(number)).min(u64::from(CLOSE - 1)) as u32,
        };
        let deferred = section.deferred.map_or(NEVER, |at| (at - start) as u32);
        header(
            [
                owner,
                (section.end - start) as u32,
                deferred,
                section.flags.bits(),
            ],
            out,
        );
        out.extend_from_slice(&part.bytes[start..section.end]);
        start = section.end;
    }
}

/// Appends what belongs to the file itself.
pub(super) fn write_own(bytes: &[u8], out: &mut Vec<u8>) {
    header([FILE, bytes.len() as u32, NEVER, 0], out);
    out.extend_from_slice(bytes);
}

fn header(fields: [u32; 4], out: &mut Vec<u8>) {
    for field in fields {
        out.extend(field.to_le_bytes());
    }
}

/// Reads spooled and writes what stays of them. `decide` is asked for each pair, by its number and the flags it has:
/// it appends what is still to be said of the pair, and says whether the pair stays.
pub(super) fn finalize(
    mut spooled: impl Read,
    mut out: impl Write,
    mut decide: impl FnMut(u32, Flags, &mut Vec<u8>) -> bool,
) -> io::Result<()> {
    let (mut bytes, mut said) = (Vec::new(), Vec::new());
    // The beginning of a group none of whose pairs was written yet.
    let mut waiting: Option<Vec<u8>> = None;
    while let Some([owner, len, deferred, flags]) = next(&mut spooled)? {
        bytes.resize(len as usize, 0);
        spooled.read_exact(&mut bytes)?;
        match owner {
            FILE => out.write_all(&bytes)?,
            OPEN => waiting = Some(std::mem::take(&mut bytes)),
            CLOSE => {
                if waiting.take().is_none() {
                    out.write_all(&bytes)?;
                }
            }
            number => {
                said.clear();
                if !decide(number, Flags::from_bits(flags), &mut said) {
                    continue;
                }
                if let Some(waiting) = waiting.take() {
                    out.write_all(&waiting)?;
                }
                let (before, after) = bytes.split_at(bytes.len().min(deferred as usize));
                out.write_all(before)?;
                if deferred != NEVER {
                    out.write_all(&said)?;
                }
                out.write_all(after)?;
            }
        }
    }
    out.flush()
}

/// The next header; `None` at the end.
fn next(spooled: &mut impl Read) -> io::Result<Option<[u32; 4]>> {
    let mut header = [0; 16];
    let mut filled = 0;
    while filled < header.len() {
        match spooled.read(&mut header[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => filled += read,
        }
    }
    let field = |at: usize| u32::from_le_bytes([0, 1, 2, 3].map(|byte| header[4 * at + byte]));
    Ok(Some([0, 1, 2, 3].map(field)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::render_buffer::RenderBuffer;
    use super::*;
    use crate::model::{Flag, Locale};

    /// What is left of an article's bytes; pair 7 and those behind it are gone, of others their flags are said.
    fn finalized(of: impl Fn(&mut RenderBuffer, &[Locale; 2])) -> String {
        let locales = ["en-US", "fr-FR"].map(|tag| Locale::parse(tag).unwrap());
        let mut buffer = RenderBuffer::default();
        of(&mut buffer, &locales);
        let (mut spooled, mut out) = (Vec::new(), Vec::new());
        write_own(b"head ", &mut spooled);
        buffer
            .parts
            .iter()
            .for_each(|part| write(part, 5, &mut spooled));
        let decide = |number, flags: Flags, out: &mut Vec<u8>| {
            out.extend(format!("<{number}{flags}>").bytes());
            number < 7
        };
        finalize(&*spooled, &mut out, decide).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn pair(buffer: &mut RenderBuffer, [source, target]: &[Locale; 2], number: u32) {
        buffer.pair(source, target, ".x").extend_from_slice(b"(");
        buffer.defer().extend_from_slice(b")");
        buffer.end_section(Owner::Pair(number), Flags::of(&[Flag::Links]));
    }

    #[test]
    fn pairs_are_left_out_and_what_is_said_of_others_stands_where_they_asked() {
        let out = finalized(|buffer, locales| {
            (0..4).for_each(|number| pair(buffer, locales, number));
            buffer
                .pair(&locales[0], &locales[1], ".x")
                .extend_from_slice(b" lone");
            buffer.end_section(Owner::File, Flags::NONE);
        });
        assert_eq!(out, "head (<5links>)(<6links>) lone");
    }

    #[test]
    fn a_group_is_written_where_one_of_its_pairs_is() {
        let group = |pairs: std::ops::Range<u32>| {
            finalized(|buffer, locales| {
                buffer.pair(&locales[0], &locales[1], ".x").push(b'[');
                buffer.open();
                pairs
                    .clone()
                    .for_each(|number| pair(buffer, locales, number));
                buffer.pair(&locales[0], &locales[1], ".x").push(b']');
                buffer.close();
            })
        };
        assert_eq!(group(1..3), "head [(<6links>)]");
        assert_eq!(group(2..4), "head ");
    }

    #[test]
    fn frames_that_are_torn_are_an_error() {
        let mut spooled = Vec::new();
        write_own(b"head", &mut spooled);
        for end in 1..spooled.len() {
            assert!(finalize(&spooled[..end], Vec::new(), |_, _, _| true).is_err());
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_order_is_kept(texts in prop::collection::vec("[a-z]{0,5}", 0..20), kept: u32) {
            let locales = ["en-US", "fr-FR"].map(|tag| Locale::parse(tag).unwrap());
            let mut buffer = RenderBuffer::default();
            for (number, text) in texts.iter().enumerate() {
                let bytes = buffer.pair(&locales[0], &locales[1], ".x");
                bytes.extend_from_slice(text.as_bytes());
                buffer.end_section(Owner::Pair(number as u32), Flags::NONE);
            }
            let (mut spooled, mut out) = (Vec::new(), Vec::new());
            buffer.parts.iter().for_each(|part| write(part, 0, &mut spooled));
            let stays = |number: u32| kept >> number & 1 == 1;
            finalize(&*spooled, &mut out, |number, _, _| stays(number)).unwrap();
            let expected: String = (0..).zip(&texts).filter(|t| stays(t.0)).map(|t| &**t.1).collect();
            prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
