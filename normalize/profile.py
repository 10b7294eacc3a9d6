"""What letterhead and title say of a report: agency, province, kind, reference period, date of issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from extract.cues import PeriodCue, find_periods
from extract.healing import Passage
from extract.spelling import fold, fold_pattern
from extract.tables.labels import OWN
from normalize.model import ReportProfile
from normalize.vocabulary import Vocabulary

_TITLE = re.compile(fold_pattern(r"\bbáo cáo\b(?!\s(?:kết quả thực hiện như sau|như sau))"))
_TITLE_ENDS = re.compile(
    r"(?:(?<=\s)|^)(?:Căn cứ|Thực hiện (?:Nghị quyết|Chỉ thị|Quyết định|Kế hoạch|Chương trình|Công văn)|"
    r"Triển khai|Kính gửi|Trong |Qua |Thời gian|Ngay từ|Tính |Với |Trước |[IVX]+\.\s|[A-ZĐ]\.\s|1\.\s)"
)
_PLANS = re.compile(
    fold_pattern(
        r"(?:\bvà|[,;.]|-)~(?:một số~|những~|các~)?(?:chương trình công tác|chương trình|nhiệm vụ|phương hướng|"
        r"kế hoạch|định hướng|giải pháp|dự kiến|mục tiêu|công tác trọng tâm)\b|"
        r"\b(?:phương hướng|chương trình công tác|nhiệm vụ trọng tâm)\b"
    )
)
_AGENCY = re.compile(
    fold_pattern(
        r"\b(?:sở công thương|cục thống kê|chi cục thống kê|ủy ban nhân dân tỉnh|ubnd tỉnh)\b"
    )
)
_AGENCY_NAMES = {
    fold(name): name
    for name in (
        "Sở Công Thương",
        "Cục Thống kê",
        "Chi cục Thống kê",
        "Ủy ban nhân dân tỉnh",
        "UBND tỉnh",
    )
}
_ISSUED = re.compile(
    fold_pattern(r"ngày\s*(?P<d>\d{1,2})?\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>(?:19|20)\d\d)")
)
_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d+\s*/\s*[A-ZĐ][\w-]*)")
_NUMBERED = re.compile(r"(?:[IVX]+|[A-ZĐ])[.)\s]|PHẦN|CHƯƠNG")
_HEAD_PASSAGES = 14
_LONGEST_TITLE = 260
_MANY_PROVINCES = 10
_MOST_PROSE = 2
"""Characters beside tables for each one in them, up to which a document is one of tables."""
_BEFORE_FIGURES = re.compile(r"\||\d")
COUNTRY = "viet_nam"
"""The slug of the whole country among the provinces."""
_COUNTRY_ROWS = ("cả nước", "toàn quốc", "việt nam")


def find_profile(
    passages: Sequence[Passage], vocabulary: Vocabulary, rows: Sequence[Passage] = ()
) -> ReportProfile:
    """Read the profile off the first passages; what is blank or missing stays empty.

    A document of tables only has no title: the titles of its tables (`rows` are their rows) then say what it is about.
    """
    head = [p for p in passages if p.note is None][:_HEAD_PASSAGES]
    letterhead = " ".join(p.folded for p in head)[:1500]
    title, title_text = _title(head)
    issued = _ISSUED.search(letterhead)
    number = _NUMBER.search(" ".join(p.text for p in head)[:600])
    profile = ReportProfile(
        agency=_agency(letterhead),
        province=_province(head, passages, vocabulary, rows),
        title=title_text,
        issued_on=_issued_on(issued),
        issued_period=f"{issued['y']}-{int(issued['m']):02}" if issued else "",
        document_number=re.sub(r"\s+", "", number["number"]) if number else "",
    )
    if not title and _holds_tables_only(passages, rows):
        titled = _by_table_titles(profile, passages)
        if titled:
            return _in_its_time(titled, vocabulary)
    periods = _with_year(title or _closing(passages), issued)
    return _in_its_time(_with_period(profile, periods), vocabulary)


def places_of(vocabulary: Vocabulary, profile: ReportProfile) -> dict[str, str]:
    """Return the folded names of provinces with their slugs; those of the report's own lead to `own`."""
    known = {p.province: p for p in vocabulary.provinces}
    own = known.get(profile.province)
    names = dict(vocabulary.province_aliases)
    mine = {profile.province} | {
        p.province
        for p in vocabulary.provinces
        if own and fold(own.label_vi).startswith(fold(p.label_vi))
    }
    places = {name: OWN if slug in mine else slug for name, slug in names.items()}
    if profile.province == COUNTRY:
        places |= {fold(name): OWN for name in _COUNTRY_ROWS}
    return places


