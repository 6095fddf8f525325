"""CSV, JSONL and Parquet: the same rows for pandas, polars, DuckDB, pyarrow and Hugging Face datasets, plain and
compressed, with units without partner. JSONL, which has no nulls, loads with the default arguments of each program."""

import csv
import gzip
import io
import json
import os
import tempfile

from common import OUT, line, need_modules, pairs, rows, same

need_modules("pandas", "polars", "duckdb", "pyarrow", "datasets", "zstandard")
os.environ["HF_HUB_OFFLINE"] = "1"

import datasets  # noqa: E402
import duckdb  # noqa: E402
import pandas  # noqa: E402
import polars  # noqa: E402
import pyarrow.csv  # noqa: E402
import pyarrow.json  # noqa: E402
import pyarrow.parquet  # noqa: E402
import zstandard  # noqa: E402

csv.field_size_limit(1 << 30)
KEYS = ("id", "document", "source", "target")


def keyed(records, missing=""):
    """The columns compared, with null as given."""
    plain = lambda v: missing if v is None or v != v else v  # noqa: E731
    return [tuple(plain(r[k]) for k in KEYS) for r in records]


def rows_of(found, missing=""):
    return keyed(found, missing)


for folder in ("plain", "unaligned"):
    for name, found in pairs(folder):
        wanted = rows_of(found)
        path = str(OUT / folder / f"{name}.csv")
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        same(keyed(csv.DictReader(io.StringIO(text, newline=""))), wanted, f"csv module on {path}")
        assert text.endswith("\r\n") and not text.startswith("\ufeff")
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False, lineterminator=None, engine="python")
        same(keyed(frame.to_dict("records")), wanted, f"pandas on {path}")
        frame = polars.read_csv(path, infer_schema=False)
        same(keyed(frame.to_dicts()), wanted, f"polars on {path}")
        table = duckdb.read_csv(path, all_varchar=True, header=True, delimiter=",", quotechar='"', escapechar='"',
                                max_line_size=1 << 24)
        got = [dict(zip(table.columns, values)) for values in table.fetchall()]
        same(keyed(got), wanted, f"duckdb on {path}")
        options = pyarrow.csv.ParseOptions(newlines_in_values=True)
        table = pyarrow.csv.read_csv(path, parse_options=options, read_options=pyarrow.csv.ReadOptions(block_size=1 << 26),
                                     convert_options=pyarrow.csv.ConvertOptions(column_types={k: "string" for k in KEYS}))
        same(keyed(table.to_pylist()), wanted, f"pyarrow on {path}")

        path = str(OUT / folder / f"{name}.jsonl")
        assert all(value is not None for row in found for value in row.values()), f"null in {path}"
        frame = pandas.read_json(path, lines=True)
        same(keyed(frame.to_dict("records")), wanted, f"pandas on {path}")
        same(keyed(polars.read_ndjson(path).to_dicts()), wanted, f"polars on {path}")
        table = duckdb.sql(f"select * from '{path}'")
        got = [dict(zip(table.columns, values)) for values in table.fetchall()]
        same(keyed(got), wanted, f"duckdb on {path}")
        table = pyarrow.json.read_json(path, read_options=pyarrow.json.ReadOptions(block_size=1 << 26))
        same(keyed(table.to_pylist()), wanted, f"pyarrow on {path}")

        source, target = name.split("_")
        path = str(OUT / folder / "hf" / name / "train.parquet")

        def flat(records):
            return [{**r, "source": r["translation"][source], "target": r["translation"][target]} for r in records]

        same(keyed(flat(pyarrow.parquet.read_table(path).to_pylist())), wanted, f"pyarrow on {path}")
        same(keyed(flat(polars.read_parquet(path).to_dicts())), wanted, f"polars on {path}")
        table = duckdb.read_parquet(path)
        got = [dict(zip(table.columns, values)) for values in table.fetchall()]
        same(keyed(flat(got)), wanted, f"duckdb on {path}")
        same([r["score"] or 0.0 for r in got], [r["score"] for r in found], f"scores in {path}")
        same([r["index"] for r in got], [r["index"] for r in found], f"order in {path}")

    with tempfile.TemporaryDirectory() as cache:
        for name, found in pairs(folder):
            loaded = datasets.load_dataset(str(OUT / folder / "hf"), name, cache_dir=cache, split="train")
            kind = loaded.features["translation"]
            assert type(kind).__name__ == "Translation", kind
            assert sorted(kind.languages) == sorted(name.split("_")), kind
            source, target = name.split("_")
            got = [(r["id"], r["document"], r["translation"][source] or "", r["translation"][target] or "") for r in loaded]
            same(got, rows_of(found), f"datasets on {name}")
    # All files at once, with the default arguments.
    files = sorted(str(path) for path in (OUT / folder).glob("*.jsonl"))
    count = sum(len(found) for _, found in pairs(folder))
    pattern = str(OUT / folder / "*.jsonl")
    assert len(polars.scan_ndjson(pattern).collect()) == count
    assert len(polars.concat([polars.read_ndjson(path) for path in files])) == count
    assert len(pandas.concat([pandas.read_json(path, lines=True) for path in files])) == count
    assert duckdb.sql(f"select count(*) from '{pattern}'").fetchall() == [(count,)]
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset("json", data_files=files, cache_dir=cache, split="train")
        assert len(loaded) == count

