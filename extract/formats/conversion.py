"""Files that another program turns into ones that are read here: LibreOffice, else catdoc for old Word files.

The program gets a copy in a folder of its own that is gone afterwards, with a profile that runs no macro and follows no
link, and is stopped with all that it started when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from extract.errors import UnreadableDocument

SECONDS: Final = 120
"""How long a conversion may take; a report takes one or two seconds, a law of a thousand pages half a minute."""
LARGEST_MEMORY: Final = 4 * 2**30
"""Bytes of address space that the program may take."""

_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)  # fmt: skip
"""Path, name and value of what the profile sets (LibreOffice's officecfg)."""
_NO_WAY_OUT: Final = dict.fromkeys(
    ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9"
)
"""Programs that heed a proxy find none."""


def libreoffice() -> str:
    """The path of LibreOffice's program, empty where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def catdoc() -> str:
    """The path of catdoc, empty where there is none."""
    return shutil.which("catdoc") or ""


def to_docx(content: bytes, path: Path, suffix: str) -> bytes:
    """Return the file `content` of the kind that `suffix` (`.doc`, `.rtf`, `.odt`) names as a DOCX made by LibreOffice.

    Raises:
        UnreadableDocument: LibreOffice cannot read it, or takes more than `SECONDS`.
    """
    with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
        place = Path(folder)
        source = place / f"report{suffix}"
        source.write_bytes(content)
        _write_profile(place / "profile" / "user")
        _run(
            [
                libreoffice(), "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                f"-env:UserInstallation={(place / 'profile').as_uri()}",
                "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source),
            ],
            place,
            path,
        )  # fmt: skip
        made = place / "out" / "report.docx"
        if not made.is_file() or not made.stat().st_size:
            raise UnreadableDocument(
                f"{path}: LibreOffice cannot read it, it may be damaged; open it in Word and save it as .docx"
            )
        return made.read_bytes()


def to_text(content: bytes, path: Path) -> str:
    """Return the text of the old Word file `content` as catdoc gives it: without the marks of its notes.

    Raises:
        UnreadableDocument: catdoc cannot read it, or takes more than `SECONDS`.
    """
    with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
        source = Path(folder, "report.doc")
        source.write_bytes(content)
        printed = _run([catdoc(), "-d", "utf-8", "-w", str(source)], Path(folder), path)
    return printed.decode("utf-8", errors="replace")


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for place, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: Sequence[str], folder: Path, path: Path) -> bytes:
    """Run `command` in a session of its own, so that it can be stopped with its children; return what it prints."""
    environment = {**os.environ, **_NO_WAY_OUT, "HOME": str(folder), "TMPDIR": str(folder)}
    with subprocess.Popen(
        _bounded(command),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired as error:
            raise UnreadableDocument(
                f"{path}: {Path(command[0]).name} did not finish in {SECONDS} seconds; "
                "open it in Word and save it as .docx"
            ) from error
        finally:
            _stop(process)


def _bounded(command: Sequence[str]) -> list[str]:
    """The command under a limit of memory, where the system has the tool for it."""
    prlimit = shutil.which("prlimit")
    return [prlimit, f"--as={LARGEST_MEMORY}", *command] if prlimit else list(command)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop all that is left of the process's session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
