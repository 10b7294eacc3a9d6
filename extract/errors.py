"""The errors of solieu: one root, a few children that name what is wrong.

A message says what is wrong, where, and what to do next. An exception means that a person must act; doubt about a
figure is never an exception but an issue row.
"""


class SolieuError(Exception):
    """Root of every error that solieu raises on purpose."""


class UnreadableDocument(SolieuError):
    """A file cannot be turned into text: empty, wrongly encoded, damaged or too large."""


class UnsupportedFormat(SolieuError):
    """A file is of a kind that solieu does not read."""


class ReaderFault(SolieuError):
    """The program itself failed on a file, which may be quite right: a defect to report."""


class VocabularyError(SolieuError):
    """A vocabulary file is missing, malformed or contradicts itself."""


class StoreError(SolieuError):
    """The database cannot be opened, belongs to another program, or refuses a statement."""


class QueryError(SolieuError):
    """A question to the database is wrong: a bad statement, an unknown series or observation."""
