"""Time and memory of pairs of many generated articles in two locales, without looking for duplicates.

    python python/benches/large.py [ARTICLES]

Prints a line for each tenth of the articles: pairs, seconds, and the most memory so far. The default is 200,000 articles, which
take about 1.6 GB of disk and are removed at the end.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import diglot

WORDS = "press turn open close lift filter pump valve cover screw panel light green slow left twice before then wait".split()


def write(folder: Path, articles: int) -> None:
    """Articles of about twenty units, in folders of a thousand."""
    for n in range(articles):
        random.seed(n)
        lines = [f"# Part {n}"]
        for k in range(20):
            words = [random.choice(WORDS) for _ in range(12)]
            lines.append(f"## Step {k}" if k % 5 == 4 else f"{' '.join(words)} `x{n}-{k}`, {random.randint(2, 99)} times.")
        english = "\n\n".join(lines) + "\n"
        # A language with one word for each of English, written backwards.
        other = " ".join(w if not w.isalpha() else w[::-1] for w in english.split(" "))
        for locale, text in (("en-US", english), ("de-DE", other)):
            file = folder / locale / f"{n // 1000:04}/a{n:06}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def main() -> None:
    articles = int((sys.argv[1:] or ["200000"])[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, articles)
        start = time.monotonic()
        corpus = diglot.Corpus(folder)
        print(f"{articles} articles listed after {time.monotonic() - start:.1f} s", flush=True)
        documents, pairs, last = 0, 0, ""
        for pair in corpus.pairs(duplicates="keep"):
            pairs += 1
            if pair.document != last:
                last = pair.document
                documents += 1
                if documents % max(articles // 10, 1) == 0:
                    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                    seconds = time.monotonic() - start
                    print(f"{documents} articles, {pairs} pairs, {seconds:.0f} s, {megabytes:.0f} MB", flush=True)
        usage = resource.getrusage(resource.RUSAGE_SELF)
        cpu = (usage.ru_utime + usage.ru_stime) / articles * 1000
        print(f"{cpu:.2f} ms of CPU for each article")


if __name__ == "__main__":
    main()
