"""Road networks as data: towns, roads, crossings and bridges, read from a file or drawn from an extract of a map."""

from frontline.knowledge.roads.network import Area, Bridge, Network, Road, Stretch, Town

__all__ = ["Area", "Bridge", "Network", "Road", "Stretch", "Town", "kilometres"]
