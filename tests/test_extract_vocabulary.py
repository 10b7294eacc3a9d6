"""The vocabulary files: consistent, sorted, with a source; and a row of the user's own maps what had only a label."""

import csv
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from extract.errors import VocabularyError
from extract.spelling import fold
from normalize.vocabulary import TABLES, load_vocabulary
from tests.reading import facts, rows_of

LINKS = (
    ("indicator_aliases", "concept", "meanings", "concept"),
    ("item_aliases", "item", "items", "item"),
    ("unit_aliases", "unit", "units", "unit"),
    ("counted", "unit", "units", "unit"),
    ("province_aliases", "province", "provinces", "province"),
    ("meanings", "indicator", "indicators", "indicator"),
    ("meanings", "item", "items", "item"),
    ("items", "of", "indicators", "indicator"),
    ("items", "parent", "items", "item"),
    ("provinces", "successor", "provinces", "province"),
    ("units", "base_unit", "units", "unit"),
)
# Words that only tell their neighbours apart name no indicator of their own.
CONTEXT_ONLY = frozenset(
    [
        "area",
        "commune",
        "cooperative",
        "cpi",
        "dossier_context",
        "fair",
        "file",
        "group",
        "household",
        "household_business",
        "power_capacity",
        "products",
        "scheme",
        "shop",
        "station",
        "trade_total",
    ]
)


def text_of(name: str) -> str:
    return files("normalize.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text_of(name).splitlines()))


@pytest.mark.parametrize(("name", "column", "target", "key"), LINKS)
def test_every_link_points_to_a_row(name: str, column: str, target: str, key: str) -> None:
    known = {row[key] for row in table(target)} | (CONTEXT_ONLY if target == "meanings" else set())
    used = {slug for row in table(name) for slug in row[column].split()}
    assert used - known == set()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_phrase_is_empty_or_twice(name: str) -> None:
    keys = [
        tuple(fold(row[c]) if c == "phrase" else row[c] for c in TABLES[name])
        for row in table(name)
    ]
    assert all(key[0].strip() for key in keys)
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_file_is_sorted_and_composed(name: str) -> None:
    text = text_of(name)
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    keys = [tuple(row[c] for c in TABLES[name]) for row in table(name)]
    assert [keys[k - 1 : k + 1] for k in range(1, len(keys)) if keys[k] < keys[k - 1]] == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_has_a_source_and_no_blank_around(name: str) -> None:
    for row in table(name):
        assert row["source"].strip(), row
        assert all(value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("name", ["indicators", "items", "units", "provinces"])
def test_labels_in_both_languages(name: str) -> None:
    assert [row for row in table(name) if not (row["label_vi"] and row["label_en"])] == []


def test_one_phrase_means_one_unit() -> None:
    units = {fold(row["phrase"]) for row in table("unit_aliases")}
    counted = {fold(row["phrase"]) for row in table("counted")}
    assert units & counted == set()


def own(folder: Path, name: str, *rows: str) -> Path:
    head = text_of(name).splitlines()[0]
    (folder / f"{name}.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return folder


UNKNOWN = "- Doanh số hàng lưu niệm tháng 7 đạt 12,5 tỷ đồng, tăng 8% so cùng kỳ."


def test_unknown_indicator_is_a_whole_fact() -> None:
    rows = [row for row in rows_of(UNKNOWN) if row.role == "value"]
    assert (
        facts(rows)
        == "12.5 VND_bn - level 2020-07 actual | 8 pct - growth_pct same_period 2020-07 actual"
    )
    assert all(row.label for row in rows)


def test_alias_added_later_maps_it(tmp_path: Path) -> None:
    words = load_vocabulary(
        own(tmp_path, "indicator_aliases", "doanh số hàng lưu niệm,retail,own survey")
    )
    assert facts(rows_of(UNKNOWN, words)) == (
        "12.5 VND_bn retail_sales level 2020-07 actual | 8 pct retail_sales growth_pct same_period 2020-07 actual"
    )


def test_alias_is_met_in_any_spelling(tmp_path: Path) -> None:
    words = load_vocabulary(
        own(tmp_path, "indicator_aliases", "doanh số hoá mỹ phẩm,retail,own survey")
    )
    sentence = "- Doanh số hóa mỹ phẩm tháng 7 đạt 3 tỉ đồng."
    assert facts(rows_of(sentence, words)) == "3 VND_bn retail_sales level 2020-07 actual"


def test_item_added_later_maps_it(tmp_path: Path) -> None:
    own(tmp_path, "items", "candy,Kẹo dừa,Coconut candy,product,,product_output,own survey")
    words = load_vocabulary(own(tmp_path, "item_aliases", "kẹo dừa,candy,own survey"))
    sentence = (
        "- Sản phẩm chủ yếu: So với tháng trước: (1) Kẹo dừa tăng 4%; (2) Gạo xay xát giảm 2%."
    )
    assert facts(rows_of(sentence, words)) == (
        "4 pct product_output/candy growth_pct prev_month 2020-07 actual"
        " | -2 pct product_output/milled_rice growth_pct prev_month 2020-07 actual"
    )


def test_alias_to_an_unknown_item_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="candy"):
        load_vocabulary(own(tmp_path, "item_aliases", "kẹo dừa,candy,own survey"))


def test_alias_to_an_unknown_concept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="souvenirs"):
        load_vocabulary(own(tmp_path, "indicator_aliases", "hàng lưu niệm,souvenirs,own survey"))


def test_phrase_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="empty"):
        load_vocabulary(own(tmp_path, "indicator_aliases", " ,retail,own survey"))


def test_wrong_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,label\nbushel,giạ\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="columns"):
        load_vocabulary(tmp_path)


def test_shipped_vocabulary_is_not_changed_by_an_own_one(tmp_path: Path) -> None:
    load_vocabulary(own(tmp_path, "indicator_aliases", "doanh số hàng lưu niệm,retail,own survey"))
    assert "retail_sales" not in facts(rows_of(UNKNOWN))


NEAR_MISSES = (
    (
        "- Giá trị sản suất công nghiệp tháng 7 đạt 1.600 tỷ đồng.",
        "industrial_output",
        "a slip of the pen",
    ),
    ("- Kim nghạch xuất khẩu tháng 7 đạt 40 triệu USD.", "exports", "a slip of the pen"),
    (
        "- Giá trị sản xuất nông nghiệp tháng 7 đạt 1.600 tỷ đồng.",
        "",
        "another branch, two letters away",
    ),
    ("- Giá trị sản xuất xây dựng tháng 7 đạt 1.600 tỷ đồng.", "", "another branch"),
    ("- Giá trị sản xuất lâm nghiệp tháng 7 đạt 160 tỷ đồng.", "", "another branch"),
    ("- Tổng thu ngân sách tháng 7 đạt 410 tỷ đồng.", "", "another subject"),
    ("- Tổng mức đầu tư toàn xã hội tháng 7 đạt 410 tỷ đồng.", "", "it begins like retail sales"),
    ("- Kim ngạch nhập khẩu tháng 7 đạt 9 triệu USD.", "imports", "one word tells it from exports"),
)


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [pytest.param(*miss[:2], id=f"{miss[2]} {n}") for n, miss in enumerate(NEAR_MISSES)],
)
def test_slips_and_near_misses(sentence: str, indicator: str) -> None:
    assert [row.indicator for row in rows_of(sentence) if row.role == "value"] == [indicator]
