"""TMX: valid by its DTD for xmllint in every form, and the same texts for translate-toolkit as in JSONL; tagged
segments are the bytes of their files."""

from common import CORPUS, HOME, OUT, need, need_modules, once, pairs, rows, run, same, tmx_files, xml

need("xmllint", str(HOME / "tmx14.dtd"))
need_modules("lxml", "translate")

from lxml import etree  # noqa: E402
from translate.storage.tmx import tmxfile  # noqa: E402

files = sorted(OUT.rglob("*.tmx"))
assert len(files) > 5
run("xmllint", "--nonet", "--noout", "--dtdvalid", str(HOME / "tmx14.dtd"), *map(str, files))


def by_type(found):
    kinds = {}
    for row in found:
        kinds.setdefault(row["translation_type"], []).append(row)
    return kinds


def units(path):
    """(id, texts of the tuv, markup included) of each tu."""
    root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
    return [(tu.get("tuid"), ["".join(seg.itertext()) for seg in tu.iter("seg")]) for tu in root.iter("tu")]


for name, found in pairs("plain"):
    kinds = by_type(once(found))
    paths = tmx_files("plain", name)
    assert sorted(paths) == sorted(kinds), f"{name}: {sorted(paths)} for {sorted(kinds)}"
    for kind, path in paths.items():
        wanted = [(xml(r["source"]), xml(r["target"])) for r in kinds[kind]]
        source, target = name.split("_")
        with open(path, "rb") as file:
            store = tmxfile(file, source, target)
        # translate-toolkit folds white space of segments as XML readers may.
        fold = lambda text: " ".join(text.split())  # noqa: E731
        got = [(fold(str(u.source)), fold(str(u.target))) for u in store.units]
        same(got, [(fold(s), fold(t)) for s, t in wanted], f"translate-toolkit on {path.name}")
        same([texts for _, texts in units(path)], [list(w) for w in wanted], f"lxml on {path.name}")
        text = path.read_text(encoding="utf-8")
        assert text.count('creationid="MT!"') == (len(wanted) if kind == "MT" else 0), path

# Tagged segments, their markup included, are the bytes of the spans.
for name, found in pairs("tags"):
    source, target = name.split("_")
    for kind, kept in by_type(once(found, "source_markup", "target_markup")).items():
        path = tmx_files("tags", name)[kind]
        wanted = [[xml(r["source_markup"]), xml(r["target_markup"])] for r in kept]
        same([texts for _, texts in units(path)], wanted, f"tags of {path.name}")
    for row in found:
        start, end = row["source_span"]
        folder = [f for f in CORPUS.iterdir() if f.name.lower() == source.lower()]
        if folder:
            data = (folder[0] / row["document"]).read_bytes()
            assert data[start:end].decode() == row["source_markup"], row["id"]

# Numbers of tags agree: what has one number is one sort of tag.
for path in sorted((OUT / "tags").glob("*.tmx")):
    root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
    for tu in root.iter("tu"):
        sides = [{t.get("x"): (t.tag, t.get("type")) for t in seg if t.get("x")} for seg in tu.iter("seg")]
        for number in sides[0].keys() & sides[1].keys():
            assert sides[0][number] == sides[1][number], (path.name, tu.get("tuid"), number)
        for seg in tu.iter("seg"):
            opened = [t.get("i") for t in seg.iter("bpt")]
            closed = [t.get("i") for t in seg.iter("ept")]
            assert sorted(opened) == sorted(closed) and len(set(opened)) == len(opened), tu.get("tuid")

# Every pair is in the multilingual TMX, and no tu has a locale twice.
everything = {}
tree = etree.parse(str(OUT / "multilingual-text" / "multilingual.tmx"), etree.XMLParser(huge_tree=True))
lang = "{http://www.w3.org/XML/1998/namespace}lang"
for tu in tree.getroot().iter("tu"):
    texts = [(tuv.get(lang), "".join(tuv.find("seg").itertext())) for tuv in tu.iter("tuv")]
    assert len({locale for locale, _ in texts}) == len(texts), tu.get("tuid")
    for a in texts:
        for b in texts:
            everything.setdefault((a, b), 0)
for name, found in pairs("plain"):
    source, target = name.split("_")
    for row in found:
        key = ((source, xml(row["source"])), (target, xml(row["target"])))
        assert key in everything, f"not in the multilingual TMX: {key!r:.300}"

# --max-chars leaves out what is longer, and nothing else.
for path in sorted((OUT / "plain").glob("*.jsonl")):
    short = [r["id"] for r in rows(path) if max(len(r["source"]), len(r["target"])) <= 40]
    kept = OUT / "short" / path.name
    same([r["id"] for r in rows(kept)] if kept.exists() else [], short, f"--max-chars on {path.name}")

# --lang-style primary.
for path in sorted((OUT / "primary").glob("*.tmx")):
    source, target = path.name.split(".")[0].split("_")
    languages = {tuv.get(lang) for tuv in etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot().iter("tuv")}
    assert languages == {source.split("-")[0], target.split("-")[0]}, (path.name, languages)
