"""FOCI as a torch program would have it: T of every candidate at every step, its neighbours by torch.cdist over all chosen columns. What is known of the chosen columns
alone is computed once a step. Reads n, p (int32), y (n float64) and x (n x p float32) from standard input; prints milliseconds, threads and the columns."""

import sys
import time

import numpy
import torch


def nearest(x):
    distances = torch.cdist(x, x)
    distances.fill_diagonal_(float("inf"))
    return distances.argmin(dim=1)


def foci(y, x):
    n, p = x.shape
    order = torch.sort(y).values
    at_most = torch.searchsorted(order, y, right=True)
    at_least = n - torch.searchsorted(order, y)
    chosen = []
    while len(chosen) < p:
        base = torch.minimum(at_most, at_most[nearest(x[:, chosen])]) if chosen else None
        best, most = -1, 0.0
        for j in range(p):
            if j in chosen:
                continue
            score = torch.minimum(at_most, at_most[nearest(x[:, chosen + [j]])])
            if base is None:
                t = ((n * score - at_least**2).sum() / (at_least * (n - at_least)).sum()).item()
            else:
                t = ((score - base).sum() / (at_most - base).sum()).item()
            if t > most:
                best, most = j, t
        if best < 0:
            break
        chosen.append(best)
    return chosen


data = sys.stdin.buffer.read()
n, p = numpy.frombuffer(data, dtype=numpy.int32, count=2)
y = torch.from_numpy(numpy.frombuffer(data, dtype=numpy.float64, offset=8, count=n).copy())
x = torch.from_numpy(numpy.frombuffer(data, dtype=numpy.float32, offset=8 + 8 * n).copy().reshape(n, p))
start = time.perf_counter()
selected = foci(y, x)
print(1000 * (time.perf_counter() - start), torch.get_num_threads(), *selected)
