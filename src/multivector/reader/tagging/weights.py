"""The weights of the three slovnet models, laid out so that one pass serves all three.

Names, morphology and syntax are convolutional taggers of the same build, trained apart. Each reads the same embedding of a
word (navec, 300 numbers) beside an embedding of its shape of its own (30 numbers), and sends it through three layers over
windows of three words. A convolution over a window is the sum of three products, one a *tap* (previous word, this word, next
word):

    y[t] = b + Σ_k x[t + k - 1] W[k]         W[k]: inputs × channels, k = 0, 1, 2

so a word's three products can be made once for every distinct word, whatever stands beside it. For the first layer they are,
for all models of an encoder at once, `E[word] F + S[shape]` with E: 300, F: 300 × (3 taps · models · 256), S: shapes × (3 ·
models · 256).

Names are sought in a whole text, grammar in each sentence: that makes two encoders, one of a single model and one of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.reader.tagging.packs import EMBEDDING, MORPHOLOGY, NER, SYNTAX, data_folder, read_embedding, read_pack
from multivector.reader.tagging.tags import Tag, parse_tag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from multivector.reader.tagging.packs import Floats, Pack

TAPS = 3
_PADDING, _UNKNOWN = "<pad>", "<unk>"


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Batch normalisation at rest, `y = x · scale + shift`, of each channel of each model: models × 1 × channels."""

    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A convolution for all models; weight: models × inputs × (taps · channels), bias: models × 1 × channels."""

    weight: Floats
    bias: Floats
    norm: Norm


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """An affine map; weight: inputs × outputs, bias: outputs."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Biaffine:
    """Two rectified affine maps, the vector that stands for the root, and the form between them."""

    head: Linear
    tail: Linear
    root: Floats
    kernel: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """The three layers of models that read the same words side by side."""

    word_taps: Floats
    """300 × (taps · models · channels)"""
    shape_taps: Floats
    """shapes × (taps · models · channels), the bias of the layer within the middle tap"""
    first: Norm
    second: Layer
    third: Layer

    @property
    def models(self) -> int:
        """Count the models."""
        return len(self.first.scale)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Weights:
    """All that tagging needs, read-only."""

    words: Mapping[str, int]
    unknown: int
    shapes: Mapping[str, int]
    indexes: NDArray[np.uint8]
    """words × 100: the centroid of each part of a word's embedding"""
    centroids: Floats
    """(100 · 256) × 3"""
    naming: Encoder
    labels: tuple[str, ...]
    label: Linear
    transitions: Floats
    """labels × labels, from a label (row) to the next (column)"""
    grammar: Encoder
    """morphology, then syntax"""
    tags: tuple[Tag, ...]
    tag: Linear
    heads: Biaffine
    relations: tuple[str, ...]
    arcs: Biaffine
    """its kernel is laid out (32 of the head · 32 of the tail) × relations"""


def load(folder: Path | None = None) -> Weights:
    """Read the weights from a folder laid out as natasha's `data`, by default from the installed natasha.

    Raises:
        ModuleNotFoundError: natasha is not installed, so there is no default folder.

    """
    folder = folder or data_folder()
    if folder is None:
        raise ModuleNotFoundError("the weights of the Russian models come in the package natasha, which is not installed")
    words, indexes, codes = read_embedding(folder / EMBEDDING)
    ner, morphology, syntax = packs = [read_pack(folder / name) for name in (NER, MORPHOLOGY, SYNTAX)]
    shapes = ner.vocabulary("shape")
    if any(pack.vocabulary("shape") != shapes or len(pack.vocabulary("word")) != len(words) for pack in packs):
        raise ValueError("the three models do not number words and shapes alike")
    del words[_PADDING]  # stands for no word: one that is spelt so is unknown
    kernel = syntax.array("rel", "kernel")  # 32 × (relations · 32)
    relations = syntax.vocabulary("rel")
    arcs = kernel.reshape(len(kernel), len(relations), -1).transpose(0, 2, 1).reshape(-1, len(relations))
    return Weights(
        words=words,
        unknown=words[_UNKNOWN],
        shapes={shape: number for number, shape in enumerate(shapes)},
        indexes=indexes,
        centroids=codes.reshape(-1, codes.shape[-1]),
        naming=_encoder([ner]),
        labels=ner.vocabulary("tag"),
        label=_linear(ner, "head", "proj"),
        transitions=ner.array("head", "crf", "transitions"),
        grammar=_encoder([morphology, syntax]),
        tags=tuple(parse_tag(text) for text in morphology.vocabulary("tag")),
        tag=_linear(morphology, "head", "proj"),
        heads=_biaffine(syntax, "head", syntax.array("head", "kernel")),
        relations=relations,
        arcs=_biaffine(syntax, "rel", arcs),
    )


def _encoder(packs: list[Pack]) -> Encoder:
    words, shapes = _first_taps(packs)
    return Encoder(_held(words), _held(shapes), _norm(packs, 0), _layer(packs, 1), _layer(packs, 2))


def _held(array: Floats) -> Floats:
    """Lay an array out in one stretch that nobody writes to."""
    held = np.ascontiguousarray(array)
    held.setflags(write=False)
    return held


def _first_taps(packs: list[Pack]) -> tuple[Floats, Floats]:
    """Lay out the first layer of all models as what each word and each shape adds to the three taps."""
    weights = np.stack([pack.array("encoder", "layers", 0, "conv", "weight") for pack in packs])  # models × 256 × 330 × taps
    biases = np.stack([pack.array("encoder", "layers", 0, "conv", "bias") for pack in packs])
    embedded = [pack.array("emb", "shape", "weight") for pack in packs]  # shapes × 30 each
    size = weights.shape[2] - embedded[0].shape[1]
    by_tap = weights.transpose(3, 0, 2, 1)  # taps × models × inputs × channels
    words = by_tap[:, :, :size].transpose(2, 0, 1, 3).reshape(size, -1)
    shapes = np.stack([[embedded[model] @ by_tap[tap, model, size:] for model in range(len(packs))] for tap in range(TAPS)])
    shapes[1] += biases[:, np.newaxis]
    return words, shapes.transpose(2, 0, 1, 3).reshape(len(embedded[0]), -1)


def _layer(packs: list[Pack], number: int) -> Layer:
    kernels = [pack.array("encoder", "layers", number, "conv", "weight") for pack in packs]  # channels × inputs × taps each
    weight = np.stack([kernel.transpose(1, 2, 0).reshape(kernel.shape[1], -1) for kernel in kernels])
    return Layer(_held(weight), _each(packs, number, "conv", "bias"), _norm(packs, number))


def _norm(packs: list[Pack], number: int) -> Norm:
    scale = _each(packs, number, "norm", "weight") / _each(packs, number, "norm", "std")
    return Norm(_held(scale), _held(_each(packs, number, "norm", "bias") - _each(packs, number, "norm", "mean") * scale))


def _each(packs: list[Pack], number: int, part: str, name: str) -> Floats:
    return _held(np.stack([pack.array("encoder", "layers", number, part, name) for pack in packs])[:, np.newaxis])


def _linear(pack: Pack, *place: str) -> Linear:
    return Linear(pack.array(*place, "weight"), pack.array(*place, "bias"))


def _biaffine(pack: Pack, place: str, kernel: Floats) -> Biaffine:
    return Biaffine(
        _linear(pack, place, "head", "proj"), _linear(pack, place, "tail", "proj"), pack.array(place, "root"), _held(kernel)
    )
