"""Every policy keeps its word: its traits are to be seen, its shares are shares, and it looks at nothing but the present."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.engines.worlds.policies import Policy, bandwagoning, shares
from rehearsing import policies, small_world, worlds

if TYPE_CHECKING:
    from multivector.engines.worlds import World

few = settings(max_examples=40, deadline=None)
WORLD = small_world()
RULE = (8.0, 2.0, 0.4)
each = pytest.mark.parametrize(
    "policy", policies(WORLD), ids=lambda one: f"{one.name}-{'adaptive' if one.adaptive else 'static'}"
)


def at_rest(policy: Policy, world: World = WORLD, dependence: np.ndarray | None = None) -> np.ndarray:
    p = len(world.partners)
    return shares(policy, world, np.ones(p), world.trust, np.zeros(p) if dependence is None else dependence, RULE)


@each
def test_its_traits_are_to_be_seen(policy: Policy) -> None:
    found = at_rest(policy)
    by_need = found.argmax(axis=1)
    best = (WORLD.capability * WORLD.trust).argmax(axis=1).tolist()
    total = (WORLD.weight[:, None] * found).sum(axis=0)
    seen = {
        "specialised": len(set(by_need.tolist())) > 1 and by_need.tolist() == best,
        "concentrated": bool(total.max() > 0.8),
        "spread": bool(np.allclose(found, found[0, 0]) and found.sum() > 0),
        "alone": bool((found == 0).all()),
        "bound": bool((policy.bound > 0).any()),
        "unbound": bool((policy.bound == 0).all()),
        "careful": careful(policy),
    }
    for trait in policy.traits:
        assert seen[trait], trait
    assert policy.traits
    assert not {"bound", "unbound"} <= policy.traits


def careful(policy: Policy) -> bool:
    free = at_rest(policy)
    most = int((WORLD.weight[:, None] * free).sum(axis=0).argmax())
    tied = np.zeros(len(WORLD.partners))
    tied[most] = 0.9
    return bool((at_rest(policy, dependence=tied)[:, most] < free[:, most]).all())


@few
@given(worlds(), st.integers(0, 10**6))
def test_shares_are_shares_whatever_the_world(world: World, seed: int) -> None:
    rng = np.random.default_rng(seed)
    p = len(world.partners)
    for policy in policies(world):
        found = shares(policy, world, rng.random(p), rng.random(p), rng.random(p), RULE)
        assert (found >= 0).all()
        assert np.allclose(found.sum(axis=1), 1 - policy.alone)


@few
@given(st.integers(0, 10**6))
def test_partners_have_no_names_for_it(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(WORLD.partners))
    turned = replace(
        WORLD,
        partners=tuple(WORLD.partners[at] for at in order),
        capability=WORLD.capability[:, order],
        trust=WORLD.trust[order],
        power=WORLD.power[order],
    )
    for one, other in zip(policies(WORLD), policies(turned), strict=True):
        if not one.name.startswith("bandwagoning"):
            assert np.allclose(at_rest(one)[:, order], at_rest(other, turned))
    leaning = at_rest(bandwagoning(turned, "cn"), turned)
    assert np.allclose(at_rest(bandwagoning(WORLD, "cn"))[:, order], leaning)


def test_a_policy_of_ones_own_is_a_record_and_nonsense_is_refused() -> None:
    own = Policy(
        "own", adaptive=True, fit=0.5, avoid=0.0, lean=np.zeros(5), alone=np.full(4, 0.5), bound=np.ones(5), traits=frozenset()
    )
    assert np.allclose(at_rest(own).sum(axis=1), 0.5)
    for wrong in ({"fit": -1.0}, {"alone": np.full(4, 2.0)}, {"bound": np.full(5, 2.0)}, {"lean": np.full(5, np.nan)}):
        with pytest.raises(ValueError, match=r"policy|between|at least"):
            replace(own, **wrong)
    with pytest.raises(ValueError, match="no partner"):
        bandwagoning(WORLD, "atlantis")
