"""Territories: 63 provinces became 34; what was merged is added up only where that can be done."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extract.errors import QueryError
from queries.asking import ask
from solieu.drawing.reading import make_picture, read_labels
from store.database import reading
from tests.builders import retail
from tests.series import Rows, build, issued, rows_of, whole_vocabulary

MERGED = {
    "an_giang_2025": "an_giang kien_giang",
    "bac_ninh_2025": "bac_giang bac_ninh",
    "ca_mau_2025": "bac_lieu ca_mau",
    "can_tho_2025": "can_tho hau_giang soc_trang",
    "da_nang_2025": "da_nang quang_nam",
    "dak_lak_2025": "dak_lak phu_yen",
    "dong_nai_2025": "binh_phuoc dong_nai",
    "dong_thap_2025": "dong_thap tien_giang",
    "gia_lai_2025": "binh_dinh gia_lai",
    "hai_phong_2025": "hai_duong hai_phong",
    "ho_chi_minh_2025": "ba_ria_vung_tau binh_duong ho_chi_minh",
    "hung_yen_2025": "hung_yen thai_binh",
    "khanh_hoa_2025": "khanh_hoa ninh_thuan",
    "lam_dong_2025": "binh_thuan dak_nong lam_dong",
    "lao_cai_2025": "lao_cai yen_bai",
    "ninh_binh_2025": "ha_nam nam_dinh ninh_binh",
    "phu_tho_2025": "hoa_binh phu_tho vinh_phuc",
    "quang_ngai_2025": "kon_tum quang_ngai",
    "quang_tri_2025": "quang_binh quang_tri",
    "tay_ninh_2025": "long_an tay_ninh",
    "thai_nguyen_2025": "bac_kan thai_nguyen",
    "tuyen_quang_2025": "ha_giang tuyen_quang",
    "vinh_long_2025": "ben_tre tra_vinh vinh_long",
}
"""Article 1 of Resolution 202/2025/QH15."""

UNCHANGED = "cao_bang dien_bien ha_noi ha_tinh hue_2025 lai_chau lang_son nghe_an quang_ninh son_la thanh_hoa"


COUNTRY = "viet_nam"


def alive(day: str) -> set[str]:
    return {
        province.province
        for province in whole_vocabulary().provinces
        if province.province != COUNTRY and province.valid_from <= day <= (province.valid_to or day)
    }


def test_there_were_63_provinces_and_there_are_34() -> None:
    assert len(alive("2024-06-30")) == len(alive("2025-06-30")) == 63
    assert alive("2025-07-01") == {*MERGED, *UNCHANGED.split()}
    assert len(alive("2025-07-01")) == 34


def test_what_was_merged_into_what() -> None:
    parts: dict[str, list[str]] = {}
    for province in whole_vocabulary().provinces:
        if province.valid_to == "2025-06-30":
            parts.setdefault(province.successor, []).append(province.province)
    assert {whole: " ".join(sorted(own)) for whole, own in parts.items()} == MERGED


@pytest.mark.parametrize("day", ["2024-06-30", "2025-06-30", "2025-07-01"])
def test_a_code_is_one_province_at_a_time(day: str) -> None:
    codes = Counter(p.gso_code for p in whole_vocabulary().provinces if p.province in alive(day))
    assert set(codes.values()) == {1}
    assert all(len(code) == 2 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("86", "vinh_long", "vinh_long_2025"),
        ("92", "can_tho", "can_tho_2025"),
        ("91", "kien_giang", "an_giang_2025"),
        ("82", "tien_giang", "dong_thap_2025"),
        ("80", "long_an", "tay_ninh_2025"),
        ("52", "binh_dinh", "gia_lai_2025"),
        ("44", "quang_binh", "quang_tri_2025"),
        ("24", "bac_giang", "bac_ninh_2025"),
        ("15", "yen_bai", "lao_cai_2025"),
    ],
)
def test_codes_were_given_again(code: str, before: str, after: str) -> None:
    owners = {p.province for p in whole_vocabulary().provinces if p.gso_code == code}
    assert owners == {before, after}


OLD, NEW = date(2025, 6, 20), date(2025, 9, 20)
PARTS = ("vinh_long", "ben_tre", "tra_vinh")


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three provinces until June 2025, their successor from July; each indicator a case."""
    growth = {"measure": "growth_pct", "basis": "same_period", "unit": "pct", "status": "actual"}
    reports = []
    for n, province in enumerate(PARTS, start=1):
        figures = [
            retail(0, f"{n}00,5", "2025-04", status="actual"),
            retail(0, f"{n}00,5", "2025-05", status="estimate" if n == 2 else "actual"),
            retail(0, f"{n}0", "2025-05", status="plan"),
            retail(0, f"{n}", "2025-05", price_base="current"),
            retail(0, f"{n}1", "@2025-05", indicator="markets", unit="count"),
            retail(0, f"{n}2", "@2025-05", indicator="procedures", unit="count"),
            retail(0, f"{n},5", "2025-05", **growth),
            retail(0, "9", "2025-05", indicator="power_sold", unit="kWh_mn", qualifier=">"),
            retail(0, "10", "2025-05", item="goods"),
        ]
        if n < 3:
            figures += [
                retail(0, f"{n}00", "2025-05", indicator="exports", unit="USD_mn"),
                retail(0, f"{n}00", "2025-06"),
            ]
        reports.append(issued(OLD, *figures, province=province))
    reports += [
        issued(
            NEW,
            retail(0, "700", "2025-08"),
            retail(0, "710", "2025-09"),
            retail(0, "900", "2025-08", indicator="exports", unit="USD_mn"),
            retail(0, "8,5", "2025-08", **growth),
            retail(0, "5", "2025-08", indicator="imports", unit="USD_mn"),
            province="vinh_long_2025",
        ),
        issued(OLD, retail(0, "50", "2024-12"), province="thua_thien_hue"),
        issued(NEW, retail(0, "60", "2025-01"), province="hue_2025"),
        issued(OLD, retail(0, "70", "2025-05"), province="ha_noi"),
    ]
    return build(tmp_path_factory.mktemp("merged") / "test.duckdb", *reports)


