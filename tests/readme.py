"""The README's code blocks, and what its commands print. `python -m tests.readme` writes that output into it anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.program import CORPUS, ROOT

README = ROOT / "README.md"
DATABASE = "example.duckdb"

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language and what stands between the fences."""

    language: str
    content: str

    @property
    def script(self) -> str:
        """What a person types: the whole of a `sh` block, the first line of a `console` block."""
        if self.language == "console":
            return self.content.partition("\n")[0].removeprefix(_PROMPT)
        return self.content

    @property
    def is_run(self) -> bool:
        """Whether the program itself is started here."""
        is_shell = self.language in {"sh", "console"}
        return is_shell and any(line.startswith("solieu ") for line in self.script.splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a block's script ended, its output as shown in a page: without blanks at the ends of lines."""

    code: int
    out: str
    err: str


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of `text`, in order."""
    return [Block(language=m["language"], content=m["content"]) for m in _BLOCK.finditer(text)]


def prepare(folder: Path) -> None:
    """Make `folder` look like a checkout, as far as the README's commands look."""
    (folder / "corpus").symlink_to(CORPUS)


def run(block: Block, folder: Path) -> Ended:
    """Run the script of `block` in `folder`, as the README says to prepare a shell."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "-eu", "-c", block.script],
        cwd=folder,
        env={**os.environ, "PATH": path, "SOLIEU_DB": DATABASE},
        capture_output=True,
        text=True,
        check=False,
    )
    shown = "".join(f"{line.rstrip()}\n" for line in ended.stdout.rstrip().splitlines())
    return Ended(code=ended.returncode, out=shown, err=ended.stderr)


def main() -> None:
    """Run the README's commands in order and write what they print below them."""
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        text = README.read_text(encoding="utf-8")
        README.write_text(_BLOCK.sub(_renewer(Path(folder)), text), encoding="utf-8")


def _renewer(folder: Path) -> Callable[[re.Match[str]], str]:
    def renewed(match: re.Match[str]) -> str:
        block = Block(language=match["language"], content=match["content"])
        if not block.is_run:
            return match[0]
        ended = run(block, folder)
        if ended.code:
            sys.exit(f"{block.script}\n{ended.err}")
        if block.language != "console":
            return match[0]
        return f"```console\n{_PROMPT}{block.script}\n{ended.out}```"

    return renewed


if __name__ == "__main__":
    main()
