"""A Frictionless Data Package: the tidy files and the tables they refer to, described in `datapackage.json`.

Table Schema types, primary and foreign keys, the hash and size of each file, and the reports as sources. There is no
licence in it: whose figures they are, and what may be done with them, is for who publishes the package to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from queries.exports.delimited import write_tidy
from queries.exports.rows import SERIES_PREFIX, Column, Kind, Rows
from queries.exports.source import Source

DESCRIPTOR_FILE: Final = "datapackage.json"

_TYPES: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DECIMAL: {"type": "number", "decimalChar": "."},
    Kind.DATE: {"type": "date", "format": "default"},
    Kind.BOOLEAN: {"type": "boolean"},
}
_TABLES: Final = {
    "reports": "document_id",
    "dim_province": "province",
    "dim_indicator": "indicator",
    "dim_product": "product",
    "dim_measure": "measure",
    "dim_basis": "basis",
    "dim_unit": "unit",
    "dim_status": "status",
}
"""Tables that the series refer to, each with its key; the columns of the series have the same names."""


def write_datapackage(source: Source, stage: Path) -> Mapping[str, int | None]:
    """Write the package into `stage` and return the numbers of rows of its files."""
    written: dict[str, int | None] = {}
    resources = []
    for rows in (*map(source.table, _TABLES), *source.relations()):
        path = stage / f"{rows.name}.csv"
        written[path.name] = write_tidy(rows, path)
        resources.append(_resource(rows, path))
    reports = source.table("reports").records("document", "document_id")
    text = json.dumps(_package(resources, reports), ensure_ascii=False, indent=2)
    (stage / DESCRIPTOR_FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return written | {DESCRIPTOR_FILE: None}


def _package(
    resources: list[dict[str, Any]], reports: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "solieu-series",
        "title": "Time series from reports of Vietnamese provinces on industry and trade",
        "description": "Made by solieu. Add a licence before publishing.",
    }
    sources = [
        {"title": report["document"], "document_id": report["document_id"]} for report in reports
    ]
    return package | ({"sources": sources} if sources else {}) | {"resources": resources}


def _resource(rows: Rows, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": rows.name,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": _schema(rows),
    }


def _schema(rows: Rows) -> dict[str, Any]:
    primary_key = _primary_key(rows)
    foreign_keys = [
        {"fields": [key], "reference": {"resource": table, "fields": [key]}}
        for table, key in _TABLES.items()
        if table != rows.name and rows.name.startswith(SERIES_PREFIX) and key in rows.names()
    ]
    return {
        "fields": [
            _field(column, is_required=column.name in primary_key) for column in rows.columns
        ],
        "missingValues": [""],
        **({"primaryKey": list(primary_key)} if primary_key else {}),
        **({"foreignKeys": foreign_keys} if foreign_keys else {}),
    }


def _primary_key(rows: Rows) -> tuple[str, ...]:
    if rows.name in _TABLES:
        return (_TABLES[rows.name],)
    if "series_key" not in rows.names():
        return ()
    is_by_document = "vintage" in rows.names()
    return ("series_key", "period", "document_id") if is_by_document else ("series_key", "period")


def _field(column: Column, *, is_required: bool) -> dict[str, Any]:
    constraints = {"constraints": {"required": True}} if is_required else {}
    return {
        "name": column.name,
        **_TYPES[column.kind],
        "description": column.meaning,
        **constraints,
    }
