"""Pictures of control: maps (PNG, SVG, a page with a day slider) and timelines. Needs the extra `pictures`."""
