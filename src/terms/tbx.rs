//! Terms as TBX-Basic (ISO 30042:2008), which glossary programs read.

use std::collections::BTreeMap;

use super::candidates::{Term, Translated};
use crate::export::xml::Xml;
use crate::model::Locale;

/// Translations that are rarer than this share of a term's occurrences are left out.
const RARE: f64 = 0.2;

/// Terms with their translations in all locales: an entry for each source text.
#[must_use]
pub fn to_tbx(terms: &[Term], source: &Locale) -> Vec<u8> {
    let mut entries: BTreeMap<(&Locale, String), Vec<&Term>> = BTreeMap::new();
    for term in terms {
        let key = (&term.source_locale, term.source.to_lowercase());
        entries.entry(key).or_default().push(term);
    }
    let mut out = Vec::new();
    let mut xml = Xml::new(&mut out);
    xml.declaration();
    xml.open(
        "martif",
        &[("type", "TBX-Basic"), ("xml:lang", source.as_str())],
    );
    xml.open("martifHeader", &[]);
    xml.open("fileDesc", &[]);
    xml.open("sourceDesc", &[]);
    xml.element(
        "p",
        &[],
        concat!("Term candidates of diglot ", env!("CARGO_PKG_VERSION")),
    );
    xml.close("sourceDesc");
    xml.close("fileDesc");
    xml.open("encodingDesc", &[]);
    xml.element("p", &[("type", "XCSURI")], "TBXBasicXCSV02.xcs");
    xml.close("encodingDesc");
    xml.close("martifHeader");
    xml.line();
    xml.open("text", &[]);
    xml.open("body", &[]);
    xml.line();
    for (number, ((locale, _), of_entry)) in (1..).zip(&entries) {
        xml.open("termEntry", &[("id", &format!("t{number}"))]);
        xml.open("langSet", &[("xml:lang", locale.as_str())]);
        xml.open("tig", &[]);
        xml.element("term", &[], &of_entry[0].source);
        xml.close("tig");
        xml.close("langSet");
        for term in of_entry {
            xml.open("langSet", &[("xml:lang", term.target_locale.as_str())]);
            let rare = RARE * f64::from(term.count);
            let usual = term.targets.iter().filter(|t| f64::from(t.count) >= rare);
            usual.for_each(|target| translation(&mut xml, target, term.count));
            xml.close("langSet");
        }
        xml.close("termEntry");
        xml.line();
    }
    xml.close("body");
    xml.close("text");
    xml.close("martif");
    xml.line();
    out
}

fn translation(xml: &mut Xml<'_>, target: &Translated, count: u32) {
    let example = &target.example;
    xml.open("tig", &[]);
    xml.element("term", &[], &target.text);
    if !example.context.is_empty() {
        xml.element("descrip", &[("type", "context")], &example.context);
    }
    let place = format!("{}:{}", example.document, example.lines.1);
    xml.element("admin", &[("type", "source")], &place);
    xml.element("note", &[], &format!("{} of {count}", target.count));
    xml.close("tig");
}
