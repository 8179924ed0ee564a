from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from making import ledger as made
from multivector.model.entries import KINDS, Actor, Source, kind_of
from multivector.model.fields import ActorId
from multivector.model.ledger import Ledger, ledger_of, plain
from multivector.model.names import names
from strategies import IDS, entries, ledgers

if TYPE_CHECKING:
    import random

    from multivector.model.entries import AnyEntry


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_means_nothing(ledger: Ledger, chance: random.Random) -> None:
    shuffled = list(ledger)
    chance.shuffle(shuffled)
    again = ledger_of(shuffled, ledger.dossier)
    assert again == ledger
    assert again.digest == ledger.digest
    assert list(again) == sorted(again, key=lambda entry: (list(KINDS).index(kind_of(entry)), entry.id))


@given(ledgers(), entries())
def test_the_digest_changes_with_any_content(ledger: Ledger, entry: AnyEntry) -> None:
    without = ledger_of((other for other in ledger if other.id != entry.id), ledger.dossier)
    digests = {without.digest, ledger_of([*without, entry], ledger.dossier).digest}
    noted = dataclasses.replace(entry, note=names("another remark altogether, longer than any"))
    assert len(digests | {ledger_of([*without, noted], ledger.dossier).digest}) == 3
    assert ledger_of(without, None).digest not in digests
    assert all(len(digest) == 16 for digest in digests)


def test_the_digest_does_not_depend_on_where_an_entry_was_written() -> None:
    here, there = (made(Actor(id="kz", type="state", origin=origin)) for origin in (None, None))
    assert here.digest == there.digest
    assert ledger_of([Actor(id="a", type="state")]).digest != ledger_of([Source(id="a", type="official")]).digest


@given(ledgers())
def test_look_ups_find_what_is_there(ledger: Ledger) -> None:
    assert len(ledger) == len(list(ledger)) == len(ledger.by_id)
    assert all(entry.id in ledger and ledger.by_id[entry.id] is entry for entry in ledger)
    assert [entry for kind in KINDS.values() for entry in ledger.of(kind)] == list(ledger)
    for id_ in IDS:
        entry = ledger.by_id.get(id_)
        assert ledger.actor(id_) == (entry if isinstance(entry, Actor) else None)
        assert ledger.source(id_) == (entry if isinstance(entry, Source) else None)
    assert ledger.dossier is not None
    assert ledger.state == ledger.dossier.state
    assert ledger_of(ledger).state is None


def test_of_two_entries_with_one_id_the_first_stays() -> None:
    first, second = Actor(id="a", type="state"), Actor(id="a", type="bloc")
    assert list(ledger_of([first, second])) == [first]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))
def test_an_actors_partner_is_the_top_of_its_part_of(parents: dict[str, str]) -> None:
    ledger = ledger_of(Actor(id=id_, type="company", part_of=ActorId(parent)) for id_, parent in parents.items())
    for id_ in "abcdefgh":
        above, here = [id_], id_
        while here in parents and parents[here] not in above:
            here = parents[here]
            above.append(here)
        partner = ledger.partner(id_)
        assert partner in above
        assert ledger.partner(partner) == partner
        if here not in parents:
            assert partner == here
        assert id_ not in parents or ledger.partner(parents[id_]) == partner


def test_a_long_chain_of_parts_is_followed_in_one_go() -> None:
    size = 5_000
    chain = ledger_of(Actor(id=f"a-{n}", type="company", part_of=ActorId(f"a-{n + 1}")) for n in range(size))
    assert {chain.partner(f"a-{n}") for n in range(size)} == {f"a-{size}"}


@given(entries())
def test_plain_is_what_json_can_hold(entry: AnyEntry) -> None:
    found = plain(entry)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert "origin" not in found
    assert found["id"] == entry.id


def test_plain_of_other_values() -> None:
    assert plain({1: (2, None), "x": frozenset()}) == {"1": [2, None], "x": "frozenset()"}
    assert plain(Actor).startswith("<class")
