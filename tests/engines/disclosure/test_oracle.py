"""The same equilibria as Gambit finds, by trying all strategies, on random games with a few numbers each."""

from __future__ import annotations

import random
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest

from multivector.engines.disclosure import Audience, Game, Sender, equilibria, prior
from multivector.engines.disclosure.classic.cheap_talk import credibility

gambit: Any = import_module("pygambit")  # without type information
TENTHS = [Fraction(n, 10) for n in range(1, 10)]


def child(node: Any, place: int) -> Any:
    return list(node.children)[place]


def first(node: Any) -> Any:
    return next(iter(node.infoset.actions))


def trapped(x: Fraction, stakes: dict[str, Fraction]) -> Fraction:
    """Give the effect of a number that lets one audience down and rivals another."""
    short = -stakes["home"] * (stakes["plan"] - x) / stakes["plan"] if x < stakes["enough"] else Fraction(0)
    return short - (stakes["rival"] if x >= stakes["level"] else 0)


def tree(numbers: list[Fraction], weights: list[int], stakes: dict[str, Fraction], *, by_estimate: bool) -> Any:
    """Lay out the game: chance draws a number or none, the sender publishes or not, the audience guesses what silence means."""
    shares = [Fraction(w, sum(weights)) for w in weights]
    worth = [trapped(x, stakes) for x in numbers]
    q, sigma, leak = stakes["q"], stakes["sigma"], stakes["leak"]
    mean = sum((f * x for f, x in zip(shares, numbers, strict=True)), Fraction(0))
    meant = numbers if by_estimate else worth
    none = mean if by_estimate else Fraction(0)
    order = sorted(range(len(numbers)), key=lambda place: worth[place])
    guesses = []
    for count in range(0 if q else 1, len(order) + 1):
        inside = order[:count]
        held = q + (1 - q) * sum((shares[place] for place in inside), Fraction(0))
        total = q * none + (1 - q) * sum((shares[place] * meant[place] for place in inside), Fraction(0))
        guesses.append(total / held)
    guesses = sorted(set(guesses))
    game = gambit.Game.new_tree(players=["sender", "audience"])
    labels = [f"number {place}" for place in range(len(numbers))]
    game.append_move(game.root, game.players.chance, [*labels, "none"] if q else labels)
    chances = [(1 - q) * f for f in shares] + ([q] if q else [])
    game.set_chance_probs(game.root.infoset, [f"{p.numerator}/{p.denominator}" for p in chances])
    silent = []
    for place in range(len(numbers)):
        node = child(game.root, place)
        game.append_move(node, "sender", ["silence", "publish"])
        published = worth[place] - stakes["accent"]
        game.set_outcome(child(node, 1), game.add_outcome(f"published {place}", _exact(published, 0)))
        silent.append((child(node, 0), place))
    if q:
        silent.append((child(game.root, len(numbers)), -1))
    game.append_move([node for node, _ in silent], "audience", [f"guess {n}" for n in range(len(guesses))])
    for node, place in silent:
        for number, guess in enumerate(guesses):
            heard = sigma * (trapped(guess, stakes) if by_estimate else guess)
            leaked = worth[place] - stakes["accent"] - stakes["cover up"] if place >= 0 else Fraction(0)
            truth = meant[place] if place >= 0 else none
            payoffs = _exact((1 - leak) * heard + leak * leaked, -((guess - truth) ** 2))
            game.set_outcome(child(node, number), game.add_outcome(f"silent {place} {number}", payoffs))
    return game


def _exact(*payoffs: Fraction | int) -> list[Any]:
    return [gambit.Rational(Fraction(each).numerator, Fraction(each).denominator) for each in payoffs]


def silent_sets(game: Any, count: int) -> set[tuple[int, ...]]:
    """Give who is silent in each equilibrium in pure strategies."""
    found = set()
    for profile in gambit.nash.enumpure_solve(game).equilibria:
        acts = profile.as_behavior()
        chosen = [acts[first(child(game.root, place))] for place in range(count)]
        found.add(tuple(place for place, chance in enumerate(chosen) if chance == 1))
    return found


def others(silent: tuple[int, ...], worth: list[Fraction]) -> list[int]:
    """Give who publishes; numbers that bring the same do not do differently with us."""
    return [place for place in range(len(worth)) if place not in silent]


