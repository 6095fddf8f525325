from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Literal, final, overload

_Path = str | PathLike[str]
_Duplicates = Literal["keep", "mark", "drop"]
_Prefer = Literal["none", "ht"]
_PairPolicy = Literal["auto", "source", "all"]

__all__ = [
    "__version__",
    "DiglotError",
    "Corpus",
    "Layout",
    "Article",
    "Finding",
    "StaleTranslation",
    "StaleUnit",
    "Pair",
    "Pairs",
    "PairList",
    "Aligner",
    "Unit",
    "segment",
    "split",
    "_judge",
    "main",
]

__version__: str

class DiglotError(Exception):
    """Something cannot be done: a corpus cannot be read, or a file cannot be written."""

    path: str | None
    """The file that the error is about, if there is one."""
    line: int | None
    """The line in that file, counted from 1."""

@final
class Pair:
    """Two texts that are translations of each other, with all that is known about them.

    The attributes are the columns of JSONL. What is missing is an empty text or 0.
    """

    @property
    def id(self) -> str:
        """The same in every run: it depends on document, locales, kind, texts and occurrence."""
    @property
    def document(self) -> str:
        """Path of the article below the locale folder."""
    @property
    def index(self) -> int:
        """Order among the pairs and the unaligned units of the article, counted from 0."""
    @property
    def kind(self) -> str:
        """Kind of the units, such as ``heading`` or ``paragraph``."""
    @property
    def context(self) -> str:
        """Headings above, outermost first, joined by `` > ``."""
    @property
    def source_locale(self) -> str: ...
    @property
    def target_locale(self) -> str: ...
    @property
    def source(self) -> str:
        """Plain text of the source side."""
    @property
    def target(self) -> str:
        """Plain text of the target side."""
    @property
    def source_span(self) -> tuple[int, int]:
        """First byte in the source file, and the byte after the last."""
    @property
    def target_span(self) -> tuple[int, int]:
        """First byte in the target file, and the byte after the last."""
    @property
    def source_line(self) -> int:
        """Line in the source file, counted from 1."""
    @property
    def target_line(self) -> int:
        """Line in the target file, counted from 1."""
    @property
    def translation_type(self) -> str:
        """``HT`` (human), ``MT`` (machine) or ``unknown``, for the pair as a whole."""
    @property
    def source_translation_type(self) -> str: ...
    @property
    def target_translation_type(self) -> str: ...
    @property
    def source_hash(self) -> str:
        """Hash of the original's file that the source side was made from, in hexadecimal digits."""
    @property
    def target_hash(self) -> str: ...
    @property
    def same_version(self) -> bool:
        """Whether both sides come from the same version of the original."""
    @property
    def bead(self) -> str:
        """Units on each side, such as ``1-2``."""
    @property
    def score(self) -> float:
        """Probability that the pair is right, from 0 to 1."""
    @property
    def flags(self) -> list[str]:
        """Problems that the checks found, such as ``numbers``."""
    @property
    def duplicate_of(self) -> str:
        """Id of the first pair that this one repeats, or an empty text."""
    @property
    def aligner(self) -> str | None:
        """``diglot`` or ``publisher``; None unless the corpus was opened with ``publisher_pairs``."""
    @property
    def reviewed(self) -> bool:
        """Whether a reviewer has accepted the pair; False without ``decisions``."""
    @property
    def parent(self) -> str | None:
        """Id of the pair of units of a pair of sentences; None unless pairs are sentences."""
    @property
    def source_commit(self) -> str | None:
        """Commit that the source was read from; None without repositories."""
    @property
    def source_path(self) -> str | None: ...
    @property
    def target_commit(self) -> str | None:
        """Commit that the target was read from; None without history."""
    @property
    def target_path(self) -> str | None: ...
    @property
    def source_markup(self) -> str | None:
        """Markdown of the source side; None unless pairs were asked for with ``markup``."""
    @property
    def target_markup(self) -> str | None: ...
    @property
    def reasons(self) -> str | None:
        """The reason for each flag; None unless the corpus was opened with ``reasons``."""
    def to_dict(self) -> dict[str, str | int | float | bool | list[int]]:
        """The columns of the pair, with the names, order and values of an object of JSONL."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Pairs:
    """The pairs of a corpus, made while they are read.

    Iterate over them once, or give them to a program that reads Arrow: ``pyarrow.table(pairs)``, ``polars.DataFrame(pairs)``,
    ``pandas.DataFrame.from_arrow(pairs)``, or DuckDB. Reading raises ``DiglotError`` if the work fails.
    """

    def __iter__(self) -> Iterator[Pair]: ...
    def __next__(self) -> Pair: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The pairs as an Arrow stream of record batches, with the columns of JSONL.

        Ctrl-C ends the reading: the reader raises an error of its own, which names ``KeyboardInterrupt``.
        Each stream makes the pairs again. If an iteration has begun, the first stream has the rest of its pairs.
        """
    @property
    def column_names(self) -> list[str]:
        """Names of the columns of the Arrow stream, in order."""

