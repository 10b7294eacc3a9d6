"""Tables read: every digit run of every cell becomes a reading with the words of its row and column.

A figure's subject is looked for in its row, then in the groups above it, then in the title; its time, base, measure and
status in its column; its unit in the unit column, in brackets beside head or label, and in the unit line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from extract.cues import BasisCue, PeriodCue, find_bases, find_periods
from extract.figures import Figure, find_figures
from extract.grammar.reading import Reading
from extract.grammar.wording import COUNTED_UNITS
from extract.healing import DIGIT_RUN, HealedText, Passage
from extract.lexicon import Lexicon, Match, Meaning
from extract.model import Document, Notice, Table
from extract.numerals import Numeral, parse_numeral
from extract.spelling import fold, fold_pattern
from extract.tables.columns import Column, habit_of, settled
from extract.tables.frames import Frame, frame_of
from extract.tables.grid import Grid, GridCell, is_number, is_year
from extract.tables.heads import Sense, sense_of
from extract.tables.labels import Label, label_of, price_base_of, title_of
from extract.tables.layout import CODE, LABEL, NOTE, SERIAL, UNIT, VALUE, Layout, Row, layout_of
from extract.tables.units import (
    DITTO,
    UnitOfTable,
    bracketed_unit,
    printed_unit,
    unit_of,
    units_of_line,
)
from extract.tables.wholes import PartOf, find_wholes

_PARTS: Final = regex.compile(
    r"(?P<sign>[(+\-–−]?)\s?(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"\s?(?P<percent>%?)"
)
_ENGLISH: Final = regex.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_VIETNAMESE: Final = regex.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}(?!\d)"
)
_POINTED: Final = regex.compile(r"[(+\-–−]?\d+\.\d{1,2}%?\)?")
"""A point before one or two digits (`104.6`) groups no thousands; `_MANNER` cells of that kind make a manner."""
_MANNER: Final = 3
_EITHER: Final = regex.compile(r"\d{1,3},\d{3}")
"""What is a thousand in the one manner and three decimals in the other."""
_ERRORS: Final = ("#DIV", "#N/A", "#NAME", "#NULL", "#NUM", "#REF", "#VALUE")
_IS_INDEX: Final = regex.compile(fold_pattern(r"(?<!\w)chỉ số(?!\w)"))
_GROWS: Final = regex.compile(
    fold_pattern(r"(?<!\w)(?:tốc độ tăng|tăng trưởng|tăng, giảm|tăng/giảm)(?!\w)")
)
_ROW_GROWS: Final = regex.compile(
    fold_pattern(r"^(?:tốc độ tăng|tăng trưởng|tăng, giảm|tăng/giảm)(?!\w)")
)
_OWNERS: Final = regex.compile(
    fold_pattern(
        r"(?<!\w)(?:khu vực|doanh nghiệp|vốn|thành phần|huyện|thị xã|kinh tế|nguồn|quốc gia|nước)(?!\w)"
    )
)
_STARS: Final = regex.compile(r"\((\*{1,3})\)")
_STARRED: Final = regex.compile(r"\((?P<mark>\*{1,3})\)(?:</sup>)?(?P<words>[^\n]{1,80})")
_NUMBERED: Final = regex.compile(r"(\d{1,2})[.)]?(?=\s|$)")
_NOTED: Final = regex.compile(r"(?<=\()\d{1,2}(?=\)\s*$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReadings:
    """The readings of a document's tables, and what has to be told of them. `unit_lines` are the passages above tables
    that only name their unit (`Đơn vị tính: 1.000 USD`): numbers in them are no figures.
    """

    readings: tuple[Reading, ...]
    notices: tuple[Notice, ...]
    unit_lines: frozenset[int] = frozenset()

    def without_units(self, prose: Iterable[Reading]) -> Iterator[Reading]:
        """Yield the readings of the prose; numbers of unit lines are parts of a name."""
        for reading in prose:
            if reading.passage not in self.unit_lines:
                yield reading
                continue
            rules = (("role", "part_of_a_unit"),)
            figure = replace(reading.figure, role="name", numeral=_UNREAD, rules=rules)
            yield Reading(
                place=reading.place, passage=reading.passage, figure=figure,
                sentence=reading.sentence, rules=rules,
            )  # fmt: skip


def read_tables(
    document: Document, healed: HealedText, lexicon: Lexicon, provinces: Mapping[str, str]
) -> TableReadings:
    """Read all tables of a document. `provinces` leads from folded names to slugs, to `own` for the report's own."""
    readings: list[Reading] = []
    notices: list[Notice] = []
    readers = [
        TableReader(document, healed, lexicon, provinces, number, table)
        for number, table in enumerate(document.tables)
    ]
    habit = habit_of([reader.settle("") for reader in readers])
    for reader in readers:
        readings += reader.read(habit)
        notices += reader.notices
    lines = frozenset(index for reader in readers for index in reader.frame.unit_passages)
    return TableReadings(readings=tuple(readings), notices=tuple(notices), unit_lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a row is about: its label, those of the groups above it (`path`, nearest last), and its unit. `noted` are
    the units that a note gives to which the row points: `Ô tô(*)`, `(*) Chiếc, triệu USD`. `beside` is the concept of
    the row on the same level whose parts follow it, down to this one: `Tổng mức bán lẻ`, `Bán lẻ hàng hóa`.
    """

    row: Row
    label: Label
    path: tuple[Label, ...]
    unit: UnitOfTable | None
    head: str
    noted: tuple[UnitOfTable, ...] = ()
    beside: str = ""


class TableReader:
    """Reads one table; `notices` tells what it could not make out."""

    def __init__(
        self,
        document: Document,
        healed: HealedText,
        lexicon: Lexicon,
        provinces: Mapping[str, str],
        number: int,
        table: Table,
    ) -> None:
        self.document = document
        self.healed = healed
        self.lexicon = lexicon
        self.provinces = provinces
        self.number = number
        self.table = table
        self.notices: list[Notice] = []
        self.passages: dict[int, Passage] = {}
        self.grid = self._grid()
        self.is_english, self.is_mixed = _manner_of(self.grid)

        self.layout = layout_of(self.grid, self._is_unit_row, self._is_unit)
        self.frame = Frame(titles=(), units=(), unit_passages=())
        if self.layout:
            self.frame = frame_of(document, table, self.layout, healed, lexicon)
        self.titles = [title_of(t, lexicon, provinces) for t in self.frame.titles]
        self.wholes: dict[int, PartOf] = {}
        self.items_beside: dict[tuple[int, ...], list[tuple[int, tuple[str, ...]]]] = {}

    def settle(self, habit: str) -> list[Column]:
        """Return the columns of figures with what they say (see `settled`)."""
        if not self.layout:
            return []
        words = fold(" ".join(self.frame.titles[:1]))
        is_index, grows = bool(_IS_INDEX.search(words)), bool(_GROWS.search(words))
        return settled(self._columns(self.layout), is_index=is_index, grows=grows, habit=habit)

    def read(self, habit: str) -> list[Reading]:
        """Return a reading for each digit run of the table's cells, in their order."""
        layout = self.layout
        if layout is None:
            return [r for cell in self.grid.cells for r in self._words(cell, None)]
        columns = {column.column: column for column in self.settle(habit)}
        self._note_lacking_heads(layout, columns)
        subjects = self._subjects(layout)
        labels = {row: subject.label for row, subject in subjects.items()}
        self.items_beside = _items_beside(subjects.values())
        self.wholes = find_wholes(layout.rows, labels, self._serials(layout))
        readings: list[Reading] = []
        sections: dict[int, UnitOfTable] = {}
        for cell in self.grid.cells:
            if cell is self.grid.row(cell.row)[0]:
                sections.update(self._units_of_row(cell.row, layout))
                band = self._band(cell, layout)
                if band:
                    columns = {k: _under(column, band) for k, column in columns.items()}
            is_value = layout.kinds[cell.column] == VALUE and cell.columns == 1
            if is_value and cell.row >= layout.body and cell.row in subjects:
                readings += self._figures(cell, columns[cell.column], subjects[cell.row], sections)
            else:
                readings += self._words(cell, layout)
        return readings

    def _note_lacking_heads(self, layout: Layout, columns: Mapping[int, Column]) -> None:
        if not layout.has_head:
            self._notice(
                "table_without_head",
                "no head stands over its columns; their figures keep only the words of their rows",
            )
            return
        bare = [column + 1 for column, own in columns.items() if not own.levels and own.values]
        if bare:
            listed = ", ".join(map(str, bare))
            self._notice(
                "column_without_head",
                f"no head stands over its columns {listed}; their figures keep only the words of their rows",
            )

    # The table's own words.

    def _grid(self) -> Grid:
        cells: list[GridCell] = []
        for cell in self.table.cells:
            text, begin, stop = "", 0, 0
            index = self.healed.rows.get((self.number, cell.row))
            if index is not None:
                passage = self.passages.setdefault(cell.row, self.healed.passages[index])
                begin, stop = self.healed.cells[self.number, cell.row, cell.column]
                text = passage.text[begin:stop]
            cells.append(
                GridCell(
                    row=cell.row,
                    column=cell.column,
                    text=" ".join(text.split()),
                    rows=max(cell.rows, 1),
                    columns=max(cell.columns, 1),
                    is_bold=cell.is_bold,
                    is_numeric=cell.is_numeric,
                    indent=cell.indent,
                    offset=cell.start,
                    end=cell.end,
                    begin=begin,
                    stop=stop,
                )
            )
        return Grid(cells)

    def _is_unit_row(self, text: str) -> bool:
        return bool(units_of_line(text, self.lexicon))

    def _is_unit(self, text: str) -> bool:
        return unit_of(text, self.lexicon) is not None or fold(text.strip()) in DITTO

    def _notice(self, code: str, message: str) -> None:
        where = f"table {self.number + 1}" + (
            f" (sheet {self.table.sheet!r})" if self.table.sheet else ""
        )
        self.notices.append(
            Notice(
                code=code, severity="warning", message=f"{where}: {message}", span=self.table.span
            )
        )

    # Columns.

    def _columns(self, layout: Layout) -> list[Column]:
        made: list[Column] = []
        for column in layout.columns(VALUE):
            levels = tuple(layout.levels(column))
            sense = sense_of(levels, self.lexicon) if levels else Sense(rest="?", is_doubtful=True)
            made.append(
                Column(
                    column=column,
                    head=" · ".join(levels),
                    levels=levels,
                    mark=self.grid.text(layout.marks, column) if layout.marks >= 0 else "",
                    sense=sense,
                    values=self._values(layout, column),
                )
            )
        return made

    def _values(self, layout: Layout, column: int) -> dict[int, Decimal]:
        values: dict[int, Decimal] = {}
        for row in range(layout.body, self.grid.height):
            text = self.grid.text(row, column)
            if is_number(text):
                parts = _PARTS.search(text)
                numeral = self._numeral(parts["digits"], "pct") if parts else None
                if parts and numeral and numeral.value is not None:
                    values[row] = (
                        -numeral.value
                        if parts["sign"] in "(-–−" and parts["sign"]
                        else numeral.value
                    )
        return values

    def _numeral(self, digits: str, unit: str, *, is_numeric: bool = False) -> Numeral:
        plain = regex.sub(r"[ \u00a0\u202f]", "", digits)
        if self.is_english and not is_numeric:
            plain = plain.translate(str.maketrans(",.", ".,"))
        counted = unit in COUNTED_UNITS and not is_numeric
        return parse_numeral(plain, is_counted=counted, is_ratio=unit in ("pct", "times"))

    # Rows.

    def _subjects(self, layout: Layout) -> dict[int, _Subject]:
        labels: dict[int, Label] = {}
        units: dict[int, UnitOfTable | None] = {}
        subjects: dict[int, _Subject] = {}
        last: UnitOfTable | None = None
        leading: dict[tuple[int, ...], str] = {}
        for row in layout.rows:
            text = row.label.text if row.label else ""
            label = label_of(text, self.lexicon, self.provinces)
            labels[row.row] = label
            column_unit, last = self._unit_in_column(layout, row.row, last)
            path = tuple(labels[p] for p in row.parents if p in labels)
            above = next((units[p] for p in reversed(row.parents) if units.get(p)), None)
            unit = column_unit or label.unit or above
            units[row.row] = label.unit or column_unit or above
            shown = [p.text for p in path if p.text and not p.is_total]
            prefix = [row.prefix.strip(" :")] if row.prefix else []
            if row.prefix:
                covering = label_of(row.prefix, self.lexicon, self.provinces)
                path = (*path, covering)
            subjects[row.row] = _Subject(
                row=row,
                label=label,
                path=path,
                unit=unit,
                head=" · ".join([*shown, *prefix, text[label.marks :].strip(" :") or text]),
                noted=self._noted(row.label),
                beside=leading.get(row.parents, ""),
            )
            if label.concept or not label.items:
                leading[row.parents] = label.concept
        return subjects

    def _noted(self, label: GridCell | None) -> tuple[UnitOfTable, ...]:
        printed = self.document.text[label.offset : label.end] if label else ""
        mark = _STARS.search(printed)
        if not mark:
            return ()
        ends = [t.span.start for t in self.document.tables if t.span.start > self.table.span.end]
        below = self.document.text[self.table.span.end : min(ends, default=len(self.document.text))]
        for note in _STARRED.finditer(below):
            if note["mark"] == mark[1]:
                return units_of_line(note["words"].strip(" :."), self.lexicon)
        return ()

    def _unit_in_column(
        self, layout: Layout, row: int, last: UnitOfTable | None
    ) -> tuple[UnitOfTable | None, UnitOfTable | None]:
        for column in layout.columns(UNIT):
            cell = self.grid.at(row, column)
            text = cell.text if cell else ""
            if fold(text.strip()) in DITTO:
                return last, last
            found = (
                printed_unit(text, self.lexicon)
                if text and text.strip() not in ("-", "–")
                else None
            )
            if found:
                return found, found
        return None, last

    def _units_of_row(self, row: int, layout: Layout) -> dict[int, UnitOfTable]:
        """A row that gives each column a unit (`A. HÀNH KHÁCH | Nghìn HK | Triệu HK.km`) holds for those below it."""
        if row < layout.body:
            return {}
        texts = [
            (c.column, c.text)
            for c in self.grid.row(row)
            if layout.kinds[c.column] == VALUE and c.text
        ]
        if not texts or any(
            regex.search(r"\d", fold(text).replace("m2", "").replace("m3", "")) for _, text in texts
        ):
            return {}
        units = {column: bracketed_unit(text, self.lexicon) for column, text in texts}
        return {column: unit for column, unit in units.items() if unit}

    def _serials(self, layout: Layout) -> dict[int, int]:
        """The whole numbers by which rows are numbered, in a column of their own or before the label."""
        serials: dict[int, int] = {}
        columns = layout.columns(SERIAL)
        for row in layout.rows:
            printed = self.grid.text(row.row, columns[0]) if columns else ""
            printed = printed or (row.label.text if row.label else "")
            led = _NUMBERED.match(printed)
            if led:
                serials[row.row] = int(led[1])
        return serials

    def _band(self, cell: GridCell, layout: Layout) -> Sense | None:
        """What a row in the body says that holds nothing but words over the figures: `Cơ cấu (%)`, `Nghìn người`."""
        own = [c for c in self.grid.row(cell.row) if c.text]
        if cell.row < layout.body or len(own) != 1 or layout.kinds[own[0].column] != VALUE:
            return None
        text = own[0].text
        return None if regex.search(r"\d", text) else sense_of([text], self.lexicon)

    # Cells.

    def _figures(
        self,
        cell: GridCell,
        column: Column,
        subject: _Subject,
        sections: Mapping[int, UnitOfTable],
    ) -> Iterator[Reading]:
        passage = self.passages[cell.row]
        start, end = cell.begin, cell.stop
        text = passage.text[start:end]
        if not regex.search(r"\d", text):
            return
        if not is_number(" ".join(text.split())):
            yield from self._mixed(cell, column, subject)
            return
        parts = _PARTS.search(text)
        assert parts is not None
        runs = list(DIGIT_RUN.finditer(text))
        unit = self._unit(column.sense, subject, sections.get(column.column), parts["percent"])
        slug = unit.unit if unit else ""
        numeral = self._numeral(parts["digits"], slug, is_numeric=cell.is_numeric)
        figure = self._figure(passage, start + runs[0].start(), runs[0][0], numeral, unit)
        reading = self._reading(passage, figure, column, subject)
        yield replace(reading, sign=-1 if parts["sign"] in ("(", "-", "–", "−") else 1)
        for run in runs[1:]:
            inside = parts.start("digits") <= run.start() < parts.end("digits")
            role = (
                ("name", "rest_of_the_number") if inside else ("footnote", "mark_behind_the_number")
            )
            if passage.places[start + run.start()] not in self.healed.lifted:
                yield self._other(passage, start + run.start(), run[0], role)

    def _figure(
        self, passage: Passage, at: int, digits: str, numeral: Numeral, unit: UnitOfTable | None
    ) -> Figure:
        role = "value" if numeral.value is not None else "malformed"
        return Figure(
            start=at,
            end=at + len(digits),
            digits=digits,
            role=role,
            numeral=numeral,
            unit=unit.unit if unit else "other",
            factor=unit.factor if unit else Decimal(1),
            unit_text=unit.text if unit else "",
            tail=at + len(digits),
            noun_end=at + len(digits),
            rules=(("role", "figure_of_a_table"),),
            is_doubtful=(numeral.is_doubtful and not self.is_english)
            or (self.is_mixed and bool(_EITHER.fullmatch(digits))),
        )

    def _unit(
        self,
        sense: Sense,
        subject: _Subject,
        section: UnitOfTable | None,
        percent: str,
    ) -> UnitOfTable | None:
        ratio = UnitOfTable(unit="pct", factor=Decimal(1), text="%")
        if sense.measure in ("growth_pct", "plan_pct", "share_pct", "index", "open") or percent:
            return sense.unit if sense.unit and sense.unit.unit in ("pct", "times") else ratio
        if sense.measure == "growth_times":
            return UnitOfTable(unit="times", factor=Decimal(1), text="lần")
        if sense.unit and sense.unit.unit not in ("pct", "times"):
            return sense.unit
        own = (
            subject.unit or section or self._unit_of_line(sense, subject.noted or self.frame.units)
        )
        return own or sense.unit

    def _unit_of_line(self, sense: Sense, units: Sequence[UnitOfTable]) -> UnitOfTable | None:
        if len(units) < 2:
            return units[0] if units else None
        money = [u for u in units if self.lexicon.dimensions.get(u.unit, "").startswith("money")]
        others = [u for u in units if u not in money]
        if sense.amount == "value" and len(money) == 1:
            return money[0]
        if sense.amount == "quantity" and len(others) == 1:
            return others[0]
        return None

    def _reading(
        self, passage: Passage, figure: Figure, column: Column, subject: _Subject
    ) -> Reading:
        sense = column.sense
        measure, basis_rule = sense.measure, ""
        rules: tuple[tuple[str, str], ...] = (*figure.rules, *sense.rules)
        rules += self._place_rules(column, subject)
        in_doubt = sense.is_doubtful or figure.is_doubtful
        if not self.table.is_ruled:
            in_doubt = True
            rules = (*rules, ("column_head", "no_lines_between_columns"))
        if measure == "index":
            measure, basis_rule = "level", "ratio_to_base"
        elif measure == "open":
            measure = "level"
            in_doubt = True
            rules = (*rules, ("measure", "per_cent_of_what_is_not_said"))
        elif measure in ("ratio", "change"):
            measure, in_doubt = "level", True
        if (
            measure == "level"
            and not basis_rule
            and figure.unit == "pct"
            and _ROW_GROWS.search(fold(subject.label.text))
        ):
            measure = "growth_pct"
        found = self._meaning(column, subject, figure, is_rate=sense.measure not in ("level",))
        basis = sense.basis
        if found and measure == "level" and basis is None and self._is_index(found[0]):
            basis, basis_rule = BasisCue(start=0, end=0, basis="same_period"), "ratio_to_base"
            rules = (*rules, ("basis", "index_without_a_base"))
            in_doubt = True
        territory = self._territory(column, subject)
        period = sense.period or subject.label.period or self._period_of_title()
        return Reading(
            place=passage.places[figure.start],
            passage=passage.index,
            figure=figure,
            measure=measure,
            basis=basis,
            basis_rule=basis_rule,
            is_average=False,
            period=period,
            shift=sense.shift,
            status=sense.status,
            concept=found[0].concept if found else "",
            item=found[1] if found else "",
            meaning=found[0] if found else None,
            is_planned=sense.is_planned,
            territory=territory,
            price_base=self._price_base(column, subject),
            label=subject.label.text,
            sentence=(0, len(passage.text)),
            rules=rules,
            is_doubtful=in_doubt,
            table=self.number + 1,
            row_head=subject.head,
            column_head=column.head,
        )

    def _period_of_title(self) -> PeriodCue | None:
        """The time of the title where it names one only."""
        words = fold(self.frame.titles[0]) if self.frame.titles else ""
        cues = find_periods(words)
        return cues[0] if len(cues) == 1 else None

    def _place_rules(self, column: Column, subject: _Subject) -> tuple[tuple[str, str], ...]:
        """Row and column of a figure and what its row is part of; a column without a head adds up to nothing."""
        if not column.levels:
            return ()
        place = ("table_place", f"{subject.row.row}/{column.column}")
        part = self.wholes.get(subject.row.row)
        return (place, ("part_of", part.code)) if part else (place,)

    def _is_index(self, meaning: Meaning) -> bool:
        nature = meaning.nature or self.lexicon.natures.get(meaning.indicator, "")
        return nature == "index"

    def _price_base(self, column: Column, subject: _Subject) -> str:
        named = [subject.label.price_base, *(p.price_base for p in reversed(subject.path))]
        named += [price_base_of(fold(column.head)), *(t.price_base for t in self.titles[:1])]
        return next((base for base in named if base), "")

    def _territory(self, column: Column, subject: _Subject) -> str:
        places = [subject.label.territory, *(p.territory for p in reversed(subject.path))]
        head = (
            label_of(column.sense.rest, self.lexicon, self.provinces) if column.sense.rest else None
        )
        places += [head.territory if head else "", *(t.territory for t in self.titles[:1])]
        return next((place for place in places if place), "")

    # Meaning.

    def _meaning(
        self, column: Column, subject: _Subject, figure: Figure, *, is_rate: bool
    ) -> tuple[Meaning, str] | None:
        """Return what the figure stands for and the part that it is about, None where any of its words is not known."""
        sense = column.sense
        if sense.is_average:
            return None
        head = label_of(sense.rest, self.lexicon, self.provinces) if sense.rest else None
        if head and not (head.is_known or head.is_section):
            return None
        title = self.titles[0] if self.titles else None
        concept, items, is_bound = self._concept(subject, head, title)
        if not concept:
            return None
        dimension = self.lexicon.dimensions.get(figure.unit, "")
        aspect = subject.label.aspect or (
            title.aspect if title and title.concept == concept else ""
        )
        if is_rate:
            own = self.lexicon.dimensions.get(subject.unit.unit, "") if subject.unit else ""
            if own and own != "ratio":
                meaning = self.lexicon.meaning(concept, aspect, own)
            else:
                meaning = self._default(concept, aspect)
        else:
            meaning = self.lexicon.meaning(concept, aspect, dimension)
        if meaning is None or (
            sense.amount == "quantity" and meaning.indicator != "product_output"
        ):
            return None
        return self._with_item(meaning, items, head, subject, is_bound=is_bound)

    def _default(self, concept: str, aspect: str) -> Meaning | None:
        found = self.lexicon.defaults.get(concept)
        return found if found and found.aspect == aspect else None

    def _with_item(
        self,
        meaning: Meaning,
        items: Sequence[str],
        head: Label | None,
        subject: _Subject,
        *,
        is_bound: bool,
    ) -> tuple[Meaning, str] | None:
        """Return the meaning with the one part that it is of; None where two parts meet or none is known."""
        fitting = self._fitting(items, meaning)
        more = self._fitting(head.items if head else (), meaning)
        if (items and is_bound and not fitting) or (more and fitting):
            return None
        item = next(iter(fitting or more), "") or meaning.item
        if meaning.indicator == "product_output" and not item:
            return None
        return (meaning, item) if self._hangs_together(item, meaning, subject) else None

    def _fitting(self, items: Sequence[str], meaning: Meaning) -> list[str]:
        return [i for i in items if meaning.indicator in self.lexicon.item_of.get(i, ())]

    def _hangs_together(self, item: str, meaning: Meaning, subject: _Subject) -> bool:
        """Whether the groups above with parts of their own are what the part is part of, or parts of its own kind."""
        if self._stands_behind_its_parts(item, subject):
            return False
        kind, parent = self.lexicon.parts.get(item, ("", ""))
        for label in subject.path:
            above = self._fitting(label.items, meaning)
            if above and item not in above and parent not in above:
                kinds = {self.lexicon.parts.get(a, ("", ""))[0] for a in above}
                if kind not in kinds or kind == "ownership":
                    return False
        return True

    def _stands_behind_its_parts(self, item: str, subject: _Subject) -> bool:
        """`Dịch vụ` below `Du lịch`, a part of services, on one level is what is left of them, not the whole."""
        before = (
            other
            for row, items in self.items_beside.get(subject.row.parents, ())
            if row < subject.row.row
            for other in items
        )
        return any(self.lexicon.parts.get(other, ("", ""))[1] == item for other in before if item)

    def _concept(
        self, subject: _Subject, head: Label | None, title: Label | None
    ) -> tuple[str, tuple[str, ...], bool]:
        """Return the concept of a row, the parts it may be about, and whether it must be about one of them."""
        label = subject.label
        nothing = ("", (), False)
        if self._is_under_part(subject):
            return nothing
        above = self._above(subject, head, title)
        if label.is_total or label.period:
            whole = title.items if title and title.concept == above else ()
            return above, whole, False
        if not label.is_known or label.territory:
            return nothing
        if label.items and above and any(self._belongs(i, above) for i in label.items):
            return above, label.items, True
        if label.concept:
            is_other = title is not None and title.is_qualified
            return nothing if is_other else (label.concept, label.items, False)
        if not above and any(self._belongs(i, subject.beside) for i in label.items):
            return subject.beside, label.items, True
        return (above, label.items, True) if label.items else nothing

    def _belongs(self, item: str, concept: str) -> bool:
        wanted = {m.indicator for m in self.lexicon.meanings_of(concept)}
        return bool(wanted & self.lexicon.item_of.get(item, frozenset()))

    def _above(self, subject: _Subject, head: Label | None, title: Label | None) -> str:
        """The concept under which a row stands: that of its column's head, of the nearest group, of the title."""
        if head and head.concept:
            return head.concept
        for label in reversed(subject.path):
            if label.concept and not (
                label.items and title and title.concept and label.concept != title.concept
            ):
                return label.concept
        titled = next((t for t in self.titles if t.concept), None)
        return (
            titled.concept
            if titled and (title is None or titled is title or not title.is_known)
            else ""
        )

    def _is_under_part(self, subject: _Subject) -> bool:
        """Whether a group above is a part that the vocabulary does not know, so that the row is not about the whole."""
        rows = {row.row: row for row in self.layout.rows} if self.layout else {}
        for place, label in zip(subject.row.parents, subject.path, strict=False):
            row = rows.get(place)
            if label.territory:
                return True
            if label.is_known or label.is_section or label.is_total:
                continue
            if row and (row.has_figures or _OWNERS.search(fold(label.text))):
                return True
        return False

    # Runs that are no figure of a column.

    def _mixed(self, cell: GridCell, column: Column, subject: _Subject) -> Iterator[Reading]:
        """A cell of figures among words (`53/86`, `05 - 07`, `20 dự án`): read as prose is, without an indicator."""
        passage = self.passages[cell.row]
        start, end = cell.begin, cell.stop
        text, folded = passage.text[start:end], passage.folded[start:end]
        if text.strip().startswith(_ERRORS):
            for run in DIGIT_RUN.finditer(text):
                figure = self._figure(passage, start + run.start(), run[0], _UNREAD, None)
                yield self._plain(passage, figure, column, subject)
            return
        for figure in self._prose(text, folded):
            moved = replace(
                figure,
                start=figure.start + start,
                end=figure.end + start,
                tail=figure.tail + start,
                noun_end=figure.noun_end + start,
                noun_start=figure.noun_start + start,
            )
            if passage.places[moved.start] in self.healed.lifted:
                continue
            if moved.role in ("value", "malformed"):
                moved = moved if moved.unit else replace(moved, unit="other")
                yield self._plain(passage, moved, column, subject)
            else:
                yield self._other(
                    passage, moved.start, moved.digits, (moved.role, "words_in_a_cell")
                )

    def _prose(self, text: str, folded: str) -> list[Figure]:
        by_start: dict[int, list[Match]] = {}
        for match in self.lexicon.find(folded):
            by_start.setdefault(match.start, []).append(match)
        return find_figures(text, folded, by_start, find_periods(folded), find_bases(folded))

    def _plain(
        self, passage: Passage, figure: Figure, column: Column, subject: _Subject
    ) -> Reading:
        measure = "of_total" if figure.part == "of_total" else "level"
        return Reading(
            place=passage.places[figure.start],
            passage=passage.index,
            figure=figure,
            measure=measure,
            period=column.sense.period,
            shift=column.sense.shift,
            status=column.sense.status,
            qualifier=figure.qualifier,
            label=subject.label.text,
            sentence=(0, len(passage.text)),
            rules=(*figure.rules, ("role", "words_in_a_cell")),
            is_doubtful=True,
            table=self.number + 1,
            row_head=subject.head,
            column_head=column.head,
        )

    def _words(self, cell: GridCell, layout: Layout | None) -> Iterator[Reading]:
        """Digit runs in titles, heads, labels, codes, units and remarks."""
        passage = self.passages[cell.row]
        start, end = cell.begin, cell.stop
        text, folded = passage.text[start:end], passage.folded[start:end]
        dated = [(c.start, c.end) for c in find_periods(folded)]
        dated += [(b.start, b.end) for b in find_bases(folded)]
        kind = layout.kinds[cell.column] if layout and cell.row >= layout.body else ""
        marks = layout is not None and cell.row == layout.marks
        for run in DIGIT_RUN.finditer(text):
            if passage.places[start + run.start()] in self.healed.lifted:
                continue
            role = _role_of(text, run, dated, kind, marks=marks)
            if text.strip().startswith(_ERRORS):
                role = ("malformed", "error_of_a_formula")
            yield self._other(passage, start + run.start(), run[0], role)

    def _other(self, passage: Passage, at: int, digits: str, role: tuple[str, str]) -> Reading:
        figure = Figure(
            start=at,
            end=at + len(digits),
            digits=digits,
            role=role[0],
            numeral=_UNREAD,
            tail=at + len(digits),
            noun_end=at + len(digits),
            rules=(("role", role[1]),),
        )
        return Reading(
            place=passage.places[at],
            passage=passage.index,
            figure=figure,
            sentence=(0, len(passage.text)),
            rules=figure.rules,
            table=self.number + 1,
        )


_UNREAD: Final = Numeral(value=None, decimals=0, readings=())
_LEADING: Final = regex.compile(r"^\s*\(?[\dIVX.]*\d[\d.]*\s?[.)\-/]?(?=\s|\p{L}|$)")
_YEAR_LIKE: Final = regex.compile(r"(?:19|20)\d\d")


def _under(column: Column, band: Sense) -> Column:
    """Return a column as it is below a row of words over its figures."""
    sense = column.sense
    if band.measure != "level":
        measure = "index" if band.measure == "ratio" else band.measure
        sense = replace(
            sense, measure=measure, basis=band.basis, unit=band.unit,
            is_doubtful=sense.is_doubtful or band.measure in ("ratio", "open", "change"),
        )  # fmt: skip
    elif band.unit:
        sense = replace(sense, measure="level", basis=None, unit=band.unit)
    return replace(column, sense=replace(sense, rest=band.rest or sense.rest))


def _items_beside(
    subjects: Iterable[_Subject],
) -> dict[tuple[int, ...], list[tuple[int, tuple[str, ...]]]]:
    """The parts that rows on one level of the tree name, with their rows, by the rows above them."""
    found: dict[tuple[int, ...], list[tuple[int, tuple[str, ...]]]] = {}
    for subject in subjects:
        found.setdefault(subject.row.parents, []).append((subject.row.row, subject.label.items))
    return found


def _role_of(
    text: str,
    run: regex.Match[str],
    dated: Sequence[tuple[int, int]],
    kind: str,
    *,
    marks: bool,
) -> tuple[str, str]:
    if marks or kind == SERIAL:
        return "marker", "number_of_row_or_column"
    if kind == CODE:
        return "reference", "code_of_a_row"
    if kind == UNIT:
        return "name", "part_of_a_unit"
    if any(start <= run.start() < end for start, end in dated) or is_year(run[0]):
        return "period", "period_phrase"
    if text[run.end() : run.end() + 1] == ")" and _NOTED.search(text[: run.end() + 1]):
        return "footnote", "mark_behind_words"
    led = _LEADING.match(text) if kind in (LABEL, "") else None
    if led and run.start() < led.end() and len(text.strip()) > len(run[0]):
        return "marker", "number_before_a_label"
    if _YEAR_LIKE.fullmatch(run[0]) or regex.search(r"\d{1,2}/\d{1,2}/\d{2,4}", text):
        return "period", "period_phrase"
    return "name", "part_of_a_label" if kind != NOTE else "part_of_a_remark"


def _manner_of(grid: Grid) -> tuple[bool, bool]:
    """Whether a table's numbers as text are all in the English manner, and whether some are in either."""
    texts = [c.text for c in grid.cells if not c.is_numeric and is_number(c.text)]
    english = sum(bool(_ENGLISH.search(text)) for text in texts)
    pointed = sum(bool(_POINTED.fullmatch(text.strip())) for text in texts)
    vietnamese = sum(bool(_VIETNAMESE.search(text)) for text in texts if not _ENGLISH.search(text))
    is_english = english > 0 or pointed >= _MANNER
    return is_english and vietnamese == 0, (english or pointed) > 0 and vietnamese > 0
