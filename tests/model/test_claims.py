from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from making import adopted, amount, claim, deal, event, evidence, ledger, source, stage, when
from multivector.model.claims import OWN, attribute, claimed, disputed, known, settled, standing
from multivector.model.entries import KINDS, Dossier, Expectation, Source
from multivector.model.evidence import Adoption, Claim, Evidence
from multivector.model.fields import fields_of, rival_fields
from multivector.model.names import names
from multivector.model.parts import Outcome
from multivector.model.walk import evidence_of, values_of
from strategies import entries, ledgers

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

days = st.dates(date(1985, 1, 1), date(2045, 1, 1))


@given(entries(), st.none() | st.sampled_from(["source-0", "source-1", "a", OWN]))
def test_what_stands_is_claimed_and_what_is_settled_stands(entry: AnyEntry, prefer: str | None) -> None:
    for key in rival_fields(type(entry)):
        found, stands = claimed(entry, key), standing(entry, key, prefer)
        asserted = [claim for claim in found if claim.asserted]
        assert set(stands) <= set(asserted)
        assert bool(stands) == bool(asserted)
        value = settled(entry, key, prefer)
        assert value is None or value in [claim.value for claim in stands]
        if not disputed(entry, key):
            assert len(asserted) == 0 or value is not None
        if prefer is None and any(claim.adopted for claim in asserted):
            assert all(claim.adopted for claim in stands)


@given(entries())
def test_every_value_of_every_claim_is_given_once(entry: AnyEntry) -> None:
    for key, field in rival_fields(type(entry)).items():
        own = getattr(entry, field.name)
        rivals = [value for claim in entry.claims for given, value in claim.values if given == key]
        assert [claim.value for claim in claimed(entry, key)] == ([] if own in {None, ()} else [own]) + rivals


def test_the_adopted_claim_stands_alone_for_its_field() -> None:
    rivals = (claim("t1", amount="5 USD", when="2025"), claim("t2", amount="7 USD"))
    assert settled(deal("d", *rivals), "amount") is None
    assert disputed(deal("d", *rivals), "amount")
    assert settled(deal("d", *rivals, adopted=adopted("t2")), "amount") == amount("7 USD")
    assert settled(deal("d", *rivals, adopted=adopted("t2", field="amount")), "amount") == amount("7 USD")
    assert settled(deal("d", *rivals, adopted=adopted("t2", field="basis")), "amount") is None
    assert settled(deal("d", *rivals, adopted=adopted("t3")), "amount") is None
    assert settled(deal("d", *rivals, amount="9 USD", adopted=adopted(OWN)), "amount") == amount("9 USD")
    assert disputed(deal("d", *rivals, adopted=adopted("t2")), "amount")


def test_a_preferred_source_stands_even_against_the_adopted_one() -> None:
    entry = deal("d", claim("t1", amount="5 USD", label="low"), claim("t2", amount="7 USD"), adopted=adopted("t2"))
    assert settled(entry, "amount", "t1") == settled(entry, "amount", "low") == amount("5 USD")
    assert settled(entry, "amount", "t9") == amount("7 USD")


def test_a_denial_is_no_rival() -> None:
    entry = deal("d", claim("t1", amount="5 USD"), claim("t2", amount="7 USD", does="denies"), adopted=adopted("t2"))
    assert settled(entry, "amount") == amount("5 USD")
    assert not disputed(entry, "amount")


def test_the_order_of_actors_is_no_dispute() -> None:
    entry = event("e", "east", claims=(Claim(evidence=evidence("t1"), values=(("between", ("east", "home")),)),))
    assert not disputed(entry, "between")
    assert settled(entry, "between") == ("home", "east")


def test_every_key_has_its_attribute() -> None:
    for record in (*KINDS.values(), Dossier, Evidence, Claim, Adoption, Outcome):
        assert [attribute(field.key) for field in fields_of(record)] == [field.name for field in fields_of(record)]


@settings(deadline=None)
@given(ledgers(), days, days)
def test_what_was_known_of_what_was_known_is_what_was_known_first(full: Ledger, one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert known(known(full, late), early) == known(full, early) == known(known(full, early), late)


@settings(deadline=None)
@given(ledgers(), days)
def test_nothing_later_leaks(full: Ledger, as_of: date) -> None:
    then = known(full, as_of)
    later = {found.id for found in full.of(Source) if found.date and found.date.earliest and found.date.earliest > as_of}
    assert not later & set(then.by_id)
    for entry in then:
        assert not later & {found.source for _, found in evidence_of(entry)}
        decided = [value for _, _, value in values_of(entry) if isinstance(value, Adoption | Outcome)]
        assert all(made.on.earliest is None or made.on.earliest <= as_of for made in decided)


@given(ledgers())
def test_in_the_end_all_is_known(full: Ledger) -> None:
    assert known(full, date.max) == full


def _then(*entries_: AnyEntry, on: date = date(2030, 1, 1)) -> Ledger:
    return known(ledger(*entries_, source("old", "2029"), source("new", "2031"), source("undated"), dossier=None), on)


def test_an_entry_goes_with_its_last_evidence_and_the_analysts_own_stays() -> None:
    assert "d" not in _then(deal("d", evidence=evidence("new")))
    assert "d" not in _then(deal("d", claim("new", amount="5 USD")))
    assert "d" in _then(deal("d"))
    assert _then(deal("d", evidence=evidence("old", "new"))).by_id["d"].evidence == evidence("old")
    assert "d" in _then(deal("d", evidence=evidence("undated")))
    assert "d" in _then(deal("d", claim("old", amount="5 USD"), evidence=evidence("new")))


def test_a_part_goes_with_its_last_evidence_and_not_its_entry() -> None:
    stages = (stage("pledge", "2029", "old"), stage("commitment", "2031", "new"), stage("in-force", "2032"))
    assert _then(deal("d", stages=stages)).by_id["d"] == deal("d", stages=(stages[0], stages[2]))


def test_decisions_and_outcomes_are_known_from_their_day() -> None:
    met = Outcome(on=when("2031"), is_="met", evidence=evidence("old"))
    expectation = Expectation(id="x", about="d", what=names("it"), outcomes=(met,))  # type: ignore[arg-type]
    then = _then(expectation, deal("d", claim("old", amount="5 USD"), adopted=adopted("old", on="2031")))
    assert then.by_id["x"] == Expectation(id="x", about="d", what=names("it"))  # type: ignore[arg-type]
    assert then.by_id["d"].adopted == ()
    assert _then(expectation, on=date(2031, 1, 1)).by_id["x"] == expectation


def test_a_source_stays_though_what_is_said_of_it_came_later() -> None:
    assert _then(source("paper", evidence=evidence("new"))).by_id["paper"] == source("paper")
