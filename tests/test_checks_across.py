"""Relations between reports: revisions, growth against an earlier report, chains, stocks, one plan."""

from pathlib import Path

import pytest

from normalize.model import Report
from tests.checking import Found, checked, of_text


def vintage(month: int, text: str) -> Report:
    """A report of Trà Vinh of a month of 2020."""
    return of_text(
        text,
        f"travinh-2020-{month:02}.txt",
        province="tra_vinh",
        period=f"2020-{month:02}",
        cumulative=f"2020-01/2020-{month:02}",
    )


def between(path: Path, earlier: str, later: str) -> list[Found]:
    """What is found in the later of a June and a July report."""
    reports = (vintage(6, earlier), vintage(7, later))
    return checked(path / "two.duckdb", *reports)["travinh-2020-07.txt"]


RETAIL = "«{}|retail_sales|unit=VND_bn period={}»"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("100,0", "100,0", ("consistent_exact", "none")),
        ("100,0", "100,04", ("consistent_rounding", "none")),
        ("100,0", "101,0", ("revision", "info")),
        ("100,0", "120,0", ("revision", "warning")),
    ],
)
def test_a_later_print_is_a_revision_and_never_an_error(
    tmp_path: Path, earlier: str, later: str, expected: tuple[str, str]
) -> None:
    texts = [f"Tháng 6 đạt {RETAIL.format(value, '2020-06')} tỷ." for value in (earlier, later)]
    assert ("revision", *expected) in between(tmp_path, *texts)


@pytest.mark.parametrize(
    ("rate", "outcome", "severity"),
    [
        ("10,00", "consistent_exact", "none"),
        ("9,97", "inconsistent", "warning"),
        ("15", "inconsistent", "warning"),
    ],
)
def test_growth_is_held_against_an_earlier_report(
    tmp_path: Path, rate: str, outcome: str, severity: str
) -> None:
    growth = f"«{rate}|retail_sales|unit=pct measure=growth_pct basis=prev_month»"
    found = between(
        tmp_path,
        f"Tháng 6 đạt {RETAIL.format('1.000,000', '2020-06')} tỷ.",
        f"Tháng 7 đạt {RETAIL.format('1.100,000', '2020-07')} tỷ, tăng {growth}%.",
    )
    assert ("growth", outcome, severity) in found


@pytest.mark.parametrize(
    ("total", "outcome"), [("700", "consistent_exact"), ("800", "inconsistent")]
)
def test_the_year_to_date_is_the_one_before_and_the_month(
    tmp_path: Path, total: str, outcome: str
) -> None:
    found = between(
        tmp_path,
        f"6 tháng đạt {RETAIL.format('600', '2020-01/2020-06')} tỷ.",
        f"Tháng 7 đạt {RETAIL.format('100', '2020-07')} tỷ, 7 tháng đạt {RETAIL.format(total, '2020-01/2020-07')} tỷ.",
    )
    assert [o for kind, o, _ in found if kind == "cumulative" and o == outcome]


@pytest.mark.parametrize(
    ("total", "outcome"), [("106", "consistent_exact"), ("116", "inconsistent")]
)
def test_a_new_total_is_the_old_one_and_what_was_added(
    tmp_path: Path, total: str, outcome: str
) -> None:
    stock = "«{}|substations_total|period=@2020-{}»"
    found = between(
        tmp_path,
        f"Có {stock.format(100, '06')} trạm.",
        f"Thêm «6|substations_added» trạm, nâng tổng số lên {stock.format(total, '07')} trạm.",
    )
    assert ("stock_flow", outcome, "none" if outcome != "inconsistent" else "warning") in found


@pytest.mark.parametrize(("rate", "outcome"), [("70", "consistent_exact"), ("35", "inconsistent")])
def test_reports_imply_one_plan(tmp_path: Path, rate: str, outcome: str) -> None:
    plan = "«{}|retail_sales|unit=pct measure=plan_pct basis=plan period=2020-01/2020-0{}»"
    found = between(
        tmp_path,
        f"6 tháng đạt {RETAIL.format('600', '2020-01/2020-06')} tỷ, {plan.format('60', 6)}%.",
        f"7 tháng đạt {RETAIL.format('700', '2020-01/2020-07')} tỷ, {plan.format(rate, 7)}%.",
    )
    assert [o for kind, o, _ in found if kind == "implied_plan"] == [outcome]


def test_provinces_never_meet(tmp_path: Path) -> None:
    text = f"Tháng 6 đạt {RETAIL.format('100', '2020-06')} tỷ."
    other = of_text(
        text.replace("100", "900"),
        "bentre.txt",
        province="ben_tre",
        period="2020-06",
        cumulative="",
    )
    found = checked(tmp_path / "two.duckdb", vintage(6, text), other)
    assert not [kind for own in found.values() for kind, _, _ in own if kind == "revision"]
