"""A step of datatrove that reads the pairs of a corpus, each task its part of the articles.

    python datatrove_reader.py DOCS OUT

Each document is the target side of a pair; its source, score and provenance are in the metadata. Learn once for all tasks:
`diglot learn DOCS --out learned.json`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import diglot
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers.base import BaseReader
from datatrove.pipeline.writers.jsonl import JsonlWriter


class DiglotReader(BaseReader):
    """Reads the pairs of a corpus. The options are those of ``diglot.Corpus``."""

    name = "Diglot"

    def __init__(self, folder: str, limit: int = -1, **options: Any) -> None:
        super().__init__(limit=limit, text_key="target")
        self.folder = folder
        self.options = options

    def run(
        self, data: Iterator[Document] | None = None, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        if data is not None:
            yield from data
        corpus = diglot.Corpus(self.folder, shard=f"{rank + 1}/{world_size}", **self.options)
        for number, pair in enumerate(corpus.pairs(duplicates="keep")):
            if 0 <= self.limit <= number:
                break
            document = self.get_document_from_dict(pair.to_dict(), pair.document, number)
            if document is not None:
                self.update_doc_stats(document)
                yield document


if __name__ == "__main__":
    docs, out = sys.argv[1:]
    steps = [DiglotReader(docs, min_score=0.9), JsonlWriter(out, compression=None)]
    LocalPipelineExecutor(pipeline=steps, tasks=4, workers=2).run()
