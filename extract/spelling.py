"""One spelling for what is written in several ways, without moving a character.

`fold` keeps the length of its argument, so a place in the folded text is the same place in the text. What it levels
out: case, `Ð` (U+00D0) for `Đ`, the two placements of the tone mark (`hoá`, `hóa`), `i` for `y` at the end of a
syllable (`tỉ`, `tỷ`; `quí`, `quý`), the dashes, quotes and blanks that converters choose from.

Source of the tone rule: Decision 240/QĐ of the Ministry of Education, 1984, and the older placement beside it.
"""

from __future__ import annotations

import unicodedata
from array import array

import regex

_ONE_TO_ONE = str.maketrans(
    {
        "\u00d0": "đ",
        "\u00f0": "đ",
        "\u2013": "-",
        "\u2014": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\f": " ",
        "\v": " ",
        "\u2028": " ",
        "\u2029": " ",
    }
)
_TONES = {
    "oá": "óa",
    "oà": "òa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oé": "óe",
    "oè": "òe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uý": "úy",
    "uỳ": "ùy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
_I_TO_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
_FINAL_I = regex.compile(r"(?<=(?:^|\W)(?:h|k|l|m|t|s|qu|v))[iíìỉĩị](?=\W|$)")
_TONE_PAIR = regex.compile("|".join(_TONES))
_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")


def fold(text: str) -> str:
    """Return `text` in the one spelling, of the same length.

    `text` must be in NFC (see `compose`); a character whose lower case has another length is left as it is.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.translate(_ONE_TO_ONE)
    low = _FINAL_I.sub(lambda m: m[0].translate(_I_TO_Y), low)
    return _TONE_PAIR.sub(lambda m: _TONES[m[0]], low)


def compose(text: str, offset: int) -> tuple[str, array[int]]:
    """Return `text` in NFC and, for each of its characters, the offset of the character that it came from.

    `offset` is the place of `text` in its document; a composed character comes from the first of its parts.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, array("l", range(offset, offset + len(text)))
    pieces: list[str] = []
    places = array("l")
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        places.extend([offset + match.start()] * len(piece))
    return "".join(pieces), places


_ESCAPE = regex.compile(r"\\.|\(\?P[<=>]\w+|\(\?[:=!<]+")


def fold_pattern(pattern: str) -> str:
    """Fold the words of a regular expression, so that it meets folded text; escapes and group heads stay as they are.

    `~` stands for white space between words, and line breaks with the blanks around them are dropped.
    """
    joined = "".join(line.strip() if "\n" in pattern else line for line in pattern.split("\n"))
    done, pieces = 0, []
    for match in _ESCAPE.finditer(joined):
        pieces += [fold(joined[done : match.start()]), match[0]]
        done = match.end()
    pieces.append(fold(joined[done:]))
    return "".join(pieces).replace("~", r"\s+")
