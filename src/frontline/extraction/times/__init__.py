"""Time expressions: found in the words of a sentence and resolved to days.

A sentence is cut into atoms of known classes (atoms), rows of atoms are matched by the grammar (forms, with the
readings of dates and spans, which make an expression), neighbours are joined (joining: "Friday" + "morning"), and
each expression comes to an interval of days (resolving and lengths, with the arithmetic of days), against the day of
publication and the dates told before it (setting). The calendar reads one report so, in order.
"""

from frontline.extraction.times.calendar import Bound, Calendar, TimeMention

__all__ = ["Bound", "Calendar", "TimeMention"]
