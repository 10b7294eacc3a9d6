"""What `solieu doctor` shows: the optional parts of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.formats import debian

COLUMNS: Final = ("package", "state", "version", "needed_for", "label_vi", "label_en")
HEADS: Final = {
    "package": "package",
    "state": "state",
    "version": "version",
    "label_en": "what it does",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A package and what was found of it; `version` is empty where it is missing or tells none."""

    package: debian.Package
    is_there: bool
    version: str

    def cells(self) -> tuple[str, ...]:
        """Return the values of `COLUMNS`."""
        package = self.package
        state = "found" if self.is_there else "missing"
        return (
            package.package,
            state,
            self.version,
            package.needed_for,
            package.label_vi,
            package.label_en,
        )


def examine() -> list[Examined]:
    """Look for every package of the list on this machine."""
    return [_examine(package) for package in debian.packages()]


def _examine(package: debian.Package) -> Examined:
    found = debian.is_there(package.package)
    version = debian.version_of(package.package) if found else ""
    return Examined(package=package, is_there=found, version=version)
