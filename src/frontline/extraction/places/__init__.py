"""Places: which words of a report name or describe a place, and which place of the world that is."""

from frontline.extraction.places.atlas import Atlas, PlaceMention

__all__ = ["Atlas", "PlaceMention"]
