"""PO: accepted by msgfmt without a word, texts as in JSONL for translate-toolkit, machine translation fuzzy. XLIFF:
valid by the schema of its core, texts as in JSONL for translate-toolkit. XLIFF 1.2: texts and states as in JSONL for
translate-toolkit, lxml and the npm package xliff, also after a round trip."""

import os
import re
import subprocess
from pathlib import Path

from common import HOME, OUT, need, need_modules, pairs, run, same

need("msgfmt", "xmllint", "node", str(HOME / "xliff/xliff-core-2.0.xsd"), str(HOME / "node_modules/xliff/package.json"))
need_modules("lxml", "translate")

from lxml import etree  # noqa: E402
from translate.storage.pypo import pofile  # noqa: E402
from translate.storage.xliff import xlifffile  # noqa: E402
from translate.storage.xliff2 import Xliff2File  # noqa: E402


def npm_roundtrip(path):
    """A file of XLIFF 1.2, read and written by the npm package `xliff`."""
    script = Path(__file__).with_name("roundtrip_xliff12.cjs")
    environment = os.environ | {"NODE_PATH": str((HOME / "node_modules").resolve())}
    return subprocess.run(
        ["node", str(script)], input=path.read_bytes(), capture_output=True, check=True, env=environment
    ).stdout


for path in sorted([*(OUT / "plain").glob("*.po"), *(OUT / "primary").glob("*.po")]):
    said = run("msgfmt", "--check", "--check-domain", "-o", "/dev/null", str(path))
    assert not said.strip(), said

for name, found in pairs("plain"):
    store = pofile.parsefile(str(OUT / "plain" / f"{name}.po"))
    units = [u for u in store.units if not u.isheader() and u.source]
    # NUL ends a text for gettext and EOT a context: they are left out, as the summary says.
    kept = lambda text: text.strip("\n").replace("\x00", "").replace("\x04", "")  # noqa: E731
    wanted = [(kept(r["source"]), kept(r["target"]), r["translation_type"] == "MT") for r in found]
    same([(str(u.source), str(u.target), u.isfuzzy()) for u in units], wanted, f"translate-toolkit on {name}.po")
    contexts = {u.getcontext() for u in units}
    assert len(contexts) == len(units), f"{name}.po: contexts stand twice"

files = [str(p) for folder in ("plain", "tags", "strip", "primary") for p in sorted((OUT / folder).glob("*.xlf"))]
assert files
run("xmllint", "--nonet", "--huge", "--noout", "--schema", str(HOME / "xliff/xliff-core-2.0.xsd"), *files)

NS = "{urn:oasis:names:tc:xliff:document:2.0}"


def text(element):
    """The text of a source or target, coded characters put back."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{NS}cp":
            parts.append(chr(int(child.get("hex"), 16)))
        parts.append(child.tail or "")
    return "".join(parts)


def rebuilt(unit, element):
    """The Markdown of a tagged source or target: each tag replaced by its original data."""
    data = {d.get("id"): text(d) for d in unit.iter(f"{NS}data")}
    parts = [element.text or ""]
    for child in element:
        parts.append(chr(int(child.get("hex"), 16)) if child.tag == f"{NS}cp" else data[child.get("dataRef")])
        parts.append(child.tail or "")
    return "".join(parts)


for folder, fields in (("plain", ("source", "target")), ("tags", ("source_markup", "target_markup"))):
    for name, found in pairs(folder):
        root = etree.parse(str(OUT / folder / f"{name}.xlf"), etree.XMLParser(huge_tree=True)).getroot()
        got = []
        for unit in root.iter(f"{NS}unit"):
            sides = [next(unit.iter(NS + side)) for side in ("source", "target")]
            got.append([unit.get("id"), *(text(s) if folder == "plain" else rebuilt(unit, s) for s in sides)])
        wanted = [[r["id"], *(r[f] for f in fields)] for r in found]
        same(got, wanted, f"{folder}/{name}.xlf")

for name, found in pairs("plain"):
    if any(len(r["source"]) > 50_000 for r in found):
        continue  # translate-toolkit's parser has libxml2's limit for one text.
    store = Xliff2File.parsefile(str(OUT / "plain" / f"{name}.xlf"))
    assert len(store.units) == len(found), f"translate-toolkit on {name}.xlf: {len(store.units)} of {len(found)}"

# XLIFF 1.2, with two readers.
NS12 = "{urn:oasis:names:tc:xliff:document:1.2}"
FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
for folder, fields in (("xliff12", ("source", "target")), ("xliff12-tags", ("source_markup", "target_markup"))):
    for name, found in pairs(folder):
        path = OUT / folder / f"{name}.xliff12.xlf"
        root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
        # Readers differ in whether a carriage return stays.
        plain = lambda text: FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")  # noqa: E731
        got = []
        for unit in root.iter(f"{NS12}trans-unit"):
            texts = [plain("".join(unit.find(NS12 + side).itertext())) for side in ("source", "target")]
            got.append([unit.get("id"), *texts, unit.find(f"{NS12}target").get("state-qualifier") == "mt-suggestion"])
        wanted = [[r["id"], *(plain(r[f]) for f in fields), r["translation_type"] == "MT"] for r in found]
        same(got, wanted, f"{folder}/{name}.xliff12.xlf")
        if any(len(r["source"]) > 50_000 for r in found):
            continue  # translate-toolkit's parser has libxml2's limit for one text.
        # The npm package reads and writes it. It sets each inline element on a line of its own, so white space is not compared.
        texts = [[plain("".join(e.itertext())) for e in root.iter(f"{NS12}{side}")] for side in ("source", "target")]
        back = etree.fromstring(npm_roundtrip(path), etree.XMLParser(huge_tree=True))
        for side, wanted_texts in zip(("source", "target"), texts, strict=True):
            read = [plain("".join(e.itertext())) for e in back.iter(f"{NS12}{side}")]
            if folder == "xliff12-tags":
                read, wanted_texts = ([re.sub(r"\s+", "", t) for t in side] for side in (read, wanted_texts))
            same(read, wanted_texts, f"the npm package xliff on {path}")
        store = xlifffile.parsefile(str(path))
        again = xlifffile.parsestring(bytes(store))
        for read in (store, again):
            assert len(read.units) == len(found), f"translate-toolkit on {path}: {len(read.units)} of {len(found)}"
            if folder == "xliff12":
                texts = [(plain(str(u.source)), plain(str(u.target))) for u in read.units]
                same(texts, [(w[1], w[2]) for w in wanted], f"translate-toolkit on {path}")
            approved = [u.isapproved() for u in read.units]
            same(approved, [r["translation_type"] == "HT" for r in found], f"approved in {path}")
