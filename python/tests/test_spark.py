"""A Spark job gives the rows of one run, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import diglot
import pyarrow as pa
import pyspark
import pytest
from conftest import write_corpus
from diglot import spark
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

SPARK = Path(str(pyspark.__file__)).parent
ORDER = ["source_locale", "target_locale", "document", "index"]


class Cluster:
    """A standalone master and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "SPARK_HOME": str(SPARK),
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_WORKER_DIR": str(folder / "work"),
        }
        port = "17077"
        self.url = f"spark://127.0.0.1:{port}"
        master = "org.apache.spark.deploy.master.Master"
        options = ["--host", "127.0.0.1", "--port", port, "--webui-port", "0"]
        self.processes = [self.start(master, *options)]
        self.workers = [self.worker() for _ in range(2)]

    def start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{name}-{time.monotonic_ns()}.log").open("wb")
        program = [str(SPARK / "bin/spark-class"), name, *options]
        return subprocess.Popen(program, stdout=log, stderr=log, env=self.environment, start_new_session=True)

    def worker(self) -> subprocess.Popen[bytes]:
        name = "org.apache.spark.deploy.worker.Worker"
        options = ["--cores", "1", "--memory", "1g", "--webui-port", "0", "--host", "127.0.0.1"]
        process = self.start(name, *options, self.url)
        self.processes.append(process)
        return process

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kills a worker and the processes that it started, as a machine that fails."""
        children = subprocess.run(
            ["ps", "-eo", "pid,pgid,ppid,args"], capture_output=True, text=True, check=True
        ).stdout
        os.killpg(worker.pid, signal.SIGKILL)
        for line in children.splitlines()[1:]:
            pid, pgid, parent, *_ = line.split()
            if int(pgid) == worker.pid or int(parent) == worker.pid:
                try:
                    os.kill(int(pid), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        worker.wait()

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[SparkSession]:
    os.environ.update(cluster.environment)
    builder = SparkSession.builder.master(cluster.url).appName("test")
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.executor.memory": "700m",
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.pyspark.python": sys.executable,
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def files(session: SparkSession, corpus: diglot.Corpus) -> DataFrame:
    rows = [
        (article.document, locale, file.read_bytes().decode())
        for article in corpus.articles()
        for locale, file in article.files.items()
    ]
    names = ("document", "locale", "content")
    schema = StructType([StructField(name, StringType(), False) for name in names])
    return session.createDataFrame(rows, schema).repartition(8)


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict() for row in frame.orderBy(*ORDER).collect()]


def wanted(corpus: diglot.Corpus, **options: Any) -> list[dict[str, Any]]:
    table = pa.table(corpus.pairs(**options))
    return list(table.sort_by([(name, "ascending") for name in ORDER]).to_pylist())


def test_the_rows_are_those_of_one_run_when_a_worker_is_killed(
    cluster: Cluster, session: SparkSession, tmp_path: Path
) -> None:
    docs = write_corpus(tmp_path / "docs", 2000, ("en-US", "de-DE", "fr-FR"))
    corpus = diglot.Corpus(docs)
    corpus.learn(tmp_path / "learned.json")
    frame = files(session, corpus)
    job = spark.pairs(frame, source="en-US", learned=tmp_path / "learned.json")
    found: list[list[dict[str, Any]]] = []
    reading = threading.Thread(target=lambda: found.append(rows(job)))
    reading.start()
    tracker = session.sparkContext.statusTracker()
    # In the middle: some tasks of the job are done, and some are not.
    done = 0
    while reading.is_alive() and not 2 <= done:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        done = max((s.numCompletedTasks for s in stages if s is not None), default=0)
        time.sleep(0.02)
    assert reading.is_alive(), "the job ended before a worker could be killed"
    cluster.kill(cluster.workers.pop())
    cluster.workers.append(cluster.worker())
    reading.join()
    single = wanted(corpus)
    assert len(single) > 20_000
    assert any(row["duplicate_of"] for row in single)
    assert found == [single]


@pytest.mark.parametrize(
    ("options", "aligner"),
    [
        ({"duplicates": "keep"}, {}),
        ({"duplicates": "drop", "prefer": "ht", "max_chars": 80}, {}),
        ({"markup": True}, {"sentences": True, "pair_policy": "all", "reasons": True}),
    ],
)
def test_options_mean_what_they_mean_in_a_corpus(
    session: SparkSession,
    sample: Path,
    tmp_path: Path,
    options: dict[str, Any],
    aligner: dict[str, Any],
) -> None:
    corpus = diglot.Corpus(sample, **aligner)
    corpus.learn(tmp_path / "learned.json")
    frame = files(session, corpus)
    found = spark.pairs(
        frame, source="en-US", learned=tmp_path / "learned.json", **options, **aligner
    )
    assert rows(found) == wanted(corpus, **options)


def test_wrong_arguments_fail_at_once(session: SparkSession) -> None:
    frame = session.createDataFrame([("a.md", "en")], "document string, locale string")
    with pytest.raises(ValueError, match="the column content is missing"):
        spark.pairs(frame, source="en")
    full = session.createDataFrame([("a.md", "en", "")], "document string, locale string, content string")
    with pytest.raises(ValueError, match="source: `\\?` is not a locale"):
        spark.pairs(full, source="?")
