"""A tokenizer is trained from an export for training."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import sentencepiece
from conftest import command


def test_a_tokenizer_is_trained_from_the_texts_of_an_export(sample: Path, tmp_path: Path) -> None:
    done = command("export", "--quiet", "--for", "training", "--out", tmp_path / "out", sample)
    assert done.returncode == 0, done.stderr
    pairs = pl.read_ndjson(sorted((tmp_path / "out").glob("en-US_*.jsonl")))
    texts = [*pairs["source"], *pairs["target"]]
    assert len(texts) > 500
    assert all(text.strip() == text and "\n" not in text for text in texts)
    (tmp_path / "texts.txt").write_text("\n".join(texts), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "texts.txt"),
        model_prefix=str(tmp_path / "model"),
        vocab_size=1000,
        character_coverage=1.0,
        minloglevel=2,
    )
    model = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "model.model"))
    for text in texts[:200]:
        pieces = model.encode(text)
        assert 0 < len(pieces) <= len(text) + 1
        assert model.unk_id() not in pieces
