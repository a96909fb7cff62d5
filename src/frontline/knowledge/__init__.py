"""Knowledge: what frontline knows before it reads: places, actors, kinds of happening, words."""
