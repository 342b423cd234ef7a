"""The differ against simulated negotiations: a small fixed part of what `bench/score.py` runs."""

from __future__ import annotations

import pytest

from chains import Chain, Tally, run
from score import shortfalls

# Enough steps to notice a rule that was lost; the full run measures each kind.
SEEDS = {"5%": range(1, 5), "20%": range(1, 4), "60%": range(1, 3)}


@pytest.mark.parametrize("density", SEEDS)
def test_the_differ_reaches_its_targets_on_a_few_chains(density: str) -> None:
    tally = Tally()
    for seed in SEEDS[density]:
        tally.add(run(Chain(density, "12K", seed, show=True)))
    missed = shortfalls(tally, density)
    assert not missed, "\n".join([*missed, *map(str, tally.wrongs[:5])])


def test_a_chain_is_the_same_for_one_seed() -> None:
    chain = Chain("20%", "12K", 7)
    assert run(chain) == run(chain)
