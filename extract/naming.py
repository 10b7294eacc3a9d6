"""Names of files, and messages that quote them, as they may be printed and stored."""

from __future__ import annotations

import regex

_UNSAFE = regex.compile(r"[\p{Cc}\p{Cs}\p{Bidi_Control}]")
_UNSAFE_IN_TEXT = regex.compile(r"(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}]")


def printable(name: str) -> str:
    """Return `name` with control characters, lone surrogates and marks of direction as escapes.

    A file's name may hold any byte; so none can speak to a terminal, break a line or keep a row out of the database.
    """
    return _UNSAFE.sub(_escape, name)


def printable_text(text: str) -> str:
    """Return `text` for a terminal: as `printable`, but with its line ends and tabs."""
    return _UNSAFE_IN_TEXT.sub(_escape, text)


def _escape(found: regex.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
