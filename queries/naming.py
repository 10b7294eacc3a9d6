"""From what a person types to the slug of a member."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import Literal

from duckdb import DuckDBPyConnection

from extract.errors import QueryError
from queries.asking import ask

Dimension = Literal["indicator", "province", "product", "measure"]


def resolve(connection: DuckDBPyConnection, dimension: Dimension, text: str) -> str:
    """Return the slug of the member that `text` names by slug or by its Vietnamese or English label.

    Case, and in a slug diacritics and blanks, do not matter: `Trà Vinh` is `tra_vinh`. Raises QueryError, with the
    members that come close, if it names none.
    """
    slugs: dict[str, str] = {}
    for slug, *labels in ask(connection, "members", {"dimension": dimension}).rows:
        slugs.update({str(label).casefold(): str(slug) for label in labels})
        slugs[str(slug)] = str(slug)
    for typed in (text, text.casefold(), _as_slug(text)):
        if typed in slugs:
            return slugs[typed]
    close = sorted({slugs[name] for name in get_close_matches(_as_slug(text), slugs, cutoff=0.7)})
    hint = f" (did you mean {' or '.join(close)}?)" if close else ""
    raise QueryError(
        f'there is no {dimension} {text!r}{hint}; list them with: solieu sql "from dim_{dimension}"'
    )


def _as_slug(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "_".join(bare.replace("-", " ").split())
