"""Pairs in the programs that read Arrow."""

from __future__ import annotations

from pathlib import Path

import diglot
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa


def rows(folder: Path) -> list[dict[str, object]]:
    return [dict(pair.to_dict()) for pair in diglot.Corpus(folder).pairs()]


def test_pyarrow_reads_all_columns(sample: Path) -> None:
    pairs = diglot.Corpus(sample).pairs()
    table = pa.table(pairs)
    assert table.to_pylist() == rows(sample)
    assert table.column_names == pairs.column_names
    assert table.schema.field("score").type == pa.float64()
    assert table.schema.field("source_span").type == pa.list_(pa.field("item", pa.int64(), False))


def test_a_reader_gets_batches(generated: Path) -> None:
    pairs = diglot.Corpus(generated).pairs(duplicates="keep")
    reader = pa.RecordBatchReader.from_stream(pairs)
    assert sum(batch.num_rows for batch in reader) == len(rows(generated))


def test_polars_reads_all_columns(sample: Path) -> None:
    frame = pl.DataFrame(diglot.Corpus(sample).pairs())
    assert frame.to_dicts() == rows(sample)


def test_pandas_reads_all_columns(sample: Path) -> None:
    frame = pd.DataFrame.from_arrow(diglot.Corpus(sample).pairs())
    wanted = rows(sample)
    assert list(frame["target"]) == [row["target"] for row in wanted]
    assert list(frame["score"]) == [row["score"] for row in wanted]
    assert [list(span) for span in frame["source_span"]] == [row["source_span"] for row in wanted]


def test_duckdb_reads_all_columns(sample: Path) -> None:
    pairs = diglot.Corpus(sample).pairs()  # noqa: F841: DuckDB finds it by its name
    relation = duckdb.sql("select id, score, source_span from pairs")
    assert relation is not None
    found = relation.fetchall()
    wanted = [(row["id"], row["score"], row["source_span"]) for row in rows(sample)]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_the_rest_of_an_iteration_is_a_stream(sample: Path) -> None:
    pairs = diglot.Corpus(sample).pairs()
    first = [next(pairs).id for _ in range(7)]
    rest = pa.table(pairs)
    assert first + rest["id"].to_pylist() == [row["id"] for row in rows(sample)]


def test_pairs_of_texts_are_a_table() -> None:
    pairs = diglot.align({"en": "# Tea\n\nBoil 2 l.\n", "fr": "# Thé\n\nFaites bouillir 2 l.\n"})
    assert pa.table(pairs)["target"].to_pylist() == ["Thé", "Faites bouillir 2 l."]
    assert pl.DataFrame(pairs).height == len(pairs) == 2
