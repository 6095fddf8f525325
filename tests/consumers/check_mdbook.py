"""mdBook with its helpers for translation: the template of a book is filled nearly completely, msgfmt takes the result,
and mdBook builds pages from it whose text is that of the translations."""

import html
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from common import CORPUS, HOME, need, need_modules, pairs, run

BIN = (HOME / "mdbook/bin").resolve()
need("msgfmt", str(BIN / "mdbook"), str(BIN / "mdbook-xgettext"))
need_modules("polib")

import polib  # noqa: E402

DIGLOT = os.environ.get("DIGLOT") or str(next(p for p in ("target/release/diglot", "target/debug/diglot") if Path(p).exists()))
BOOK = '[book]\ntitle = "Test"\nlanguage = "en"\n\n[preprocessor.gettext]\nafter = ["links"]\n'
LEAST = 0.97


def letters(text):
    return "".join(c for c in html.unescape(text) if c.isalnum())


def build(book, renderer, settings, folder, language="en"):
    """Runs mdBook with one renderer."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "MDBOOK_BOOK__LANGUAGE": language,
        "MDBOOK_OUTPUT": json.dumps({renderer: settings}),
    }
    run("mdbook", "build", "-d", folder, cwd=book, env=environment)


def check_book(book, locale, rows):
    """Fills the template in a locale and builds the book from it."""
    translated = book / "po" / f"{locale}.po"
    run(DIGLOT, "fill", str(book / "po/messages.pot"), "--corpus", str(CORPUS), "--target-locale", locale, "--out",
        str(translated), "--quiet")
    run("msgfmt", "--check", "-o", "/dev/null", str(translated))
    by_file = {}
    for row in rows:
        by_file.setdefault(row["document"], {}).setdefault(letters(row["source"]), set()).add(letters(row["target"]))
    paired = filled = 0
    pages = {}
    for entry in polib.pofile(str(translated)):
        files = [place[0].removeprefix("src/") for place in entry.occurrences]
        marker = re.match(r"\\\[!\w+\\\]", entry.msgid)
        source = letters(entry.msgid[marker.end():] if marker else entry.msgid)
        targets = set().union(*(by_file.get(file, {}).get(source, set()) for file in files))
        if targets:
            paired += 1
            filled += bool(entry.msgstr)
        if entry.msgstr and not entry.fuzzy:
            translation = re.sub(r"^\\\[!\w+\\\]", "", entry.msgstr)
            assert not targets or letters(translation) in targets, f"{locale}: {entry.msgid!r} became {entry.msgstr!r}"
            for file in files:
                pages.setdefault(file, []).append(entry.msgstr)
    assert paired > 20 and filled >= LEAST * paired, f"{locale}: {filled} of {paired} entries filled"
    build(book, "markdown", {}, f"out-{locale}", locale)
    for file, translations in pages.items():
        page = letters((book / f"out-{locale}" / file).read_text(encoding="utf-8"))
        for translation in translations:
            assert letters(translation) in page, f"{file} in {locale} lacks {translation!r}"


# The hostile corpus has what mdBook refuses.
if CORPUS.name == "corpus":
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        shutil.copytree(CORPUS / "en-US", book / "src")
        files = sorted(str(p.relative_to(book / "src")) for p in (book / "src").rglob("*.md"))
        (book / "src/SUMMARY.md").write_text("# Summary\n\n" + "".join(f"- [{f}]({f})\n" for f in files), encoding="utf-8")
        (book / "book.toml").write_text(BOOK, encoding="utf-8")
        build(book, "xgettext", {"pot-file": "messages.pot"}, "po")
        found = dict(pairs("plain"))
        for locale in ("fr-FR", "zh-CN", "sv-SE"):
            check_book(book, locale, found[f"en-US_{locale}"])
