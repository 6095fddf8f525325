"""The command on a terminal: colours, widths and progress."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("diglot"))


def on_terminal(folder: Path, columns: int, *arguments: str, **variables: str) -> str:
    """What the command prints on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR")}
    environment |= {"TERM": "xterm-256color"} | variables
    process = subprocess.Popen(
        [PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment
    )
    os.close(theirs)
    output = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:
            break
        if not read:
            break
        output += read
    os.close(ours)
    assert process.wait() == 0, output
    return output.decode()


def plain(line: str) -> str:
    """A line without codes of the terminal."""
    parts = line.split("\x1b[")
    return parts[0] + "".join(part.lstrip("0123456789;").lstrip()[1:] if part else "" for part in parts[1:])


def test_warnings_have_colours_only_where_they_are_seen(sample: Path, tmp_path: Path) -> None:
    arguments = ("export", "--out", str(tmp_path / "out"), str(sample))
    yellow = "\x1b[33m"
    assert yellow in on_terminal(tmp_path, 120, *arguments)
    assert yellow not in on_terminal(tmp_path, 120, *arguments, NO_COLOR="1")
    piped = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stderr
    assert "release-notes/2-4.md:26: a row has more cells" in piped.stderr


def test_the_summary_fits_a_narrow_terminal(sample: Path, tmp_path: Path) -> None:
    arguments = ("export", "--out", "out", str(sample))
    wide = on_terminal(tmp_path, 120, *arguments, NO_COLOR="1")
    assert "source  target  articles  pairs" in wide
    row = next(plain(line) for line in wide.split("\r\n") if plain(line).split()[:2] == ["en-US", "fr-FR"])
    articles, pairs = row.split()[2:4]
    narrow = on_terminal(tmp_path, 44, *arguments, NO_COLOR="1")
    # The progress bar stands before the first line of the summary.
    lines = [plain(line.split("\r")[-1]) for line in narrow.split("\r\n")]
    at = lines.index("en-US  fr-FR")
    assert lines[at + 1].startswith(f"  articles {articles}, pairs {pairs},")
    for line in lines[at : lines.index("11 articles read")]:
        assert len(line) <= 44, line


def test_the_progress_bar_fits_the_terminal(tmp_path: Path) -> None:
    from conftest import write_corpus

    docs = write_corpus(tmp_path / "docs", 600, ("en-US", "de-DE"))
    output = on_terminal(tmp_path, 50, "export", "-j", "1", "--format", "jsonl", str(docs))
    bars = [plain(line) for line in output.replace("\r\n", "\r").split("\r") if "/600 articles" in line]
    assert bars
    assert all(len(bar) <= 50 for bar in bars), bars
