"""The hidden Markov chain: who holds a place from day to day, and whether it is fought over.

A place with n possible holders has 2n states: held by each quietly, then held by each and fought over. Arrays are of
shape (places, nodes, states); a node is a day on which something is told. The step into a node is `stirred` where a change
is told of its day: changes of control make news, so a day with such news is likelier to have one than the days around it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontline.situation.parameters import Rates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LONGEST = 4_000
"""Days after which what was known has all but gone; a longer gap counts as this one."""


class Smoothed(NamedTuple):
    """Messages by place and node.

    `forward` holds what all nodes up to and with this one say (rows sum to 1), `backward` what the later ones say (the
    largest of a row is 1), `onward` the same with this node's own emissions.
    """

    forward: Floats
    backward: Floats
    onward: Floats


def shares(holders: int, other: float) -> Floats:
    """Return the chances of each holder where nothing is known: `other` for the last, the same for all before it."""
    if holders == 1:
        return np.ones(1)
    return np.append(np.full(holders - 1, (1 - other) / (holders - 1)), other)


def resting(holders: int, rates: Rates, other: float) -> Floats:
    """Return the chances of each state where nothing is known."""
    fought = rates.flare / (rates.flare + rates.calm) if rates.flare else 0.0
    base = shares(holders, other)
    return np.concatenate([base * (1 - fought), base * fought])


@lru_cache(maxsize=512)
def transition(holders: int, rates: Rates, other: float) -> Floats:
    """Return the chances of going from each state (row) to each state (column) within a day.

    A new holder is drawn by `shares`; a place that turns while it is fought over goes on being fought over.
    """
    base = shares(holders, other)
    moves = np.zeros((holders, holders))
    for old in range(holders):
        rest = 1 - base[old]
        moves[old] = base / rest if rest > 0 else 0.0
        moves[old, old] = 0.0
    stays = np.eye(holders)
    moving = moves.sum(axis=1, keepdims=True)
    quiet = stays * (1 - rates.slip * moving) + rates.slip * moves
    fought = stays * (1 - rates.turn * moving) + rates.turn * moves
    return np.block([
        [quiet * (1 - rates.flare), stays * rates.flare],
        [stays * rates.calm, fought * (1 - rates.calm)],
    ])  # fmt: skip


@lru_cache(maxsize=32768)
def power(days: int, stirred: bool, holders: int, rates: Rates, other: float) -> Floats:
    """Return the transition over some days, the last of them stirred or not."""
    if stirred and days:
        last = transition(holders, replace(rates, slip=rates.stir, turn=max(rates.turn, rates.stir)), other)
        found: Floats = power(days - 1, False, holders, rates, other) @ last  # noqa: FBT003
        return found
    return np.linalg.matrix_power(transition(holders, rates, other), min(days, _LONGEST))


def powers(gaps: Ints, stirred: Flags, holders: int, rates: Rates, other: float) -> Floats:
    """Return the transitions over each of some gaps in days: the shape of `gaps` and (states, states)."""
    known, where = np.unique(2 * gaps + stirred, return_inverse=True)
    stack = np.stack([power(int(key) // 2, bool(key % 2), holders, rates, other) for key in known])
    found: Floats = stack[where.reshape(gaps.shape)]
    return found


def smooth(emissions: Floats, gaps: Ints, stirred: Flags, rates: Rates, other: float) -> Smoothed:
    """Run the chain forward and backward over places with equally many holders.

    `emissions` are log-likelihoods (places, nodes, states); `gaps` (places, nodes) the days since the node before, 0 at
    the first and at padding, whose emissions must be 0; `stirred` (places, nodes) says where a change is told.
    """
    holders = emissions.shape[2] // 2
    told = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    forward, backward, onward = np.empty_like(told), np.ones_like(told), np.empty_like(told)
    now = np.broadcast_to(resting(holders, rates, other), told[:, 0].shape)
    steps = [powers(gaps[:, node], stirred[:, node], holders, rates, other) for node in range(told.shape[1])]
    for node, step in enumerate(steps):
        now = np.einsum("ps,pst->pt", now, step) * told[:, node]
        now = now / now.sum(axis=1, keepdims=True)
        forward[:, node] = now
    for node in range(told.shape[1] - 1, -1, -1):
        onward[:, node] = told[:, node] * backward[:, node]
        if node:
            before = np.einsum("pst,pt->ps", steps[node], onward[:, node])
            backward[:, node - 1] = before / before.max(axis=1, keepdims=True)
    return Smoothed(forward, backward, onward)


def at_days(  # noqa: PLR0913, PLR0917  one place's part of what `smooth` takes and gives
    smoothed: Smoothed, nodes: Ints, stirred: Flags, days: Ints, rates: Rates, other: float
) -> Floats:
    """Return the chances of each state of one place (days, states); `smoothed` holds that place's rows (nodes, states).

    `nodes` and `days` are ordinals, in order; `stirred` is by node.
    """
    holders = smoothed.forward.shape[1] // 2
    last = np.searchsorted(nodes, days, side="right") - 1
    left = np.broadcast_to(resting(holders, rates, other), (len(days), 2 * holders)).copy()
    right = np.ones_like(left)
    past, ahead = last >= 0, last < len(nodes) - 1
    if past.any():
        since = days[past] - nodes[last[past]]
        plain = powers(since, np.zeros(len(since), dtype=bool), holders, rates, other)
        left[past] = np.einsum("ds,dst->dt", smoothed.forward[last[past]], plain)
    if ahead.any():
        following = last[ahead] + 1
        steps = powers(nodes[following] - days[ahead], stirred[following], holders, rates, other)
        right[ahead] = np.einsum("dst,dt->ds", steps, smoothed.onward[following])
    found: Floats = left * right
    found /= found.sum(axis=1, keepdims=True)
    return found
