"""Words of sentences -> parts of speech, syntax and names: slovnet's models for Russian news, in one fused pass.

    weights = load()
    tagged = tag(weights, cut(text).sentence_words())

`load` reads about 30 MB from the wheel of natasha; the weights are frozen and nothing else is kept, so one set serves any
number of texts. The answers are those of slovnet itself: of its name tagger given the whole text, and of the others given
each sentence.

Matrices of this size gain nothing from a second thread, so `tag` holds BLAS to one; to use more cores, use processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

from multivector.reader.tagging import decode, network
from multivector.reader.tagging.tags import Name, Tag, Tagged, names_of
from multivector.reader.tagging.weights import Weights, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.tagging.network import Numbers
    from multivector.reader.tagging.packs import Floats

__all__ = ["BATCH", "LONGEST", "Name", "Tag", "Tagged", "Weights", "load", "tag"]

LONGEST = 512
"""Words of a sentence whose syntax is read together, as every pair of them is weighed. A longer one is a list or no prose: it
is read in pieces of this length, each with a root of its own."""
BATCH = 1024
"""Words that go through the network together, at most, so that their states stay in the processor's cache."""

_BLAS = ThreadpoolController()


def tag(weights: Weights, sentences: Sequence[Sequence[str]]) -> Tagged:
    """Tag the words of a text's sentences, which are numbered through."""
    words = list(chain.from_iterable(sentences))
    with _BLAS.limit(limits=1, user_api="blas"):
        parts = [_tag_batch(weights, words, batch) for batch in _batches([len(sentence) for sentence in sentences])]
        emissions = (
            np.concatenate([part.emissions for part in parts]) if parts else np.empty((0, len(weights.labels)), np.float32)
        )
    labels = [weights.labels[label] for label in decode.best_path(weights.transitions, emissions)]
    return Tagged(
        tags=tuple([weights.tags[number] for part in parts for number in part.tags.tolist()]),
        heads=tuple([head if head >= 0 else None for part in parts for head in part.heads.tolist()]),
        relations=tuple([weights.relations[number] for part in parts for number in part.relations.tolist()]),
        names=tuple(names_of(labels)),
    )


def _batches(lengths: Sequence[int]) -> Iterator[list[range]]:
    """Part the words of sentences into batches of stretches that are read together: sentences, or pieces of a long one."""
    batch: list[range] = []
    start = 0
    for length in lengths:
        end = start + length
        for first in range(start, end, LONGEST):
            piece = range(first, min(first + LONGEST, end))
            if batch and piece.stop - batch[0].start > BATCH:
                yield batch
                batch = []
            batch.append(piece)
        start = end
    if batch:
        yield batch


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What is said of the words of a batch, in numbers; heads are words of the text, -1 for none."""

    emissions: Floats
    tags: Numbers
    heads: Numbers
    relations: Numbers


def _tag_batch(weights: Weights, words: Sequence[str], batch: Sequence[range]) -> _Part:
    first, end = batch[0].start, batch[-1].stop
    begin = max(0, first - network.REACH)  # a name's label also depends on the words around the batch
    found = network.distinct(weights, words[begin : end + network.REACH])

    whole = network.positions([len(found.numbers)])
    (named,) = network.states(weights.naming, found, found.numbers, whole)
    emissions = decode.affine(weights.label, named[whole.taken][first - begin : end - begin])

    places = network.positions([len(piece) for piece in batch])
    formed, joined = network.states(weights.grammar, found, found.numbers[first - begin : end - begin], places)
    heads = decode.heads(weights.heads, joined, places)
    word = np.full(places.size, -1)
    word[places.taken] = np.arange(first, end)
    return _Part(
        emissions=emissions,
        tags=decode.affine(weights.tag, formed[places.taken]).argmax(axis=1),
        heads=word[heads],
        relations=decode.arcs(weights.arcs, joined, places, heads),
    )
