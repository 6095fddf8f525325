"""Translation memories and parallel corpora from localized documentation.

>>> import diglot
>>> corpus = diglot.Corpus("docs")
>>> for pair in corpus.pairs():
...     print(pair.score, pair.source, pair.target)

``Corpus`` reads a folder with the same articles in several locales. ``Aligner``, ``align``, ``align_texts``, ``segment``
and ``split`` work on texts in memory. ``diglot.spark`` works on a Spark DataFrame. Warnings about files go to the logger
``diglot``; errors are ``DiglotError``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ._diglot import (
    Aligner,
    Article,
    Corpus,
    DiglotError,
    Finding,
    Layout,
    Pair,
    PairList,
    Pairs,
    StaleTranslation,
    StaleUnit,
    Unit,
    __version__,
    segment,
    split,
)

__all__ = [
    "Aligner",
    "Article",
    "Corpus",
    "DiglotError",
    "Finding",
    "Layout",
    "Pair",
    "PairList",
    "Pairs",
    "StaleTranslation",
    "StaleUnit",
    "Unit",
    "__version__",
    "align",
    "align_texts",
    "segment",
    "split",
]


def align(
    texts: Mapping[str, str],
    *,
    source: str | None = None,
    document: str = "text.md",
    sentences: bool = False,
    min_score: float = 0.75,
) -> PairList:
    """Align one article in two or more locales.

    ``texts`` has a Markdown text for each locale, such as ``{"en": "# Tea", "fr": "# Thé"}``. The source locale is the
    first one unless ``source`` names another. ``document`` is the path of the article; its extension tells the dialect.
    ``min_score`` is a probability from 0 to 1; pairs below it are dropped. Pairs are in the order of the locale pairs,
    then of the text. Use ``Aligner`` for many articles and for more settings.

    Raises ``ValueError`` for fewer than two locales or an argument that is not valid.
    """
    if source is None:
        source = next(iter(texts), "en")
    aligner = Aligner(source, sentences=sentences, min_score=min_score)
    return aligner.align(dict(texts), document=document)


def align_texts(
    source: str,
    target: str,
    *,
    source_locale: str = "en",
    target_locale: str = "mis",
    sentences: bool = False,
    min_score: float = 0.75,
) -> PairList:
    """Align two Markdown texts, the second of which is a translation of the first.

    Give ``target_locale``, such as ``"fr"``, if it is known: checks of the language and sentence rules depend on it. The
    default, ``"mis"``, stands for any other language.
    ``min_score`` is a probability from 0 to 1; pairs below it are dropped. Pairs are in the order of the text.

    Raises ``ValueError`` for an argument that is not valid.
    """
    aligner = Aligner(source_locale, sentences=sentences, min_score=min_score)
    return aligner.align({source_locale: source, target_locale: target})
