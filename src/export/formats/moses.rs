//! Moses: a file of texts for each language, line by line in step, and a file of ids.
//!
//! The names are those that OPUS, OpusCleaner and Mozilla's pipeline expect: `NAME.en` and `NAME.fr`, with the language
//! alone. Each line of the ids file has, separated by tabs, the id, the document, the order in it, the translation type,
//! the score, the flags, and the id of the line that is repeated. So documents can be told apart and lines looked up.

use super::columns::rounded;
use super::single_line;
use crate::export::{Deferred, Ending, Exporter, FileKey, RenderBuffer};
use crate::model::{Pair, UnalignedUnit};

/// Writes Moses files.
pub(super) struct Moses;

impl Exporter for Moses {
    fn is_compressed(&self, name: &str) -> bool {
        // Programs take each compressed file for one of texts.
        !name.ends_with(IDS_ENDING)
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        single_line::end(deferred, out);
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let (source, target) = (&record.source, &record.target);
        let mut write = |ending, text: &str| {
            let out = out.file(&source.locale, &target.locale, ending);
            single_line::push(text, out);
            out.push(b'\n');
        };
        write(Ending::Source, &source.text);
        write(Ending::Target, &target.text);
        let ids = out.file(&source.locale, &target.locale, IDS);
        id(&record.id, &record.document, record.index, ids);
        let kind = record.translation_type.as_str();
        ids.extend_from_slice(format!("\t{kind}\t{}", rounded(record.score)).as_bytes());
        out.defer();
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let (source, target) = unit.locales();
        for (ending, here) in [
            (Ending::Source, unit.is_source),
            (Ending::Target, !unit.is_source),
        ] {
            let out = out.file(source, target, ending);
            if here {
                single_line::push(&unit.side.text, out);
            }
            out.push(b'\n');
        }
        let out = out.file(source, target, IDS);
        id(&unit.id, &unit.document, unit.index, out);
        out.extend_from_slice(b"\t\t");
        single_line::end(&Deferred::default(), out);
    }
}

const IDS_ENDING: &str = ".ids";
const IDS: Ending = Ending::Fixed(IDS_ENDING);

fn id(id: &str, document: &str, index: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(id.as_bytes());
    out.push(b'\t');
    single_line::push(document, out);
    out.extend_from_slice(format!("\t{index}").as_bytes());
}
