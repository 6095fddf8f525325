#!/usr/bin/env python3
"""Fits the constants of src/matching/probability.rs to samples of real documentation.

usage: cargo bench --bench matching -- CASE... > samples.tsv; python3 fit.py samples.tsv

A logistic regression says how likely it is that two files that are nearest to each other are of one article. Each case is
held out once: the constants are fitted on the others and judged on it. Printed are the constants of all cases together,
and a reliability table of what was held out. The constants in the code are rounded.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from logistic_regression import fit, sigmoid  # noqa: E402

# The samples are few: weights are drawn towards 0.
RIDGE = 0.05


def features(similarity, margin, originals):
    few = 1 / (originals + 1)
    return [1, similarity, margin * originals / (originals + 4), few, similarity * few]


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
    samples = [(case, features(float(s), float(m), int(n)), int(right)) for case, s, m, n, right in rows]
    held_out = []
    for case in sorted({sample[0] for sample in samples}):
        weights = fit([(x, right, 1) for other, x, right in samples if other != case], RIDGE)
        for other, x, right in samples:
            if other == case:
                held_out.append((sigmoid(sum(w * v for w, v in zip(weights, x))), right))
    print("constants", [round(w, 2) for w in fit([(x, right, 1) for _, x, right in samples], RIDGE)])
    print("| probability | pairs | mean | right |\n|---|---|---|---|")
    for low, high in [(0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)]:
        inside = [(p, right) for p, right in held_out if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            right = sum(right for _, right in inside) / len(inside)
            print(f"| {low} to {min(high, 1)} | {len(inside)} | {mean:.3f} | {right:.3f} |")
    all_right = sum(right for _, right in held_out)
    print("recall at 0.9:", round(sum(right for p, right in held_out if p >= 0.9) / all_right, 4))


main()
