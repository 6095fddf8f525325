//! Pieces of Markdown that are repeated until a text is long, and what is around them.

/// One way to make a long text.
pub struct Construct {
    pub name: &'static str,
    /// Before the repeated part.
    pub before: &'static str,
    /// The repeated part; `#` is the number of the repetition, so that parts differ.
    pub part: &'static str,
    /// After the repeated part.
    pub after: &'static str,
}

const fn each(name: &'static str, part: &'static str) -> Construct {
    around(name, "", part, "\n")
}

const fn around(
    name: &'static str,
    before: &'static str,
    part: &'static str,
    after: &'static str,
) -> Construct {
    Construct {
        name,
        before,
        part,
        after,
    }
}

#[rustfmt::skip]
pub const CONSTRUCTS: &[Construct] = &[
    // Blocks
    each("paragraphs", "Paragraph # says something.\n\n"),
    each("equal paragraphs", "The same words.\n\n"),
    each("one long line", "word # "),
    each("one long word", "word"),
    each("headings", "## Heading #\n\n"),
    each("equal headings", "## Heading\n\n"),
    each("setext headings", "Heading #\n---\n\n"),
    each("list items", "- item #\n"),
    each("loose list items", "- item #\n\n"),
    each("numbered items", "1. item #\n"),
    each("list markers on one line", "- "),
    each("numbers on one line", "1. "),
    each("definition list", "term #\n: definition #\n\n"),
    each("task items", "- [ ] task #\n"),
    each("quote markers on one line", "> "),
    each("quote markers without spaces", ">"),
    each("one-line quotes", "> quote #\n\n"),
    each("equal one-line quotes", "> quote\n\n"),
    each("short quotes", "> a\n\n"),
    each("quotes of one line in a row", "> quote #\n"),
    each("alerts", "> [!NOTE]\n> Note #\n\n"),
    each("bold quotes", "> **Note:** text #\n\n"),
    each("fences", "```\ncode #\n```\n\n"),
    each("open fence", "```\ncode #\n"),
    each("indented code", "    code #\n\ntext\n\n"),
    each("rules", "---\n\n"),
    each("footnotes", "text[^#]\n\n[^#]: note #\n\n"),
    // Tables
    around("table rows", "| a | b |\n|---|---|\n", "| cell # | text |\n", "\n"),
    each("tables", "| a | b |\n|---|---|\n| # | d |\n\n"),
    each("pipes", "|"),
    each("header lines without rows", "| a # |\n|---|\n\n"),
    // Links and images
    each("link definitions", "[a#]: https://example.org/#\n"),
    each("invalid link definitions", "[a#]: some text\n\n"),
    each("equal invalid link definitions", "[Note]: some text\n\n"),
    each("invalid link definitions in one block", "[a#]: some text\n"),
    each("links", "[text #](page#.md) "),
    each("reference links", "[text #][a] "),
    each("open brackets", "["),
    each("open images", "!["),
    each("closed brackets", "](x)"),
    each("images without text", "![](image#.png)\n\n"),
    each("equal images without text", "![](image.png)\n\n"),
    each("images without text on one line", "![](image#.png) "),
    each("autolinks", "<https://example.org/#> "),
    // Inlines
    each("emphasis", "*word #* "),
    each("open emphasis", "*a "),
    each("strong markers", "**"),
    each("code spans", "`code #` "),
    each("backticks", "` `` "),
    each("entities", "&amp; "),
    each("ampersands", "&"),
    each("line breaks", "line #  \n"),
    each("math", "$x_#$ "),
    // HTML
    each("tags", "<div>text #</div>\n\n"),
    each("open tags", "<div>"),
    each("open inline tags", "<b>"),
    each("closed tags", "</div>"),
    around("attributes", "<div ", "a#=\"b\" ", ">\n\ntext\n"),
    each("comments", "<!-- comment # -->\n\n"),
    each("open comments", "<!-- "),
    each("html table cells", "<table><tr><td>cell #"),
    // Dialects
    each("liquid tags", "{% tag # %}\n\n"),
    each("open liquid tags", "{%"),
    each("open shortcodes", "{{< note >}}\ntext #\n\n"),
    each("shortcode marks", "{{<"),
    each("percent braces", "{%}"),
    each("directives", ":::note\ntext #\n:::\n\n"),
    each("open directives", ":::note\n"),
    each("admonitions", "!!! note\n    text #\n\n"),
    each("tabs", "=== \"Tab #\"\n\n    text #\n\n"),
    each("includes", "[!INCLUDE [a#](b#.md)]\n\n"),
    each("jsx tags", "<Tabs>\n\ntext #\n\n</Tabs>\n\n"),
    each("braces", "{"),
    // Front matter, checks
    around("front matter keys", "---\n", "key#: value\n", "---\n\ntext\n"),
    around("front matter list", "---\nkeywords:\n", "- word#\n", "---\n\ntext\n"),
    each("key beginnings", "eyJhbGciOi."),
    each("placeholders", "{0} %s "),
    each("numbers", "#,000.5 "),
    each("brackets of all kinds", "([{\u{ab}\u{300c}"),
    each("repeated words", "the the "),
];
