//! Masks in a copy of the text everything that CommonMark would misread: directives, includes, alert markers,
//! macros, tags of translation tools.
//!
//! The copy has the same length, so every offset stays true, and text is always taken from the original. Whole
//! lines become blank; markup inside a sentence becomes [`FILL`], which has no meaning in Markdown. A [`Mark`]
//! records what was there. Masking too much is harmless in code: code is taken from the
//! original, and marks in it are dropped.

mod addresses;
mod alerts;
mod arguments;
mod cat_tags;
mod cjk_emphasis;
mod definitions;
mod docusaurus;
mod fence;
mod hugo;
mod jsx;
mod kramdown;
mod liquid;
mod masker;
mod math;
mod mdn;
mod microsoft_learn;
mod mkdocs;
mod pymdown;
mod shortcode;
mod table_rows;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::UnitKind;

use fence::Fence;
use masker::{Line, Masker};

/// Replaces markup inside a line of the copy: a control character without meaning in Markdown.
pub(super) const FILL: u8 = 0x1a;

/// The marker of the list item that stands in for a container whose text is indented, see [`MarkKind::Container`].
const CONTAINER: u8 = b'+';

/// Maximum length of a directive in bytes; if it does not end by then, it is text.
const LONGEST: usize = 8192;
/// Maximum depth of brackets in a directive.
const DEEPEST: usize = 16;

/// Something that was masked. Ranges count bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub span: Range<usize>,
    pub kind: MarkKind,
}

/// What was masked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum MarkKind {
    /// Structure with an identity.
    Landmark { key: u64 },
    /// A text of a directive. Without a kind it is a paragraph.
    Text {
        kind: Option<UnitKind>,
        label: Option<Box<str>>,
        text: Range<usize>,
    },
    /// Inside a line: its readable part, which may be empty, and its identity.
    Inline { text: Range<usize>, key: u64 },
    /// Inside a line: shown to nobody.
    Hidden,
    /// The marker of an alert that pulldown-cmark does not see, and the name in it.
    Alert { name: Range<usize> },
    /// `:::note`: what follows is a note, up to as many colons.
    NoteOpen { name: Range<usize>, colons: usize },
    /// `:::column:::` and its end: text in it is indented as code would be.
    Column { opens: bool },
    /// `:::`
    NoteClose { colons: usize },
    /// A list item in the copy that stands in for `!!! note`, `=== "Tab"` or a definition. With a label it is a note; an
    /// empty one stands for details without a type.
    Container { label: Option<Range<usize>> },
}

/// The copy and its marks, ascending by start.
pub(super) struct Masked<'s> {
    pub text: Cow<'s, str>,
    pub marks: Vec<Mark>,
    /// Whether there are formulas between double dollars, so that single dollars are formulas too.
    pub has_math: bool,
}

/// Masks a body.
pub(super) fn mask(body: &str) -> Masked<'_> {
    let mut masker = Masker {
        body,
        bytes: body.as_bytes(),
        copy: None,
        marks: Vec::new(),
        done: 0,
        note_ends: Vec::new(),
        raw_until: 0,
        table_end: 0,
        has_math: false,
    };
    masker.run();
    masker.cjk_emphasis();
    let has_math = masker.has_math;
    let text = match masker.copy.map(String::from_utf8) {
        Some(Ok(copy)) => Cow::Owned(copy),
        _ => Cow::Borrowed(body),
    };
    let mut marks = masker.marks;
    marks.sort_by_key(|m| (m.span.start, m.span.end));
    Masked {
        text,
        marks,
        has_math,
    }
}

/// What makes a line worth a look.
#[derive(Clone, Copy)]
enum Trigger {
    Colons,
    Bracket,
    Braces,
    CatTag,
    Script,
    Slashes,
    Indented,
    Liquid,
    Include,
    Fence,
    Toc,
    Extension,
    PymdownSnippet,
    BangInclude,
    Abbreviation,
    Icon,
    Formula,
    Definition,
    Table,
}

