"""States of words -> the labels, tags, heads and relations that score best.

Labels of names form a linear chain (a conditional random field, as Lample et al., "Neural architectures for named entity
recognition", 2016); heads and relations are scored by biaffine forms (Dozat and Manning, "Deep biaffine attention for neural
dependency parsing", 2017).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from multivector.reader.tagging.network import Numbers, Positions
    from multivector.reader.tagging.packs import Floats
    from multivector.reader.tagging.weights import Biaffine, Linear

TIE = 1e-5
"""Scores of heads that lie closer are equal but for rounding: the same seven words stand around both candidates. Over the
factRuEval development set such scores differ by at most 9e-7, and no others by less than 2e-4."""


def affine(linear: Linear, state: Floats) -> Floats:
    """Give `x W + b`."""
    result: Floats = state @ linear.weight
    result += linear.bias
    return result


def best_path(transitions: Floats, emissions: Floats) -> list[int]:
    """Give the best sequence of labels (Viterbi's algorithm).

    With e[t, j] the emission of label j at word t and A[i, j] the transition from i to j:

        v[0, j] = e[0, j];    v[t, j] = max_i (v[t-1, i] + A[i, j]) + e[t, j]

    traced back from the best v of the last word; of equals the first. Scores add up over a whole text, hence double precision.
    """
    if not len(emissions):
        return []
    labels = emissions.shape[1]
    into = transitions.T.astype(np.float64)
    came = np.zeros(emissions.shape, np.uint8)
    options, best = np.empty((labels, labels)), np.empty(labels)
    score = emissions[0].astype(np.float64)
    for step in range(1, len(emissions)):
        np.add(into, score, out=options)
        came[step] = options.argmax(axis=1)
        np.maximum.reduce(options, axis=1, out=best)
        np.add(best, emissions[step], out=score)
    path = [int(score.argmax())]
    back = came.tobytes()
    for row in range(labels * (len(emissions) - 1), 0, -labels):
        path.append(back[row + path[-1]])
    path.reverse()
    return path


def heads(biaffine: Biaffine, state: Floats, places: Positions) -> Numbers:
    """Give the position of each word's head, that of the empty position before the sentence for the root.

    With h, u the rectified maps of a word i and of a candidate j (the root among them), the head of i is the first best j of

        s[i, j] = h(x[i]) K u(x[j])             K: 32 × 32
    """
    candidates = _with_root(biaffine.tail, biaffine.root, state, places)
    sought = _rectified(biaffine.head, state) @ biaffine.kernel
    found = np.empty(places.size, np.intp)
    for before, behind in pairwise(places.bounds.tolist()):
        scores = sought[before + 1 : behind] @ candidates[before:behind].T
        found[before + 1 : behind] = (scores >= scores.max(axis=1, keepdims=True) - TIE).argmax(axis=1)
        found[before + 1 : behind] += before
    return found[places.taken]


def arcs(biaffine: Biaffine, state: Floats, places: Positions, head: Numbers) -> Numbers:
    """Give the number of the relation between each word and its head.

    With g the head of the word i, it is the first best r of

        s[i, r] = Σ_pq h(x[g])[p] u(x[i])[q] K[p, q, r]             K: 32 × 32 × relations

    which is one product of all pairs (words × 32 · 32) with K.
    """
    governor = _with_root(biaffine.head, biaffine.root, state, places)[head]
    word = _rectified(biaffine.tail, state[places.taken])
    pairs = (governor[:, :, np.newaxis] * word[:, np.newaxis, :]).reshape(len(word), -1)
    best: Numbers = (pairs @ biaffine.kernel).argmax(axis=1)
    return best


def _with_root(linear: Linear, root: Floats, state: Floats, places: Positions) -> Floats:
    """Map every position, the empty ones as the root."""
    rooted = state.copy()
    rooted[places.bounds] = root
    return _rectified(linear, rooted)


def _rectified(linear: Linear, state: Floats) -> Floats:
    result = affine(linear, state)
    return np.maximum(result, 0, out=result)
