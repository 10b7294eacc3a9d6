"""The vocabulary as rows of the dimensions: pure, one function a dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Final

from normalize.vocabulary import Item, Province, Vocabulary
from store.rows import Row

OPEN_DIMENSIONS: Final = (
    "province", "indicator", "product", "unit", "measure", "basis", "status",
)  # fmt: skip
"""Keys of a fact that may be a slug that no vocabulary lists: their dimension then gets a bare member."""

_BARE: Final[Row] = {
    "gso_code": "",
    "successor": "",
    "nature": "unknown",
    "additivity": "unknown",
    "kind": "unknown",
    "parent_product": "",
    "indicators": "",
    "dimension": "unknown",
    "base_unit": "",
    "is_comparison": False,
    "scenario": "unknown",
    "source": "",
}


def vocabulary_rows(vocabulary: Vocabulary) -> Mapping[str, list[Row]]:
    """Return the members that `vocabulary` lists, by table."""
    return {
        "dim_province": [_province_row(province) for province in vocabulary.provinces],
        "dim_indicator": [asdict(indicator) for indicator in vocabulary.indicators],
        "dim_product": [_product_row(item) for item in vocabulary.items],
        "dim_unit": [asdict(unit) for unit in vocabulary.units],
        "obs_status": [asdict(status) for status in vocabulary.obs_status],
        "series_unit": [asdict(choice) for choice in vocabulary.series_units],
    }


def bare_member(key: str, slug: str) -> Row:
    """Return a member of the dimension of `key` of which nothing but its slug is known."""
    return {key: slug, "label_vi": slug, "label_en": slug, **_BARE}


def _province_row(province: Province) -> Row:
    return {
        **asdict(province),
        "valid_from": _day(province.valid_from),
        "valid_to": _day(province.valid_to),
    }


def _product_row(item: Item) -> Row:
    return {
        "product": item.item,
        "label_vi": item.label_vi,
        "label_en": item.label_en,
        "kind": item.kind,
        "parent_product": item.parent,
        "indicators": " ".join(item.of),
        "source": item.source,
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
