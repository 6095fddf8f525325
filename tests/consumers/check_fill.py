"""`diglot fill`: templates that po4a and md2po extract from the originals are filled nearly completely, msgfmt takes the
result, and po4a builds pages from it whose text is that of the translations. A filled XLIFF stays as it is through
translate-toolkit."""

import os
import re
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from common import CORPUS, HOME, need, need_modules, pairs, run

MD2PO = HOME / "venv/bin/md2po"
need("msgfmt", "po4a-updatepo", "po4a-translate", str(MD2PO))
need_modules("polib", "translate")

import polib  # noqa: E402
from translate.storage.xliff import xlifffile  # noqa: E402

DIGLOT = os.environ.get("DIGLOT") or str(next(p for p in ("target/release/diglot", "target/debug/diglot") if Path(p).exists()))
DIGLOT, CORPUS = str(Path(DIGLOT).resolve()), CORPUS.resolve()
LEAST = 0.97


def letters(text):
    return "".join(c for c in text if c.isalnum())


def fill(template, out, locale):
    run(DIGLOT, "fill", str(template), "--corpus", str(CORPUS), "--target-locale", locale, "--out", str(out), "--quiet")


def check_po():
    """The templates of md2po and po4a, filled in three locales."""
    originals = sorted(str(p.relative_to(CORPUS / "en-US")) for p in (CORPUS / "en-US").rglob("*.md"))
    run(str(MD2PO), *originals, "--po-filepath", str(work / "md2po.pot"), "-s", "-q", cwd=CORPUS / "en-US")
    po4a = ["-f", "text", "-o", "markdown", "-M", "UTF-8"]

    def is_readable(name):
        """po4a stops at some containers between colons, which it takes for its own."""
        probe = ["po4a-updatepo", *po4a, "-m", name, "-p", str(work / "probe.pot")]
        return subprocess.run(probe, cwd=CORPUS / "en-US", capture_output=True).returncode == 0

    readable = [name for name in originals if is_readable(name)]
    assert len(readable) >= 5, readable
    masters = [part for name in readable for part in ("-m", name)]
    run("po4a-updatepo", *po4a, *masters, "-p", str(work / "po4a.pot"), cwd=CORPUS / "en-US")

    for locale in ("fr-FR", "zh-CN", "sv-SE"):
        rows = found[f"en-US_{locale}"]
        by_file = {}
        for row in rows:
            by_file.setdefault(row["document"], {}).setdefault(letters(row["source"]), set()).add(letters(row["target"]))
        for tool in ("md2po", "po4a"):
            out = work / f"{tool}.{locale}.po"
            fill(work / f"{tool}.pot", out, locale)
            run("msgfmt", "--check", "-o", "/dev/null", str(out))
            paired = filled = 0
            for entry in polib.pofile(str(out)):
                files = [re.split(r":block", place[0])[0] for place in entry.occurrences]
                targets = set().union(*(by_file.get(f, {}).get(letters(entry.msgid), set()) for f in files))
                if not targets:
                    continue
                paired += 1
                filled += bool(entry.msgstr)
                if entry.msgstr and not entry.fuzzy:
                    assert letters(entry.msgstr) in targets, f"{tool}, {locale}: {entry.msgid!r} became {entry.msgstr!r}"
            assert paired > 20 and filled >= LEAST * paired, f"{tool}, {locale}: {filled} of {paired} entries filled"

        # Pages that po4a builds have the translations that were filled in.
        entries = [e for e in polib.pofile(str(work / f"po4a.{locale}.po")) if e.msgstr and not e.fuzzy]
        for name in readable:
            translations = [e.msgstr for e in entries if any(place[0] == name for place in e.occurrences)]
            if len(translations) < 5:
                continue
            page = work / "page.md"
            run("po4a-translate", *po4a, "-L", "UTF-8", "-m", name, "-p", str(work / f"po4a.{locale}.po"), "-k", "0",
                "-l", str(page), cwd=CORPUS / "en-US")
            text = letters(page.read_text(encoding="utf-8"))
            for translation in translations:
                assert letters(translation) in text, f"{name} in {locale} lacks {translation!r}"


def check_xliff(rows, source, target):
    """A template of all sources of a locale pair is filled, and what is filled in are the targets."""
    legal = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    escaped = [escape(legal.sub("", row["source"])) for row in rows]
    units = "".join(f'<trans-unit id="{n}"><source>{text}</source></trans-unit>' for n, text in enumerate(escaped))
    template = work / "all.xlf"
    template.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="all.md" '
        f'datatype="plaintext" source-language="{source}" target-language="{target}"><body>{units}</body></file></xliff>',
        encoding="utf-8")
    fill(template, work / "filled.xlf", target)
    store = xlifffile.parsefile(str(work / "filled.xlf"))
    before = [(str(unit.source), str(unit.target)) for unit in store.units]
    targets = {}
    for row in rows:
        targets.setdefault(letters(row["source"]), set()).add(letters(row["target"]))
    filled = [(text, translation) for text, translation in before if translation not in ("", "None")]
    for text, translation in filled:
        assert letters(translation) in targets[letters(text)], f"{text!r} became {translation!r}"
    # A source with forbidden characters cannot be in a template as it is, so it is not found.
    whole = sum(text == row["source"] for (text, _), row in zip(before, rows))
    assert filled and len(filled) >= LEAST * whole, f"{len(filled)} of {len(before)} entries filled"
    (work / "again.xlf").write_bytes(bytes(store))
    after = [(str(u.source), str(u.target)) for u in xlifffile.parsefile(str(work / "again.xlf")).units]
    assert after == before


found = dict(pairs("plain"))
work = Path(tempfile.mkdtemp())
check_xliff(found["en-US_fr-FR"], "en-US", "fr-FR")
# po4a and md2po do not read what the hostile corpus has.
if CORPUS.name == "corpus":
    check_po()