def random_stakes(chance: random.Random) -> tuple[list[Fraction], list[int], dict[str, Fraction]]:
    count = chance.choice([3, 4, 4, 5])
    numbers = sorted(Fraction(n) for n in chance.sample(range(1, 30), count))
    stakes = {
        "home": chance.choice(TENTHS) * 2,
        "plan": Fraction(chance.randint(10, 30)),
        "enough": Fraction(chance.randint(5, 25)) + Fraction(1, 2),
        "rival": chance.choice(TENTHS) * 2 + Fraction(1, 100),
        "level": Fraction(chance.randint(5, 25)) + Fraction(1, 2),
        "sigma": chance.choice(TENTHS),
        "q": chance.choice([Fraction(0), *TENTHS[:5]]),
        "accent": chance.choice([Fraction(0), Fraction(1, 13), Fraction(1, 7)]),
        "leak": chance.choice([Fraction(0), Fraction(1, 10)]),
        "cover up": chance.choice(TENTHS),
    }
    stakes["enough"] = min(stakes["enough"], stakes["plan"])
    return numbers, [chance.randint(1, 9) for _ in numbers], stakes


def laid(numbers: list[Fraction], weights: list[int], stakes: dict[str, Fraction], *, by_estimate: bool) -> Game:
    at = {name: float(value) for name, value in stakes.items()}
    how: dict[str, Any] = {"reacts": "estimate" if by_estimate else "belief"}
    audiences = (
        Audience("home", "shortfall", at["plan"], at["home"], at["enough"], **how),
        Audience("rival", "match", at["level"], at["rival"], **how),
    )
    senders = (Sender((1.0, 1.0), at["accent"], at["cover up"]),)
    return Game(prior([float(x) for x in numbers], weights), audiences, senders, at["sigma"], at["q"], at["leak"])


@pytest.mark.parametrize("by_estimate", [False, True])
def test_gambit_finds_the_same_equilibria_in_pure_strategies(by_estimate: bool) -> None:  # noqa: FBT001  # a parameter of the test
    chance = random.Random(8)  # noqa: S311  # games, not secrets
    regimes = []
    for _ in range(70):
        numbers, weights, stakes = random_stakes(chance)
        found = equilibria(laid(numbers, weights, stakes, by_estimate=by_estimate))
        pure = [one for one in found if set(one.silent.tolist()) <= {0.0, 1.0}]
        ours = {tuple(place for place, each in enumerate(one.silent.tolist()) if each) for one in pure}
        theirs = silent_sets(tree(numbers, weights, stakes, by_estimate=by_estimate), len(numbers))
        worth = [trapped(x, stakes) for x in numbers]
        assert ours == {
            one for one in theirs if not {worth[place] for place in one} & {worth[place] for place in others(one, worth)}
        }
        regimes += [one.regime for one in pure]
    assert {"total", "partial"} <= set(regimes)  # the games are not all alike


def talk(gains: list[list[list[int]]], hearing: list[int]) -> Any:
    """Lay out cheap talk of two types before some audiences that gain by knowing the truth."""
    game = gambit.Game.new_tree(players=["sender", *(f"audience {a}" for a in hearing)])
    game.append_move(game.root, game.players.chance, ["so", "not"])
    game.set_chance_probs(game.root.infoset, ["1/2", "1/2"])
    for node in game.root.children:
        game.append_move(node, "sender", ["so", "not"])
    ends = {(true, said): [child(child(game.root, true), said)] for true in (0, 1) for said in (0, 1)}
    for a in hearing:
        for said in (0, 1):
            game.append_move([*ends[0, said], *ends[1, said]], f"audience {a}", ["so", "not"])
        ends = {key: [child for node in nodes for child in node.children] for key, nodes in ends.items()}
    for (true, said), nodes in ends.items():
        for number, node in enumerate(nodes):
            acts = [number >> (len(hearing) - 1 - place) & 1 for place in range(len(hearing))]
            payoffs = [
                sum(gains[a][true][act] for a, act in zip(hearing, acts, strict=True)),
                *(int(act == true) for act in acts),
            ]
            game.set_outcome(node, game.add_outcome(f"{true} {said} {number}", payoffs))
    return game


def told_apart(game: Any) -> bool:
    """Tell whether the sender says one thing in one case and another in the other, in some equilibrium in pure strategies."""
    for profile in gambit.nash.enumpure_solve(game).equilibria:
        acts = profile.as_behavior()
        if acts[first(child(game.root, 0))] != acts[first(child(game.root, 1))]:
            return True
    return False


def test_gambit_finds_who_believes_in_private_and_in_public() -> None:
    chance, regimes = random.Random(5), set()  # noqa: S311  # games, not secrets
    for _ in range(40):
        gains = [[[chance.randint(-3, 3), 0], [0, chance.randint(-3, 3)]] for _ in range(2)]
        found = credibility(gains)
        assert found.private == tuple(told_apart(talk(gains, [a])) for a in (0, 1))
        assert found.public == told_apart(talk(gains, [0, 1]))
        regimes.add(found.regime)
    assert regimes == {"full", "one-sided", "mutual", "subversion", "none"}
