"""Coding: what a claim is called in PLOVER, ACLED, CAMEO and UCDP, by the rules of the codebook."""

from frontline.coding.rules import code

__all__ = ["code"]
