#!/usr/bin/env python3
"""Fits the constants of src/align/confidence.rs to signals of the aligner.

usage: cargo bench --bench calibration -- CASE... > signals.tsv; python3 fit.py signals.tsv

Articles are held out by the hash of their path: constants are fitted on one half and judged on the other one, both ways.
Two logistic regressions are fitted: whether a matched pair is of an article's own translation or of another one
(`relatedness`), and whether a pair of an own translation is right by gold (`trust`). Printed are the constants, the
logarithmic loss, and a reliability table of what was held out. The constants in the code are rounded, and weights that
differ between the halves are drawn towards 0.
"""
import bisect, collections, hashlib, json, math, os, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from logistic_regression import fit, sigmoid  # noqa: E402

NAMES = ["posterior", "evidence", "related", "tokens", "length", "same", "contradicts", "within"]


def logit(p):
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def relatedness(v):
    within = v["within"]
    return {"bias": 1.0, "tokens up": max(v["tokens"], 0), "tokens down": min(v["tokens"], 0), "within up": min(max(within, 0), 3),
            "within down": min(within, 0), "same up": max(v["same"], 0), "same down": min(v["same"], 0),
            "length down": max(min(v["length"] - 1, 0), -3), "contradicts": v["contradicts"]}


def trust(v):
    return {"bias": 1.0, "posterior": min(logit(v["posterior"]), 7), "evidence": max(-6, min(v["evidence"], 2)),
            "evidence above 2": min(max(v["evidence"] - 2, 0), 12), "related": max(-6, min(logit(v["related"]), 5)),
            "contradicts": v["contradicts"]}


class Gold:
    """Gold segments of an article as byte offsets of their first letter or digit."""

    def __init__(self, case, entry):
        self.points = []
        for locale, side in (("en-US", "source"), (entry["target_locale"], "target")):
            raw = open(os.path.join(case, locale, entry["path"]), "rb").read()
            text, offsets, at = [], [], 3 if raw.startswith(b"\xef\xbb\xbf") else 0
            for char in raw[at:].decode("utf-8"):
                if not (char == "\n" and text and raw[at - 1:at] == b"\r"):
                    text.append("\n" if char == "\r" else char)
                    offsets.append(at)
                at += len(char.encode())
            points = []
            for number, segment in enumerate(entry["segments"]):
                if segment[side]:
                    a, b = segment[side]
                    letter = next((k for k in range(a, min(b, len(text))) if text[k].isalnum()), min(a, len(text) - 1))
                    points.append((offsets[letter], number))
            self.points.append(sorted(points))
        self.unsure = {k for k, s in enumerate(entry["segments"]) if s["status"] == "ambiguous"}

    def judge(self, source, target):
        """Whether a pair is right; None where the gold does not tell."""
        a, b = (self.inside(points, span) for points, span in zip(self.points, (source, target)))
        if not (a | b) or b and not b - self.unsure:
            return None
        return bool(a & b)

    @staticmethod
    def inside(points, span):
        start, end = map(int, span.split("-"))
        return {n for _, n in points[bisect.bisect_left(points, (start, -1)):bisect.bisect_left(points, (end, -1))]}


def read(path):
    rows, golds = [], {}
    for line in open(path, encoding="utf-8"):
        case, kind, document, source, target, *values = line.rstrip("\n").split("\t")
        if case not in golds:
            entries = map(json.loads, open(os.path.join(case, "gold.jsonl"), encoding="utf-8"))
            golds[case] = {entry["path"]: entry for entry in entries}
        entry = golds[case].get(document)
        if isinstance(entry, dict):
            entry = golds[case][document] = Gold(case, entry)
        right = entry.judge(source, target) if entry and kind == "translation" else None
        fold = hashlib.md5(document.encode()).digest()[0] % 2
        rows.append((case, kind, fold, right, dict(zip(NAMES, map(float, values)))))
    return rows


def report(name, rows, features, label):
    """Fits on one half and judges the other one, then fits on all."""
    count = collections.Counter((case, label(row)) for row in rows for case in [row[0]])
    balance = (lambda row: 1000 / count[row[0], label(row)]) if name == "relatedness" else (lambda row: 1.0)
    for held in (0, 1, None):
        train = [r for r in rows if r[2] != held]
        weights = fit([(list(features(r[4]).values()), label(r), balance(r)) for r in train])
        print(name, f"held out {held}:", "  ".join(f"{k} {w:.3f}" for k, w in zip(features(rows[0][4]), weights)))
        bins, loss, judged = collections.defaultdict(lambda: [0, 0, 0.0]), 0.0, 0
        for row in rows:
            if held is None or row[2] == held:
                p = sigmoid(sum(a * b for a, b in zip(weights, features(row[4]).values())))
                loss -= math.log(max(p if label(row) else 1 - p, 1e-9))
                judged += 1
                z = bins[min(9, int(p * 10))]
                z[0] += 1; z[1] += label(row); z[2] += p
        ece = sum(abs(z[1] - z[2]) for z in bins.values()) / max(judged, 1)
        print(f"  loss {loss / max(judged, 1):.4f}  ECE {ece:.4f}")
        for k, z in sorted(bins.items()):
            print(f"    {k / 10:.1f}  pairs {z[0]:6}  score {z[2] / z[0]:.3f}  right {z[1] / z[0]:.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    signals = read(sys.argv[1])
    related = [r for r in signals if r[1] == "other" or r[3]]
    report("relatedness", related, relatedness, lambda r: int(r[1] == "translation"))
    report("trust", [r for r in signals if r[3] is not None], trust, lambda r: int(r[3]))
