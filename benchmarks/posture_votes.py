"""Can votes in the General Assembly tell postures apart? Labelled country-periods, each country predicted from all others.

Of each period, the mean over its years of squared kappa with the United States, Russia, China and Germany. Two plain methods: the
nearest mean of a class on standardised features, and multinomial logit (scikit-learn, its default penalty). No country helps to
predict itself. Beside them stands the majority of the other countries' labels; a permutation test shuffles the labels over the
periods of the two classes that matter, multi-vector and bandwagon, and says how often chance tells them apart as well.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from posture_labels import CLASSES, LABELS
from sklearn.linear_model import LogisticRegression
from unga import UNGA, ballots_of

from multivector.engines.votes import yearly

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Method = Callable[[Floats, Whole, Floats], Whole]

GREATS = ("United States", "Russia", "China", "Germany")
SHUFFLES = 999


def features() -> Floats:
    """Give the mean squared kappa of each labelled period with each great power, over the years in which it is defined."""
    kappa: dict[tuple[int, str, str], float] = {}
    for year, found in yearly(ballots_of((1992, 2019))):
        for country in {one.country for one in LABELS} & set(found.states):
            for great in GREATS:
                kappa[year, country, great] = found.of(country, great)["kappa_squared"]
    rows = []
    for one in LABELS:
        years = range(one.first, one.last + 1)
        rows.append([np.nanmean([kappa.get((year, one.country, great), np.nan) for year in years]) for great in GREATS])
    return np.array(rows)


def nearest(known: Floats, classes: Whole, asked: Floats) -> Whole:
    """Give the class whose mean is nearest."""
    there = np.unique(classes)
    means = np.array([known[classes == one].mean(axis=0) for one in there])
    return np.asarray(there[((asked[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)], np.int64)


def logit(known: Floats, classes: Whole, asked: Floats) -> Whole:
    """Give the class that multinomial logit finds likeliest."""
    return np.asarray(LogisticRegression(max_iter=1000).fit(known, classes).predict(asked), np.int64)


def majority(known: Floats, classes: Whole, asked: Floats) -> Whole:  # noqa: ARG001  # a method like the others
    """Give the most frequent class."""
    return np.full(len(asked), np.bincount(classes).argmax())


def predicted(method: Method, values: Floats, classes: Whole, countries: NDArray[np.str_]) -> Whole:
    """Predict each country from all others, on features standardised over those others."""
    found = np.empty_like(classes)
    for country in np.unique(countries):
        asked = countries == country
        mean, spread = values[~asked].mean(axis=0), values[~asked].std(axis=0)
        found[asked] = method((values[~asked] - mean) / spread, classes[~asked], (values[asked] - mean) / spread)
    return found


def balanced(found: Whole, classes: Whole) -> float:
    """Give the mean over classes of the share that was found: 1 / classes for whoever always says the same."""
    return float(np.mean([(found[classes == one] == one).mean() for one in np.unique(classes)]))


def table(name: str, found: Whole, classes: Whole) -> None:
    """Print who was taken for what."""
    print(f"\n{name}: {(found == classes).mean():.2f} right, {balanced(found, classes):.2f} by class\n")
    print(f"| labelled | {' | '.join(f'as {one}' for one in CLASSES)} |")
    print(f"| --- |{' ---: |' * len(CLASSES)}")
    for number, one in enumerate(CLASSES):
        cells = [str(int(((classes == number) & (found == other)).sum())) for other in range(len(CLASSES))]
        print(f"| {one} | {' | '.join(cells)} |")


def main() -> int:
    """Print the tables, and what they come to."""
    if not UNGA.exists():
        print("skipped: the votes of the General Assembly are not beside the project")
        return 0
    values = features()
    classes = np.array([CLASSES.index(one.posture) for one in LABELS])
    countries = np.array([one.country for one in LABELS])
    print(f"{len(LABELS)} periods of {len(np.unique(countries))} countries")
    print(f"\n| class | {' | '.join(GREATS)} |\n| --- |{' ---: |' * len(GREATS)}")
    for number, posture in enumerate(CLASSES):
        print(f"| {posture} | {' | '.join(f'{each:+.2f}' for each in values[classes == number].mean(axis=0))} |")
    methods: dict[str, Method] = {"majority": majority, "nearest mean": nearest, "logit": logit}
    found = {name: predicted(method, values, classes, countries) for name, method in methods.items()}
    for name, guess in found.items():
        table(name, guess, classes)
    print("\nwrong by logit:")
    for one, taken in zip(LABELS, found["logit"].tolist(), strict=True):
        if CLASSES[taken] != one.posture:
            print(f"  {one.country} {one.first} to {one.last}: {one.posture}, taken for {CLASSES[taken]}")
    two = classes < CLASSES.index("western")
    told, p = apart(values[two], classes[two], countries[two])
    print(f"\nmulti-vector against bandwagon, nearest mean: {told:.2f} by class; shuffled labels do as well with p = {p:.3f}")
    right, base = (float((found[name] == classes).mean()) for name in ("logit", "majority"))
    print(json.dumps({"name": "posture-from-votes", "value": round(right, 3), "unit": "share right, no country helping itself",
                      "against": f"majority: {base:.3f}", "ratio": round(right / base, 2), "bar": round(base, 3),
                      "holds": right >= base}))  # fmt: skip
    return 0


def apart(values: Floats, classes: Whole, countries: NDArray[np.str_]) -> tuple[float, float]:
    """Give how well the nearest mean tells classes apart, and how often shuffled labels do as well."""
    told = balanced(predicted(nearest, values, classes, countries), classes)
    rng = np.random.default_rng(1)
    as_well = 0
    for _ in range(SHUFFLES):
        shuffled = rng.permutation(classes)
        as_well += balanced(predicted(nearest, values, shuffled, countries), shuffled) >= told
    return told, (1 + as_well) / (1 + SHUFFLES)


if __name__ == "__main__":
    raise SystemExit(main())
