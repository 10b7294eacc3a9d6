"""The words that say when and against what: periods and bases of comparison, found in folded text.

A cue is a place and what it says, as printed; what it means in a given report is resolved in `normalize`.
Patterns are written in plain spelling and folded when the module is loaded, so that they meet folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from extract.spelling import fold, fold_pattern

YEAR = r"(?:19|20)\d\d"
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "01": 1,
    "02": 2,
    "03": 3,
    "04": 4,
}
_MONTH_WORDS = {
    "giêng": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCue:
    """A period as printed, at `start` to `end` of the folded text.

    `kind` is month, months (the first `count` of a year), last_months, quarter, year, years, day, days, year_to_date
    (from January to the report's month), report_month, to_date (`đến nay`), this_year, last_year or last_month.
    `year` is None where it is not printed; `first` and `last` are month, quarter, year or count as the kind asks;
    `cumulative` says that `lũy kế` or its like stands before it; `horizon` that it is a time up to which
    (`đến năm 2030`).
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    first: int = 0
    last: int = 0
    day: str = ""
    cumulative: bool = False
    horizon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisCue:
    """What a rate is measured against, at `start` to `end` of the folded text.

    `basis` is prev_month, prev_quarter, same_period, plan, resolution, whole, or month or quarter (another one, given
    by `year` and `month` or `quarter`). `is_explicit` is false for a bare `cùng kỳ` or `kế hoạch` without `so`.
    `years_back` is 1 for one of the year before the report's (`so với tháng 12 năm trước`, `so với đầu năm`).
    """

    start: int
    end: int
    basis: str
    year: int | None = None
    month: int | None = None
    quarter: int | None = None
    is_explicit: bool = True
    years_back: int = 0


# In the patterns `~` stands for white space; lines are joined without the blanks around them (see `fold_pattern`).
_LEAD = r"""(?P<lead>(?:lũy kế|lũy tiến|cộng dồn|tính chung|tổng cộng)
    (?:~(?:trong|cả|đến hết|đến|được|từ đầu năm đến(?:~hết)?|chung|tổng))*~)?"""
_DATE = rf"""(?P<day>(?:ngày~)?(?P<d>\d{{1,2}})(?:
    \s?[/-]\s?(?P<dm>\d{{1,2}})\s?[/-]\s?(?P<dy>{YEAR}|\d\d(?=\D|$))|
    \.(?P<dm1>\d{{1,2}})\.(?P<dy1>{YEAR})))(?![\d/])"""
_DATE_IN_WORDS = rf"""(?P<day2>ngày~(?P<d2>\d{{1,2}})
    (?:~tháng~(?P<dm2>\d{{1,2}})|\s?/\s?(?P<dm3>\d{{1,2}}))(?:~năm~(?P<dy2>{YEAR}))?)"""
_SPAN = rf"""(?P<span>
    (?:(?:giai đoạn|thời kỳ|nhiệm kỳ|niên độ|các năm|năm học|năm|thời gian)~)?(?:từ~)?(?:năm~)?
    \(?(?P<y1>{YEAR})\s?(?:-|đến(?:~năm)?)\s?(?P<y2>{YEAR})\)?)"""
_MONTHS = rf"""(?P<months>(?:trong~)?(?P<n>\d{{1,2}})
    (?:\s?tháng|\s?th\.?(?=\s?{YEAR})|\s?t\.?(?=\s?/\s?{YEAR}))
    (?:~(?P<side>đầu|cuối|qua))?
    (?:(?:~của)?~năm(?:~(?P<ny>{YEAR}))?|\s?/?\s?(?P<ny2>{YEAR}))?)(?!\w)"""
_QUARTER = rf"""(?P<quarter>(?:quý|q\.)~(?P<q>iii|ii|iv|i|0?[1-4])(?!\w)
    (?:\s?[/-]\s?(?P<qy>{YEAR})|~(?:của~)?(?:năm~)?(?P<qy2>{YEAR}))?)"""
_MONTH = rf"""(?P<month>(?:đầu~|cuối~|hết~|trong~)?tháng~
    (?P<m>\d{{1,2}}(?!\d|[.,]\d)|mười một|mười hai|mười|giêng|hai|ba|tư|sáu|bảy|tám|chín|chạp)
    (?:\s?[/-]\s?(?P<my>{YEAR})|~năm~(?P<my2>{YEAR}))?)"""
_YEARS = rf"""(?P<half>nửa đầu năm(?:~(?P<hy>{YEAR}))?)|
    (?P<year>(?:(?:trong|cả|vào|của|hết|cuối|đầu)~)*năm~(?P<y>{YEAR}))(?!\d)|
    (?P<toyear>(?:đến|tới)~(?P<ty>{YEAR}))(?!\d)"""
_TO_DATE = rf"""(?P<ytd>từ đầu năm(?:~(?P<ytdy>{YEAR}))?
    (?:~(?:đến|tới)~(?:nay|thời điểm này|hết~tháng~\d{{1,2}}(?:/{YEAR})?))?)|
    (?P<todate>(?:tính~)?(?:đến|tới)~(?:nay|thời điểm này|thời điểm hiện tại)|hiện nay|hiện tại|thời điểm này|
    (?<!hôm )(?<!ngày )(?<!năm )(?<!tháng )(?<!hiện )(?<!đến )(?<!tới )nay(?=~)|
    (?<!thực )(?<!xuất )(?<!phát )(?<!thể )(?<!biểu )hiện(?=~(?:có|đã|đang|toàn|\d)))"""
_RELATIVE = rf"""(?P<thismonth>trong tháng(?!~\d{{1,2}}(?![\d.,]))|tháng này|tháng báo cáo)|
    (?P<thisyear>(?:năm nay|(?:cả|trong|cuối) năm(?!~{YEAR})))|
    (?P<lastyear>năm trước|năm ngoái)|(?P<lastmonth>tháng trước)"""
_PERIOD = re.compile(
    fold_pattern(
        rf"""(?<![\d/.,])(?:
        {_DATE}|{_DATE_IN_WORDS}|
        {_LEAD}(?:
        (?P<horizon>(?:đến|tới|hết)~)?(?:(?:hết|cuối|đầu|giữa)~)?(?:
        {_SPAN}|{_MONTHS}|{_QUARTER}|{_MONTH}|(?P<monthyear>(?P<mm>\d{{1,2}})/(?P<mmy>{YEAR}))(?![\d/-])|
        {_YEARS}|{_TO_DATE}|{_RELATIVE}))|
        (?P<bare>(?:lũy kế|cộng dồn|lũy tiến)(?!\w)))"""
    )
)
_TRIGGER = re.compile(
    fold_pattern(
        r"(?<![\w/.,])(?:\d|ngày|lũy|cộng|tính|tổng cộng|giai đoạn|thời|nhiệm|niên|từ|trong|đến|tới|hết|cuối|đầu|giữa|"
        r"các năm|cả|quý|q\.|tháng|nửa|vào|của|nay|năm|hiện)"
    )
)
_FROM = re.compile(fold_pattern(r"(?<!\w)từ~\Z"))
_TO_DAY = re.compile(fold_pattern(r"~?(?:đến|-|tới)~?(?:hết~)?"))
_BASIS = re.compile(
    fold_pattern(
        rf"""(?:
    so(?:~sánh)?(?:~với)?~(?:
        (?P<pm>(?:cùng~)?tháng~(?:trước|liền trước|liền kề)(?:~(?:đó|liền kề))?)|
        (?P<pq>quý~(?:trước|liền trước))|
        (?P<sp>(?:(?:thực hiện|mức|số|kết quả)~)?
        (?:(?:tháng|quý|các tháng|thời điểm|thời kỳ|giai đoạn|nửa đầu|kỳ)~)?cùng~(?:kỳ|tháng|quý|thời điểm|thời gian)
        (?:~(?:của~)?năm~(?:trước|ngoái|(?P<spy>{YEAR}))|~(?P<spy2>{YEAR})|~năm(?!\w))?)|
        (?P<ck>ck(?!\w)(?:~(?:năm~)?(?:trước|{YEAR}))?)|
        (?P<m>(?:cùng~)?tháng~(?P<mn>\d{{1,2}})(?:\s?[/-]\s?(?P<mny>{YEAR})|~năm~(?:(?P<mny2>{YEAR})|(?P<mlast>trước|ngoái)))?)|
        (?P<q>(?:cùng~)?quý~(?P<qn>iii|ii|iv|i|\d)(?!\w)
        (?:\s?[/-]\s?(?P<qny>{YEAR})|~(?:của~)?năm~(?:(?P<qny2>{YEAR})|(?P<qlast>trước|ngoái)))?)|
        (?P<eoy>(?:thời điểm~)?(?:cuối~năm~(?:trước|ngoái|(?P<ey>{YEAR}))|đầu~năm(?:~(?:nay|(?P<by>{YEAR})))?))|
        (?P<res>(?:(?:chỉ tiêu|mục tiêu)~)?(?:của~)?nghị quyết)|
        (?P<plan>(?:(?:chỉ tiêu|mục tiêu|mức)~)?(?:kế hoạch|kh(?!\w)|dự toán|chỉ tiêu)(?:~(?:cả~)?năm(?:~{YEAR})?)?)|
        (?P<prev>(?:(?:ước~)?thực hiện~|ước~)?(?:cả~)?năm~(?:trước|ngoái|(?P<py>{YEAR}))|(?P<py2>{YEAR}))|
        (?P<nm>\d{{1,2}}~tháng(?:~đầu)?~năm~(?:trước|ngoái|(?P<nmy>{YEAR}))|(?:\d{{1,2}}~tháng~)?cùng kỳ)|
        (?P<whole>tổng(?:~số)?)
    )|
    (?P<svck>svck(?:nt)?|s/v~cùng kỳ)|
    (?P<bareck>cùng~(?:kỳ|tháng|quý)(?:~(?:của~)?năm~(?:trước|ngoái|(?P<bcy>{YEAR}))|~(?P<bcy2>{YEAR}))?)|
    (?P<bareplan>(?:kế hoạch|kh(?!\w)|dự toán)
        (?:~(?:cả~)?năm(?:~(?P<bpy>{YEAR}))?|~(?:đề ra|giao|được giao|tỉnh giao))?)|
    (?P<bareres>nghị quyết(?:~(?:đề ra|hđnd))?)
    )(?!\w)"""
    )
)


def find_periods(folded: str) -> list[PeriodCue]:
    """Return the period cues of a folded text, by place."""
    cues: list[PeriodCue] = []
    done = 0
    for trigger in _TRIGGER.finditer(folded):
        match = _PERIOD.match(folded, trigger.start()) if trigger.start() >= done else None
        cue = _period(match) if match else None
        if cue:
            spanned = cues and (
                _day_span(cues[-1], cue, folded) or _month_span(cues[-1], cue, folded)
            )
            if spanned:
                cues[-1] = spanned
            else:
                cues.append(cue)
            done = cue.end
    return cues


def _day_span(first: PeriodCue, last: PeriodCue, folded: str) -> PeriodCue | None:
    """`từ ngày 15/12/2022 đến ngày 14/03/2023` is one period, given as its months."""
    if (
        first.kind != "day"
        or last.kind != "day"
        or not _TO_DAY.fullmatch(folded, first.end, last.start)
    ):
        return None
    end = last.day[:7]
    start = first.day[:7] or (f"{end[:4]}-{first.first:02}" if end and first.first else "")
    if not start or not end:
        return None
    day = start if start == end else f"{start}/{end}"
    return PeriodCue(start=first.start, end=last.end, kind="days", day=day)


def _month_span(first: PeriodCue, last: PeriodCue, folded: str) -> PeriodCue | None:
    """`từ tháng 10/2014 đến hết tháng 4/2015` is one period; where only its end has a year, it is that of the start."""
    months = first.kind == last.kind == "month" and bool(last.year)
    joined = last.horizon and not folded[first.end : last.start].strip()
    if not months or not joined or not _FROM.search(folded[: first.start]):
        return None
    year = first.year or last.year
    start, end = f"{year}-{first.first:02}", f"{last.year}-{last.first:02}"
    if start >= end:
        return None
    return PeriodCue(start=first.start, end=last.end, kind="days", day=f"{start}/{end}")


def find_bases(folded: str) -> list[BasisCue]:
    """Return the cues of comparison of a folded text, by place."""
    return list(_bases(folded))


_WHOLE_LEADS = (fold("tính chung"), fold("tổng cộng"))
_PLAIN_LEADS = (fold("tính đến"), fold("tính trong"), fold("tính cả"))


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _period(match: re.Match[str]) -> PeriodCue | None:
    g = match.groupdict()
    cue = partial(PeriodCue, start=match.start(), end=match.end())
    lead = bool(g["lead"]) and not (g["lead"] or "").startswith(_PLAIN_LEADS)
    if g["day"]:
        printed = g["dy"] or g["dy1"]
        year = int(printed) + (2000 if len(printed) == 2 else 0)
        return cue(kind="day", year=year, day=_iso(year, g["dm"] or g["dm1"], g["d"]))
    if g["day2"]:
        month = g["dm2"] or g["dm3"]
        year2 = _whole(g["dy2"])
        return cue(
            kind="day",
            year=year2,
            first=int(month),
            last=int(g["d2"]),
            day=_iso(year2, month, g["d2"]),
        )
    if g["span"]:
        return cue(kind="years", first=int(g["y1"]), last=int(g["y2"]), cumulative=lead)
    if g["months"]:
        return _months(g, cue)
    if g["quarter"]:
        # `Tính chung quý III` adds up the months of the quarter; `lũy kế quý III` begins with the year.
        is_whole = (g["lead"] or "").startswith(_WHOLE_LEADS)
        return cue(
            kind="quarter",
            year=_whole(g["qy"] or g["qy2"]),
            first=_ROMAN[g["q"]],
            cumulative=lead and not is_whole,
        )
    if g["month"]:
        month_number = int(g["m"]) if g["m"].isdigit() else _MONTH_WORDS[_unfolded(g["m"])]
        if not 1 <= month_number <= 12:
            return None
        return cue(
            kind="month",
            year=_whole(g["my"] or g["my2"]),
            first=month_number,
            cumulative=lead,
            horizon=bool(g["horizon"]),
        )
    if g["monthyear"]:
        if not 1 <= int(g["mm"]) <= 12:
            return None
        return cue(
            kind="month",
            year=int(g["mmy"]),
            first=int(g["mm"]),
            cumulative=lead,
            horizon=bool(g["horizon"]),
        )
    return _worded(g, cue, lead)


def _worded(
    g: dict[str, str | None], cue: Callable[..., PeriodCue], lead: bool
) -> PeriodCue | None:
    if g["half"]:
        return cue(kind="months", year=_whole(g["hy"]), first=6, cumulative=True)
    if g["year"]:
        return cue(kind="year", year=_whole(g["y"]), horizon=bool(g["horizon"]))
    if g["toyear"]:
        return cue(kind="year", year=_whole(g["ty"]), horizon=True)
    if g["ytd"]:
        return cue(kind="year_to_date", year=_whole(g["ytdy"]), cumulative=True)
    if g["todate"]:
        return cue(kind="to_date", cumulative=lead)
    if g["thismonth"]:
        return cue(kind="report_month")
    if g["thisyear"]:
        return cue(kind="this_year", horizon=bool(g["horizon"]))
    if g["lastyear"]:
        return cue(kind="last_year")
    if g["lastmonth"]:
        return cue(kind="last_month")
    return cue(kind="year_to_date", cumulative=True) if g["bare"] else None


def _months(g: dict[str, str | None], cue: Callable[..., PeriodCue]) -> PeriodCue | None:
    count = int(g["n"] or 0)
    if not 1 <= count <= 12:
        return None
    year = _whole(g["ny"] or g["ny2"])
    kind = "last_months" if g["side"] == "cuối" else "months"
    return cue(kind=kind, year=year, first=count, cumulative=bool(g["lead"]))


def _iso(year: int | None, month: str | None, day: str | None) -> str:
    if year is None or not month or not day or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"


_UNFOLD = {fold(word): word for word in _MONTH_WORDS}


def _unfolded(word: str) -> str:
    return _UNFOLD.get(" ".join(word.split()), word)


def _bases(folded: str) -> Iterator[BasisCue]:
    for match in _BASIS.finditer(folded):
        g = match.groupdict()
        start, end = match.start(), match.end()
        if g["pm"]:
            yield BasisCue(start=start, end=end, basis="prev_month")
        elif g["pq"]:
            yield BasisCue(start=start, end=end, basis="prev_quarter")
        elif g["m"]:
            year = _whole(g["mny"] or g["mny2"])
            back = 1 if g["mlast"] else 0
            month = int(g["mn"])
            yield BasisCue(
                start=start, end=end, basis="month", year=year, month=month, years_back=back
            )
        elif g["q"]:
            yield _quarter_base(match)
        elif g["eoy"]:
            began = int(g["by"]) - 1 if g["by"] else None
            year = _whole(g["ey"]) or began
            back = 0 if year else 1
            yield BasisCue(
                start=start, end=end, basis="month", year=year, month=12, years_back=back
            )
        elif g["res"] or g["bareres"]:
            yield BasisCue(start=start, end=end, basis="resolution", is_explicit=bool(g["res"]))
        elif g["plan"] or g["bareplan"]:
            yield BasisCue(
                start=start,
                end=end,
                basis="plan",
                year=_whole(g["bpy"]),
                is_explicit=bool(g["plan"]),
            )
        elif g["whole"]:
            yield BasisCue(start=start, end=end, basis="whole")
        else:
            year = _whole(
                g["spy"] or g["spy2"] or g["py"] or g["py2"] or g["nmy"] or g["bcy"] or g["bcy2"]
            )
            yield BasisCue(
                start=start, end=end, basis="same_period", year=year, is_explicit=not g["bareck"]
            )


def _quarter_base(match: re.Match[str]) -> BasisCue:
    g = match.groupdict()
    quarter = _ROMAN.get(g["qn"] or "") or None
    year = _whole(g["qny"] or g["qny2"])
    back = 1 if g["qlast"] else 0
    start, end = match.start(), match.end()
    return BasisCue(
        start=start, end=end, basis="quarter", year=year, quarter=quarter, years_back=back
    )
