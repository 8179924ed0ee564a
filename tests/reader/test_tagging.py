import importlib.util
import io
import json
import pickle
import tarfile
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

threadpoolctl = pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader import tagging  # noqa: E402 - needs the packages above
from multivector.reader.tagging import Name, Tagged, Weights, decode, load, network, packs, tag  # noqa: E402 - likewise
from multivector.reader.tagging.shapes import shape_of  # noqa: E402 - likewise
from multivector.reader.tagging.tags import names_of, parse_tag  # noqa: E402 - likewise
from multivector.reader.tagging.weights import Biaffine, Encoder, Layer, Linear, Norm  # noqa: E402 - likewise
from multivector.reader.tokens import Cut, cut  # noqa: E402 - likewise

DEVSET = Path(__file__).parents[3] / "shared" / "data" / "factrueval" / "devset"
TEXT = (
    "Президент Алдории Павел Орлов прибыл в Борланд с двухдневным визитом. Как сообщила пресс-служба Министерства торговли, "
    "стороны подписали соглашение о поставке двадцати самолётов на сумму около 4,5 млрд долл. США, но сроки не названы… "
    "«Мы ждём ответа до ноября 2031 г., — сказала глава компании “Северные верфи” Ирина Ким. — Иначе придётся уйти!» "
    "В Москве и Астане от комментариев отказались; ООН, НАТО и Reuters промолчали. 17.04.2031 №5-б\n\nRegent says: off-limits"
)
WORDS = [
    "Орлов",
    "прибыл",
    "в",
    "Борланд",
    ",",
    "чтобы",
    "подписать",
    "соглашение",
    ".",
    "Москва",
    "2031",
    "no-one",
    "ъъъ",
    "<pad>",
]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), max_size=9), max_size=6)


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


# The answers of slovnet


class Slovnet:
    """slovnet's own three models."""

    def __init__(self) -> None:
        slovnet = pytest.importorskip("slovnet", reason="slovnet is the oracle of tagging")
        navec = pytest.importorskip("navec", reason="navec reads the embeddings for slovnet")
        folder = packs.data_folder()
        assert folder is not None
        embedding = navec.Navec.load(folder / packs.EMBEDDING)
        self.ner = slovnet.NER.load(folder / packs.NER).navec(embedding)
        self.morphology = slovnet.Morph.load(folder / packs.MORPHOLOGY).navec(embedding)
        self.syntax = slovnet.Syntax.load(folder / packs.SYNTAX).navec(embedding)

    def tags(self, found: Cut) -> list[str]:
        return [token.tag for markup in self.morphology.map(found.sentence_words()) for token in markup.tokens]

    def arcs(self, found: Cut) -> tuple[list[int | None], list[str]]:
        pairs = list(zip(found.sentences, self.syntax.map(found.sentence_words()), strict=True))
        heads = [int(token.head_id) for _, markup in pairs for token in markup.tokens]
        starts = [each.start for each in found.sentences for _ in each]
        relations = [token.rel for _, markup in pairs for token in markup.tokens]
        return [start + head - 1 if head else None for start, head in zip(starts, heads, strict=True)], relations

    def names(self, found: Cut) -> list[tuple[int, int, str]]:
        return [(span.start, span.stop, span.type) for span in self.ner(found.text).spans] if found.words else []


@pytest.fixture(scope="module")
def slovnet(weights: Weights) -> Iterator[Slovnet]:  # noqa: ARG001 - skips where there are no weights
    with threadpoolctl.threadpool_limits(1):
        yield Slovnet()


def places(found: Cut, tagged: Tagged) -> list[tuple[int, int, str]]:
    return [(found.starts[name.first], found.ends[name.end - 1], name.kind) for name in tagged.names]


def neighbours(weights: Weights, found: Cut, head: int | None) -> list[tuple[int, str]]:
    """All that the models see of a candidate for a head."""
    if head is None:
        return []
    sentence = next(each for each in found.sentences if head in each)
    seen = range(max(sentence.start, head - 3), min(sentence.stop, head + 4))
    words = [found.words[number] for number in seen]
    return [(weights.words.get(word.lower(), weights.unknown), shape_of(word)) for word in words]


def test_an_own_text_is_tagged_as_slovnet_tags_it(weights: Weights, slovnet: Slovnet) -> None:
    found = cut(TEXT)
    tagged = tag(weights, found.sentence_words())
    assert [each.text for each in tagged.tags] == slovnet.tags(found)
    assert (list(tagged.heads), list(tagged.relations)) == slovnet.arcs(found)
    assert places(found, tagged) == slovnet.names(found)
    assert {name.kind for name in tagged.names} == {"PER", "LOC", "ORG"}


