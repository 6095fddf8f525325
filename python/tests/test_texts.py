"""Texts in memory."""

from __future__ import annotations

from pathlib import Path

import diglot
import pytest
from conftest import command


def test_units_have_text_and_place() -> None:
    text = "---\ntitle: Tee\n---\n# Über\n\n- Ein *Punkt*\n\n| a | b |\n|---|---|\n| c | d |\n"
    units = diglot.segment(text)
    assert [(u.kind, u.text) for u in units] == [
        ("front_matter", "Tee"),
        ("heading", "Über"),
        ("list_item", "Ein Punkt"),
        ("table_header", "a"),
        ("table_header", "b"),
        ("table_cell", "c"),
        ("table_cell", "d"),
    ]
    assert (units[0].label, units[1].level, units[2].depth) == ("title", 1, 1)
    assert (units[2].line, units[2].markup) == (6, "Ein *Punkt*")
    assert units[6].cell == (0, 1, 1)
    start, end = units[1].span
    assert text.encode()[start:end].decode() == "Über"


def test_the_dialect_changes_what_is_a_unit() -> None:
    text = "=== \"Linux\"\n\n    Run `a`.\n"
    assert [u.text for u in diglot.segment(text, dialect="mkdocs")] == ["Linux", "Run a."]
    assert "mkdocs" in diglot.Aligner.dialects()
    with pytest.raises(ValueError, match="dialect: `none`"):
        diglot.segment(text, dialect="none")


def test_sentences_follow_the_rules_of_the_locale() -> None:
    assert diglot.split("Dr. Smith came. He left.", "en") == ["Dr. Smith came.", "He left."]
    assert diglot.split("水を沸かす。飲む。", "ja") == ["水を沸かす。", "飲む。"]
    assert diglot.split("", "en") == []


def test_all_locales_of_an_article_are_aligned() -> None:
    texts = {
        "fr": "# Thé\n\nFaites bouillir `2 l`.\n",
        "en": "# Tea\n\nBoil `2 l`.\n",
        "de": "# Tee\n\n`2 l` kochen.\n",
    }
    pairs = diglot.align(texts, source="en", document="tea.md")
    assert [(p.source_locale, p.target_locale) for p in pairs] == [("en", "de")] * 2 + [("en", "fr")] * 2
    assert pairs[-1].target == "Faites bouillir 2 l."
    assert all(p.document == "tea.md" for p in pairs)
    with pytest.raises(IndexError):
        pairs[4]
    with pytest.raises(ValueError, match="at least two locales"):
        diglot.align({"en": "# Tea\n"})


def test_two_texts_need_no_locales() -> None:
    pairs = diglot.align_texts("# Tea\n\nBoil 2 l.\n", "# Tee\n\n2 l kochen.\n")
    assert [(p.source, p.target) for p in pairs] == [("Tea", "Tee"), ("Boil 2 l.", "2 l kochen.")]
    sentences = diglot.align_texts(
        "Press `Save`. Then wait.\n", "Drück `Save`. Dann warte.\n", target_locale="de", sentences=True
    )
    assert [p.target for p in sentences] == ["Drück Save.", "Dann warte."]
    assert sentences[0].parent


def test_texts_of_a_corpus_give_its_pairs(sample: Path, tmp_path: Path) -> None:
    learned = tmp_path / "learned.json"
    corpus = diglot.Corpus(sample)
    corpus.learn(learned)
    done = command("learn", "--quiet", "--out", tmp_path / "other.json", sample)
    assert done.returncode == 0, done.stderr
    assert learned.read_bytes() == (tmp_path / "other.json").read_bytes()
    aligner = diglot.Aligner(corpus.source, learned=learned)
    pairs: list[diglot.Pair] = []
    for article in corpus.articles():
        # Bytes, because line ends count in the places of pairs.
        texts = {locale: file.read_bytes().decode() for locale, file in article.files.items()}
        pairs.extend(aligner.align(texts, document=article.document) if len(texts) > 1 else [])
    assert pairs == list(corpus.pairs(duplicates="keep"))


def test_source_versions_keep_translations_of_one_version_together() -> None:
    old, new = "# Tea\n\nBoil 2 l.\n\nDrink.\n", "# Tea\n\nBoil 3 l.\n"
    texts = {"en": new, "de": "# Tee\n\n2 l kochen.\n\nTrinken.\n", "fr": "# Thé\n\n2 l.\n\nBuvez.\n"}
    versions = {"de": "0" * 40, "fr": "0" * 40}
    aligner = diglot.Aligner("en", pair_policy="all", min_score=0)
    pairs = aligner.align(texts, source_versions=versions)
    between = [p for p in pairs if p.source_locale == "de"]
    assert [(p.source, p.target) for p in between] == [("Tee", "Thé"), ("2 l kochen.", "2 l."), ("Trinken.", "Buvez.")]
    assert all(p.same_version for p in between)
    assert old != new
