"""`diglot terms`: translate-toolkit reads the TBX, and its terms are those of the CSV."""

import csv
import os
import tempfile
from pathlib import Path

from common import CORPUS, need_modules, run

need_modules("translate")

from translate.storage.tbx import tbxfile  # noqa: E402

DIGLOT = os.environ.get("DIGLOT") or str(next(p for p in ("target/release/diglot", "target/debug/diglot") if Path(p).exists()))

with tempfile.TemporaryDirectory() as out:
    run(DIGLOT, "terms", "--corpus", str(CORPUS), "--min-count", "1", "--quiet", "--out", out)
    with open(Path(out, "terms.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows, "there are no terms"
    entries = tbxfile.parsefile(str(Path(out, "terms.tbx"))).units
    sources = {(row["source_locale"], row["source"].lower()) for row in rows}
    assert len(entries) == len(sources), (len(entries), len(sources))
    wanted = {row["target"] for row in rows if float(row["share"]) >= 0.5}
    found = {node.text for entry in entries for node in entry.xmlelement.iter("term")}
    assert wanted <= found, sorted(wanted - found)[:5]
    print(f"{len(entries)} entries with {len(found)} terms")
