"""OmegaT without a window: our TMX in tm/auto fills the target files; machine translation in tm/mt is read, and
offered rather than filled in. A TMX for OmegaT fills the Markdown files of the originals."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import CORPUS, need, pairs, tmx_files, xml

need("omegat")

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>{sentences}</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


def fold(text):
    """White space as OmegaT has it between paragraphs; no-break spaces stay."""
    return re.sub("[ \t\n\r]+", " ", xml(text)).strip()


def run_omegat(name, files, auto, machine=(), sentences=False):
    """Runs OmegaT on source files; the target files."""
    source, target = name.split("_")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in ("source", "target", "tm/auto", "tm/mt", "omegat", "glossary", "dictionary"):
            (project / part).mkdir(parents=True)
        settings = PROJECT.format(source=source, target=target, sentences=str(sentences).lower())
        (project / "omegat.project").write_text(settings, encoding="utf-8")
        for path, content in files.items():
            (project / "source" / path).parent.mkdir(parents=True, exist_ok=True)
            (project / "source" / path).write_bytes(content)
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
        return {path: (project / "target" / path).read_bytes() for path in files}


def translate(name, found, auto, machine):
    """Runs OmegaT on the source texts; the target paragraphs."""
    text = "\n\n".join(fold(r["source"]) for r in found) + "\n"
    files = run_omegat(name, {"texts.utf8": text.encode()}, auto, machine)
    return [fold(p) for p in files["texts.utf8"].decode().split("\n\n")]


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


def blocks(content):
    """What stands between empty lines."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return [block.strip() for block in re.split("\n\n+", text) if block.strip()]


def fills_markdown_files():
    """The TMX for OmegaT fills the originals themselves: what was paired is translated, and nothing else changes."""
    name, found = max(pairs("omegat"), key=lambda pair: len(pair[1]))
    source = CORPUS / name.split("_")[0]
    files = {f"{row['document']}.utf8": source / row["document"] for row in found}
    files = {path: file.read_bytes() for path, file in files.items()}
    known = {}
    for row in found:
        known.setdefault(row["source"], set()).add(row["target"])
    memories = list(tmx_files("omegat", name).values())
    got = run_omegat(name, files, memories)
    paired = filled = 0
    for path, content in files.items():
        before, after = blocks(content), blocks(got[path])
        assert len(before) == len(after), f"{path}: {len(after)} paragraphs instead of {len(before)}"
        for old, new in zip(before, after):
            paired += old in known
            filled += old in known and new in known[old]
            assert new == old or new in known.get(old, ()), f"{path}: {old!r} became {new!r}"
    assert paired and filled >= 0.99 * paired, f"{name}: {filled} of {paired} paragraphs were filled"
    # With sentence segmentation OmegaT cuts the memory as it cuts the files.
    got = run_omegat(name, files, memories, sentences=True)
    changed = sum(new != old for path in files for old, new in zip(blocks(files[path]), blocks(got[path])))
    assert changed >= 0.85 * paired, f"{name}, sentences: {changed} of {paired} paragraphs were filled"


fills_markdown_files()
