"""mtdata and tmxutil read the default TMX whole."""

import csv
import io
import sys
from pathlib import Path

from common import need, need_modules, once, pairs, run, same, tmx_files, xml

csv.field_size_limit(1 << 30)
need_modules("mtdata", "tmxutil")
tmxutil = str(Path(sys.executable).with_name("tmxutil"))
need(tmxutil)

from mtdata.tmx import read_tmx  # noqa: E402

fold = lambda text: " ".join(text.split())  # noqa: E731
for name, found in pairs("plain"):
    source, target = name.split("_")
    for kind, path in tmx_files("plain", name).items():
        kept = [r for r in once(found) if r["translation_type"] == kind]
        wanted = [(fold(xml(r["source"])), fold(xml(r["target"]))) for r in kept]
        got = [tuple(map(fold, pair)) for pair in read_tmx(path, langs=(source, target))]
        same(got, wanted, f"mtdata on {path.name}")
        with open(path, encoding="utf-8") as file:
            table = run(tmxutil, "-q", "-i", "tmx", "-o", "tab", "--output-languages", source, target, stdin=file)
        cells = list(csv.reader(io.StringIO(table, newline=""), delimiter="\t"))
        # Where, where, text, text: the file is asked for as `source-document`.
        wanted = [(f"{source}/{r['document']}", f"{target}/{r['document']}", *w) for r, w in zip(kept, wanted)]
        same([(c[0], c[1], fold(c[2]), fold(c[3])) for c in cells], wanted, f"tmxutil on {path.name}")
