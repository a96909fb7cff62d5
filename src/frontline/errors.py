"""Every error that frontline raises on purpose.

    FrontlineError
    ├── UsageError        the caller asked for something that cannot be done as asked
    ├── ReadingError      a report, or one line of a file, cannot be read
    ├── LanguageError     the language core cannot be loaded or run
    ├── KnowledgeError    a data file (gazetteer, registry, codebook) is missing or wrong
    └── CorpusError       an annotated document breaks the annotation's rules

A message says where, what, and what would work. Foreign exceptions become one of these at the one seam
where the foreign library is called. A bad report is not an error for the caller of a run: it becomes a
`frontline.records.Problem` and the run goes on.
"""


class FrontlineError(Exception):
    """The root of all errors that frontline raises on purpose."""


class UsageError(FrontlineError):
    """The caller asked for something that cannot be done as asked."""


class ReadingError(FrontlineError):
    """A report, or one line of a file of reports, cannot be read."""


class LanguageError(FrontlineError):
    """The language core cannot be loaded or run."""


class KnowledgeError(FrontlineError):
    """A data file (gazetteer, registry, codebook) is missing or wrong."""


class CorpusError(FrontlineError):
    """An annotated document breaks the rules of the annotation."""
