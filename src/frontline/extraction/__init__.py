"""Extraction: sentences to claims."""

from frontline.extraction.claims import claims
from frontline.extraction.scene import Scene

__all__ = ["Scene", "claims"]
