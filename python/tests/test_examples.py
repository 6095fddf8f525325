"""The examples for Python run as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import diglot
import nbclient
import nbformat
from conftest import ROOT

EXAMPLES = ROOT / "examples"


def test_the_notebook_runs(sample: Path) -> None:
    os.environ["DIGLOT_CORPUS"] = str(sample)
    path = EXAMPLES / "python/scores_and_lengths.ipynb"
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=120).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    plots = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(plots) >= 2


def test_datatrove_reads_every_pair_once(generated: Path, tmp_path: Path) -> None:
    program = [sys.executable, str(EXAMPLES / "python/datatrove_reader.py"), str(generated), str(tmp_path / "out")]
    done = subprocess.run(program, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line for file in (tmp_path / "out").glob("*.jsonl") for line in file.read_text().splitlines()]
    found = {json.loads(line)["id"]: json.loads(line) for line in lines}
    wanted = list(diglot.Corpus(generated, min_score=0.9).pairs(duplicates="keep"))
    assert len(found) == len(lines) == len(wanted) > 100
    for pair in wanted:
        assert found[pair.id]["text"] == pair.target
        assert found[pair.id]["metadata"]["source"] == pair.source


def test_a_slurm_array_gives_one_export(generated: Path, tmp_path: Path) -> None:
    folder = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "SLURM_ARRAY_TASK_COUNT": "3"}

    def run(*arguments: str | Path, **variables: str) -> None:
        subprocess.run(arguments, env=environment | variables, check=True, capture_output=True)

    out = tmp_path / "pairs"
    run("diglot", "learn", "--quiet", generated, "--out", out / "learned.json")
    script = EXAMPLES / "slurm_array.sh"
    for number in range(1, 4):
        run("bash", script, generated, out, SLURM_ARRAY_TASK_ID=str(number))
    run("bash", script, generated, out, "merge")
    run("diglot", "export", "--quiet", generated, "--format", "tmx,jsonl", "--out", tmp_path / "one")
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert files == sorted(file.name for file in (out / "exports").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (out / "exports" / name).read_bytes()
