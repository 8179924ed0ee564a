"""Words -> the states that the models make of them: one flat batch, one pass.

Stretches of text (sentences for grammar, a whole text for names) stand in one row of positions, with an empty position
before, between and behind them:

    position   0   1  2  3  4   5   6  7  8
    word       ·   a  b  c  d   ·   e  f  ·

An empty position is zero before each layer, which is what slovnet's padding is, so no result depends on the company a stretch
keeps. With x[t] the state of a position, three layers follow (see `weights` for the taps):

    y[t] = norm(max(0, b + x[t-1] W[0] + x[t] W[1] + x[t+1] W[2]))        330 → 256 → 128 → 64 channels, for each model

The first is looked up from the products of the distinct words; in the others every position is multiplied once, by all three taps
together, and the products are added up shifted. The models are slovnet's (Kukushkin, "slovnet: deep learning for Russian NLP").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.reader.tagging.shapes import shape_of
from multivector.reader.tagging.weights import TAPS, Encoder, Layer, Norm, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.reader.tagging.packs import Floats

    Numbers = NDArray[np.intp]

REACH = 3
"""How many words to either side a word's state depends on: one a layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Where the stretches of a batch stand: `bounds` are the empty positions, `taken` the others, in order."""

    bounds: Numbers
    taken: Numbers

    @property
    def size(self) -> int:
        """Count the positions."""
        return int(self.bounds[-1]) + 1


def positions(lengths: Sequence[int]) -> Positions:
    """Lay out stretches of these lengths."""
    bounds = np.concatenate(([0], np.cumsum(np.asarray(lengths, np.intp) + 1)))
    taken = np.ones(int(bounds[-1]) + 1, np.bool_)
    taken[bounds] = False
    return Positions(bounds, np.flatnonzero(taken))


@dataclass(frozen=True, slots=True, eq=False)
class Distinct:
    """The words of a batch by what the models can tell apart: for each word its number, for each number shape and embedding."""

    numbers: Numbers
    shapes: Numbers
    embeddings: Floats


def distinct(weights: Weights, words: Sequence[str]) -> Distinct:
    """Look up the words: each spelling once, each pair of entry and shape once."""
    forms: dict[str, int] = {}
    numbered = np.array([forms.setdefault(word, len(forms)) for word in words], np.intp)
    entries, unknown, shapes = weights.words, weights.unknown, weights.shapes
    keys = np.array([entries.get(form.lower(), unknown) * len(shapes) + shapes[shape_of(form)] for form in forms], np.intp)
    pairs, of_form = np.unique(keys, return_inverse=True)
    entry, shape = np.divmod(pairs, len(shapes))
    return Distinct(of_form[numbered], shape, embedded(weights, entry))


def embedded(weights: Weights, entries: Numbers) -> Floats:
    """Give the embeddings of words, put together from the centroids of their parts: words × 300."""
    parts = weights.indexes.shape[1]
    rows = weights.indexes[entries] + np.arange(parts) * (len(weights.centroids) // parts)
    joined: Floats = weights.centroids[rows].reshape(len(entries), -1)
    return joined


def states(encoder: Encoder, found: Distinct, numbers: Numbers, places: Positions) -> Floats:
    """Send words, given by their numbers among the distinct ones, through the layers: models × positions × 64."""
    count = len(found.embeddings)
    products = np.zeros((count + 1, encoder.word_taps.shape[1]), np.float32)  # the last row is the empty position's
    np.matmul(found.embeddings, encoder.word_taps, out=products[:count])
    products[:count] += encoder.shape_taps[found.shapes]
    rows = np.full(places.size, count, np.intp)
    rows[places.taken] = numbers
    state = _first(encoder, products.reshape((count + 1) * TAPS, -1), rows * TAPS, places)
    for layer in (encoder.second, encoder.third):
        state = _next(layer, state, places)
    return state


def _first(encoder: Encoder, products: Floats, rows: Numbers, places: Positions) -> Floats:
    total = np.take(products, rows + 1, axis=0)
    total[1:] += np.take(products, rows[:-1], axis=0)
    total[:-1] += np.take(products, rows[1:] + 2, axis=0)
    by_model: Floats = total.reshape(len(rows), encoder.models, -1).transpose(1, 0, 2)
    return _normalised(encoder.first, by_model, places)


def _next(layer: Layer, state: Floats, places: Positions) -> Floats:
    channels = layer.bias.shape[-1]
    before, here, after = np.split(np.matmul(state, layer.weight), [channels, 2 * channels], axis=2)
    total: Floats = here + layer.bias
    total[:, 1:] += before[:, :-1]
    total[:, :-1] += after[:, 1:]
    return _normalised(layer.norm, total, places)


def _normalised(norm: Norm, total: Floats, places: Positions) -> Floats:
    np.maximum(total, 0, out=total)
    total *= norm.scale
    total += norm.shift
    total[:, places.bounds] = 0
    return total
