"""Maker: what made a record."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "0.1.0"
"""The version of frontline: in every record that it makes, and in the package."""


@dataclass(frozen=True, slots=True)
class Maker:
    """The stage, its version, and the hashes of the model and the codebook that it used."""

    stage: str
    version: str
    model: str
    codebook: str