def test_a_corpus_is_tagged_as_slovnet_tags_it(weights: Weights, slovnet: Slovnet) -> None:
    """But heads may differ where all that the models see around both candidates is the same: slovnet lets rounding choose."""
    files = sorted(DEVSET.glob("*.txt"))
    if not files:
        pytest.skip("the corpus factRuEval is not here")
    twins = words = 0
    for file in files:
        found = cut(file.read_bytes().decode("utf-8"))
        tagged = tag(weights, found.sentence_words())
        heads, relations = slovnet.arcs(found)
        assert [each.text for each in tagged.tags] == slovnet.tags(found), file.stem
        assert list(tagged.relations) == relations, file.stem
        assert places(found, tagged) == slovnet.names(found), file.stem
        differing = [(ours, theirs) for ours, theirs in zip(tagged.heads, heads, strict=True) if ours != theirs]
        seen = [(neighbours(weights, found, ours), neighbours(weights, found, theirs)) for ours, theirs in differing]
        assert [pair for pair in seen if pair[0] != pair[1]] == [], file.stem
        twins += len(differing)
        words += len(found.words)
    assert twins <= words / 1000


@given(st.one_of(st.text(max_size=6), st.lists(st.sampled_from("абВГyzYZ01+-–—.,!«»№ʼ²ſİΔ"), max_size=6).map("".join)))
def test_the_shape_of_a_word_is_that_of_slovnet(word: str) -> None:
    oracle = pytest.importorskip("slovnet.shape", reason="slovnet is the oracle of shapes")
    assert shape_of(word) == oracle.word_shape(word)


LABELS = ["<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


@given(st.lists(st.sampled_from(LABELS), max_size=8))
def test_names_are_read_off_labels_as_slovnet_reads_them(labels: list[str]) -> None:
    bio = pytest.importorskip("slovnet.bio", reason="slovnet is the oracle of names")
    span = pytest.importorskip("slovnet.span", reason="slovnet is the oracle of names").Span
    tokens = [span(number, number + 1, None) for number in range(len(labels))]
    expected = [Name(each.start, each.stop, each.type) for each in bio.bio_spans(tokens, labels)]
    assert list(names_of(labels)) == expected


# Laws of the whole


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_grammar_does_not_depend_on_the_company_of_a_sentence(
    weights: Weights, some: list[list[str]], others: list[list[str]]
) -> None:
    one, other, both = (tag(weights, sentences) for sentences in (some, others, some + others))
    count = len(one.tags)
    assert both.tags == one.tags + other.tags
    assert both.heads == one.heads + tuple(None if head is None else head + count for head in other.heads)
    assert both.relations == one.relations + other.relations


@settings(max_examples=40, deadline=None)
@given(SENTENCES, st.integers(1, 12))
def test_the_size_of_a_batch_does_not_matter(weights: Weights, sentences: list[list[str]], size: int) -> None:
    whole = tag(weights, sentences)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tagging, "BATCH", size)
        assert tag(weights, sentences) == whole


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_names_do_not_depend_on_where_sentences_end(weights: Weights, sentences: list[list[str]]) -> None:
    joined = [[word for sentence in sentences for word in sentence]]
    assert tag(weights, sentences).names == tag(weights, joined).names


@pytest.mark.parametrize("times", range(2, 20, 3))
def test_of_candidates_that_look_the_same_the_first_is_the_head(weights: Weights, times: int) -> None:
    found = cut("Орлов — Ким, 1:0; в Борланде шёл дождь, " * times)
    assert len(found.sentences) == 1
    seen = [neighbours(weights, found, number) for number in range(len(found.words))]
    heads = [head for head in tag(weights, found.sentence_words()).heads if head is not None]
    assert heads == [seen.index(seen[head]) for head in heads]


def test_a_sentence_too_long_is_parsed_in_pieces(weights: Weights) -> None:
    words = [WORDS[number * number % 13] for number in range(2 * tagging.LONGEST + 7)]
    pieces = [words[start : start + tagging.LONGEST] for start in range(0, len(words), tagging.LONGEST)]
    assert tag(weights, [words]) == tag(weights, pieces)


