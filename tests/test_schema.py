"""The star: everything is documented, every key has its member."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from queries.views import view_scripts
from tests.builders import august, july
from tests.conftest import Select, Store

KEYS = {
    "document_id": "dim_document",
    "province": "dim_province",
    "indicator": "dim_indicator",
    "product": "dim_product",
    "unit": "dim_unit",
    "period": "dim_period",
    "measure": "dim_measure",
    "basis": "dim_basis",
    "status": "dim_status",
}
SERIES_KEY = (
    "province, indicator, product, measure, basis, unit, other_unit, price_base, scenario, period"
)


@pytest.mark.parametrize(
    "relations",
    [
        "select table_name as name, comment from duckdb_tables() where not internal",
        "select view_name as name, comment from duckdb_views() where not internal",
        "select concat(table_name, '.', column_name) as name, comment from duckdb_columns()"
        " where not internal",
        "select function_name as name, comment from duckdb_functions() where not internal",
    ],
)
def test_everything_has_a_comment(store: Store, select: Select, relations: str) -> None:
    store(july())
    named = select(f"select name from ({relations})")
    assert len(named) >= 5
    assert select(f"select name from ({relations}) where trim(coalesce(comment, '')) = ''") == []


@pytest.mark.parametrize(("key", "dimension"), KEYS.items())
def test_every_key_has_its_member(store: Store, select: Select, key: str, dimension: str) -> None:
    store(july(), august())
    orphans = f"select {key} from fact_observation except select {key} from {dimension}"
    assert select(orphans) == []


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("fact_observation", "observation_id"),
        ("sentence", "sentence_id"),
        ("ledger", "document_id, n"),
        ("observations", "observation_id"),
        ("dim_series", "series_key"),
        ("vintages", "series_key, period, document_id"),
        ("points", "series_key, period, document_id"),
        ("timeline", "series_key, frequency, step"),
        ("timeline", "series_key, frequency, period"),
        ("series_first", SERIES_KEY),
        ("figures", "document_id, n"),
        ("series_vintages", "observation_id"),
        ("series", SERIES_KEY),
        ("series_monthly", SERIES_KEY),
        ("series_cumulative", SERIES_KEY),
        ("coverage", "document_id, indicator"),
        ("reports", "document_id"),
    ],
)
def test_the_grain_is_kept(store: Store, select: Select, table: str, key: str) -> None:
    store(july(), august())
    assert select(f"select count(*) > 0 from {table}") == [(True,)]
    assert select(f"select {key} from {table} group by all having count(*) > 1") == []


def test_a_document_s_periods_have_their_members(store: Store, select: Select) -> None:
    store(july(cumulative=""))
    periods = (
        "select report_period from dim_document union select cumulative_period from dim_document"
    )
    assert select(f"({periods}) except select period from dim_period") == []


FILES = [
    *files("store").joinpath("schema").iterdir(),
    *files("queries").joinpath("views").iterdir(),
]
MACROS = [*files("queries").joinpath("macros").iterdir()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_one_relation_and_says_its_grain(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    relation = file.name.removesuffix(".sql")
    made = re.findall(r"^create (?:or replace )?(?:table|view) (\w+)", text, flags=re.MULTILINE)
    assert text.startswith("-- Grain: ")
    assert made == [relation]
    assert set(re.findall(r"^comment on column (\w+)\.", text, flags=re.MULTILINE)) <= {relation}
    assert text == text.rstrip() + "\n"
    assert "\t" not in text


@pytest.mark.parametrize("file", MACROS, ids=lambda file: file.name)
def test_a_file_is_one_macro_and_says_what_it_is(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    made = re.findall(r"^create or replace (?:temp )?macro (\w+)", text, flags=re.MULTILINE)
    assert text.startswith("-- ")
    assert made == [file.name.removesuffix(".sql")]
    assert text == text.rstrip() + "\n"
    assert "\t" not in text


def test_a_view_comes_after_those_it_reads() -> None:
    order = list(view_scripts())
    assert order.index("points") > order.index("stg_vintage") > order.index("stg_document")
    assert order.index("timeline") > order.index("timeline_as_of") > order.index("interval_low")
    assert order.index("series_monthly") > order.index("timeline")


def test_only_staging_reads_tables(store: Store, select: Select) -> None:
    store()
    tables = {str(name) for (name,) in select("select table_name from duckdb_tables()")}
    for view, text in view_scripts().items():
        reads = set(re.findall(r"(?:from|join) ([a-z_]+)", text))
        assert bool(reads & tables) == view.startswith("stg_"), view


def test_no_figure_is_a_float(store: Store, select: Select) -> None:
    store()
    columns = "select column_name from duckdb_columns() where not internal"
    assert select(f"{columns} and data_type in ('DOUBLE', 'FLOAT')") == []


@pytest.mark.parametrize(
    "call",
    [
        "series_as_of(date '2020-12-31')",
        "timeline_as_of(date '2020-12-31')",
        "series_by_territory(territory => 'current')",
        "side_by_side('tra_vinh', 'soc_trang')",
    ],
)
def test_no_figure_of_a_macro_is_a_float(store: Store, select: Select, call: str) -> None:
    store()
    types = {str(column[1]) for column in select(f"describe from {call}")}
    assert any(data_type.startswith("DECIMAL") for data_type in types)
    assert not types & {"DOUBLE", "FLOAT"}