def current(path: Path, where: str, province: str = "vinh_long_2025") -> Rows:
    return rows_of(
        path,
        "select period, value, composition, obs_status from series_by_territory(territory => 'current')"
        f" where province = '{province}' and {where} order by period_to",
    )


RETAIL = (
    "indicator = 'retail_sales' and product = 'total' and measure = 'level' and scenario = 'outturn'"
    " and price_base = 'unstated'"
)


def test_parts_are_added_up_where_all_are_known(merged: Path) -> None:
    assert current(merged, RETAIL) == [
        ("2025-04", Decimal("601.5"), "summed", "A"),
        ("2025-05", Decimal("601.5"), "summed", "E"),
        ("2025-06", None, "parts_missing", "O"),
        ("2025-07", None, "gap", "O"),
        ("2025-08", Decimal(700), "own", "B"),
        ("2025-09", Decimal(710), "own", "E"),
    ]


def test_a_sum_has_the_interval_of_its_parts_and_says_which_are_known(merged: Path) -> None:
    assert rows_of(
        merged,
        "select low, high, origin, n_parts, n_known_parts, known_parts, observation_id"
        f" from series_by_territory(territory => 'current') where {RETAIL}"
        " and province = 'vinh_long_2025' and period in ('2025-05', '2025-06') order by period",
    ) == [
        (Decimal("601.35"), Decimal("601.65"), "summed", 3, 3, "ben_tre tra_vinh vinh_long", None),
        (None, None, "missing", 3, 2, "ben_tre vinh_long", None),
    ]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("scenario = 'plan'", [("2025-05", 60, "summed", "A")]),
        ("price_base = 'current'", [("2025-05", 6, "summed", "E")]),
        ("product = 'goods'", [("2025-05", 30, "summed", "E")]),
        ("indicator = 'markets'", [("@2025-05", 63, "summed", "E")]),
        ("indicator = 'power_sold'", [("2025-05", 27, "summed", "U")]),
        ("indicator = 'procedures'", [("@2025-05", None, "not_additive", "O")]),
        ("indicator = 'imports'", [("2025-08", 5, "own", "E")]),
        (
            "indicator = 'exports'",
            [
                ("2025-05", None, "parts_missing", "O"),
                ("2025-06", None, "gap", "O"),
                ("2025-07", None, "gap", "O"),
                ("2025-08", 900, "own", "B"),
            ],
        ),
        (
            "measure = 'growth_pct'",
            [
                ("2025-05", None, "not_additive", "O"),
                ("2025-06", None, "gap", "O"),
                ("2025-07", None, "gap", "O"),
                ("2025-08", Decimal("8.5"), "own", "B"),
            ],
        ),
    ],
)
def test_what_can_be_added_and_where_a_series_breaks(
    merged: Path, where: str, expected: Rows
) -> None:
    assert current(merged, where) == expected


def test_another_name_for_the_same_land_is_no_break(merged: Path) -> None:
    assert current(merged, "true", "hue_2025") == [
        ("2024-12", Decimal(50), "summed", "E"),
        ("2025-01", Decimal(60), "own", "E"),
    ]


def test_a_province_that_was_not_merged_stays(merged: Path) -> None:
    assert current(merged, "true", "ha_noi") == [("2025-05", Decimal(70), "own", "E")]


