"""A print, or another derivation, that contradicts what follows: one finding for one contradiction."""

from pathlib import Path

import pytest

from normalize.model import Report
from queries.checks.running import run_checks
from store.database import writing
from tests.checking import of_text
from tests.implied import ingest_reports

LEVEL = "«{}|retail_sales|unit=VND_bn period={}»"
PLAN = "«{}|retail_sales|unit=pct measure=plan_pct basis=plan period={}»"
SHARE = "«{}|dossiers_received/{}|unit=pct measure=share_pct basis=whole»"

Finding = tuple[str, str, str, str]


def found(path: Path, *reports: Report) -> list[Finding]:
    """Load, derive, check; return kind, rule, outcome and severity of all findings."""
    ingest_reports(path, *reports)
    with writing(path) as connection:
        run_checks(connection)
        return connection.execute(
            "select kind, rule, outcome, severity from findings order by all"
        ).fetchall()


def of_july(text: str, month: int = 7) -> Report:
    return of_text(
        text,
        f"travinh-2020-{month:02}.txt",
        province="tra_vinh",
        period=f"2020-{month:02}",
        cumulative=f"2020-01/2020-{month:02}",
    )


def test_a_print_that_a_chain_contradicts_is_told_once(tmp_path: Path) -> None:
    report = of_july(
        f"Quý II {LEVEL.format(330, '2020-04/2020-06')}; tháng 4 {LEVEL.format(100, '2020-04')};"
        f" tháng 5 {LEVEL.format(110, '2020-05')}; tháng 6 {LEVEL.format(150, '2020-06')}"
    )
    told = [row for row in found(tmp_path / "db", report) if row[0] == "implied_value"]
    assert told == [("implied_value", "sum_of_spans", "inconsistent", "warning")]


def test_what_a_relation_tells_is_not_told_again(tmp_path: Path) -> None:
    report = of_july(
        "Có «10.978|establishments|period=@2020-07» cơ sở: «517|establishments/enterprise|period=@2020-07»,"
        " «08|establishments/cooperative|period=@2020-07»,"
        " «10.419|establishments/household_business|period=@2020-07»"
    )
    told = found(tmp_path / "db", report)
    assert [row[0] for row in told if row[2] == "inconsistent"] == ["sum"]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("100", []),
        ("102", [("base_of_growth", "revision", "info")]),
        ("120", [("base_of_growth", "revision", "warning")]),
    ],
)
def test_between_reports_it_is_a_revision(
    tmp_path: Path, later: str, expected: list[tuple[str, str, str]]
) -> None:
    growth = "«10,0|retail_sales|unit=pct measure=growth_pct basis=same_period period=2020-07»"
    july = of_july(f"Tháng 7 {LEVEL.format(110, '2020-07')}, tăng {growth}%")
    august = of_july(f"Tháng 7/2019 {LEVEL.format(later, '2019-07')}", 8)
    told = found(tmp_path / "db", july, august)
    assert [row[1:] for row in told if row[0] == "implied_value"] == expected


def test_two_plans_that_do_not_meet_are_told_once(tmp_path: Path) -> None:
    reports = (
        of_july(f"6 tháng {LEVEL.format(600, '2020-01/2020-06')}, đạt {PLAN.format('60,0', '2020-01/2020-06')}%", 6),
        of_july(f"7 tháng {LEVEL.format(700, '2020-01/2020-07')}, đạt {PLAN.format('35,0', '2020-01/2020-07')}%"),
    )  # fmt: skip
    told = found(tmp_path / "db", *reports)
    assert [row[0] for row in told] == ["implied_plan"]


def test_cutting_off_is_tried_first(tmp_path: Path) -> None:
    rate = "«{}|exports|unit=pct measure=growth_pct basis=same_period»"
    change = "«{}|exports|unit=USD_mn measure=change_abs basis=same_period»"
    level = "«{}|exports|unit=USD_mn»"
    # 200.00 grew by 66.699: to 266.699, by 33.3495 %, all cut off.
    text = f"Đạt {level.format('266,69')} triệu, tăng {rate.format('33,34')}% (tăng {change.format('66,69')} triệu)"
    told = [
        row
        for row in found(tmp_path / "db", of_july(text))
        if row[0] in {"implied_value", "change"}
    ]
    assert {row[2] for row in told} <= {"consistent_if_truncated"}


def test_no_whole_number_fits(tmp_path: Path) -> None:
    growth = "«{}|enterprises_new|unit=pct measure=growth_pct basis=same_period»"
    report = of_july(f"Có «7|enterprises_new» doanh nghiệp, tăng {growth.format('95,00')}%")
    told = found(tmp_path / "db", report)
    assert ("implied_value", "base_of_growth", "inconsistent", "warning") in told


def test_a_finding_follows_from_a_smaller_one_only_once(tmp_path: Path) -> None:
    # The month is above its span: what is derived from that is no news.
    report = of_july(
        f"Tháng 7 {LEVEL.format(800, '2020-07')}; 7 tháng {LEVEL.format(700, '2020-01/2020-07')};"
        f" 8 tháng {LEVEL.format(900, '2020-01/2020-08')}"
    )
    told = found(tmp_path / "db", report)
    assert [row[0] for row in told if row[2] == "inconsistent"] == ["cumulative"]


def test_nothing_contradicts_nothing(tmp_path: Path) -> None:
    report = of_july(
        f"Tháng 7 {LEVEL.format(100, '2020-07')}; 6 tháng {LEVEL.format(600, '2020-01/2020-06')};"
        f" 7 tháng {LEVEL.format(700, '2020-01/2020-07')}"
    )
    assert [row for row in found(tmp_path / "db", report) if row[0] == "implied_value"] == []


def test_the_finding_shows_the_arithmetic_and_all_operands(tmp_path: Path) -> None:
    report = of_july(
        f"Quý II {LEVEL.format(330, '2020-04/2020-06')}; tháng 4 {LEVEL.format(100, '2020-04')};"
        f" tháng 5 {LEVEL.format(110, '2020-05')}; tháng 6 {LEVEL.format(150, '2020-06')}"
    )
    ingest_reports(tmp_path / "db", report)
    with writing(tmp_path / "db") as connection:
        run_checks(connection)
        row = connection.execute(
            "select arithmetic_en, arithmetic_vi, reported, recomputed_from, recomputed_to, gap, unit,"
            " len(operands) from findings where kind = 'implied_value'"
        ).fetchall()
    ((english, vietnamese, *numbers),) = row
    assert english == (
        "Q2 2020: 100 (April 2020) + 110 (May 2020) + 150 (June 2020) = 358.5 to 361.5 billion dong"
        " (…), but 330 billion dong is printed, 28.5 less."
    ).replace(" (…)", "").replace("28.5 less", "28.5 billion dong less")
    assert vietnamese.startswith("Quý II/2020: 100 (tháng 4/2020) + 110")
    assert [str(number).rstrip("0").rstrip(".") for number in numbers[:4]] == [
        "330",
        "358.5",
        "361.5",
        "-28.5",
    ]
    assert numbers[4:] == ["VND_bn", 4]
