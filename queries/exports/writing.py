"""Writing into a folder: all files of an export or none, so that a failed one leaves the old files whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from extract.errors import QueryError


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file that was written, and its number of rows without the head; None where it has no rows."""

    path: Path
    rows: int | None


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Make `folder` if there is none and yield a place inside it whose files move into it at the end.

    They move only if nothing fails before; each takes the place of the file of its name. Raises QueryError if the
    folder or a file in it can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=".export-", dir=folder))
        try:
            yield stage
            _move(stage, folder)
        finally:
            rmtree(stage, ignore_errors=True)
    except OSError as error:
        place = f" {Path(error.filename).name}" if error.filename else ""
        raise QueryError(
            f"{folder}: cannot be written ({error.strerror}{place}); name another folder"
        ) from error


def _move(stage: Path, folder: Path) -> None:
    made = sorted(stage.iterdir())
    for file in made:
        if (folder / file.name).is_dir():
            raise IsADirectoryError(21, "a folder has the name of a file:", str(folder / file.name))
    for file in made:
        file.replace(folder / file.name)
