"""The files of trained weights -> arrays and lists of words.

navec and slovnet publish a model as a plain tar. slovnet's holds `model.json`, where every weight names its shape, type and
number, `arrays/N.bin` with the raw numbers, and `vocabs/NAME.gz` with a word a line. navec's holds `vocab.bin` (gzip: a count
n, n frequencies, then a word a line) and `pq.bin` (four sizes, an index of one byte per word and part, then the centroids of
each part): product quantisation as in Jégou, Douze and Schmid, "Product quantization for nearest neighbor search" (2011).

The files come inside natasha's wheel. It is looked up, never imported: it would draw in packages that we do not need.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
NER, MORPHOLOGY, SYNTAX = (f"model/slovnet_{name}_news_v1.tar" for name in ("ner", "morph", "syntax"))
_PROTOCOL = 1


def data_folder() -> Path | None:
    """Give the folder of weights in the installed natasha; None where it is not installed."""
    found = importlib.util.find_spec("natasha")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "data"


def read_members(path: Path) -> dict[str, bytes]:
    """Give the files in a tar by their names; the one that tells the format's version is checked."""
    with tarfile.open(path) as pack:
        files = ((member.name, pack.extractfile(member)) for member in pack)
        members = {name: file.read() for name, file in files if file is not None}
    protocol = json.loads(members["meta.json"])["protocol"]
    if protocol != _PROTOCOL:
        raise ValueError(f"{path.name} is written in version {protocol} of its format; we read version {_PROTOCOL}")
    return members


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pack:
    """One of slovnet's models: its arrays by their place in the model, its vocabularies by name."""

    members: Mapping[str, bytes]
    model: Mapping[str, Any]

    def array(self, *place: str | int) -> Floats:
        """Give the array that stands at a place of the model, such as `("head", "proj", "weight")`."""
        node: Any = self.model
        for step in place:
            node = node[step]
        raw = np.frombuffer(self.members[f"arrays/{node['array']}.bin"], node["dtype"])
        return raw.reshape(node["shape"]).astype(np.float32, copy=False)

    def vocabulary(self, name: str) -> tuple[str, ...]:
        """Give the words of a vocabulary; a word's number is its position."""
        return tuple(gzip.decompress(self.members[f"vocabs/{name}.gz"]).decode("utf-8").splitlines())


def read_pack(path: Path) -> Pack:
    """Read one of slovnet's models."""
    members = read_members(path)
    return Pack(members, json.loads(members["model.json"]))


def read_embedding(path: Path) -> tuple[dict[str, int], NDArray[np.uint8], Floats]:
    """Read navec's words with their numbers, the indexes (words × parts) and the centroids (parts × 256 × numbers a part)."""
    members = read_members(path)
    words = gzip.decompress(members["vocab.bin"])
    count = int(np.frombuffer(words, np.uint32, 1)[0])
    numbered = {word: number for number, word in enumerate(words[4 * (1 + count) :].decode("utf-8").splitlines())}
    quantised = members["pq.bin"]
    vectors, _, parts, centroids = (int(size) for size in np.frombuffer(quantised, np.uint32, 4))
    indexes = np.frombuffer(quantised, np.uint8, vectors * parts, 16).reshape(vectors, parts)
    codes = np.frombuffer(quantised, np.float32, offset=16 + vectors * parts).reshape(parts, centroids, -1)
    return numbered, indexes, codes
