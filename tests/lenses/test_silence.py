"""For which figures silence holds and what it says: laws over any judgements, and the two readings that both hurt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import multivector
from making import adopted, amount, claim, deal, ledger, of_day, source, when
from multivector.lenses import silence
from multivector.model.entries import Withholding
from multivector.model.names import names
from multivector.model.parts import Audience, Disclosure, Gain, Reading, Share

if TYPE_CHECKING:
    from multivector.lenses.silence import Kept
    from multivector.lenses.silence.judged import Judged
    from multivector.model.entries import AnyEntry

HOME = cast("Any", ("home",))
few = settings(max_examples=25, deadline=None)
BOTH = (("east", "match", (0.4, 0.4)), ("west", "failure", (1.0, 1.0)))


def audience(who: str, reads: str, loss: tuple[float, float], *, beside: str = "package", begins: float | None = 80) -> Audience:
    share = None if begins is None else Share(begins, begins)
    return Audience(who=cast("Any", who), reads=cast("Any", reads), beside=cast("Any", beside), begins=share, loss=Gain(*loss))


def weighed(
    *audiences: Audience, expects: str = "4..30bn USD", compares: tuple[float, float] = (20, 30), **values: Any
) -> Disclosure:
    given = {"no_total": Share(0, 20)} | values
    return Disclosure(expects=amount(expects), compares=Share(*compares), audiences=audiences, **given)


def kept(judged: Disclosure | None, *others: AnyEntry, figure: str = "17bn USD") -> Kept:
    entry = Withholding(
        id="kept",
        what=names("figures"),
        by=cast("Any", ("home", "east")),
        compared_with=cast("Any", ("package", "stock", "elsewhere", "nowhere")),
        readings=(Reading(says=names("they would look small")),),
        disclosure=judged,
    )
    found = ledger(entry, deal("package", claim("s", amount=figure), partner="west"), *others)
    (row,) = silence(found, draws=200).answer.rows
    return row


def judged(*audiences: Audience, **values: Any) -> Judged:
    found = kept(weighed(*audiences, **values)).judged
    assert found is not None
    return found


def both(begins: float = 80) -> tuple[Audience, ...]:
    return tuple(audience(who, reads, loss, begins=begins) for who, reads, loss in BOTH)


def test_where_both_readings_hurt_silence_holds_on_every_figure_and_says_nothing() -> None:
    found = judged(*both())
    assert (found.total, found.partial, found.full) == (1.0, 0.0, 0.0)
    assert found.coverage_low is not None
    assert found.compared_high <= found.coverage_low
    assert found.bits == found.most_bits == 0.0
    assert found.given_low == found.given_high == found.expected


def test_a_safe_window_or_a_full_comparison_ends_it() -> None:
    window = judged(audience("east", "match", (0.4, 0.4), begins=100), audience("west", "failure", (1.0, 1.0), begins=60))
    assert window.total == 0.0
    compared = judged(*both(), compares=(95, 100), no_total=Share(0, 0))
    assert compared.total == 0.0
    assert compared.most_bits > 0.1
    assert compared.compared_low > (compared.coverage_high or 0)
    sigma = next(one for one in judged(*both()).levers if one.name == "sigma")
    assert sigma.at is not None
    assert sigma.now < sigma.at < 1


def test_to_an_audience_that_rewards_everything_is_published() -> None:
    found = judged(audience("west", "success", (1.0, 1.0), begins=None), compares=(100, 100), no_total=Share(0, 0))
    assert found.full + found.partial == 1.0
    assert found.coverage_low is None
    assert found.coverage_high is None
    assert len(found.silent) <= 1


@few
@given(
    losses=st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 1)), min_size=2, max_size=2),
    sigma=st.tuples(st.integers(0, 100), st.integers(0, 100)),
    total=st.integers(0, 100),
    cost=st.floats(0, 0.3),
    leak=st.integers(0, 100),
)
def test_shares_of_draws_are_shares_and_information_is_never_negative(
    losses: list[tuple[float, float]], sigma: tuple[int, int], total: int, cost: float, leak: int
) -> None:
    audiences = tuple(audience(who, reads, (min(loss), max(loss))) for (who, reads, _), loss in zip(BOTH, losses, strict=True))
    found = judged(
        *audiences,
        compares=(min(sigma), max(sigma)),
        no_total=Share(0, total),
        cost=Gain(0, cost),
        leak=Share(0, leak),
        cover_up=Gain(0, 1),
    )
    assert found.total + found.partial + found.full == pytest.approx(1, abs=1e-5)
    assert 0 <= found.unique <= 1
    assert 0 <= found.bits <= found.most_bits + 1e-6
    assert 0 <= found.compared_low <= found.compared_high < 1
    assert 0 < found.given_low <= found.given_high
    assert all(low < high for low, high in found.silent)


def test_what_cannot_be_compared_is_not_judged_and_said() -> None:
    for wrong in (
        weighed(*both(), expects="4..30bn EUR"),
        weighed(audience("east", "match", (0.4, 0.4), beside="nowhere")),
        weighed(audience("east", "match", (-1, 0.4))),
        weighed(audience("east", "match", (0, 0))),
        weighed(*both(), expects="undisclosed USD"),
        weighed(*both(), expects="30bn USD"),
        weighed(),
    ):
        assert kept(wrong).judged is None
    found = silence(
        ledger(Withholding(id="a", what=names("x"), by=HOME, disclosure=weighed()), Withholding(id="b", what=names("y"), by=HOME))
    )
    assert [(caveat.code, caveat.because) for caveat in found.caveats] == [("silence-apart", ("a",)), ("silence-bare", ("b",))]


def test_figures_of_the_same_parties_are_shown_against_it_and_those_of_others_are_not() -> None:
    stock = deal(
        "stock", claim("s", amount="27bn USD"), claim("t", amount="25bn USD"), claim("u", amount="undisclosed"), partner="east"
    )
    row = kept(None, stock, deal("elsewhere", claim("s", amount="1bn USD"), partner="south"))
    assert [(one.entry, one.low, one.high, one.unit) for one in row.named] == [("stock", 25e9, 27e9, "USD")]
    assert row.readings == 1
    chosen = kept(None, replace(stock, adopted=adopted("s")))
    assert [(one.low, one.high) for one in chosen.named] == [(27e9, 27e9)]


def test_the_figure_itself_counts_as_named_if_it_was_named_after_all() -> None:
    entry = Withholding(id="kept", what=names("figures"), by=HOME, amount=amount("3bn USD"), since=when("2031-01-01"))
    (row,) = silence(
        ledger(entry, source("late", "2031-02-01"), source("early", "2030-02-01")), as_of=of_day(2031, 3)
    ).answer.rows
    assert [(one.entry, one.low, one.high) for one in row.named] == [("kept", 3e9, 3e9)]
    assert row.watched is not None
    assert (row.watched.days, row.watched.texts) == (59, 1)
    ended = replace(entry, until=when("2031-01-11"))
    (row,) = silence(ledger(ended), as_of=of_day(2031, 3)).answer.rows
    assert row.watched is not None
    assert (row.watched.days, row.watched.texts) == (10, 0)


def test_what_its_package_says_of_it_stands_beside() -> None:
    package = deal("package", claim("s", amount="up to 17bn USD"), partner="west")
    named = deal("named", claim("s", amount="5bn USD"), partner="west", part_of="package")
    kept_back = deal("back", claim("s", amount="undisclosed USD"), partner="west", part_of="package")
    asked = Withholding(id="a", what=names("x"), by=HOME, about=cast("Any", "back"))
    rest = Withholding(id="b", what=names("y"), by=HOME, about=cast("Any", "package"))
    bare = Withholding(id="c", what=names("z"), by=HOME, about=cast("Any", "named"))
    one, other, none = silence(ledger(package, named, kept_back, asked, rest, bare)).answer.rows
    assert one.bound is not None
    assert (one.bound.rest, one.bound.high, one.bound.unit) == (False, 12.5e9, "USD")  # 17 less 5, which may be rounded
    assert other.bound is not None
    assert (other.bound.rest, other.bound.of) == (True, "package")
    assert none.bound is None


def test_reasons_are_counted_and_each_draw_stands_on_the_map_by_its_regime() -> None:
    found = judged(*both(), compares=(20, 95))
    assert [one.name for one in found.reasons] == ["audiences", "cost", "no-figure", "secrecy"]
    assert found.reasons[0].enough is not None
    assert found.reasons[3].enough is None
    assert len(found.points) == 150
    for point in found.points:
        assert (point.regime == "total") <= (point.compared <= point.coverage + 1e-6)
    gained = judged(audience("west", "success", (1.0, 1.0), begins=None))
    assert gained.points == ()
    assert {one.enough for one in gained.reasons} == {None}


def test_between_several_consent_keeps_more_silent_than_payment_and_payment_more_than_speaking_alone() -> None:
    apart = (replace(both()[0], hurts=cast("Any", ("home",))), replace(both()[1], hurts=cast("Any", ("east",))))
    found = judged(*apart, compares=(20, 95)).together
    assert found is not None
    assert found.by == ("home", "east")
    assert found.alone <= found.paid <= found.agreed
    assert found.alone < found.agreed
    assert found.silent_agreed
    assert judged(*both()).together is None
    alike = tuple(replace(one, hurts=cast("Any", ("east", "home"))) for one in both())
    assert judged(*alike).together is None


def test_judgements_are_supposed_for_one_answer_and_the_ledger_is_named_as_it_is() -> None:
    entries = (
        Withholding(id="kept", what=names("figures"), by=HOME, disclosure=weighed(*both())),
        deal("package", claim("s", amount="17bn USD"), partner="west"),
    )
    plain, other = silence(ledger(*entries)), silence(ledger(*entries), suppose="kept: sigma=0.9..1, west.loss=2")
    assert plain.ledger == other.ledger
    assert plain.answer != other.answer
    assert silence(ledger(*entries), suppose=" ").answer == silence(ledger(*entries), suppose="kept:").answer == plain.answer
    with pytest.raises(ValueError, match="there are: kept"):
        silence(ledger(*entries), suppose="package: q=0")
    with pytest.raises(ValueError, match="there are: none"):
        silence(ledger(), suppose="kept: q=0")


@pytest.mark.parametrize("wrong", [{"draws": 1}, {"draws": 10**6}, {"seed": -1}])
def test_parameters_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="draws"):
        silence(ledger(), **wrong)


def test_a_seed_gives_the_same_and_another_seed_other_draws() -> None:
    found = ledger(
        Withholding(id="kept", what=names("figures"), by=HOME, disclosure=weighed(*both(), compares=(20, 90))),
        deal("package", claim("s", amount="17bn USD"), partner="west"),
    )
    one, again, other = (silence(found, draws=200, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one.answer != other.answer


def test_what_later_texts_say_is_not_known_before() -> None:
    found = ledger(
        source("late", "2031-05-01"),
        Withholding(id="kept", what=names("figures"), by=HOME, disclosure=weighed(*both())),
        deal("package", claim("late", amount="17bn USD"), partner="west"),
    )
    before, after = (silence(found, as_of=of_day(2031, month), draws=200).answer.rows[0] for month in (4, 6))
    assert before.judged is None
    assert after.judged is not None


def test_the_demonstration_keeps_silent_in_most_draws_and_learns_almost_nothing() -> None:
    rows = silence(multivector.load("dossiers/kazakhstan").ledger).answer.rows
    row = next(one for one in rows if one.judged is not None)
    assert row.withholding == "programme-figures"
    assert row.judged is not None
    assert row.judged.total > 0.8
    assert row.judged.bits < 0.01
    assert {one.entry for one in row.named} == {"ru-joint-projects", "ru-investment-stock", "ru-forum-potential"}