# Data sets in parts: each split of several files, and documents as rows.
documents = sorted(str(path) for path in (OUT / "training").glob("*.documents.jsonl"))
assert documents
for path in documents:
    for frame in (polars.read_ndjson(path), pandas.read_json(path, lines=True)):
        for source, target, alignment in zip(frame["source"], frame["target"], frame["alignment"]):
            counts = len(source.split("\n\n")), len(target.split("\n\n"))
            for pair in alignment.split(" "):
                places = [int(place) for place in pair.split(":")[0].split("-")]
                assert places[0] < counts[0] and places[1] < counts[1], path
with tempfile.TemporaryDirectory() as cache:
    for folder in sorted(path.name for path in (OUT / "training" / "hf").iterdir() if path.is_dir()):
        loaded = datasets.load_dataset(str(OUT / "training" / "hf"), folder, cache_dir=cache)
        written = sum(len(pyarrow.parquet.read_table(path)) for path in (OUT / "training" / "hf" / folder).iterdir())
        assert sum(len(split) for split in loaded.values()) == written, folder

# Excel: a mark, and no cell that begins like a formula; without both the same rows.
for name, found in pairs("plain"):
    data = (OUT / "excel" / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    records = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not any(v.startswith(("=", "+", "-", "@", "\t", "\r")) for r in records for v in r.values())
    unguarded = [{k: v[1:] if v[:1] == "'" and v[1:2] in "=+-@\t\r" else v for k, v in r.items()} for r in records]
    same(keyed(unguarded), rows_of(found), f"Excel's {name}.csv")

# Compressed files are the plain ones.
for path in sorted((OUT / "plain").iterdir()):
    # The file of ids is never compressed: OpusCleaner takes each .gz for a text in a language.
    if path.is_dir() or path.name == "manifest.json" or path.suffix in (".tmx", ".po", ".xlf", ".ids"):
        continue
    with open(OUT / "zstd" / f"{path.name}.zst", "rb") as file:
        assert zstandard.ZstdDecompressor().stream_reader(file).read() == path.read_bytes(), path
    assert gzip.open(OUT / "gzip" / f"{path.name}.gz").read() == path.read_bytes(), path
for name, found in pairs("plain"):
    for folder, end in (("zstd", "zst"), ("gzip", "gz")):
        path = str(OUT / folder / f"{name}.jsonl.{end}")
        same(keyed(pandas.read_json(path, lines=True).to_dict("records")), rows_of(found), path)
        table = duckdb.sql(f"select * from '{path}'")
        same(keyed([dict(zip(table.columns, v)) for v in table.fetchall()]), rows_of(found), path)

# Moses and TSV: lines in step.
for folder in ("plain", "unaligned"):
    for name, found in pairs(folder):
        locales = name.split("_")
        languages = [locale.split("-")[0] for locale in locales]
        for field, locale in zip(("source", "target"), languages if len(set(languages)) == 2 else locales):
            with open(OUT / folder / f"{name}.{locale}", encoding="utf-8", newline="") as file:
                lines = file.read().splitlines()
            same(lines, [line(r[field]) for r in found], f"Moses {name}.{locale}")
        ids = (OUT / folder / f"{name}.ids").read_text(encoding="utf-8").splitlines()
        same([i.split("\t")[0] for i in ids], [r["id"] for r in found], f"Moses {name}.ids")
        with open(OUT / folder / f"{name}.tsv", encoding="utf-8", newline="") as file:
            table = [l.split("\t") for l in file.read().splitlines()]
        head = {column: i for i, column in enumerate(table[0])}
        got = [(r[head["src_text"]], r[head["trg_text"]], r[head["id"]]) for r in table[1:]]
        same(got, [(line(r["source"] or ""), line(r["target"] or ""), r["id"]) for r in found], f"{name}.tsv")
        assert table[0][:5] == ["src_url", "trg_url", "src_text", "trg_text", "score"]

# With and without lone units the pairs are the same rows.
for name, found in pairs("plain"):
    lone = [r for r in rows(OUT / "unaligned" / f"{name}.jsonl")]
    both = [r for r in lone if "0" not in r["bead"].split("-")]
    same([(r["id"], r["index"]) for r in both], [(r["id"], r["index"]) for r in found], f"pairs of {name}")
    places = {}
    for r in lone:
        places.setdefault(r["document"], []).append(r["index"])
    assert all(order == sorted(set(order)) for order in places.values()), f"order of {name}"

print(f"tables: {json.dumps({n: len(f) for n, f in pairs('unaligned')})[:200]}")
