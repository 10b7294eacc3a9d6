"""XLSX: series of a frequency on one sheet, a row a series and a column a period; the rest as lists; notes in front.

How a value came about is seen from its style, explained on the sheet of notes. A spreadsheet computes with 15 digits:
a figure with more is kept as text and marked with a comment. No cell holds a formula, whatever a report contains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.errors import QueryError
from queries.asking import ask
from queries.exports.rows import Rows
from queries.exports.source import CALENDAR_VIEWS, Source
from queries.exports.wide import key_columns
from queries.plain import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WORKBOOK_FILE: Final = "solieu.xlsx"

_MOST_ROWS: Final = 1_048_576
_MOST_CHARACTERS: Final = 32_767
_DIGITS: Final = 15
_A4: Final = 9
_MOST_PLACES: Final = 9
# The day that a ZIP archive's clock starts with stands in for the time of writing.
_CREATED: Final = datetime(1980, 1, 1)  # noqa: DTZ001

_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "A": {},
    "E": {"italic": True, "font_color": "#1F4E79"},
    "F": {"italic": True, "font_color": "#7030A0"},
    "I": {"italic": True, "bg_color": "#FFF2CC"},
    "U": {"font_color": "#C00000"},
    "B": {"bold": True},
    "M": {"bg_color": "#D9D9D9"},
    "O": {},
}
_LEGEND: Final = (
    ("A", "Thực hiện, kế hoạch, mục tiêu như đã in", "Outturn, plan or target as printed"),
    ("E", "Ước thực hiện", "Estimate"),
    ("F", "Dự kiến", "Forecast"),
    ("I", "Suy ra từ số liệu khác: giữa khoảng, khoảng ở trang Implied",
     "Implied by other figures: the middle of its bounds, which stand on the sheet Implied"),
    ("U", "Độ tin cậy thấp: có nghi vấn, hoặc chỉ là cận", "Low reliability: read with doubt, or only a bound"),
    ("B", "Gián đoạn chuỗi", "Break of the series"),
    ("M", "Không thể có số liệu: tỉnh chưa hoặc không còn tồn tại", "No figure can exist: not a province then"),
)  # fmt: skip
_NOTES: Final = (
    "Số liệu do solieu đọc từ báo cáo của các tỉnh. · Figures that solieu read from reports of provinces.",
    "Mỗi dòng là một chuỗi, mỗi cột là một kỳ. · A row is a series, a column a period.",
    "Ô trống: không báo cáo nào nêu và không suy ra được. · An empty cell: no report gives it, nothing implies it.",
    "Số có hơn 15 chữ số được ghi dạng văn bản. · A figure of more than 15 digits is kept as text.",
)
_HEADS: Final = (
    "Tỉnh", "Chỉ tiêu", "Phân tổ", "Đại lượng", "So với", "Đơn vị", "Giá", "Kịch bản",
)  # fmt: skip
_SHEETS: Final = {
    "series_monthly": "Monthly",
    "series_quarterly": "Quarterly",
    "series_yearly": "Yearly",
    "series_cumulative": "Cumulative",
    "series_other": "Other",
    "series_parts": "Parts",
    "series_vintages": "Vintages",
}
_IMPLIED_COLUMNS: Final = (
    "province", "indicator", "product", "measure", "basis", "unit", "other_unit", "price_base", "scenario", "period",
    "value", "low", "high", "n_derivations", "series_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """A workbook in the making, with the formats it has so far."""

    workbook: Workbook
    formats: dict[tuple[str, int], Format] = field(default_factory=dict)

    def style(self, status: str, places: int = 0) -> Format:
        """Return the format of a figure of that status with so many decimal places, made once."""
        key = (status, places)
        if key not in self.formats:
            mask = "#,##0" + ("." + "0" * places if places else "")
            properties = {**_STYLES.get(status, {}), "num_format": mask, "align": "right"}
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet, which prints on A4 across, as wide as a page."""
        made = self.workbook.add_worksheet(name)
        made.set_landscape()
        made.set_paper(_A4)
        made.fit_to_pages(1, 0)
        return made


def write_workbook(source: Source, stage: Path) -> Mapping[str, int | None]:
    """Write the workbook into `stage` and return its name; raises QueryError if a sheet can't hold its rows."""
    import xlsxwriter  # noqa: PLC0415

    options: dict[str, Any] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    # Parts of the workbook are written beside it, where there is room and the right to.
    options["tmpdir"] = str(stage)
    with xlsxwriter.Workbook(str(stage / WORKBOOK_FILE), options) as workbook:
        workbook.set_properties({"title": "solieu", "created": _CREATED})
        book = _Book(workbook=workbook)
        _write_notes(book)
        labels = _labels(source)
        implied: list[Sequence[object]] = []
        for name in (name for name in _SHEETS if name in source.names()):
            rows = source.rows(name)
            if name in CALENDAR_VIEWS:
                _write_series(book, rows, labels)
                implied += _implied(rows)
            else:
                _write_list(book, _SHEETS[name], rows.names(), _values(rows), rows)
        _write_list(book, "Implied", _IMPLIED_COLUMNS, implied)
        reports = source.table("reports")
        _write_list(book, "Reports", reports.names(), _values(reports), reports)
    return {WORKBOOK_FILE: None}


def _write_notes(book: _Book) -> None:
    sheet = book.sheet("Notes")
    bold = book.workbook.add_format({"bold": True, "font_size": 14})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 2, 70)
    sheet.write_string(0, 0, "solieu: số liệu", bold)
    row = 2
    for note in _NOTES:
        sheet.write_string(row, 0, note)
        row += 1
    for status, label_vi, label_en in _LEGEND:
        row += 1
        sheet.write_number(row, 0, 1234.5, book.style(status, 1))
        sheet.write_string(row, 1, f"{status} · {label_vi}")
        sheet.write_string(row, 2, label_en)