@final
class PairList(Sequence[Pair]):
    """The pairs of texts in memory: a sequence, and an Arrow stream."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> Pair: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[Pair]: ...
    def __iter__(self) -> Iterator[Pair]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The pairs as an Arrow stream of record batches, with the columns of JSONL."""
    @property
    def column_names(self) -> list[str]:
        """Names of the columns of the Arrow stream, in order."""

@final
class Layout:
    """How the files of a corpus were found."""

    @property
    def source(self) -> str:
        """Locale of the originals."""
    @property
    def locales(self) -> dict[str, int]:
        """Number of files of each locale."""
    @property
    def articles(self) -> int:
        """Number of articles in two or more locales."""
    @property
    def patterns(self) -> list[str]:
        """The rules that found the files, such as ``{locale}/{path}``, the one with most articles first."""
    @property
    def skipped(self) -> list[tuple[str, str]]:
        """Files and folders that are not read, and why."""
    def __eq__(self, other: object, /) -> bool: ...

@final
class Article:
    """The files that hold one text in several locales."""

    @property
    def document(self) -> str:
        """Path below the locale folder."""
    @property
    def files(self) -> dict[str, Path]:
        """The file of each locale."""
    def __eq__(self, other: object, /) -> bool: ...

@final
class Finding:
    """A problem in a localized file."""

    @property
    def rule(self) -> str: ...
    @property
    def level(self) -> str:
        """``note``, ``warning`` or ``error``."""
    @property
    def path(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def line(self) -> int:
        """Line, counted from 1; 0 for the file as a whole."""
    @property
    def column(self) -> int:
        """Column in code points, counted from 1; 0 for the file as a whole."""
    @property
    def message(self) -> str: ...
    @property
    def text(self) -> str:
        """The text at the place, on one line."""
    @property
    def source_path(self) -> str | None:
        """File of the source text that it is compared with."""
    @property
    def source_line(self) -> int | None: ...
    @property
    def source_text(self) -> str | None: ...
    @property
    def fingerprint(self) -> str:
        """Identifies the finding, whatever its line: 16 hexadecimal digits."""
    def __eq__(self, other: object, /) -> bool: ...

@final
class StaleUnit:
    """A unit that has to be translated again, or whose original is gone."""

    @property
    def change(self) -> str:
        """``changed``, ``added`` or ``removed``."""
    @property
    def line(self) -> int | None:
        """Line in today's original, counted from 1."""
    @property
    def text(self) -> str | None:
        """Text in today's original."""
    @property
    def was(self) -> str | None:
        """The text that was translated."""
    @property
    def translation_line(self) -> int | None: ...
    @property
    def translation(self) -> str | None: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class StaleTranslation:
    """A translation, and what happened to its original since it was made."""

    @property
    def document(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def state(self) -> str:
        """``current``, ``stale``, ``removed`` or ``unknown``."""
    @property
    def source_commit(self) -> str | None:
        """Commit that the translation was made from."""
    @property
    def source_path(self) -> str | None: ...
    @property
    def commits(self) -> int | None:
        """Number of commits that changed the original since."""
    @property
    def days(self) -> int | None:
        """Days between that commit and the last change."""
    @property
    def complete(self) -> bool | None:
        """Whether the clone has all commits between."""
    @property
    def share(self) -> float | None:
        """Share of the units that changed, came or went, from 0 to 1."""
    @property
    def units(self) -> list[StaleUnit]: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Corpus:
    """A corpus of localized documentation: the same articles in several locales.

    Opening a corpus lists its files. Their texts are read when pairs, findings or an export are asked for. The arguments
    have the meaning of the command's options of the same name. ``repositories`` are clones that hold the originals
    (``--source-repo``), ``repository_folders`` the folders in them (``--source-path``), ``layout`` patterns such as
    ``docs/{locale}/{path}``, ``shard`` is one of N parts of the articles, such as ``"3/8"``, ``decisions`` is a file
    with decisions of reviewers, and ``threads`` is the number of threads, 0 for one for each core.

    Raises ``DiglotError`` if the files cannot be found or nothing can be paired, and ``ValueError`` for an argument that
    is not valid.
    """

    def __new__(
        cls,
        folder: _Path | None = None,
        *,
        source: str | None = None,
        locales: Sequence[str] | None = None,
        roots: Sequence[tuple[str, _Path]] | None = None,
        layout: Sequence[str] | None = None,
        only: Sequence[str] | None = None,
        skip: Sequence[str] | None = None,
        repositories: Sequence[_Path] | None = None,
        repository_folders: Sequence[str] | None = None,
        source_version: Literal["exact", "current"] = "exact",
        history: bool = False,
        pair_policy: _PairPolicy = "auto",
        matching: Literal["path", "content"] = "path",
        publisher_pairs: bool = False,
        sentences: bool = False,
        min_score: float = 0.75,
        drop: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
        translation_types: Sequence[str] | None = None,
        checks: bool = True,
        reasons: bool = False,
        dialect: str | None = None,
        front_matter_keys: Sequence[str] | None = None,
        include_code: bool = False,
        learned: _Path | None = None,
        shard: str | None = None,
        decisions: _Path | None = None,
        threads: int = 0,
    ) -> Corpus: ...
    @property
    def source(self) -> str:
        """Locale of the originals."""
    @property
    def locales(self) -> list[str]:
        """The locales, the source locale first if it is on disk."""
    def layout(self) -> Layout:
        """How the files were found."""
    def articles(self) -> list[Article]:
        """The articles, in the order of their paths."""
    def pairs(
        self,
        *,
        markup: bool = False,
        duplicates: _Duplicates | None = None,
        prefer: _Prefer = "none",
        max_chars: int | None = None,
    ) -> Pairs:
        """The pairs, in the order of the articles, then of the locale pairs, then of the text.

        Duplicates are marked by default, and not looked for if the corpus was opened with ``checks=False``. With
        ``duplicates="keep"`` pairs come while articles are read, in bounded memory, and no pair is marked as a
        duplicate. With ``"mark"`` and ``"drop"`` the first pair comes when all are known; until then they wait in a
        temporary file. ``markup`` adds the Markdown of both sides, ``prefer="ht"`` drops machine translations of texts
        that have a human one, ``max_chars`` leaves out pairs with a side of more code points.

        Raises ``ValueError`` for an argument that is not valid.
        """
    def check(self) -> list[Finding]:
        """What is wrong in the localized files, sorted by path and line."""
    def stale(self) -> list[StaleTranslation]:
        """How far each translation is behind its original.

        Raises ``DiglotError`` if the corpus was opened without ``repositories``.
        """
    def export(
        self,
        out: _Path,
        *,
        formats: Sequence[str] | None = None,
        markup: bool = False,
        unaligned: bool = False,
        duplicates: Literal["auto", "keep", "mark", "drop"] | None = None,
        prefer: _Prefer = "none",
        max_chars: int | None = None,
        clean: bool = False,
    ) -> list[Path]:
        """Write the pairs to files of a folder, as TMX unless ``formats`` says otherwise, and return the paths of the files.

        Raises ``DiglotError`` if a file cannot be written; an earlier export then stays as it was.
        """
    def learn(self, file: _Path) -> None:
        """Learn from the first articles what every run learns, and write it to a file for ``learned``.

        Raises ``DiglotError`` if the file cannot be written.
        """

@final
class Unit:
    """A piece of an article that is translated as a whole."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str:
        """Plain text."""
    @property
    def markup(self) -> str:
        """Its Markdown."""
    @property
    def label(self) -> str | None:
        """Slug, front-matter key, alert kind, tab id or directive name."""
    @property
    def line(self) -> int:
        """Line that it begins on, counted from 1."""
    @property
    def span(self) -> tuple[int, int]:
        """First byte in the text as UTF-8, and the byte after the last."""
    @property
    def level(self) -> int:
        """Level of a heading, 1 to 6; else 0."""
    @property
    def depth(self) -> int:
        """Number of lists that it is in."""
    @property
    def cell(self) -> tuple[int, int, int] | None:
        """Table, row and column of a cell, counted from 0."""
    def __eq__(self, other: object, /) -> bool: ...

@final
class Aligner:
    """Aligns articles whose texts are in memory.

    ``learned`` is a file that ``Corpus.learn`` or ``diglot learn`` wrote. Without it nothing is learned, because one
    article is too little. The other arguments have the meaning of the command's options of the same name.

    Raises ``DiglotError`` if the file cannot be read, and ``ValueError`` for an argument that is not valid.
    """

    def __new__(
        cls,
        source: str = "en",
        *,
        learned: _Path | None = None,
        pair_policy: _PairPolicy = "auto",
        sentences: bool = False,
        min_score: float = 0.75,
        drop: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
        translation_types: Sequence[str] | None = None,
        checks: bool = True,
        reasons: bool = False,
        dialect: str | None = None,
        front_matter_keys: Sequence[str] | None = None,
        include_code: bool = False,
    ) -> Aligner: ...
    def align(
        self,
        texts: dict[str, str],
        *,
        document: str = "text.md",
        source_versions: dict[str, str] | dict[str, str | None] | None = None,
        markup: bool = False,
        duplicates: _Duplicates = "keep",
        prefer: _Prefer = "none",
        max_chars: int | None = None,
    ) -> PairList:
        """Align the texts of one article, given by locale.

        ``document`` is the path of the article below the locale folders: its extension tells the dialect, and ids of
        pairs depend on it. ``source_versions`` names for each translation the version of the original that it was made
        from, by a hash of the original's file. With the learned file of a corpus, the pairs are those of the corpus.

        Raises ``ValueError`` for fewer than two locales or an argument that is not valid.
        """
    def _align_with_keys(
        self,
        texts: dict[str, str],
        document: str,
        source_versions: dict[str, str | None] | None,
        *,
        markup: bool,
        max_chars: int | None,
    ) -> tuple[PairList, bytes]: ...
    @staticmethod
    def dialects() -> list[str]:
        """The names that ``dialect`` takes."""

def segment(
    text: str,
    *,
    dialect: str | None = None,
    front_matter_keys: Sequence[str] | None = None,
    include_code: bool = False,
) -> list[Unit]:
    """Cut a Markdown text into units, in the order of the text.

    Raises ``ValueError`` for a dialect that does not exist.
    """

def split(text: str, locale: str) -> list[str]:
    """Split a plain text into sentences by the rules of a locale.

    Raises ``ValueError`` if ``locale`` is not a language tag.
    """

def _judge(
    keys: bytes, known: Sequence[str], *, duplicates: str, prefer: str
) -> tuple[list[str], list[int], list[bool]]: ...
def main(arguments: Sequence[str]) -> int:
    """Run the command ``diglot``, the name of the program first, and return its exit code."""
