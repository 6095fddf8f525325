"""Pairs of the files in a Spark DataFrame.

>>> from diglot import spark
>>> files = session.createDataFrame(rows, "document string, locale string, content string")
>>> spark.pairs(files, source="en-US", learned="learned.json").write.parquet("pairs")

Needs Spark 4 and the package ``diglot`` on every worker.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from ._diglot import Aligner, _judge

__all__ = ["pairs"]

_KEYS = "_keys"
"""The column with what is compared of a pair."""
_PLACE = ["source_locale", "target_locale", "document", "index"]
"""The columns that identify a pair. Sorted by them, pairs are in the order of the files of an export."""


def pairs(
    files: DataFrame,
    *,
    source: str,
    learned: str | PathLike[str] | None = None,
    markup: bool = False,
    duplicates: Literal["keep", "mark", "drop"] = "mark",
    prefer: Literal["none", "ht"] = "none",
    max_chars: int | None = None,
    **options: Any,
) -> DataFrame:
    """The pairs of the files, with the columns of JSONL and typed values.

    ``files`` has a row for each file, with the columns ``document`` (path of the article below the locale folders),
    ``locale``, ``content`` (the text of the file) and, if they are known, ``source_version`` (a hash of the original's file
    that a translation was made from). ``source`` is the locale of the originals.

    ``learned`` is a file that ``Corpus.learn`` or ``diglot learn`` wrote. It is read by the driver and sent to the workers.
    With the file of a corpus, the rows are those of a run over that corpus. Without it nothing is learned. ``options`` are
    those of ``diglot.Aligner``; ``markup``, ``duplicates``, ``prefer`` and ``max_chars`` are those of ``Corpus.pairs``.

    Articles are aligned in one stage. Unless duplicates are kept, a second stage compares the pairs of each two locales by
    hashes of their texts. The pairs of the first stage are persisted for it. Rows have no order: sort by ``source_locale``,
    ``target_locale``, ``document`` and ``index`` to get the order of an export.

    Raises ``ValueError`` if a column is missing or an argument is not valid.
    """
    missing = {"document", "locale", "content"} - set(files.columns)
    if missing:
        raise ValueError(f"files: the column {', '.join(sorted(missing))} is missing")
    known = Path(learned).read_bytes() if learned is not None else None
    content = files.sparkSession.sparkContext.broadcast(known)
    # Arguments that are not valid fail here, not on a worker.
    aligner = _aligner(source, known, _Options(options))
    made = pa.table(aligner._align_with_keys({}, "", None, markup=markup, max_chars=max_chars)[0])
    schema = made.schema.append(pa.field(_KEYS, pa.binary(), nullable=False))

    def align(article: pa.Table) -> pa.Table:
        aligner = _aligner(source, content.value, _Options(options))
        document = article["document"][0].as_py()
        texts = dict(zip(article["locale"].to_pylist(), article["content"].to_pylist(), strict=True))
        if len(texts) < article.num_rows:
            raise ValueError(f"files: {document} has two files of one locale")
        versions = None
        if "source_version" in article.column_names:
            versions = dict(
                zip(article["locale"].to_pylist(), article["source_version"].to_pylist(), strict=True)
            )
        rows, keys = aligner._align_with_keys(
            texts, document, versions, markup=markup, max_chars=max_chars
        )
        table = pa.table(rows)
        size = len(keys) // max(table.num_rows, 1)
        each = [keys[n * size : (n + 1) * size] for n in range(table.num_rows)]
        return table.append_column(schema.field(_KEYS), pa.array(each, pa.binary()))

    columns = [c for c in ("document", "locale", "content", "source_version") if c in files.columns]
    aligned = files.select(columns).groupBy("document").applyInArrow(align, from_arrow_schema(schema))
    if duplicates == "keep" and prefer == "none":
        return aligned.drop(_KEYS)
    aligned = aligned.persist(StorageLevel.MEMORY_AND_DISK)
    return _marked(aligned, duplicates, prefer)


def _marked(aligned: DataFrame, duplicates: str, prefer: str) -> DataFrame:
    """The pairs with what is known of them when all pairs of two locales are compared."""
    compared = aligned.select(*_PLACE, "id", "flags", _KEYS)
    found = "source_locale string, target_locale string, document string, index long, "
    found += "_flags string, _duplicate_of string, _dropped boolean"
    judged = compared.groupBy("source_locale", "target_locale").applyInArrow(
        _judge_pairs(duplicates, prefer), found
    )
    joined = aligned.drop(_KEYS).join(judged, _PLACE, "left")
    columns = []
    for name in aligned.drop(_KEYS).columns:
        column = f.col(name)
        if name in ("flags", "duplicate_of"):
            column = f.coalesce(f.col(f"_{name}"), column)
        columns.append(column.alias(name))
    stays = ~f.coalesce(f.col("_dropped"), f.lit(False))
    return joined.where(stays).select(columns)


def _judge_pairs(duplicates: str, prefer: str) -> Callable[[pa.Table], pa.Table]:
    def judge_pairs(compared: pa.Table) -> pa.Table:
        # The order of a run: documents by their bytes, as Spark and Arrow sort texts.
        compared = compared.sort_by([("document", "ascending"), ("index", "ascending")])
        keys = b"".join(compared[_KEYS].to_pylist())
        known = compared["flags"].to_pylist()
        flags, first, dropped = _judge(keys, known, duplicates=duplicates, prefer=prefer)
        ids = compared["id"].to_pylist()
        repeats = [ids[of] if of != number else "" for number, of in enumerate(first)]
        result = compared.select(_PLACE)
        result = result.append_column("_flags", pa.array(flags, pa.string()))
        result = result.append_column("_duplicate_of", pa.array(repeats, pa.string()))
        result = result.append_column("_dropped", pa.array(dropped, pa.bool_()))
        # Only the rows that change.
        rows = zip(flags, known, repeats, dropped, strict=True)
        changed = [flag != old or bool(of) or drop for flag, old, of, drop in rows]
        return result.filter(pa.array(changed, pa.bool_()))

    return judge_pairs


class _Options(dict[str, Any]):
    """Options that can be the key of a cache."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(sorted(self.items())))


@lru_cache(maxsize=4)
def _aligner(source: str, learned: bytes | None, options: _Options) -> Aligner:
    """An aligner, made once in each process."""
    if learned is None:
        return Aligner(source, **options)
    name = f"diglot-learned-{hashlib.sha256(learned).hexdigest()[:32]}.json"
    handle, path = tempfile.mkstemp(suffix=name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(learned)
        return Aligner(source, learned=path, **options)
    finally:
        os.unlink(path)