def _write_series(book: _Book, rows: Rows, labels: Mapping[tuple[str, str], str]) -> None:
    series, periods = _by_series(rows)
    sheet = book.sheet(_SHEETS[rows.name])
    heads = (*_HEADS, *periods, "series_key")
    _write_heads(book, sheet, heads, len(series))
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, len(_HEADS) - 1, 16)
    sheet.set_column(len(_HEADS), len(heads) - 2, 13)
    sheet.freeze_panes(1, 3)
    for row, (key, points) in enumerate(sorted(series.items()), start=1):
        for column, text in enumerate(
            _key_labels(dict(zip(key_columns(rows), key, strict=True)), labels)
        ):
            sheet.write_string(row, column, text)
        for column, period in enumerate(periods, start=len(_HEADS)):
            if point := points.get(period):
                _write_point(book, sheet, row, column, point)
        sheet.write_string(row, len(heads) - 1, key[-1])


def _by_series(
    rows: Rows,
) -> tuple[dict[tuple[str, ...], dict[str, dict[str, Any]]], tuple[str, ...]]:
    keys = key_columns(rows)
    series: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}
    places: dict[str, date] = {}
    for point in rows.records(
        *keys, "period", "period_to", "value", "low", "high", "ulp", "obs_status"
    ):
        period = point["period"].removeprefix("@")
        places[period] = point["period_to"]
        series.setdefault(tuple(point[key] for key in keys), {})[period] = point
    return series, tuple(sorted(places, key=lambda period: (places[period], period)))


def _key_labels(key: Mapping[str, str], labels: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    named = [
        labels.get((name, key[name]), key[name])
        for name in ("province", "indicator", "product", "measure", "basis")
    ]
    unit = key["other_unit"] or labels.get(("unit", key["unit"]), key["unit"])
    return (*named, unit, key["price_base"], key["scenario"])


def _write_point(
    book: _Book, sheet: Worksheet, row: int, column: int, point: Mapping[str, Any]
) -> None:
    value, status = point["value"], point["obs_status"]
    if value is None:
        if status == "M":
            sheet.write_blank(row, column, None, book.style(status))
        return
    places = _places(value, point["ulp"])
    if status == "I":
        # The middle of an interval has no digits of its own; shown are two of its width.
        value = _rounded(value)
        width = point["high"] - point["low"]
        places = min(places, max(0, 1 - width.adjusted())) if width else places
    _write_figure(book, sheet, row, column, value, status, places)


def _write_figure(
    book: _Book, sheet: Worksheet, row: int, column: int, value: Decimal, status: str, places: int
) -> None:
    style = book.style(status, places)
    if len(value.normalize().as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, column, float(value), style)
    else:
        sheet.write_string(row, column, plain(value), style)
        sheet.write_comment(row, column, "Excel: 15 digits; kept as text", {"author": "solieu"})


def _places(value: Decimal, ulp: Decimal | None) -> int:
    """Return how many decimal places are shown: those printed, and no fewer than the value has."""
    exponents = [
        number.normalize().as_tuple().exponent for number in (value, ulp) if number is not None
    ]
    return min(_MOST_PLACES, max(0, *(-int(exponent) for exponent in exponents)))


def _rounded(value: Decimal) -> Decimal:
    digits = value.normalize().as_tuple().digits
    if len(digits) <= _DIGITS:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - _DIGITS + 1))


def _implied(rows: Rows) -> Iterable[Sequence[object]]:
    for point in rows.records(*_IMPLIED_COLUMNS, "origin"):
        if point["origin"] == "implied":
            yield tuple(point[column] for column in _IMPLIED_COLUMNS)


def _values(rows: Rows) -> list[Sequence[object]]:
    return [tuple(record.values()) for record in rows.records()]


def _write_list(
    book: _Book,
    name: str,
    heads: Sequence[str],
    lines: Sequence[Sequence[object]],
    rows: Rows | None = None,
) -> None:
    sheet = book.sheet(name)
    _write_heads(book, sheet, heads, len(lines), rows)
    sheet.set_column(0, len(heads) - 1, 16)
    sheet.freeze_panes(1, 0)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            _write_value(book, sheet, row, column, value)


def _write_heads(
    book: _Book, sheet: Worksheet, heads: Sequence[str], length: int, rows: Rows | None = None
) -> None:
    """Write `heads`, each with the meaning of its column as a comment where `rows` knows it."""
    if length >= _MOST_ROWS:
        raise QueryError(
            f"{length} rows are too many for a sheet (at most {_MOST_ROWS - 1}); choose fewer with --indicator, "
            "--province, --from or --to, or another --format"
        )
    bold = book.workbook.add_format({"bold": True, "bottom": 1})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
        if rows is not None and rows.columns[column].meaning:
            sheet.write_comment(0, column, rows.columns[column].meaning, {"author": "solieu"})
    sheet.autofilter(0, 0, length, len(heads) - 1)


def _write_value(book: _Book, sheet: Worksheet, row: int, column: int, value: object) -> None:
    match value:
        case None:
            return
        case bool() | date():
            sheet.write_string(row, column, plain(value))
        case int():
            _write_figure(book, sheet, row, column, Decimal(value), "", 0)
        case Decimal():
            _write_figure(book, sheet, row, column, value, "", _places(value, None))
        case _:
            sheet.write_string(row, column, str(value)[:_MOST_CHARACTERS])


def _labels(source: Source) -> Mapping[tuple[str, str], str]:
    return {
        (dimension, str(slug)): str(label_vi)
        for dimension in ("province", "indicator", "product", "measure", "basis", "unit")
        for slug, label_vi, _ in ask(source.connection, "members", {"dimension": dimension}).rows
    }