/// No trigger is part of another. Tags of CAT tools are known by their `id="p1"`.
const TRIGGERS: [(&str, Trigger); 35] = [
    (":::", Trigger::Colons),
    ("[!", Trigger::Bracket),
    ("{{", Trigger::Braces),
    (" id=\"p", Trigger::CatTag),
    ("\nimport ", Trigger::Script),
    ("\nexport ", Trigger::Script),
    ("///", Trigger::Slashes),
    ("!!! ", Trigger::Indented),
    ("???", Trigger::Indented),
    ("=== \"", Trigger::Indented),
    ("===! \"", Trigger::Indented),
    ("===+ \"", Trigger::Indented),
    ("{%", Trigger::Liquid),
    ("{*", Trigger::Include),
    ("```", Trigger::Fence),
    ("~~~", Trigger::Fence),
    ("{:toc", Trigger::Toc),
    ("{::", Trigger::Extension),
    ("-8<-", Trigger::PymdownSnippet),
    ("{!", Trigger::BangInclude),
    ("\n*[", Trigger::Abbreviation),
    (":material-", Trigger::Icon),
    (":octicons-", Trigger::Icon),
    (":fontawesome-", Trigger::Icon),
    (":simple-", Trigger::Icon),
    ("$$", Trigger::Formula),
    ("\n: ", Trigger::Definition),
    ("\n:\t", Trigger::Definition),
    ("\n  : ", Trigger::Definition),
    ("\n   : ", Trigger::Definition),
    ("\n    : ", Trigger::Definition),
    ("|-", Trigger::Table),
    ("| -", Trigger::Table),
    ("|:-", Trigger::Table),
    ("| :-", Trigger::Table),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostFirst);
    let found = builder.build(TRIGGERS.map(|trigger| trigger.0));
    found.expect("the triggers are few and short")
});

impl Masker<'_> {
    fn run(&mut self) {
        let mut fence: Option<Fence> = None;
        let mut line = self.line(0);
        self.script(0);
        self.abbreviation(0);
        for found in FINDER.find_iter(self.bytes) {
            let at = found.start();
            if at < self.done {
                continue;
            }
            if at >= line.range.end {
                line = self.line(at);
            }
            if let Some(open) = &fence
                && open.ends_before(self, &line)
            {
                fence = None;
            }
            let trigger = TRIGGERS[found.pattern().as_usize()].1;
            match trigger {
                Trigger::Fence => {
                    if let Some(open) = &fence {
                        if open.closed_by(self, &line) {
                            fence = None;
                        }
                    } else {
                        fence = Fence::opened_by(self, &line);
                    }
                    if at == line.content {
                        self.done = line.range.end;
                    }
                }
                _ if fence.is_some() => {}
                Trigger::Colons => self.colons(at, &line),
                Trigger::Bracket => self.bracket(at, &line),
                Trigger::Braces => self.braces(at, &line),
                Trigger::CatTag => self.cat_tag(at, &line),
                Trigger::Script => self.script(at + 1),
                Trigger::Slashes => self.slashes(at, &line),
                Trigger::Indented => self.indented(at, &line),
                Trigger::Liquid => self.liquid(at, &line),
                Trigger::Include => self.include(at, &line),
                Trigger::Toc => self.kramdown_toc(at, &line),
                Trigger::Extension => self.kramdown_extension(at, &line),
                Trigger::PymdownSnippet => self.pymdown_snippet(at, &line),
                Trigger::BangInclude => self.bang_include(at, &line),
                Trigger::Abbreviation => self.abbreviation(at + 1),
                Trigger::Icon => self.icon(at, &line),
                Trigger::Formula => self.formula(at, &line),
                Trigger::Definition => self.definition(at),
                Trigger::Table => self.table(&line),
            }
        }
    }
}