@given(st.lists(st.integers(0, 3 * tagging.LONGEST), max_size=6))
def test_batches_hold_every_word_once_and_few_enough(lengths: list[int]) -> None:
    batches = list(tagging._batches(lengths))
    assert [number for batch in batches for piece in batch for number in piece] == list(range(sum(lengths)))
    assert all(0 < len(piece) <= tagging.LONGEST for batch in batches for piece in batch)
    assert all(batch[-1].stop - batch[0].start <= tagging.BATCH for batch in batches)


def test_a_word_that_is_spelt_as_the_padding_is_an_unknown_word(weights: Weights) -> None:
    one, other = ([["Орлов", "и", word, "прибыл"]] for word in ("<pad>", "<ъъъ>"))
    assert np.array_equal(network.distinct(weights, one[0]).embeddings, network.distinct(weights, other[0]).embeddings)
    assert tag(weights, one) == tag(weights, other)


@pytest.mark.parametrize("sentences", [[], [[]], [[], []]])
def test_of_no_words_nothing_is_said(weights: Weights, sentences: list[list[str]]) -> None:
    assert tag(weights, sentences) == Tagged((), (), (), ())


def test_the_weights_cannot_be_written_to(weights: Weights) -> None:
    def arrays(record: Any) -> list[Any]:
        values = [getattr(record, name) for name in getattr(record, "__slots__", ())]
        return [*(v for v in values if isinstance(v, np.ndarray)), *(array for v in values for array in arrays(v))]

    assert len(arrays(weights)) == 43
    assert not any(array.flags.writeable for array in arrays(weights))


# Laws of the parts


