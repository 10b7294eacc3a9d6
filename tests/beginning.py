"""Databases to begin with: schema, vocabulary and views are made once a process, then copied.

Making them takes a second, which is most of what a small test needs; the copy is what `writing` would have made.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from normalize.vocabulary import Vocabulary
from queries.views import make_views
from store.database import writing
from store.loading import load_vocabulary_members


def begun(path: Path, known: Callable[[], Vocabulary]) -> Path:
    """Put a database without reports at `path`, with the members of the vocabulary, unless one is there already."""
    if not path.exists():
        path.write_bytes(_made(known))
    return path


@cache
def _made(known: Callable[[], Vocabulary]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "begun.duckdb"
        with writing(path) as connection:
            load_vocabulary_members(connection, known())
            make_views(connection)
        return path.read_bytes()
