"""CPU time of pairs in a pyarrow table, compared with an export to JSONL.

    python python/benches/arrow.py [CORPUS [ROUNDS]]

Both use one thread, as processes of their own, whose CPU time counts. The best of some rounds is shown. Without a corpus, one
is generated.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from large import write

TABLE = "import sys, pyarrow, diglot; pyarrow.table(diglot.Corpus(sys.argv[1], threads=1).pairs())"
STARTS = {"export": "import diglot", "table": "import pyarrow, diglot"}


def seconds(*command: str) -> float:
    """CPU seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(corpus: str, rounds: int) -> None:
    """Prints the times for a corpus."""
    diglot = str(Path(sys.executable).with_name("diglot"))
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "export": [diglot, "export", "-q", "-j", "1", "--format", "jsonl", "--out", out, corpus],
            "table": [sys.executable, "-c", TABLE, corpus],
        }
        times = {}
        for name, command in commands.items():
            start = min(seconds(sys.executable, "-c", STARTS[name]) for _ in range(rounds))
            times[name] = min(seconds(*command) for _ in range(rounds)) - start
    jsonl, table = times["export"], times["table"]
    print(f"export to JSONL {jsonl:.3f} s, pyarrow table {table:.3f} s: {table / jsonl:.2f} times")


def main() -> None:
    rounds = int((sys.argv[2:] or ["5"])[0])
    if sys.argv[1:]:
        measure(sys.argv[1], rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), 2000)
        measure(folder, rounds)


if __name__ == "__main__":
    main()
