"""SDMX-CSV: valid by the field guide, with periods, units and statuses in the forms of SDMX."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.model import Report
from queries.exports.codelists import unit_measure
from queries.exports.formats import ExportFormat
from queries.exports.rows import EVERYTHING, Choice
from queries.exports.running import export
from queries.exports.sdmx import time_period
from store.database import reading
from tests.builders import august, july, report, retail, row
from tests.conftest import Store
from tests.sdmx import violations

Record = Mapping[str, str]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def message(store: Store, database: Path, tmp_path: Path):
    """Exports what the reports say and returns the folder."""

    def made(*reports: Report, choice: Choice = EVERYTHING) -> Path:
        store(*reports)
        with reading(database) as connection:
            export(connection, tmp_path / "out", [ExportFormat.SDMX], choice=choice)
        return tmp_path / "out"

    return made


def found(folder: Path, data: str | None = None) -> list[str]:
    text = data if data is not None else (folder / "sdmx_data.csv").read_bytes().decode()
    return violations(text, read(folder / "sdmx_structure.csv"), read(folder / "sdmx_codes.csv"))


def odd() -> Report:
    """What no vocabulary lists: an indicator, a unit, a territory with a comma, a product, a label with quotes."""
    return report(
        row(5, "5", indicator="new thing", measure="level", unit="parsec"),
        row(15, "7", indicator="retail_sales", measure="level", unit="other", unit_text="thùng, lon"),
        retail(25, "9", territory="huyện A, B"),
        row(35, "12", unit="count", indicator="power_projects", measure="level", is_subset=True,
            label='dự án "mới"\nchờ', period="2020-07"),
        retail(45, "1.000", "2016/2020"),
        retail(55, "3", "2020-07-15"),
        retail(65, "4", "2020-07/2020-12"),
        retail(75, "5", "2020-07/2020-09"),
        retail(85, "6", "2020-01/2020-03"),
        retail(95, "6.000", "2020"),
        retail(105, "7", "2020-12/2021-02"),
        name="odd.txt",
    )  # fmt: skip


def test_a_message_is_valid(message) -> None:
    assert found(message(july(), august(), odd())) == []


def test_an_empty_message_is_valid(message) -> None:
    folder = message()
    assert found(folder) == []
    assert read(folder / "sdmx_data.csv") == []


BROKEN = [
    ("STRUCTURE,", "STRUCTUR,", "first column"),
    ("STRUCTURE_ID,", "STRUCTURE_NO,", "second column"),
    (",ACTION,FREQ,", ",FREQ,ACTION,", "out of place"),
    (",REF_AREA,TERRITORY", ",AREA,TERRITORY", "dimensions missing: ['REF_AREA']"),
    (",OBS_STATUS,UNIT_MULT", ",UNIT_MULT,OBS_STATUS", "order of the structure"),
    (",DECIMALS,LOWER", ",UNIT_MULT,LOWER", "comes twice"),
    ("datastructure,SOLIEU", "structure,SOLIEU", "STRUCTURE 'structure'"),
    ("SOLIEU:SERIES(1.0.0)", "SOLIEU SERIES", "STRUCTURE_ID"),
    (",I,M,", ",X,M,", "ACTION 'X'"),
    (",2020-07,2890,", ",2020-7,2890,", "TIME_PERIOD '2020-7'"),
    (",2020-07,2890,", ",2020-07,2.890,5,", "fields under"),
    (",2020-07,2890,", ",2020-07,viele,", "OBS_VALUE 'viele'"),
    (",2020-07,2890,", ",2020-07,,", "OBS_VALUE is empty"),
    (",2020-07,2890,A", ",2020-07,2890,Z", "OBS_STATUS 'Z'"),
    (",2020-08,", ",2020-07,", "comes twice"),
    ("tra_vinh,own,retail_sales", "tra_vinhh,own,retail_sales", "REF_AREA 'tra_vinhh'"),
]


@pytest.mark.parametrize(("old", "new", "rule"), BROKEN, ids=[rule for *_, rule in BROKEN])
def test_a_broken_rule_is_seen(message, old: str, new: str, rule: str) -> None:
    folder = message(july(), august())
    text = (folder / "sdmx_data.csv").read_text(encoding="utf-8")
    assert old in text
    assert any(rule in violation for violation in found(folder, text.replace(old, new, 1)))


def retail_levels(folder: Path) -> list[dict[str, str]]:
    return [
        record
        for record in read(folder / "sdmx_data.csv")
        if (record["INDICATOR"], record["MEASURE"], record["TERRITORY"])
        == ("retail_sales", "level", "own")
    ]


def test_a_value_with_its_attributes(message) -> None:
    records = retail_levels(message(july()))
    (month,) = (r for r in records if r["TIME_PERIOD"] == "2020-07" and r["OTHER_UNIT"] == "_Z")
    assert (month["OBS_VALUE"], month["OBS_STATUS"], month["PRINTED_VALUE"]) == (
        "2895.07",
        "E",
        "2.895,07",
    )
    assert (month["UNIT_MEASURE"], month["UNIT_MULT"], month["DECIMALS"]) == ("VND", "9", "2")
    assert (month["LOWER_BOUND"], month["UPPER_BOUND"]) == ("2895.065", "2895.075")
    assert (month["FREQ"], month["ACCUMULATION"], month["SUBSET"]) == ("M", "flow", "_Z")
    (span,) = (r for r in records if r["ACCUMULATION"] == "year_to_date")
    assert (span["FREQ"], span["TIME_PERIOD"]) == ("M", "2020-01-01/P7M")


def test_a_gap_is_not_a_number(message) -> None:
    folder = message(
        report(retail(5, "1"), retail(15, "3", "2020-09"), name="gap.txt"),
    )
    months = {r["TIME_PERIOD"]: (r["OBS_VALUE"], r["OBS_STATUS"]) for r in retail_levels(folder)}
    assert months == {"2020-07": ("1", "E"), "2020-08": ("NaN", "O"), "2020-09": ("3", "E")}
    assert found(folder) == []


def test_a_subset_is_told_from_its_total(message) -> None:
    records = [
        r for r in read(message(july()) / "sdmx_data.csv") if r["INDICATOR"] == "power_projects"
    ]
    assert {r["SUBSET"]: r["OBS_VALUE"] for r in records} == {
        "_Z": "25",
        "dự án được cấp chủ trương": "10",
    }


def test_as_it_was_known(message) -> None:
    records = retail_levels(message(july(), august(), choice=Choice(as_of=date(2020, 7, 31))))
    assert {r["TIME_PERIOD"]: r["OBS_VALUE"] for r in records} == {
        "2020-07": "2895.07",
        "2020-01-01/P7M": "18925.36",
    }


@pytest.mark.parametrize(
    ("frequency", "granularity", "accumulation", "first", "last", "months", "expected"),
    [
        ("monthly", "month", "flow", date(2020, 7, 1), date(2020, 7, 31), 1, "2020-07"),
        ("monthly", "month", "as_of", date(2020, 7, 1), date(2020, 7, 31), 1, "2020-07"),
        ("quarterly", "quarter", "flow", date(2020, 7, 1), date(2020, 9, 30), 3, "2020-Q3"),
        ("quarterly", "quarter", "year_to_date", date(2020, 1, 1), date(2020, 3, 31), 3, "2020-Q1"),
        (
            "cumulative",
            "quarter",
            "year_to_date",
            date(2020, 1, 1),
            date(2020, 3, 31),
            3,
            "2020-01-01/P3M",
        ),
        (
            "cumulative",
            "half",
            "year_to_date",
            date(2020, 1, 1),
            date(2020, 6, 30),
            6,
            "2020-01-01/P6M",
        ),
        (
            "cumulative",
            "nine_months",
            "year_to_date",
            date(2020, 1, 1),
            date(2020, 9, 30),
            9,
            "2020-01-01/P9M",
        ),
        ("yearly", "year", "flow", date(2020, 1, 1), date(2020, 12, 31), 12, "2020"),
        ("other", "half", "flow", date(2020, 7, 1), date(2020, 12, 31), 6, "2020-S2"),
        ("other", "years", "span", date(2016, 1, 1), date(2020, 12, 31), 60, "2016-01-01/P5Y"),
        ("other", "months", "span", date(2022, 12, 1), date(2023, 3, 31), 4, "2022-12-01/P4M"),
        ("other", "day", "as_of", date(2020, 7, 20), date(2020, 7, 20), None, "2020-07-20"),
        ("other", "days", "span", date(2020, 2, 28), date(2020, 3, 1), None, "2020-02-28/P3D"),
    ],
)
def test_a_period_in_the_forms_of_sdmx(
    frequency: str,
    granularity: str,
    accumulation: str,
    first: date,
    last: date,
    months: int | None,
    expected: str,
) -> None:
    point = {
        "frequency": frequency, "granularity": granularity, "accumulation": accumulation, "period_from": first,
        "period_to": last, "months": months,
    }  # fmt: skip
    assert time_period(point) == expected


def test_units_keep_their_size() -> None:
    for unit in ("VND_bn", "VND_mn", "USD_mn", "kWh_mn", "kWp", "MW", "t", "something_new"):
        measure = unit_measure(unit)
        assert measure.measure
        assert Decimal(10) ** measure.multiplier > 0
    assert unit_measure("something_new").multiplier == 0


def test_fields_with_breaks_and_quotes_come_back(message) -> None:
    folder = message(odd())
    text = (folder / "sdmx_data.csv").read_bytes().decode()
    with io.StringIO(text, newline="") as file:
        subsets = {record["SUBSET"] for record in csv.DictReader(file)}
    assert any('"mới"' in subset for subset in subsets)
