"""A corpus on disk: the same pairs, files and findings as the command."""

from __future__ import annotations

import json
import logging
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import diglot
import pytest
from conftest import command, write_corpus


def exported(folder: Path, out: Path, *options: str) -> dict[str, dict[str, Any]]:
    """The rows that the command writes, by id."""
    done = command("export", "--quiet", "--format", "jsonl", "--out", out, *options, folder)
    assert done.returncode == 0, done.stderr
    rows = {}
    for file in out.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["id"]] = row
    return rows


@pytest.mark.parametrize("corpus", ["sample", "generated"])
def test_pairs_equal_the_jsonl_of_the_command(
    corpus: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue(corpus)
    rows = exported(folder, tmp_path / "out")
    pairs = list(diglot.Corpus(folder).pairs())
    assert len(pairs) == len(rows) > 100
    assert any(pair.duplicate_of for pair in pairs)
    for pair in pairs:
        assert pair.to_dict() == rows[pair.id]
        assert list(pair.to_dict()) == list(rows[pair.id])


@pytest.mark.parametrize(
    ("options", "arguments", "read"),
    [
        (["--markup", "--reasons"], {"reasons": True}, {"markup": True}),
        (["--segment", "sentence"], {"sentences": True}, {}),
        (["--duplicates", "drop", "--max-chars", "40"], {}, {"duplicates": "drop", "max_chars": 40}),
        (["--duplicates", "keep", "--min-score", "0.99"], {"min_score": 0.99}, {"duplicates": "keep"}),
        (["--pairs", "all", "--checks=false"], {"pair_policy": "all", "checks": False}, {}),
        (["--prefer", "ht", "--drop", "numbers"], {"drop": ["numbers"]}, {"prefer": "ht"}),
    ],
)
def test_options_mean_what_they_mean_in_the_command(
    sample: Path,
    tmp_path: Path,
    options: list[str],
    arguments: dict[str, Any],
    read: dict[str, Any],
) -> None:
    rows = exported(sample, tmp_path / "out", *options)
    pairs = list(diglot.Corpus(sample, **arguments).pairs(**read))
    assert len(pairs) == len(rows) > 50
    assert all(pair.to_dict() == rows[pair.id] for pair in pairs)


def test_renamed_files_are_matched_by_content(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    shutil.copytree(sample, folder)
    renamed = folder / "fr-FR" / "renommé.md"
    (folder / "fr-FR" / "alerts" / "notify.md").rename(renamed)
    rows = exported(folder, tmp_path / "out", "--match", "content")
    pairs = {pair.id: pair.to_dict() for pair in diglot.Corpus(folder, matching="content").pairs()}
    assert pairs == rows
    assert any(str(row["matched_path"]).endswith("renommé.md") for row in rows.values())
    with pytest.raises(ValueError, match="matching"):
        diglot.Corpus(folder, matching="name")  # type: ignore[arg-type]


def test_attributes_have_the_values_of_the_columns(sample: Path) -> None:
    for pair in diglot.Corpus(sample).pairs():
        row = pair.to_dict()
        assert pair.source_span == tuple(row.pop("source_span"))  # type: ignore[arg-type]
        assert pair.target_span == tuple(row.pop("target_span"))  # type: ignore[arg-type]
        assert ";".join(pair.flags) == row.pop("flags")
        assert all(flag.replace("_", "").isalpha() for flag in pair.flags)
        for name, value in row.items():
            assert getattr(pair, name) == value
        assert pair.parent is None
        assert pair.source_markup is None


def test_an_export_writes_the_files_of_the_command(sample: Path, tmp_path: Path) -> None:
    done = command("export", "-q", "--format", "tmx,csv", "--out", tmp_path / "a", sample)
    assert done.returncode == 0, done.stderr
    files = diglot.Corpus(sample).export(tmp_path / "b", formats=["tmx", "csv"])
    assert {f.name for f in files} == {f.name for f in (tmp_path / "a").iterdir()} - {"manifest.json"}
    for file in files:
        assert file.read_bytes() == (tmp_path / "a" / file.name).read_bytes()


def test_layout_and_articles(sample: Path) -> None:
    corpus = diglot.Corpus(sample, locales=["en-US", "fr-FR"])
    assert corpus.source == "en-US"
    assert corpus.locales == ["en-US", "fr-FR"]
    layout = corpus.layout()
    assert layout.patterns == ["{locale}/{path}"]
    assert layout.articles == 7
    articles = corpus.articles()
    assert [a.document for a in articles] == sorted(a.document for a in articles)
    assert all(file.is_file() for a in articles for file in a.files.values())


def test_findings_equal_those_of_the_command(sample: Path) -> None:
    done = command("check", "--quiet", "--format", "json", sample)
    wanted = json.loads(done.stdout)["findings"]
    found = diglot.Corpus(sample).check()
    assert len(found) == len(wanted) > 5
    for mine, other in zip(found, wanted, strict=True):
        assert (mine.rule, mine.level, mine.message) == (other["rule"], other["level"], other["message"])
        assert (mine.line, mine.fingerprint) == (other.get("line", 0), other["fingerprint"])


def test_staleness_needs_a_repository(sample: Path) -> None:
    with pytest.raises(diglot.DiglotError, match="repository"):
        diglot.Corpus(sample).stale()


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def test_stale_translations_name_the_units_that_changed(tmp_path: Path) -> None:
    docs = write_corpus(tmp_path / "docs", 3, ("en-US", "de-DE"))
    source = docs / "en-US"
    git(tmp_path, "init", "-q", str(source))
    git(source, "add", ".")
    git(source, "commit", "-qm", "first")
    head = subprocess.run(
        ["git", "-C", source, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    file = docs / "de-DE/guide/a0001.md"
    front_matter = f"---\nl10n:\n  sourceCommit: {head}\n---\n"
    file.write_text(front_matter + file.read_text(encoding="utf-8"), encoding="utf-8")
    original = source / "guide/a0001.md"
    original.write_text(original.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    git(source, "commit", "-qam", "second")
    stale = diglot.Corpus(docs, repositories=[source]).stale()
    by_document = {s.document: s for s in stale}
    translation = by_document["guide/a0001.md"]
    assert (translation.state, translation.source_commit) == ("stale", head)
    assert [(u.change, u.text) for u in translation.units] == [("added", "One more line.")]


def test_shards_are_parts_of_the_pairs(generated: Path) -> None:
    whole = [p.id for p in diglot.Corpus(generated).pairs(duplicates="keep")]
    parts = [
        [p.id for p in diglot.Corpus(generated, shard=f"{n}/3").pairs(duplicates="keep")] for n in (1, 2, 3)
    ]
    assert sorted(sum(parts, [])) == sorted(whole)
    assert all(len(part) > 10 for part in parts)
    with pytest.raises(ValueError, match="shard: `4/3` is not a shard"):
        diglot.Corpus(generated, shard="4/3")


def test_warnings_go_to_the_log(sample: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="diglot"):
        list(diglot.Corpus(sample).pairs())
    records = [record for record in caplog.records if record.name == "diglot"]
    assert records
    record = next(r for r in records if "table" in r.getMessage())
    assert vars(record)["path"].endswith("backup-restore.md")
    assert vars(record)["line"] == 25


def test_errors_name_file_and_line(tmp_path: Path, sample: Path) -> None:
    learned = tmp_path / "learned.json"
    learned.write_text("{\n  no\n", encoding="utf-8")
    with pytest.raises(diglot.DiglotError) as caught:
        diglot.Corpus(sample, learned=learned)
    assert (caught.value.path, caught.value.line) == (str(learned), 2)
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("\n\n{}\n", encoding="utf-8")
    with pytest.raises(diglot.DiglotError, match="not a decision") as caught:
        diglot.Corpus(sample, decisions=decisions)
    assert (caught.value.path, caught.value.line) == (str(decisions), 3)
    with pytest.raises(diglot.DiglotError, match="cannot list the folder") as caught:
        diglot.Corpus(tmp_path / "none")
    assert caught.value.path == str(tmp_path / "none")
    with pytest.raises(ValueError, match="min_score: 3 is not a number from 0 to 1"):
        diglot.Corpus(sample, min_score=3)
    with pytest.raises(ValueError, match="locales: `\\?` is not a locale"):
        diglot.Corpus(sample, locales=["?"])
    with pytest.raises(ValueError, match="either the folder"):
        diglot.Corpus()
    occupied = tmp_path / "file"
    occupied.write_text("", encoding="utf-8")
    with pytest.raises(diglot.DiglotError, match="cannot write to the output folder") as caught:
        diglot.Corpus(sample).export(occupied)
    assert caught.value.path == str(occupied)


def test_other_threads_go_on_while_a_corpus_is_read(tmp_path: Path) -> None:
    docs = write_corpus(tmp_path / "docs", 400, ("en-US", "de-DE", "fr-FR"))
    corpus = diglot.Corpus(docs, threads=1)
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    clock = threading.Thread(target=tick)
    clock.start()
    corpus.export(tmp_path / "out")
    done.set()
    clock.join()
    assert ticks > 5


@pytest.mark.parametrize("work", ["list(corpus.pairs())", "pa.table(corpus.pairs())", "corpus.check()", "corpus.export('out')"])
def test_ctrl_c_stops_the_work(tmp_path: Path, work: str) -> None:
    docs = write_corpus(tmp_path / "docs", 2000, ("en-US", "de-DE", "fr-FR"))
    program = f"""
import pyarrow as pa, diglot
corpus = diglot.Corpus({str(docs)!r}, threads=1)
print("ready", flush=True)
try:
    for _ in range(1000):
        {work}
except KeyboardInterrupt:
    print("interrupted")
except pa.ArrowInvalid as error:
    print("interrupted" if "KeyboardInterrupt" in str(error) else error)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert output == "interrupted\n"
    assert process.returncode == 0
    left = [path.name for path in (tmp_path / "out").glob(".*")]
    assert left == []


def test_the_command_is_the_program() -> None:
    assert command("--version").stdout == f"diglot {diglot.__version__}\n"
    failed = command("export", "no-such-folder")
    assert failed.returncode == 2
    assert failed.stderr.startswith("error: cannot list the folder no-such-folder")
    assert command("export", "--no-such-option").returncode == 2
