"""Series of a million generated observations: one series, all of them, as of a day, and side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from duckdb import DuckDBPyConnection

from benchmarks.table import Table
from normalize.vocabulary import load_vocabulary
from queries.views import make_views
from store.database import reading, writing
from store.loading import load_vocabulary_members

RUNS: Final = 5
KEY: Final = "tra_vinh.retail_sales.total.level.none.VND_bn.unstated.outturn.flow"
ONE: Final = f"series_key = '{KEY}'"
PARTS: Final = "province = 'tra_vinh' and indicator = 'retail_sales' and product = 'total' and measure = 'level'"
QUESTIONS: Final = (
    ("one series by its key", f"from series_monthly where {ONE}"),
    ("one series by its parts", f"from series_monthly where {PARTS}"),
    ("one cumulative series", f"from series_cumulative where {PARTS}"),
    ("one series with all vintages", f"from series_vintages where {PARTS}"),
    ("one series as of a day", f"from series_as_of(date '2018-06-30') where {ONE}"),
    ("all of series_monthly", "from series_monthly"),
    ("all of series_cumulative", "from series_cumulative"),
    ("all of timeline", "from timeline"),
    ("all of series", "from series"),
    ("all of series_vintages", "from series_vintages"),
)


def measure() -> Table:
    return Table(
        title="Series of generated observations (seconds until all rows are in Arrow, medians)",
        columns=("question", "rows", "seconds"),
        rows=tuple(_rows()),
        notes=(
            f"Medians of {RUNS} runs on a warm database, read-only, on all cores. 52 provinces report 32 series each "
            "(8 indicators as levels and as growth, in total and for one part) every month for 14 years: "
            "the month, the months so far, the month before revised, and the month of the year before; "
            "a tenth is left out, so that there are gaps. For each level three more are derived."
        ),
    )


def _rows() -> Iterator[tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        with writing(path) as connection:
            load_vocabulary_members(connection, load_vocabulary())
            make_views(connection)
            generate(connection)
        with reading(path) as connection:
            (counted,) = connection.execute("select count(*) from fact_observation").fetchall()
            yield "(observations)", f"{counted[0]:,}", ""
            for name, question in QUESTIONS:
                yield name, *_measured(connection, question)


def _measured(connection: DuckDBPyConnection, question: str) -> tuple[str, str]:
    rows = connection.sql(question).to_arrow_table().num_rows
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        connection.sql(question).to_arrow_table()
        times.append(perf_counter() - start)
    return f"{rows:,}", f"{median(times):.3f}"


def generate(connection: DuckDBPyConnection) -> None:
    """Fill the database with about a million observations, the same ones in every run."""
    for statement in _GENERATED:
        connection.execute(statement)


_GENERATED: Final = (
    """
    create temp table made_document as
    select
        province,
        cast(month as integer) as month,
        left(sha256(concat(province, month)), 16) as document_id,
        last_day(date '2010-01-01' + to_months(cast(month as integer))) as issued_on
    from (select province from dim_province where valid_to is not null order by province limit 52)
    cross join range(168) months (month)
    """,
    """
    insert into dim_document by name
    select
        document_id,
        document_id as sha256,
        concat(province, '-', strftime(issued_on, '%Y-%m'), '.txt') as name,
        'text/plain' as media_type,
        1 as edition,
        province,
        '' as agency,
        'month' as kind,
        '' as title,
        '' as document_number,
        strftime(issued_on, '%Y-%m') as report_period,
        'unknown' as cumulative_period,
        issued_on,
        'printed' as issued_on_source,
        1 as pages,
        1 as characters
    from made_document
    """,
    """
    insert into dim_period by name
    with months as (
        select unnest(generate_series(date '2008-01-01', date '2024-12-01', interval 1 month)) as month
    )

    select
        strftime(month, '%Y-%m') as period,
        month as period_from,
        last_day(month) as period_to,
        'month' as granularity,
        'flow' as accumulation,
        1 as months,
        '' as label_vi,
        '' as label_en
    from months
    union all
    select
        strftime(month, '%Y-01/%Y-%m'),
        date_trunc('year', month),
        last_day(month),
        'months',
        'year_to_date',
        month(month),
        '',
        ''
    from months
    where month(month) between 2 and 11
    """,
    """
    insert into dim_series by name
    select
        concat_ws(
            '.', province, indicator, product, measure, basis, unit, 'unstated', 'outturn', 'flow'
        ) as series_key,
        province,
        'own' as territory,
        indicator,
        product,
        false as is_subset,
        '' as series_label,
        measure,
        basis,
        unit,
        '' as other_unit,
        1 as from_base,
        'unstated' as price_base,
        'outturn' as scenario,
        false as is_stock
    from (select distinct province from made_document)
    cross join (
        values
        ('retail_sales'),
        ('industrial_output'),
        ('exports'),
        ('imports'),
        ('power_sold'),
        ('product_output'),
        ('dossiers_received'),
        ('registered_capital')
    ) indicators (indicator)
    cross join (values ('total'), ('goods')) products (product)
    cross join (
        values ('level', 'none', 'VND_bn'), ('growth_pct', 'same_period', 'pct')
    ) measures (measure, basis, unit)
    """,
    """
    create temp table told as
    select
        made_document.document_id,
        dim_series.*,
        kind,
        made_document.month - months_back as month,
        cast(date '2010-01-01' + to_months(cast(made_document.month - months_back as integer)) as date)
            as about
    from made_document
    inner join dim_series using (province)
    cross join (
        values ('month', 0), ('so far', 0), ('month before', 1), ('year before', 12)
    ) kinds (kind, months_back)
    where (7 * (made_document.month - months_back) + length(series_key)) % 10 <> 0
    """,
    """
    insert into fact_observation by name
    with placed as (
        select
            *,
            case
                when kind = 'so far' and month(about) between 2 and 11 then strftime(about, '%Y-01/%Y-%m')
                else strftime(about, '%Y-%m')
            end as period,
            row_number() over (partition by document_id order by series_key, kind) as place
        from told
    )

    select
        left(sha256(concat(document_id, place)), 16) as observation_id,
        document_id,
        province,
        territory,
        indicator,
        product,
        unit,
        period,
        measure,
        basis,
        case kind when 'month' then 'estimate' else 'actual' end as status,
        price_base,
        is_subset,
        series_label,
        cast(1000 + 17.31 * month + length(kind) as decimal(38, 9)) as value,
        0.01 as ulp,
        '' as qualifier,
        '' as label,
        '' as note,
        '2.895,07' as value_text,
        'tỷ đồng' as unit_text,
        2 as decimals,
        1 as factor,
        false as is_in_words,
        false as is_doubtful,
        map {} as rules,
        10 * place as place_from,
        10 * place + 8 as place_to,
        1 as line,
        1 as page,
        '' as sheet,
        '' as cell,
        '' as row_head,
        '' as column_head,
        '' as sentence_id,
        0 as figure_from,
        8 as figure_to,
        series_key,
        cast(1000 + 17.31 * month + length(kind) as decimal(38, 9)) as series_value,
        0.01 as series_ulp,
        true as is_vintage,
        1 as n_statements,
        1 as n_values
    from placed
    order by document_id, place
    """,
    """
    insert into implied_value by name
    select
        left(sha256(concat(series_key, strftime(derived_month, '%Y-%m'))), 16) as implied_id,
        'base_of_growth' as formula,
        province,
        territory,
        indicator,
        product,
        series_label,
        measure,
        unit,
        other_unit,
        price_base,
        scenario,
        strftime(derived_month, '%Y-%m') as period,
        1000 as low,
        1100 as high,
        true as is_low_exact,
        true as is_high_exact,
        1 as depth,
        false as is_across,
        false as is_approximate,
        '' as assumption,
        document_id,
        '' as arithmetic_en,
        '' as arithmetic_vi,
        series_key
    from dim_series
    inner join made_document using (province)
    cross join generate_series(issued_on - interval 14 months, issued_on - interval 10 months, interval 2 months)
        months (derived_month)
    where measure = 'level'
    """,
)