def _in_its_time(profile: ReportProfile, vocabulary: Vocabulary) -> ReportProfile:
    """A province that was merged under its own name (Vĩnh Long, 1 July 2025) is another one from then on."""
    known = {p.province: p for p in vocabulary.provinces}
    province = known.get(profile.province)
    until = (profile.period or profile.issued_period).split("/")[-1]
    if not province or not province.successor or not until or not province.valid_to:
        return profile
    named = {
        slug
        for phrase, slug in vocabulary.province_aliases
        if phrase == fold(known[province.successor].label_vi)
    }
    later = (
        until > province.valid_to[: len(until)]
        if len(until) > 4
        else f"{until}-12" > province.valid_to
    )
    return (
        replace(profile, province=province.successor)
        if later and profile.province in named
        else profile
    )


def _title(head: Sequence[Passage]) -> tuple[str, str]:
    """Folded and printed words of the title: what follows `BÁO CÁO`, up to the first sentence of the report."""
    for k, passage in enumerate(head):
        found = _TITLE.search(passage.folded)
        if not found:
            continue
        shown = passage.text[found.end() :]
        for after in head[k + 1 : k + 4]:
            if _says_when(shown) and not _continues_title(shown, after.text):
                break
            shown = f"{shown} {after.text}"
        shown = shown[:420]
        joined = fold(shown)
        end = _TITLE_ENDS.search(shown, 24)
        cut = end.start() if end else len(joined)
        if find_periods(joined[:cut]):
            return joined[:cut].strip(), " ".join(shown[:cut].split())
    return "", ""


def _says_when(title: str) -> bool:
    return any(cue.year for cue in find_periods(fold(title)))


def _continues_title(title: str, text: str) -> bool:
    """A title goes on in small letters, with a dash or bracket, or, where it is set in capitals, in capitals."""
    capitals = title.isupper() and text.isupper() and not _NUMBERED.match(text)
    return text[:1].islower() or text[:1] in "-–(" or capitals


def _closing(passages: Sequence[Passage]) -> str:
    """`Trên đây là báo cáo tình hình … tháng 7`: the title said again at the end."""
    for passage in reversed(passages):
        if passage.folded.startswith(fold("trên đây là")):
            return passage.folded
    return passages[0].folded if passages else ""


def _with_year(title: str, issued: re.Match[str] | None) -> list[PeriodCue]:
    cuts = [m.start() for m in _PLANS.finditer(title)]
    results = next(
        (found for cut in cuts if (found := find_periods(title[:cut]))), None
    ) or find_periods(title)
    years = [c.year for c in find_periods(title) if c.year]
    year = next((c.year for c in results if c.year), None) or (
        years[0] if years else int(issued["y"]) if issued else None
    )
    dated = [replace(c, year=c.year or year) if c.kind != "years" else c for c in results]
    return _not_to_come(dated, issued)


def _not_to_come(cues: list[PeriodCue], issued: re.Match[str] | None) -> list[PeriodCue]:
    """A report is about a time that has come: of several years in its title, those after its issue are plans."""
    if not issued:
        return cues
    come = [c for c in cues if c.kind == "years" or not c.year or c.year <= int(issued["y"])]
    return come or cues


def _agency(letterhead: str) -> str:
    found = _AGENCY.findall(letterhead)
    offices = [f for f in found if f not in (fold("UBND tỉnh"), fold("Ủy ban nhân dân tỉnh"))]
    chosen = (offices or found or [""])[0]
    return _AGENCY_NAMES.get(chosen, "")