def matrices(rows: int, columns: int) -> st.SearchStrategy[Any]:
    """Give matrices of small whole numbers, which single precision adds without rounding."""
    row = st.lists(st.integers(-4, 4), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(lambda cells: np.array(cells, np.float32).reshape(rows, columns))


@given(matrices(3, 3), st.integers(1, 5).flatmap(lambda size: matrices(size, 3)))
def test_the_best_path_scores_as_much_as_any(transitions: Any, emissions: Any) -> None:
    def score(path: tuple[int, ...]) -> float:
        steps = sum(transitions[i, j] for i, j in pairwise(path))
        return float(steps + sum(emissions[number, label] for number, label in enumerate(path)))

    paths = product(range(3), repeat=len(emissions))
    assert score(tuple(decode.best_path(transitions, emissions))) == max(map(score, paths))


RANDOM = np.random.default_rng(31)


def draw(*shape: int) -> Any:
    return RANDOM.integers(-2, 3, shape).astype(np.float32)


def layer(models: int, inputs: int, channels: int) -> Layer:
    return Layer(
        draw(models, inputs, 3 * channels), draw(models, 1, channels), Norm(draw(models, 1, channels), draw(models, 1, channels))
    )


ENCODER = Encoder(draw(4, 3 * 2 * 3), draw(2, 3 * 2 * 3), Norm(draw(2, 1, 3), draw(2, 1, 3)), layer(2, 3, 2), layer(2, 2, 2))
FOUND = network.Distinct(np.arange(3), np.array([0, 1, 1]), draw(3, 4))
LENGTHS = st.lists(st.integers(1, 5), min_size=1, max_size=4)


def convolved(rows: list[Any], taps: Any, bias: Any, norm: Norm, model: int) -> list[Any]:
    """Convolve the words of one stretch, word by word, as the equation says."""
    inside = range(len(rows))
    result = []
    for here in inside:
        total = bias + sum(rows[here + tap - 1] @ taps[tap] for tap in range(3) if here + tap - 1 in inside)
        result.append(np.maximum(total, 0) * norm.scale[model, 0] + norm.shift[model, 0])
    return result


@given(LENGTHS, st.randoms(use_true_random=False))
def test_the_layers_are_the_convolutions_of_each_stretch(lengths: list[int], random: Any) -> None:
    numbers = np.array([random.randrange(3) for _ in range(sum(lengths))])
    laid = network.positions(lengths)
    state = network.states(ENCODER, FOUND, numbers, laid)
    assert not state[:, laid.bounds].any()
    for model in range(2):
        word_taps = ENCODER.word_taps.reshape(4, 3, 2, 3)[:, :, model].transpose(1, 0, 2)
        shape_taps = ENCODER.shape_taps.reshape(2, 3, 2, 3)[:, :, model].transpose(1, 0, 2)
        first = np.concatenate([word_taps, shape_taps], axis=1)  # taps × (embedding, shape) × channels
        start = 0
        for length in lengths:
            stretch = numbers[start : start + length]
            rows = [np.concatenate([FOUND.embeddings[n], np.eye(2, dtype=np.float32)[FOUND.shapes[n]]]) for n in stretch]
            rows = convolved(rows, first, np.float32(0), ENCODER.first, model)
            for each in (ENCODER.second, ENCODER.third):
                taps = each.weight[model].reshape(len(each.weight[model]), 3, -1).transpose(1, 0, 2)
                rows = convolved(rows, taps, each.bias[model, 0], each.norm, model)
            assert np.array_equal(state[model, laid.taken[start : start + length]], np.array(rows))
            start += length


@given(st.lists(st.integers(0, 2), min_size=1, max_size=9))
def test_a_state_depends_on_the_words_within_reach_alone(drawn: list[int]) -> None:
    numbers = np.array(drawn)
    whole = network.states(ENCODER, FOUND, numbers, network.positions([len(numbers)]))
    for here in range(len(numbers)):
        start = max(0, here - network.REACH)
        within = numbers[start : here + network.REACH + 1]
        state = network.states(ENCODER, FOUND, within, network.positions([len(within)]))
        assert np.array_equal(state[:, 1 + here - start], whole[:, 1 + here])


def linear(inputs: int, outputs: int) -> Linear:
    return Linear(draw(inputs, outputs), draw(outputs))


HEADS = Biaffine(linear(3, 2), linear(3, 2), draw(3), draw(2, 2))
ARCS = Biaffine(linear(3, 2), linear(3, 2), draw(3), draw(4, 5))


def rectified(by: Linear, state: Any) -> Any:
    return np.maximum(state @ by.weight + by.bias, 0)


@given(LENGTHS.flatmap(lambda lengths: st.tuples(st.just(lengths), matrices(sum(lengths), 3))))
def test_heads_and_relations_are_the_first_that_score_best(drawn: tuple[list[int], Any]) -> None:
    lengths, words = drawn
    laid = network.positions(lengths)
    state = np.zeros((laid.size, 3), np.float32)
    state[laid.taken] = words
    heads = decode.heads(HEADS, state, laid)
    relations = decode.arcs(ARCS, state, laid, heads)
    start = 0
    for length, before in zip(lengths, laid.bounds, strict=False):
        for number in range(start, start + length):
            candidates = [HEADS.root, *words[start : start + length]]
            scores = [rectified(HEADS.head, words[number]) @ HEADS.kernel @ rectified(HEADS.tail, each) for each in candidates]
            chosen = scores.index(max(scores))
            assert heads[number] == before + chosen
            governor = rectified(ARCS.head, ARCS.root if chosen == 0 else candidates[chosen])
            word = rectified(ARCS.tail, words[number])
            by_relation = [governor @ ARCS.kernel.reshape(2, 2, 5)[:, :, relation] @ word for relation in range(5)]
            assert relations[number] == by_relation.index(max(by_relation))
        start += length


def test_a_tag_is_a_part_of_speech_and_features() -> None:
    read = parse_tag("NOUN|Case=Nom|Number=Sing")
    assert (read.text, read.part, dict(read.features)) == ("NOUN|Case=Nom|Number=Sing", "NOUN", {"Case": "Nom", "Number": "Sing"})
    assert dict(parse_tag("PUNCT").features) == {}


def test_what_is_said_of_words_can_be_sent_to_another_process() -> None:
    tagged = Tagged((parse_tag("NOUN|Case=Nom"),), (None,), ("root",), (Name(0, 1, "PER"),))
    sent = pickle.loads(pickle.dumps(tagged))  # noqa: S301 - our own
    assert sent == tagged
    assert sent.tags[0].features == tagged.tags[0].features


# Files


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as out:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            out.addfile(entry, io.BytesIO(content))
    return path


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "model.tar", {"meta.json": json.dumps({"id": "x", "protocol": 2}).encode()})
    with pytest.raises(ValueError, match=r"model\.tar is written in version 2 of its format; we read version 1"):
        packs.read_pack(path)


def test_an_array_is_found_by_its_place_in_the_model(tmp_path: Path) -> None:
    model = {"head": {"layers": [{"weight": {"shape": [2, 3], "dtype": "float32", "array": 7}}]}}
    values = np.arange(6, dtype=np.float32)
    members = {"meta.json": b'{"protocol": 1}', "model.json": json.dumps(model).encode(), "arrays/7.bin": values.tobytes()}
    found = packs.read_pack(pack(tmp_path / "model.tar", members)).array("head", "layers", 0, "weight")
    assert np.array_equal(found, values.reshape(2, 3))


def test_without_natasha_there_are_no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ModuleNotFoundError, match="in the package natasha, which is not installed"):
        load()
