"""`diglot fill`: templates that po4a and md2po extract from the originals are filled nearly completely, msgfmt takes the
result, and po4a builds pages from it whose text is that of the translations. A filled XLIFF stays as it is through
translate-toolkit."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from common import CORPUS, HOME, need, need_modules, pairs, run

MD2PO = HOME / "venv/bin/md2po"
need("msgfmt", "po4a-updatepo", "po4a-translate", str(MD2PO))
need_modules("polib", "translate")

import polib  # noqa: E402
from translate.storage.xliff import xlifffile  # noqa: E402

if CORPUS.name != "corpus":
    sys.exit(0)  # The hostile corpus has no layout that these tools read.

DIGLOT = os.environ.get("DIGLOT") or str(next(p for p in ("target/release/diglot", "target/debug/diglot") if Path(p).exists()))
DIGLOT, CORPUS = str(Path(DIGLOT).resolve()), CORPUS.resolve()
LEAST = 0.97


def letters(text):
    return "".join(c for c in text if c.isalnum())


def fill(template, out, locale):
    run(DIGLOT, "fill", str(template), "--corpus", str(CORPUS), "--target-locale", locale, "--out", str(out), "--quiet")


found = dict(pairs("plain"))
work = Path(tempfile.mkdtemp())
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

units = "".join(
    f'<trans-unit id="{number}"><source>{row["source"].replace("&", "&amp;").replace("<", "&lt;")}</source></trans-unit>'
    for number, row in enumerate(found["en-US_fr-FR"])
)
template = work / "all.xlf"
template.write_text(
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="all.md" datatype="plaintext" '
    f'source-language="en-US" target-language="fr-FR"><body>{units}</body></file></xliff>', encoding="utf-8")
fill(template, work / "filled.xlf", "fr-FR")
store = xlifffile.parsefile(str(work / "filled.xlf"))
before = [(str(unit.source), str(unit.target)) for unit in store.units]
assert sum(bool(target) for _, target in before) >= LEAST * len(before)
(work / "again.xlf").write_bytes(bytes(store))
after = [(str(u.source), str(u.target)) for u in xlifffile.parsefile(str(work / "again.xlf")).units]
assert after == before
