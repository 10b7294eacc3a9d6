"""Values as text and JSON: decimals exact and without needless zeros, dates ISO, nothing through a float."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal


def plain(value: object) -> str:
    """Return `value` as a person reads it; empty for None, bytes as hexadecimal digits."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain_decimal(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "; ".join(f"{key}: {plain(item)}" for key, item in value.items())
        case str():
            return value
        case bytes():
            return value.hex()
        case Sequence():
            return "; ".join(map(plain, value))
    return str(value)


def plain_decimal(value: Decimal) -> str:
    """Return `value` with a dot and all its digits, without an exponent, trailing zeros or a negative zero."""
    if value.is_zero():
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_json(value: object) -> str:
    """Return `value` as JSON on one line; a decimal is a number with exactly its digits."""
    match value:
        case Decimal() if value.is_finite():
            return plain_decimal(value)
        case Mapping():
            members = (f"{to_json(str(key))}: {to_json(item)}" for key, item in value.items())
            return "{" + ", ".join(members) + "}"
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=False)
        case float():
            return json.dumps(value) if value - value == 0 else "null"
        case Sequence() if not isinstance(value, bytes):
            return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(plain(value), ensure_ascii=False)
