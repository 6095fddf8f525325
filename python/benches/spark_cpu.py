"""CPU time of a Spark job for each article, compared with one process.

    python python/benches/spark_cpu.py [ARTICLES]

Runs Spark on this machine with two cores, on generated articles in two locales. The CPU time is that of all processes, after they
have ended: driver, executor and Python workers.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from large import write

START = """
import sys
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
session.range(10).count()
"""
JOB = START + """
import diglot
from diglot import spark
corpus = diglot.Corpus(sys.argv[1])
corpus.learn(sys.argv[1] + "/learned.json")
rows = [(a.document, l, f.read_bytes().decode()) for a in corpus.articles() for l, f in a.files.items()]
files = session.createDataFrame(rows, "document string, locale string, content string")
pairs = spark.pairs(files, source="en-US", learned=sys.argv[1] + "/learned.json")
pairs.write.mode("overwrite").parquet(sys.argv[1] + "/pairs")
"""
SINGLE = """
import sys, diglot, pyarrow
pyarrow.table(diglot.Corpus(sys.argv[1], threads=2).pairs())
"""


def seconds(program: str, folder: str) -> float:
    """CPU seconds of a program and of all processes that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, "-c", program, folder]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=environment)
    # Java goes on for a moment after its parent. It then belongs to this process, see `main`.
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    # PR_SET_CHILD_SUBREAPER: the CPU time of processes whose parent has ended is counted here. Linux only.
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    articles = int((sys.argv[1:] or ["5000"])[0])
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), articles)
        start, job, single = (seconds(program, folder) for program in (START, JOB, SINGLE))
    print(f"Spark starts in {start:.1f} s of CPU")
    print(f"one process: {single * 1000 / articles:.2f} ms of CPU for each article")
    print(f"Spark: {(job - start) * 1000 / articles:.2f} ms of CPU for each article, besides the start")


if __name__ == "__main__":
    main()
