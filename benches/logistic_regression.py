"""Logistic regression for the scripts that fit the constants of probabilities."""
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-max(-30, min(30, z))))


def solve(matrix, right):
    """Gauss and Jordan."""
    n = len(right)
    rows = [matrix[i] + [right[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(n):
            factor = rows[k][i] / rows[i][i]
            if k != i and factor:
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(samples, ridge=1e-3):
    """Newton's method; a sample is (features, label, weight)."""
    n = len(samples[0][0])
    w = [0.0] * n
    for _ in range(25):
        gradient = [-ridge * v for v in w]
        hessian = [[ridge if i == j else 0.0 for j in range(n)] for i in range(n)]
        for x, y, weight in samples:
            p = sigmoid(sum(a * b for a, b in zip(w, x)))
            for i in range(n):
                gradient[i] += weight * (y - p) * x[i]
                for j in range(n):
                    hessian[i][j] += weight * p * (1 - p) * x[i] * x[j]
        step = [max(-2, min(2, s)) for s in solve(hessian, gradient)]
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return w
