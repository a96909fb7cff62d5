"""From claims to who holds what, day by day, and what follows from it."""
