"""Doubt: which readings are marked, that each names the rules that decided, and the command that lists them."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalize.model import LEDGER_COLUMNS, LedgerRow
from normalize.resolving import YEAR_BEFORE
from solieu.cli import app
from tests.reading import framed, rows_of


def values(sentence: str) -> list[LedgerRow]:
    return [row for row in rows_of(sentence) if row.role == "value"]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("- Kim ngạch xuất khẩu tháng 7 tăng 4,2%.", ("basis", YEAR_BEFORE)),
        (
            "- Giá trị sản suất công nghiệp tháng 7 đạt 1.600 tỷ đồng.",
            ("indicator", "slip_of_the_pen"),
        ),
        (
            "- Tháng 7, tăng 4% so với cùng kỳ, kim ngạch xuất khẩu đạt 41 triệu USD.",
            ("indicator", "named_further_on"),
        ),
        (
            "- Kim ngạch xuất khẩu đạt 41 triệu USD, lần lượt tăng 2% và 7% so với tháng trước và cùng kỳ.",
            ("basis", "bases_in_order"),
        ),
    ],
)
def test_close_readings_are_doubtful(sentence: str, rule: tuple[str, str]) -> None:
    doubtful = [row for row in values(sentence) if row.is_doubtful]
    assert doubtful
    assert all(rule in row.rules for row in doubtful)


@pytest.mark.parametrize(
    "sentence",
    [
        "- Kim ngạch xuất khẩu tháng 7 đạt 40 triệu USD, tăng 4,2% so với cùng kỳ.",
        "- Toàn tỉnh hiện có 116 chợ, trong đó 02 chợ hạng I.",
        "- Chỉ số sản xuất công nghiệp 7 tháng giảm 3,5% so với cùng kỳ năm trước.",
    ],
)
def test_plain_statements_are_not(sentence: str) -> None:
    assert [row.digits for row in values(sentence) if row.is_doubtful] == []


def test_every_value_names_the_rules_that_decided() -> None:
    rows = values(
        "- Kim ngạch xuất khẩu ước tháng 7 đạt hơn 40 triệu USD, tăng 4,2% so với cùng kỳ."
    )
    assert [sorted({column for column, _ in row.rules}) for row in rows] == [
        ["indicator", "measure", "period", "qualifier", "role", "status", "unit"],
        ["basis", "indicator", "measure", "period", "role", "status", "unit"],
    ]


def test_ledger_lists_doubt_only(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    sentence = "- Kim ngạch xuất khẩu tháng 7 tăng 4,2%.\n\n- Nhập khẩu đạt 2.79,18 triệu USD, tăng 3% so với cùng kỳ."
    file.write_text(framed(sentence)[0], encoding="utf-8")
    result = CliRunner().invoke(app, ["ledger", "--doubtful", str(file)])
    assert result.exit_code == 0
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert tuple(rows[0]) == (*LEDGER_COLUMNS, "line", "rules", "sentence")
    assert [row["digits"] for row in rows] == ["4,2", "2.79,18"]
    assert f"basis={YEAR_BEFORE}" in rows[0]["rules"]
    assert rows[0]["sentence"] == "Kim ngạch xuất khẩu tháng 7 tăng 4,2%."
