"""OmegaT without a window: our TMX in tm/auto fills the target files; machine translation in tm/mt is read, and
offered rather than filled in."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import need, pairs, tmx_files, xml

need("omegat")

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


def fold(text):
    """White space as OmegaT has it between paragraphs; no-break spaces stay."""
    return re.sub("[ \t\n\r]+", " ", xml(text)).strip()


def translate(name, found, auto, machine):
    """Runs OmegaT on the source texts; the target paragraphs."""
    source, target = name.split("_")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in ("source", "target", "tm/auto", "tm/mt", "omegat", "glossary", "dictionary"):
            (project / part).mkdir(parents=True)
        (project / "omegat.project").write_text(PROJECT.format(source=source, target=target), encoding="utf-8")
        text = "\n\n".join(fold(r["source"]) for r in found) + "\n"
        (project / "source/texts.utf8").write_text(text, encoding="utf-8")
        for path in auto:
            shutil.copy(path, project / "tm/auto")
        for path in machine:
            shutil.copy(path, project / "tm/mt")
        command = ["omegat", "--mode=console-translate", f"--config-dir={folder}/config", str(project)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        for path in [*auto, *machine]:
            assert not re.search(rf"{re.escape(path.name)}.*(error|exception)", said, re.I), said
        return [fold(p) for p in (project / "target/texts.utf8").read_text(encoding="utf-8").split("\n\n")]


def answers(found):
    """The translations of each source text: a text that stands twice may have two."""
    known = {}
    for row in found:
        known.setdefault(fold(row["source"]), set()).add(fold(row["target"]))
    return known


# The largest pair, and one that is mostly machine translated, are enough: each run starts a Java machine.
chosen = sorted(pairs("plain"), key=lambda pair: -len(pair[1]))[:1]
chosen += [pair for pair in pairs("plain") if {r["translation_type"] for r in pair[1]} == {"MT"}][:1]
for name, found in chosen:
    files = tmx_files("plain", name)
    # A text that has a line separator is two lines for OmegaT, and one of more than 60,000 characters is cut.
    # It also takes no-break spaces off the ends of what it looks up.
    apart = lambda text: re.search("[\x85\u2028\u2029]", text) or text != text.strip()  # noqa: E731
    found = [r for r in found if len(r["source"]) < 60_000 and not apart(r["source"])]
    got = translate(name, found, list(files.values()), [])
    known = answers(found)
    assert len(got) == len(found), f"{name}: {len(got)} paragraphs instead of {len(found)}"
    for row, paragraph in zip(found, got):
        assert paragraph in known[fold(row["source"])], f"{name}: {row['source']!r} became {paragraph!r}"

    # Machine translation in tm/mt: the rest is filled, it is not.
    others = [path for kind, path in files.items() if kind != "MT"]
    if "MT" in files and others:
        got = translate(name, found, others, [files["MT"]])
        known = answers([r for r in found if r["translation_type"] != "MT"])
        for row, paragraph in zip(found, got):
            wanted = known.get(fold(row["source"]), {fold(row["source"])})
            assert paragraph in wanted, f"{name}, tm/mt: {row['source']!r} became {paragraph!r}"
