"""Corpora for the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sample() -> Path:
    """The sample corpus of the repository."""
    return ROOT / "corpus"


def write_corpus(folder: Path, articles: int, locales: tuple[str, ...]) -> Path:
    """Articles made by rule, which share some of their texts."""
    for locale in locales:
        word = {"en-US": "Step", "de-DE": "Schritt", "fr-FR": "Étape"}[locale]
        for n in range(articles):
            file = folder / locale / f"guide/a{n:04}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            steps = "".join(f"{word} {k}: `set x{k}-{n}`.\n\n" for k in range(n % 9 + 1))
            common = f"## {word} one\n\n{word} that each article has, in 5 parts: `a`, `b`.\n\n"
            file.write_text(f"# {word} {n}\n\n{steps}{common}- {word} `{n}`\n", encoding="utf-8")
    return folder


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """Sixty articles in three locales."""
    return write_corpus(tmp_path / "docs", 60, ("en-US", "de-DE", "fr-FR"))


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the installed command."""
    program = Path(sys.executable).with_name("diglot")
    return subprocess.run(
        [program, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