def _holds_tables_only(passages: Sequence[Passage], rows: Sequence[Passage]) -> bool:
    """Whether titles, notes and headings are all that stands beside the tables; a law with an annex has more."""
    prose = sum(len(passage.text) for passage in passages)
    return bool(rows) and prose <= _MOST_PROSE * sum(len(row.text) for row in rows)


def _by_table_titles(profile: ReportProfile, passages: Sequence[Passage]) -> ReportProfile | None:
    """The time that most titles of tables name; a month that several of them name comes before a year."""
    found: Counter[tuple[str, str, str]] = Counter()
    for passage in passages:
        if passage.note is None and len(passage.folded) <= _LONGEST_TITLE:
            dated = _with_period(profile, _with_year(passage.folded, None))
            if dated.period and dated.kind != "five_years":
                found[(dated.kind, dated.period, dated.cumulative)] += 1
    months = Counter({key: n for key, n in found.items() if key[0] != "year"})
    total = sum(found.values())
    enough = months and max(months.values()) >= max(2, total // 6)
    chosen = (months if enough else found).most_common(1)
    if not chosen:
        return None
    kind, period, cumulative = chosen[0][0]
    wider = [key for key in months if key[:2] == (kind, period) and key[2]]
    return replace(
        profile, kind=kind, period=period, cumulative=cumulative or (wider[0][2] if wider else "")
    )


def _is_of_the_country(rows: Sequence[Passage], names: Collection[str]) -> bool:
    """Whether the tables are those of the whole country: they have many provinces for rows, or a row of the whole."""
    labels = {_BEFORE_FIGURES.split(row.folded, maxsplit=1)[0].strip(" |-.:") for row in rows}
    named = {
        name
        for label in labels
        for name in (label, label.removeprefix(fold("tp. ")))
        if name in names
    }
    return len(named) >= _MANY_PROVINCES or (fold("cả nước") in labels and len(named) > 1)


def _province(
    head: Sequence[Passage],
    passages: Sequence[Passage],
    vocabulary: Vocabulary,
    rows: Sequence[Passage],
) -> str:
    names = dict(vocabulary.province_aliases)
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?!\w)"
    )
    letterhead = " ".join(p.folded for p in head)[:700]
    for text in (letterhead, " ".join(p.folded for p in passages)):
        counted = Counter(names[m[0]] for m in pattern.finditer(text))
        if counted:
            best = counted.most_common(2)
            return best[0][0]
        if rows and text is letterhead and _is_of_the_country(rows, names):
            return COUNTRY
    return ""


def _issued_on(issued: re.Match[str] | None) -> date | None:
    if not issued or not issued["d"]:
        return None
    try:
        return date(int(issued["y"]), int(issued["m"]), int(issued["d"]))
    except ValueError:
        return None


def _with_period(profile: ReportProfile, cues: Sequence[PeriodCue]) -> ReportProfile:
    by_kind = {cue.kind: cue for cue in reversed(cues)}
    month, months, quarter = by_kind.get("month"), by_kind.get("months"), by_kind.get("quarter")
    if "years" in by_kind:
        span = by_kind["years"]
        return replace(profile, kind="five_years", period=f"{span.first}/{span.last}")
    if month and month.year:
        period = f"{month.year}-{month.first:02}"
        wide = months or quarter
        cumulative = (
            _months(
                month.year,
                months.first if months else 3 * quarter.first if quarter else month.first,
            )
            if wide
            else ""
        )
        return replace(profile, kind="month", period=period, cumulative=cumulative)
    if months and months.year:
        kind = {6: "six_months", 9: "nine_months", 12: "year"}.get(months.first, "other")
        return replace(
            profile,
            kind=kind,
            period=_months(months.year, months.first),
            cumulative=_months(months.year, months.first),
        )
    if quarter and quarter.year:
        first = 3 * quarter.first - 2
        period = f"{quarter.year}-{first:02}/{quarter.year}-{first + 2:02}"
        return replace(
            profile, kind="quarter", period=period, cumulative=_months(quarter.year, first + 2)
        )
    year = next((c.year for c in cues if c.year), None)
    return replace(profile, kind="year" if year else "", period=str(year) if year else "")


def _months(year: int, last: int) -> str:
    return f"{year}-01/{year}-{last:02}"
