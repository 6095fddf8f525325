//! The form of a file while it grows: records of bytes with their owner, so that pairs can be left out later.
//!
//! A record is a header of sixteen bytes and the bytes themselves. After the last pair of the corpus the records are
//! read once, in order, and those that are kept become the file.

use std::io::{self, Read, Write};

use super::render_buffer::{Owner, Part};
use crate::model::Flags;

/// Bytes of a header.
const HEADER: usize = 16;
/// Numbers of pairs end below these, which mean something else.
const FILE: u32 = u32::MAX;
const OPEN: u32 = u32::MAX - 1;
const CLOSE: u32 = u32::MAX - 2;
/// The highest number of a pair. Later pairs of a larger corpus share it, and so share a verdict.
const LAST_PAIR: u32 = u32::MAX - 3;
/// Nothing is inserted into the bytes of a pair.
const NEVER: u32 = u32::MAX;

/// Appends what one article has for a file. Pairs have the numbers they have within the article.
pub(super) fn write(part: &Part, out: &mut Vec<u8>) {
    let mut start = 0;
    for section in &part.sections {
        let owner = match section.owner {
            Owner::File => FILE,
            Owner::Open => OPEN,
            Owner::Close => CLOSE,
            Owner::Pair(number) => number.min(LAST_PAIR),
        };
        let deferred = section.deferred.map_or(NEVER, |at| (at - start) as u32);
        let length = (section.end - start) as u32;
        header([owner, length, deferred, section.flags.bits()], out);
        out.extend_from_slice(&part.bytes[start..section.end]);
        start = section.end;
    }
}

/// Adds a number to those of all pairs in some complete records: the number of pairs in earlier articles.
pub(super) fn shift(records: &mut [u8], before: u64) {
    let mut rest = records;
    while let Some((header, after)) = rest.split_first_chunk_mut::<HEADER>() {
        let [owner, length, ..] = fields(header);
        if owner <= LAST_PAIR {
            let shifted = (before + u64::from(owner)).min(u64::from(LAST_PAIR)) as u32;
            header[..4].copy_from_slice(&shifted.to_le_bytes());
        }
        rest = after.get_mut(length as usize..).unwrap_or_default();
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

/// Reads records and writes those that are kept. `decide` is called for each pair with its number and its flags. It
/// returns whether the pair is kept, and appends the values to insert into it.
pub(super) fn finalize(
    mut spool: impl Read,
    mut out: impl Write,
    mut decide: impl FnMut(u32, Flags, &mut Vec<u8>) -> bool,
) -> io::Result<()> {
    let (mut bytes, mut inserted) = (Vec::new(), Vec::new());
    // The beginning of a group of which no pair has been written yet.
    let mut group: Option<Vec<u8>> = None;
    while let Some([owner, length, at, flags]) = next(&mut spool)? {
        bytes.resize(length as usize, 0);
        spool.read_exact(&mut bytes)?;
        match owner {
            FILE => out.write_all(&bytes)?,
            OPEN => group = Some(std::mem::take(&mut bytes)),
            CLOSE if group.take().is_some() => {}
            CLOSE => out.write_all(&bytes)?,
            number => {
                inserted.clear();
                if decide(number, Flags::from_bits(flags), &mut inserted) {
                    out.write_all(&group.take().unwrap_or_default())?;
                    let inserted = if at == NEVER { &[] } else { &inserted[..] };
                    write_pair(&bytes, at, inserted, &mut out)?;
                }
            }
        }
    }
    out.flush()
}

fn write_pair(bytes: &[u8], at: u32, inserted: &[u8], out: &mut impl Write) -> io::Result<()> {
    let (before, after) = bytes.split_at(bytes.len().min(at as usize));
    out.write_all(before)?;
    out.write_all(inserted)?;
    out.write_all(after)
}

/// The next header; `None` at the end.
fn next(spooled: &mut impl Read) -> io::Result<Option<[u32; 4]>> {
    let mut header = [0; HEADER];
    let mut filled = 0;
    while filled < header.len() {
        match spooled.read(&mut header[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => filled += read,
        }
    }
    Ok(Some(fields(&header)))
}

fn fields(header: &[u8; HEADER]) -> [u32; 4] {
    [0, 1, 2, 3].map(|field| {
        let bytes = [0, 1, 2, 3].map(|byte| header[4 * field + byte]);
        u32::from_le_bytes(bytes)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::render_buffer::RenderBuffer;
    use super::*;
    use crate::model::{Flag, Locale};

    /// What is left of an article's bytes. Pair 7 and those after it are left out, flags are inserted into the others.
    fn finalized(of: impl Fn(&mut RenderBuffer, &[Locale; 2])) -> String {
        let locales = ["en-US", "fr-FR"].map(|tag| Locale::parse(tag).unwrap());
        let mut buffer = RenderBuffer::default();
        of(&mut buffer, &locales);
        let (mut spooled, mut out) = (Vec::new(), Vec::new());
        write_own(b"head ", &mut spooled);
        for part in &buffer.parts {
            let mut records = Vec::new();
            write(part, &mut records);
            shift(&mut records, 5);
            spooled.extend(records);
        }
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
    fn pairs_are_left_out_and_values_are_inserted_into_others() {
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
    fn a_group_is_written_if_one_of_its_pairs_is() {
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
    fn torn_records_are_an_error() {
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
            buffer.parts.iter().for_each(|part| write(part, &mut spooled));
            let stays = |number: u32| kept >> number & 1 == 1;
            finalize(&*spooled, &mut out, |number, _, _| stays(number)).unwrap();
            let expected: String = (0..).zip(&texts).filter(|t| stays(t.0)).map(|t| &**t.1).collect();
            prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
