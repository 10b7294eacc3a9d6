"""`python -m benchmarks [NAME…]` runs all benchmarks, or those named."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks.table import write_table

APART = {"__main__", "machine", "table"}


def main(names: list[str]) -> None:
    known = [m.name for m in iter_modules(benchmarks.__path__) if m.name not in APART]
    for name in names or sorted(known):
        if name not in known:
            sys.exit(f"there is no benchmark {name!r}; there are: {', '.join(sorted(known))}")
        write_table(name, import_module(f"benchmarks.{name}").measure())


if __name__ == "__main__":
    main(sys.argv[1:])