def test_today_s_territories_are_those_of_today(merged: Path) -> None:
    provinces = rows_of(
        merged,
        "select distinct province from series_by_territory(territory => 'current') order by 1",
    )
    assert provinces == [("ha_noi",), ("hue_2025",), ("vinh_long_2025",)]


def test_as_reported_nothing_is_added_up(merged: Path) -> None:
    for call in ("series_by_territory()", "series_by_territory(territory => 'reported')"):
        assert rows_of(merged, f"select count(*) from {call} where origin = 'summed'") == [(0,)]
        columns = "select series_key, frequency, step, value, origin, obs_status"
        assert rows_of(merged, f"{columns} from {call} except all {columns} from totals") == []
        assert rows_of(merged, f"{columns} from totals except all {columns} from {call}") == []


def test_before_and_after_are_two_territories_of_one_name(merged: Path) -> None:
    assert rows_of(
        merged,
        "select province, min(period_to), max(period_to) from series_monthly"
        f" where province like 'vinh_long%' and {RETAIL} group by province order by province",
    ) == [
        ("vinh_long", date(2025, 4, 30), date(2025, 6, 30)),
        ("vinh_long_2025", date(2025, 8, 31), date(2025, 9, 30)),
    ]


def test_another_word_for_the_territory_is_refused(merged: Path) -> None:
    with pytest.raises(QueryError, match="no territory new; it is reported or current"):
        rows_of(merged, "from series_by_territory(territory => 'new')")


def test_two_provinces_side_by_side(merged: Path) -> None:
    assert rows_of(
        merged,
        "select period, one_value, one_origin, other_value, other_origin, other_obs_status"
        f" from side_by_side('vinh_long', 'tra_vinh') where {RETAIL} order by step",
    ) == [
        ("2025-04", Decimal("100.5"), "reported", Decimal("300.5"), "reported", "A"),
        ("2025-05", Decimal("100.5"), "reported", Decimal("300.5"), "reported", "A"),
        ("2025-06", Decimal(100), "reported", None, "missing", "O"),
    ]


def test_side_by_side_has_every_series_of_either(merged: Path) -> None:
    pair = "from side_by_side('vinh_long', 'ha_noi')"
    assert rows_of(merged, f"select count(*) {pair} where other_origin = 'reported'") == [(1,)]
    ((either,),) = rows_of(merged, f"select count(one_value) {pair}")
    assert rows_of(merged, "select count(value) from totals where province = 'vinh_long'") == [
        (either,)
    ]


def drawn(path: Path, province: str, **chosen: object) -> list[dict[str, object]]:
    asked = dict.fromkeys(("product", "measure", "first_day", "last_day")) | chosen
    with reading(path) as connection:
        answer = ask(
            connection,
            "series_current",
            {"indicator": "retail_sales", "province": province, **asked},
        )
        return [dict(point) for point in answer.records()]


def test_a_series_of_today_s_territory_can_be_drawn_with_its_break(merged: Path) -> None:
    points = drawn(merged, "tra_vinh", product="total", measure="level")
    assert {point["province"] for point in points} == {"vinh_long_2025"}
    told = [
        (point["period"], point["origin"], point["status"], point["value"], point["document"])
        for point in points
        if point["scenario"] == "outturn"
        and point["price_base"] == "unstated"
        and point["frequency"] == "monthly"
    ]
    parts = "ben_tre tra_vinh vinh_long"
    assert told == [
        ("2025-04", "reported", "actual", Decimal("601.5"), parts),
        ("2025-05", "reported", "estimate", Decimal("601.5"), parts),
        ("2025-06", "missing", None, None, None),
        ("2025-07", "missing", None, None, None),
        ("2025-08", "reported", "estimate", Decimal(700), "vinh_long_2025-2025-09-20.txt"),
        ("2025-09", "reported", "estimate", Decimal(710), "vinh_long_2025-2025-09-20.txt"),
    ]
    with reading(merged) as connection:
        picture = make_picture(points, read_labels(connection))
    breaks = {
        point.period
        for panel in picture.panels
        for line in panel.lines
        for point in line.points
        if point.is_break
    }
    assert breaks == {"2025-08"}
    assert drawn(merged, "ha_noi")[0]["value"] == 70


def test_the_questions_of_series_give_the_same_columns(merged: Path) -> None:
    none = dict.fromkeys(("province", "product", "measure", "first_day", "last_day"))
    with reading(merged) as connection:
        shapes = [
            ask(connection, question, {"indicator": "retail_sales", **none}).columns
            for question in ("series", "series_current")
        ]
    assert shapes[0] == shapes[1]
