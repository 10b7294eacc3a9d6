"""What a machine needs beside Python: Debian packages, listed in debian-packages.csv, none of them needed to start.

The list is read by `solieu doctor`, by the error messages of the readers and by .ci/run. A row's `shown_by` says how a
package is known to be there: `command NAME`, `file PATH`, or `language NAME` of tesseract.
"""

from __future__ import annotations

import csv
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import regex

TESTS: Final = "tests"
"""The need of what only the project's own tests use."""

_LIST: Final = "debian-packages.csv"
_SECONDS: Final = 30
_VERSION = regex.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A Debian package: its name, what it is needed for (scans, doc, tests), how it shows, and what it does."""

    package: str
    needed_for: str
    shown_by: str
    version: str
    label_vi: str
    label_en: str


@cache
def packages() -> tuple[Package, ...]:
    """Return the packages of the list, by name."""
    text = files("extract.formats").joinpath(_LIST).read_text(encoding="utf-8")
    return tuple(Package(**row) for row in csv.DictReader(text.splitlines()))


def is_there(package: str) -> bool:
    """Whether what the package of this name brings is on this machine, however it came there."""
    kind, _, name = _package(package).shown_by.partition(" ")
    match kind:
        case "command":
            return shutil.which(name) is not None
        case "language":
            return name in _printed_by("tesseract --list-langs").split()
        case _:
            return Path(name).exists()


def missing(*names: str) -> tuple[str, ...]:
    """Return those of the packages named that are not there."""
    return tuple(name for name in names if not is_there(name))


def version_of(package: str) -> str:
    """Return the version that the package's program tells, empty where it tells none."""
    found = _VERSION.search(_printed_by(_package(package).version))
    return found[0] if found else ""


def how_to_install(names: Iterable[str]) -> str:
    """Return the command that installs the packages named, for the message of an error."""
    command = shlex.join(["apt-get", "install", *(_package(name).package for name in names)])
    return command if os.geteuid() == 0 else f"sudo {command}"


def _package(name: str) -> Package:
    return next(package for package in packages() if package.package == name)


def _printed_by(command: str) -> str:
    """Return what a command prints, empty where there is none or it does not end well."""
    words = shlex.split(command)
    if not words or shutil.which(words[0]) is None:
        return ""
    try:
        ended = subprocess.run(
            words, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout + ended.stderr if ended.returncode == 0 else ""
