//! OPUS: the texts of each side in XML, and an alignment file in XCES that points to them.
//!
//! A `link` names the `s` elements of both sides. A unit without partner is a link with one empty side.

use super::columns::rounded;
use crate::export::xml::Xml;
use crate::export::{Deferred, Ending, Exporter, FileKey, RenderBuffer};
use crate::model::{Locale, Pair, PairSide, UnalignedUnit};

const FOLDER: &str = "opus";
const LINKS: Ending = Ending::Within(FOLDER, ".xml");
const SOURCE: Ending = Ending::SourceWithin(FOLDER, ".xml");
const TARGET: Ending = Ending::TargetWithin(FOLDER, ".xml");

/// Writes three files per locale pair.
pub(super) struct Opus;

impl Exporter for Opus {
    fn header(&self, file: &FileKey, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        xml.declaration();
        if file.ending != LINKS {
            xml.open("text", &[]);
            xml.line();
            return;
        }
        xml.open("cesAlign", &[("version", "1.0")]);
        xml.line();
        let [from, to] = [SOURCE, TARGET].map(|ending| name(file, ending));
        let attributes = [("targType", "s"), ("fromDoc", &*from), ("toDoc", &*to)];
        xml.open("linkGrp", &attributes);
        xml.line();
    }

    fn footer(&self, file: &FileKey, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        if file.ending == LINKS {
            xml.close("linkGrp");
            xml.line();
            xml.close("cesAlign");
        } else {
            xml.close("text");
        }
        xml.line();
    }

    fn pair(&mut self, pair: &Pair, out: &mut RenderBuffer) {
        let locales = (&pair.source.locale, &pair.target.locale);
        for (side, ending) in [(&pair.source, SOURCE), (&pair.target, TARGET)] {
            write_text(locales, (side, ending), (&pair.id, &pair.document), out);
        }
        let targets = format!("{};{}", pair.id, pair.id);
        let score = rounded(pair.score).to_string();
        let mut xml = Xml::new(out.file(locales.0, locales.1, LINKS));
        let attributes = [
            ("id", pair.id.as_str()),
            ("xtargets", &targets),
            ("certainty", &score),
        ];
        xml.empty("link", &attributes);
        xml.line();
    }

    fn write_deferred(&self, _file: &FileKey, _deferred: &Deferred<'_>, _out: &mut Vec<u8>) {}

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let locales = unit.locales();
        let (ending, targets) = match unit.is_source {
            true => (SOURCE, format!("{};", unit.id)),
            false => (TARGET, format!(";{}", unit.id)),
        };
        write_text(
            locales,
            (&unit.side, ending),
            (&unit.id, &unit.document),
            out,
        );
        let mut xml = Xml::new(out.file(locales.0, locales.1, LINKS));
        xml.empty("link", &[("id", &unit.id), ("xtargets", &targets)]);
        xml.line();
    }
}

/// Writes the text of a side as an `s` element.
fn write_text(
    locales: (&Locale, &Locale),
    (side, ending): (&PairSide, Ending),
    (id, document): (&str, &str),
    out: &mut RenderBuffer,
) {
    let mut xml = Xml::new(out.file(locales.0, locales.1, ending));
    xml.element("s", &[("id", id), ("document", document)], &side.text);
    xml.line();
    let stripped = xml.stripped;
    out.stripped += stripped;
}

/// The name of another file of the same locale pair, without the folder.
fn name(file: &FileKey, ending: Ending) -> String {
    let name = FileKey {
        ending,
        ..file.clone()
    };
    let name = name.to_string();
    name.rsplit('/').next().unwrap_or_default().to_owned()
}
