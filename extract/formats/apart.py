"""Reading in a process apart, so that a file on which a library of C crashes or hangs takes nothing else with it.

The child is a copy of this process (fork); it touches no database and no terminal, tells of each page that it begins,
and hands the document back as bytes. Where a process cannot be copied safely, the file is read here.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from extract.errors import SolieuError, UnreadableDocument
from extract.model import Document

LONGEST_PAGE: Final = 300.0
"""Seconds that one page may take, its recognition included."""

_REMEDY: Final = "print it to a new PDF and ingest that"

Reader = Callable[[Callable[[int], None]], Document]
"""What reads a document, given what it calls with the number of each page that it begins."""


def read_apart(read: Reader, path: Path, *, longest: float = LONGEST_PAGE) -> Document:
    """Return what `read` makes of the file at `path`, in a process of its own.

    Raises:
        UnreadableDocument: it crashed, or a page took more than `longest` seconds.
        SolieuError: as `read` raises it.
    """
    if "fork" not in get_all_start_methods() or sys.platform == "darwin":
        return read(_ignore)
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(read, sender), daemon=False)
    child.start()
    sender.close()
    try:
        told = _received(receiver, path, longest)
    finally:
        receiver.close()
        if child.is_alive():
            child.kill()
        child.join()
    return told if told is not None else read(_ignore)


def _ignore(_: int) -> None:
    pass


def _received(receiver: Connection, path: Path, longest: float) -> Document | None:
    """The document that a child sends, None where it is to be read here again: what fails shows its cause there."""
    page = 0
    while True:
        where = f"its page {page}" if page else "its first page"
        try:
            if not receiver.poll(longest):
                raise UnreadableDocument(
                    f"{path}: {where} takes more than {longest:.0f} seconds to read; {_REMEDY}"
                )
            told = pickle.loads(receiver.recv_bytes())
        except EOFError as error:
            raise UnreadableDocument(
                f"{path}: {where} makes the library crash that reads it; {_REMEDY}"
            ) from error
        if isinstance(told, int):
            page = told
        elif isinstance(told, SolieuError):
            raise told
        else:
            return told if isinstance(told, Document) else None


def _send(read: Reader, sender: Connection) -> None:
    told: object
    try:
        told = read(lambda page: sender.send_bytes(pickle.dumps(page)))
    except SolieuError as error:
        told = error
    except Exception:
        told = None
    sender.send_bytes(pickle.dumps(told, protocol=pickle.HIGHEST_PROTOCOL))
    sender.close()
