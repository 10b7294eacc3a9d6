"""Two processes for one job: a child takes a half and hands its result back as bytes.

The child is a copy of this process (fork) and works on what is already read, so nothing is handed to it; it touches
neither the database nor any file. Where a process cannot be copied, or the child comes to grief, all is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Final, TypeVar

Share = TypeVar("Share")

ENOUGH: Final = 200
"""From so many reports on a second process pays."""


def can_halve(count: int) -> bool:
    """Tell whether a job over `count` reports is worth a second process, and this system can copy one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return count >= ENOUGH and cores > 1 and "fork" in get_all_start_methods()


def in_halves(work: Callable[[Share], bytes], shares: Sequence[Share]) -> list[bytes]:
    """Return what `work` makes of two shares, the second made by a child."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(work, shares[1], sender))
    child.start()
    sender.close()
    try:
        own = work(shares[0])
        try:
            other = receiver.recv_bytes()
        except EOFError:
            other = work(shares[1])
    finally:
        receiver.close()
        child.join()
    return [own, other]


def _send(work: Callable[[Share], bytes], share: Share, sender: Connection) -> None:
    sender.send_bytes(work(share))
    sender.close()
