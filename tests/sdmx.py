"""The column rules of SDMX-CSV 2.0 data messages, as the field guide of the SDMX Technical Working Group gives them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

Structure = Sequence[Mapping[str, str]]

_STRUCTURES = {"dataflow", "datastructure", "dataprovision"}
_ACTIONS = {"I", "A", "R", "D"}
_STRUCTURE_ID = re.compile(
    r"[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*:[\w@$-]+(?:\(\d+(?:\.\d+){0,2}(?:-[\w.]+)?\))?"
)
_COMPONENT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CODE_ID = re.compile(r"[A-Za-z0-9_@$-]+")
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME_PERIOD = re.compile(
    r"\d{4}"  # Gregorian year
    r"|\d{4}-(?:0[1-9]|1[0-2])"  # Gregorian month
    rf"|{_DAY}"
    r"|\d{4}-(?:A1|S[12]|T[1-3]|Q[1-4]|M(?:0[1-9]|1[0-2])|W(?:0[1-9]|[1-4]\d|5[0-3])|D(?:[0-2]\d\d|3[0-6]\d))"
    rf"|{_DAY}(?:T[\d:]+)?/P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?"  # time range
)
_TYPES = {
    "String": re.compile(r".*", re.DOTALL),
    "Decimal": re.compile(r"-?\d+(?:\.\d+)?|NaN"),
    "Integer": re.compile(r"-?\d+"),
    "GregorianDay": re.compile(_DAY),
    "ObservationalTimePeriod": _TIME_PERIOD,
}


def violations(data: str, structure: Structure, codes: Structure) -> list[str]:
    """Return every rule that the message breaks, with the line; empty for a valid one."""
    with io.StringIO(data, newline="") as file:
        heads, *lines = list(csv.reader(file, strict=True))
    lists: dict[str, set[str]] = {}
    for code in codes:
        lists.setdefault(code["codelist"], set()).add(code["code"])
    found = [*_structure_violations(structure, lists), *_head_violations(heads, structure)]
    if found:
        return found
    return [
        *_line_violations(heads, lines, structure, lists),
        *_key_violations(heads, lines, structure),
    ]


def _structure_violations(structure: Structure, lists: Mapping[str, set[str]]) -> Iterator[str]:
    for component in structure:
        if not _COMPONENT_ID.fullmatch(component["component"]):
            yield f"structure: {component['component']!r} is no identifier"
        if component["representation"] not in {*_TYPES, *lists}:
            yield f"structure: {component['component']} has neither a code list nor a type"
    for name, members in lists.items():
        yield from (
            f"{name}: {code!r} is no identifier" for code in members if not _CODE_ID.fullmatch(code)
        )


def _head_violations(heads: Sequence[str], structure: Structure) -> Iterator[str]:
    rest = list(heads)
    if not re.fullmatch(r"STRUCTURE(?:\[.\])?", rest[0]):
        yield "head: the first column is STRUCTURE"
        return
    if rest[1:2] != ["STRUCTURE_ID"]:
        yield "head: the second column is STRUCTURE_ID"
        return
    rest = rest[2:]
    for optional in ("STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"):
        if rest[:1] == [optional]:
            rest = rest[1:]
    if misplaced := {"STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"} & set(rest):
        yield f"head: {sorted(misplaced)} out of place"
    if len(set(heads)) != len(heads):
        yield "head: a column comes twice"
    names = [component["component"] for component in structure]
    if missing := [
        c["component"] for c in structure if c["role"] == "dimension" and c["component"] not in rest
    ]:
        yield f"head: dimensions missing: {missing}"
    in_order = [head for head in rest if head in names]
    if in_order != [name for name in names if name in in_order]:
        yield "head: components are not in the order of the structure"


def _line_violations(
    heads: Sequence[str],
    lines: Iterable[Sequence[str]],
    structure: Structure,
    lists: Mapping[str, set[str]],
) -> Iterator[str]:
    for number, line in enumerate(lines, start=2):
        if len(line) != len(heads):
            yield f"line {number}: {len(line)} fields under {len(heads)} heads"
            continue
        record = dict(zip(heads, line, strict=True))
        if record[heads[0]] not in _STRUCTURES:
            yield f"line {number}: STRUCTURE {record[heads[0]]!r}"
        if not _STRUCTURE_ID.fullmatch(record["STRUCTURE_ID"]):
            yield f"line {number}: STRUCTURE_ID {record['STRUCTURE_ID']!r}"
        if record.get("ACTION", "I") not in _ACTIONS:
            yield f"line {number}: ACTION {record['ACTION']!r}"
        for component in structure:
            text = record.get(component["component"], "")
            if not text:
                if component["is_required"] == "true":
                    yield f"line {number}: {component['component']} is empty"
            elif not _is_value(text, component["representation"], lists):
                yield f"line {number}: {component['component']} {text!r}"


def _is_value(text: str, representation: str, lists: Mapping[str, set[str]]) -> bool:
    if representation in lists:
        return text in lists[representation]
    return _TYPES[representation].fullmatch(text) is not None


def _key_violations(
    heads: Sequence[str], lines: Iterable[Sequence[str]], structure: Structure
) -> Iterator[str]:
    places = [heads.index(c["component"]) for c in structure if c["role"] == "dimension"]
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, start=2):
        key = tuple(line[place] for place in places if place < len(line))
        if key in seen:
            yield f"line {number}: the key {key} comes twice"
        seen.add(key)
