"""All minimal collisions of generated ledgers of 100 to 100,000 clauses, beside an answer-set program of the same question.

Half of the clauses oblige, three tenths forbid, an eighth permit, the rest rest on an interpretation; triggers hold none to
three atoms, an eighth has an exception, half a day of beginning. What is owed and what is forbidden lie mostly on different
halves of the actions. Asked are all minimal collisions of up to 3 clauses and 3 atoms. Times are of the processor, indexing
included. The peer is clingo with domain heuristics, which gives minimal sets only; it is asked up to where it takes minutes.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import resource
import statistics
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from multivector.engines.collisions import Background, Box, Clause, Modality, Taxonomies, collisions, index, screen, taxonomy

if TYPE_CHECKING:
    from multivector.engines.collisions import Collision, Index, Taxonomy

    Made = tuple[list[Clause], Taxonomies, Background]

SIZES = {100: (24, 12, 10, 31), 1_000: (65, 19, 15, 111), 10_000: (271, 47, 39, 396), 100_000: (1133, 120, 100, 1405)}
LARGEST, PEER_LARGEST, RUNS, CANDIDATES = 100_000, 10_000, 3, 1000
BAR_SECONDS, BAR_MEBIBYTES, BAR_RATIO, BAR_SCREEN = 2.0, 300.0, 50.0, 0.2
TWO_PARENTS, APART, DAYS = 0.08, 0.96, 10_000
CLIMB = {True: (0.32, 0.47), False: (0.35, 0.3)}
"""How probably a term gives place to a broader one, of actions and of the rest, where it is forbidden and where not."""
PROGRAM = """
pt(N,X,Y,Z) :- o(N,A,B,R,_,_), ea(A,X), eb(B,Y), er(R,Z).
pxyz(X,Y,Z) :- pt(_,X,Y,Z).   pxy(X,Y) :- pxyz(X,Y,_).   fab(A,B) :- f(_,A,B,_,_,_).   fa(A) :- fab(A,_).
xa(X,A) :- pxy(X,_), ea(A,X), fa(A).   ab(X,Y,A,B) :- pxy(X,Y), xa(X,A), eb(B,Y), fab(A,B).
at(X,Y,Z,F) :- pxyz(X,Y,Z), ab(X,Y,A,B), er(R,Z), f(F,A,B,R,_,_).
cov(N,X,Y,Z,F) :- pt(N,X,Y,Z), at(X,Y,Z,F), o(N,_,_,_,S,E), f(F,_,_,_,G,H), S < H, G < E.
met(N,X,Y,Z) :- cov(N,X,Y,Z,_).   loose(N) :- pt(N,X,Y,Z), not met(N,X,Y,Z).
cl(N) :- o(N,_,_,_,_,_), not loose(N).   cl(F) :- cov(N,_,_,_,F), not loose(N).
{ ev(E) } :- trig(N,E), cl(N).   { sel(N) } :- cl(N).
:- sel(N), trig(N,E), not ev(E).   :- sel(N), unless(N,E), ev(E).
free(N) :- pt(N,X,Y,Z), cl(N), not loose(N), not sel(F) : cov(N,X,Y,Z,F).
broken :- sel(N), o(N,_,_,_,_,_), not free(N).   :- not broken.
:- #count { N : sel(N) } > 3.   :- #count { E : ev(E) } > 3.
#heuristic sel(N) : cl(N). [1,false]   #heuristic ev(E) : trig(N,E), cl(N). [1,false]
#show sel/1.   #show ev/1.
"""


def grown(rng: np.random.Generator, name: str, leaves: int) -> Taxonomy:
    """Draw a taxonomy: terms in groups of 3 to 6, these again, up to one root; one of a group stands for what is not listed."""
    parents: dict[str, list[str]] = {}
    layer, count = [f"{name}{i}" for i in range(leaves)], 0
    while len(layer) > 1:
        above, at = [], 0
        while at < len(layer):
            size = int(rng.integers(3, 7))
            above.append(f"{name}n{count}")
            parents.update({child: [above[-1]] for child in layer[at : at + size]})
            at, count = at + size, count + 1
        for child in layer:
            other = above[int(rng.integers(len(above)))]
            if rng.random() < TWO_PARENTS and other not in parents[child]:
                parents[child].append(other)
        layer = above
    return taxonomy(parents, exhaustive={above for broader in parents.values() for above in broader})


def term(rng: np.random.Generator, tree: Taxonomy, climb: float, half: float | None = None) -> str:
    """Draw a leaf, of a half of them or of all, and climb from it, but not to the root."""
    at = rng.random()
    if half is not None and rng.random() < APART:
        at = (at + half) / 2
    found = tree.leaves[int(at * len(tree.leaves))]
    while rng.random() < climb:
        above = tree.above[found][int(rng.integers(len(tree.above[found])))]
        if not tree.above[above]:
            break
        found = above
    return found


def clause(rng: np.random.Generator, name: str, taxonomies: Taxonomies, atoms: int) -> Clause:
    """Draw a clause."""
    kind = str(rng.choice(["oblige", "forbid", "permit", "principle"], p=[0.5, 0.3, 0.12, 0.08]))
    forbids = kind == "forbid" or (kind == "principle" and rng.random() < 0.7)  # noqa: PLR2004  # most principles bar something
    trigger = [f"e{i}" for i in rng.integers(atoms, size=rng.choice(3, p=[0.45, 0.4, 0.15]))]
    if kind == "principle":
        trigger.append(f"i{rng.integers(atoms)}")
    start = int(rng.integers(DAYS)) if rng.random() < 0.5 else None  # noqa: PLR2004  # half have a day of beginning
    end = (start or 0) + int(rng.integers(DAYS // 10, 2 * DAYS)) if rng.random() < 0.3 else None  # noqa: PLR2004  # three tenths end
    modality = Modality.PROHIBITION if forbids else Modality.PERMISSION if kind == "permit" else Modality.OBLIGATION
    of_actions, of_others = CLIMB[forbids]
    return Clause(
        id=name,
        bearer="x",
        modality=modality,
        what=Box(
            term(rng, taxonomies.actions, of_actions, float(forbids)),
            term(rng, taxonomies.objects, of_others),
            term(rng, taxonomies.areas, of_others),
        ),
        trigger=(frozenset(trigger),),
        unless=(frozenset([f"e{rng.integers(atoms)}"]),) if rng.random() < 0.12 else (),  # noqa: PLR2004  # an eighth
        start=start,
        end=end,
        parties=frozenset(["x", f"p{rng.integers(12)}"]),
        instrument=f"t{rng.integers(DAYS)}",
        date=int(rng.integers(DAYS)),
    )


def ledger(size: int) -> Made:
    """Draw a ledger."""
    rng = np.random.default_rng(size + 2)
    actions, objects, areas, atoms = SIZES[size]
    taxonomies = Taxonomies(grown(rng, "a", actions), grown(rng, "b", objects), grown(rng, "r", areas))
    clauses = [clause(rng, f"c{i}", taxonomies, atoms) for i in range(size)]
    return clauses, taxonomies, Background(interpretations=frozenset(f"i{i}" for i in range(atoms)))


def mebibytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(made: Made) -> tuple[float, float, tuple[Collision, ...]]:
    """Seconds, the best of several, mebibytes after the first, and what is found."""
    best, memory = math.inf, 0.0
    found: tuple[Collision, ...] = ()
    for _ in range(RUNS):
        del found
        gc.collect()
        begin = time.process_time()
        found = collisions(*made)
        best = min(best, time.process_time() - begin)
        memory = memory or mebibytes()
    return best, memory, found


def screened(made: Made) -> tuple[float, float, Index]:
    """Milliseconds to screen one candidate, median and the hundredth slowest."""
    clauses, taxonomies, background = made
    ready = index(clauses, taxonomies, background)
    rng = np.random.default_rng(1)
    drawn = [clause(rng, f"new{i}", taxonomies, SIZES[len(clauses)][3]) for i in range(CANDIDATES)]
    took = []
    for candidate in drawn:
        begin = time.process_time()
        screen(ready, candidate)
        took.append((time.process_time() - begin) * 1000)
    return statistics.median(took), float(np.quantile(took, 0.99)), ready


def facts(made: Made) -> str:
    """The ledger for the peer."""
    clauses, taxonomies, _ = made
    lines = []
    for name, tree in (("ea", taxonomies.actions), ("eb", taxonomies.objects), ("er", taxonomies.areas)):
        lines += [f"{name}({t},{leaf})." for t, extent in tree.extents.items() for leaf in tree.names(extent)]
    for one in clauses:
        assert isinstance(one.what, Box)
        kind = "f" if one.modality is Modality.PROHIBITION else "o"
        start, end = -1 if one.start is None else one.start, 10 * DAYS if one.end is None else one.end
        lines.append(f"{kind}({one.id},{one.what.action},{one.what.object},{one.what.area},{start},{end}).")
        lines += [f"trig({one.id},{atom})." for atom in one.trigger[0]]
        lines += [f"unless({one.id},{atom})." for each in one.unless for atom in each]
    return "\n".join(lines)


def theirs(clingo: Any, made: Made) -> tuple[float, set[tuple[frozenset[str], frozenset[str]]]]:  # noqa: ANN401  # may not be installed
    """Seconds and what the peer finds; that three validities have a common day is seen to afterwards, and not timed."""
    given = facts(made)
    begin = time.process_time()
    control = clingo.Control(["0", "--heuristic=Domain", "--enum-mode=domRec"], logger=lambda *_: None)
    control.add("base", [], PROGRAM + given)
    control.ground([("base", [])])
    found: list[tuple[frozenset[str], frozenset[str]]] = []

    def told(model: Any) -> None:  # noqa: ANN401  # as above
        shown = [(symbol.name, str(symbol.arguments[0])) for symbol in model.symbols(shown=True)]
        found.append((frozenset(n for name, n in shown if name == "sel"), frozenset(e for name, e in shown if name == "ev")))

    control.solve(on_model=told)
    took = time.process_time() - begin
    by = {one.id: one for one in made[0]}

    def common(names: frozenset[str]) -> bool:
        return max(by[n].start or -1 for n in names) < min(10 * DAYS if (end := by[n].end) is None else end for n in names)

    return took, {each for each in found if common(each[0])}


def told(name: str, value: float, unit: str, against: str, ratio: float, bar: float, holds: bool) -> None:  # noqa: FBT001  # a column
    """Print a figure."""
    figure = {"name": name, "value": round(value, 3), "unit": unit, "against": against, "ratio": round(ratio, 2)}
    print(json.dumps({**figure, "bar": bar, "holds": holds}))


def main() -> None:
    """Measure, compare the answers, print."""
    made = {size: ledger(size) for size in SIZES if size != LARGEST}
    made[LARGEST] = ledger(LARGEST)
    measured = {size: ours(each) for size, each in made.items()}
    for size, (seconds, memory, found) in measured.items():
        threes = sum(len(one.clauses) > 2 for one in found)  # noqa: PLR2004  # more than a pair
        print(
            f"{size:7,} clauses: {len(found):6,} collisions, {threes} of three; {seconds:.4f} s, at most {memory:.0f} MiB so far"
        )
    sizes = list(measured)
    for small, large in pairwise(sizes):
        growth = (
            math.log10(measured[large][0] / measured[small][0]),
            math.log10(len(measured[large][2]) / len(measured[small][2])),
        )
        print(f"{small:,} to {large:,}: time grows as n^{growth[0]:.2f}, collisions as n^{growth[1]:.2f}")
    median, slow, _ = screened(made[LARGEST])
    print(f"one candidate against {LARGEST:,}: median {median:.3f} ms, 99 of 100 within {slow:.3f} ms")
    ratio, same = 0.0, True
    try:
        clingo = importlib.import_module("clingo")
    except ImportError:
        print("clingo is not installed: no peer")
    else:
        for size in [size for size in SIZES if size <= PEER_LARGEST]:
            took, answers = theirs(clingo, made[size])
            mine = {(frozenset(one.clauses), frozenset(one.scenario)) for one in measured[size][2]}
            same, ratio = same and mine == answers, took / measured[size][0]
            print(f"clingo {clingo.__version__}, {size:,}: {took:.2f} s, {ratio:.0f} times ours; same answers: {mine == answers}")
    seconds, memory, found = measured[LARGEST]
    unit = f"s of one core, {LARGEST} clauses, {len(found)} collisions"
    told("collisions", seconds, unit, "the bar", BAR_SECONDS / seconds, BAR_SECONDS, seconds <= BAR_SECONDS)
    told("collisions-memory", memory, "MiB", "the bar", BAR_MEBIBYTES / memory, BAR_MEBIBYTES, memory <= BAR_MEBIBYTES)
    against = f"an answer-set program, {PEER_LARGEST} clauses"
    told("collisions-peer", measured[PEER_LARGEST][0], "s", against, ratio, BAR_RATIO, same and ratio >= BAR_RATIO)
    told("collisions-screen", median, "ms, median", "the bar", BAR_SCREEN / median, BAR_SCREEN, median <= BAR_SCREEN)


if __name__ == "__main__":
    main()
