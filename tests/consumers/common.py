"""What the consumer tests share: the rows as JSONL has them, and how other formats have to differ from it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(os.environ.get("CONSUMERS_HOME", "target/consumers"))
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
CORPUS = Path(sys.argv[2]) if len(sys.argv) > 2 else Path()


def need(*programs):
    """Ends the test as skipped if a program is missing."""
    for program in programs:
        if not (shutil.which(program) or Path(program).exists()):
            print(f"!!! missing: {program}")
            sys.exit(77)


def need_modules(*modules):
    """Ends the test as skipped if a Python package is missing."""
    for module in modules:
        try:
            __import__(module)
        except ImportError as error:
            print(f"!!! missing: {module} ({error})")
            sys.exit(77)


def rows(path):
    """The rows of a JSONL file."""
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def pairs(folder):
    """The locale pairs of an export: (name, rows)."""
    found = sorted((OUT / folder).glob("*.jsonl"))
    assert found, f"no JSONL in {OUT / folder}"
    return [(path.stem, rows(path)) for path in found]


def once(found, *more):
    """The rows that a TMX has: the first of those with the same texts in the same context."""
    keys = ["source", "target", "context", "translation_type", *more]
    first = {}
    for row in found:
        first.setdefault(tuple(row[key] for key in keys), row)
    return list(first.values())


def run(*command, **options):
    """Runs a program; its output if it succeeds, an error with it if not."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml(text):
    """A text without what XML 1.0 cannot hold."""
    return ILLEGAL.sub("", text)


def line(text):
    """A text with all that ends a line or column somewhere as a space."""
    return re.sub("\r\n|[\t-\r\x1c-\x1e\x85\u2028\u2029]", " ", text)


def same(got, wanted, what):
    """Fails with the first difference."""
    assert len(got) == len(wanted), f"{what}: {len(got)} instead of {len(wanted)}"
    for index, (a, b) in enumerate(zip(got, wanted)):
        assert a == b, f"{what}, row {index}: got {a!r:.400}, wanted {b!r:.400}"


def tmx_files(folder, name):
    """The TMX files of a locale pair, by translation type."""
    found = {"HT": f"{name}.HT.tmx", "MT": f"{name}.MT.tmx", "unknown": f"{name}.tmx"}
    return {kind: OUT / folder / file for kind, file in found.items() if (OUT / folder / file).exists()}
