"""The program as a person starts it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"


def solieu(
    folder: Path, *arguments: str, under: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run `solieu` with `arguments` in `folder`, where wanted under another command."""
    environment = {name: text for name, text in os.environ.items() if name != "SOLIEU_DB"}
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        [*under, sys.executable, "-m", "solieu", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
