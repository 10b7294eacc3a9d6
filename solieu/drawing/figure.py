"""Pictures by matplotlib, with the same bytes for the same series.

A filled mark is an outturn, a hollow one an estimate, a dashed line leads to a forecast or is a plan. An implied value
is the bar of its interval. Earlier vintages are ticks on a whisker; a doubtful value has a star of three rays on it.
Points of periods that follow each other are joined; where one is missing, the line has a gap. Colours are those of
Okabe and Ito (2008), which remain distinct for the colour-blind; marks differ too, so that a print without colours can
be read.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.errors import QueryError
from queries.plain import plain_decimal
from solieu.drawing import wording
from solieu.drawing.axes import period_step, place, set_time_axis, set_value_axis
from solieu.drawing.model import Line, Origin, Panel, Picture, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES: Final = (".png", ".svg")
MOST_PANELS: Final = 12
MOST_LINES: Final = 14

_COLOURS: Final = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000",
)  # fmt: skip
_MARKS: Final = ("o", "s", "^", "D", "v", "P", "X")
_LATER_MARKS: Final = ("s", "^", "D", "v", "P", "X", "o")
"""Beside the same colours again, so that no two of fourteen lines look alike."""
_DOUBT: Final = (3, 2, 180)
_HOLLOW: Final = frozenset({"estimate", "forecast", "plan", "target"})
_DASHED: Final = frozenset({"forecast", "plan", "target"})
_STYLE: Final[Mapping[str, Any]] = {
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "svg.hashsalt": "solieu",
    "svg.fonttype": "none",
    "path.simplify": False,
}
_WIDTH, _PANEL_HEIGHT, _FRAME_HEIGHT, _LEGEND_ROW = 9.0, 2.9, 1.1, 0.2
_FOOT: Final = 0.25
_DOTS_PER_INCH: Final = 150


def check_suffix(path: Path) -> None:
    """Raise QueryError unless `path` ends as a picture that can be drawn."""
    if path.suffix.lower() not in SUFFIXES:
        raise QueryError(f"{path}: pictures are {' or '.join(SUFFIXES)}; name the file accordingly")


def write_picture(picture: Picture, path: Path) -> None:
    """Draw `picture` into `path`, PNG or SVG by its suffix.

    Raises QueryError for another suffix, for a picture with nothing on it or too much to be read, and if the file
    can't be written.
    """
    check_suffix(path)
    _check_size(picture)
    import matplotlib as mpl

    kind = path.suffix.lower().removeprefix(".")
    metadata = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}[kind]
    part = path.with_name(f".{path.name}.part")
    style: Any = dict(_STYLE)
    with mpl.rc_context(style):
        figure = draw(picture)
        try:
            figure.savefig(part, format=kind, dpi=_DOTS_PER_INCH, metadata=metadata)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise QueryError(
                f"{path}: cannot be written ({error.strerror}); name another file"
            ) from error


def draw(picture: Picture) -> Figure:
    """Return `picture` as a figure that no window is needed for."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    legends = [_legend_rows(panel) for panel in picture.panels]
    heights = [_PANEL_HEIGHT + _LEGEND_ROW * rows for rows in legends]
    figure = Figure(figsize=(_WIDTH, _FRAME_HEIGHT + sum(heights)), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(picture.title, fontsize=12, fontweight="bold", x=0.01, ha="left")
    grid = figure.subplots(len(picture.panels), 1, squeeze=False, height_ratios=heights)
    for axes, panel in zip(grid[:, 0], picture.panels, strict=True):
        _draw_panel(axes, panel)
    _draw_foot(figure, picture)
    _settle(figure)
    return figure


def _settle(figure: Figure) -> None:
    """Fix the layout and round it: the solver's last digits are not the same in every process."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (round(part, 4) for part in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    for text in figure.texts:
        across, up = text.get_position()
        text.set_position((round(across, 4), round(up, 4)))


def _check_size(picture: Picture) -> None:
    if not picture.panels:
        raise QueryError(
            "there is nothing to draw: no point was found; widen --from, --to or --measure"
        )
    lines = max(len(panel.lines) for panel in picture.panels)
    if len(picture.panels) > MOST_PANELS or lines > MOST_LINES:
        raise QueryError(
            f"{len(picture.panels)} panels with up to {lines} lines are too much for a picture (at most {MOST_PANELS} "
            f"with {MOST_LINES}); narrow it down with --province, --product or --measure"
        )


def _draw_panel(axes: Axes, panel: Panel) -> None:
    for number, line in enumerate(panel.lines):
        _draw_line(axes, panel, line, *_look(number))
    axes.set_title(panel.title)
    set_time_axis(axes, panel)
    set_value_axis(axes, panel)
    if _has_room_for_values(panel):
        _write_values(axes, panel)
    _draw_line_legend(axes, panel)


def _look(number: int) -> tuple[str, str]:
    """Return colour and mark of a panel's line."""
    again, own = divmod(number, len(_COLOURS))
    return _COLOURS[own], (_LATER_MARKS if again else _MARKS)[own]


def _draw_line(axes: Axes, panel: Panel, line: Line, colour: str, mark: str) -> None:
    step = period_step(panel.rhythm)
    for before, after in pairwise(line.points):
        start, end = _height(before), _height(after)
        if start is not None and end is not None and step(before, after):
            axes.plot(
                [place(panel.rhythm, before), place(panel.rhythm, after)],
                [start, end],
                color=colour,
                linewidth=1.3,
                linestyle=_joint(before, after),
                gid="joint",
            )
    for point in line.points:
        x = place(panel.rhythm, point)
        if point.is_break:
            axes.axvline(x, color="#888888", linewidth=0.8, linestyle=(0, (1, 2)), gid="break")
        if point.origin is Origin.IMPLIED:
            _draw_interval(axes, x, point, colour)
        elif point.value is not None:
            _draw_vintages(axes, x, point, colour)
            face = "white" if point.status in _HOLLOW else colour
            axes.plot(
                [x], [float(point.value)], mark, color=colour, markerfacecolor=face, markersize=6,
                linestyle="none", gid=f"point-{point.status}", zorder=3,
            )  # fmt: skip
            if point.is_doubtful:
                axes.plot([x], [float(point.value)], marker=_DOUBT, color="black", markersize=11,
                          linestyle="none", gid="doubt", zorder=4)  # fmt: skip


def _joint(before: Point, after: Point) -> Any:
    if Origin.IMPLIED in (before.origin, after.origin):
        return (0, (1, 2))
    return (0, (4, 2)) if _DASHED & {before.status, after.status} else "-"


def _height(point: Point) -> float | None:
    return None if point.middle is None else float(point.middle)


def _draw_interval(axes: Axes, x: float, point: Point, colour: str) -> None:
    """Draw the bar of an interval with a cap at each end that is known; an open end is an arrow."""
    low, high = point.low, point.high
    if low is not None and high is not None:
        axes.plot([x, x], [float(low), float(high)], color=colour, linewidth=5, alpha=0.35,
                  solid_capstyle="butt", gid="interval")  # fmt: skip
    for end, open_mark in ((low, "^"), (high, "v")):
        if end is not None:
            mark = "_" if low is not None and high is not None else open_mark
            axes.plot([x], [float(end)], mark, color=colour, markersize=8, alpha=0.8,
                      linestyle="none", gid="interval-end")  # fmt: skip


def _draw_vintages(axes: Axes, x: float, point: Point, colour: str) -> None:
    earlier = [float(value) for value in point.vintages if value != point.value]
    if not earlier or point.value is None:
        return
    span = [*earlier, float(point.value)]
    axes.plot([x, x], [min(span), max(span)], color=colour, linewidth=1, gid="whisker")
    axes.plot([x] * len(earlier), earlier, "_", color=colour, markersize=9, markeredgewidth=1.2,
              linestyle="none", gid="vintage")  # fmt: skip


def _has_room_for_values(panel: Panel) -> bool:
    points = [point for line in panel.lines for point in line.points if point.value is not None]
    longest = max((len(plain_decimal(p.value)) for p in points if p.value is not None), default=0)
    return len(panel.lines) <= 2 and len(points) <= 14 and longest <= 12


def _write_values(axes: Axes, panel: Panel) -> None:
    for line in panel.lines:
        for point in line.points:
            if point.value is not None:
                axes.annotate(
                    wording.number(point.value),
                    (place(panel.rhythm, point), float(point.value)),
                    xytext=(0, 7),
                    textcoords="offset points",
                    ha="center",
                    fontsize=7,
                    color="#333333",
                    bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.6},
                    zorder=2.5,
                )


def _draw_line_legend(axes: Axes, panel: Panel) -> None:
    """Name the lines of a panel, unless its title says all."""
    from matplotlib.lines import Line2D

    entries = [
        Line2D([], [], color=colour, marker=mark, label=line.label)
        for n, line in enumerate(panel.lines)
        for colour, mark in [_look(n)]
        if line.label
    ]
    if entries:
        axes.legend(
            handles=entries,
            loc="upper left",
            bbox_to_anchor=(0, -0.14),
            ncols=_legend_columns([line.label for line in panel.lines]),
            frameon=False,
            fontsize=8,
            borderaxespad=0,
            handlelength=2.2,
        )


def _draw_foot(figure: Figure, picture: Picture) -> None:
    """Say in a strip below the panels what the ways of drawing mean and where the figures come from."""
    entries = list(_style_entries([line for panel in picture.panels for line in panel.lines]))
    columns = min(len(entries), 4)
    rows = -(-len(entries) // columns) if entries else 0
    source, strip = (
        height / figure.get_figheight() for height in (_FOOT, _FOOT + 0.05 + _LEGEND_ROW * rows)
    )
    figure.text(0.01, source / 3, picture.source, fontsize=7, color="#555555")
    figure.legend(
        handles=entries,
        loc="lower left",
        bbox_to_anchor=(0.002, source * 0.8),
        ncols=columns or 1,
        frameon=False,
        fontsize=8,
        handlelength=3,
        borderaxespad=0,
    )
    engine: Any = figure.get_layout_engine()
    engine.set(rect=(0, strip, 0.985, 1 - strip))


def _style_entries(lines: Sequence[Line]) -> Iterator[Any]:
    """Yield an entry for each way of drawing that occurs."""
    from matplotlib.lines import Line2D

    points = [point for line in lines for point in line.points]
    statuses = {point.status for point in points if point.value is not None}
    gray: dict[str, Any] = {"color": "#444444"}
    hollow: dict[str, Any] = {**gray, "marker": "o", "markerfacecolor": "white"}
    if "actual" in statuses:
        yield Line2D([], [], **gray, marker="o", linestyle="none", label=wording.ACTUAL)
    if "estimate" in statuses:
        yield Line2D([], [], **hollow, linestyle="none", label=wording.ESTIMATE)
    if statuses & _DASHED:
        named = {"forecast": wording.FORECAST, "plan": wording.PLAN, "target": wording.TARGET}
        label = ", ".join(name for status, name in named.items() if status in statuses)
        yield Line2D([], [], **hollow, linestyle=(0, (4, 2)), label=label.capitalize())
    if any(point.origin is Origin.IMPLIED for point in points):
        yield Line2D([], [], **gray, linewidth=5, alpha=0.35, label=wording.IMPLIED)
    if any(value != point.value for point in points for value in point.vintages):
        yield Line2D(
            [], [], **gray, marker="_", markersize=9, linestyle="none", label=wording.REVISION
        )
    if any(point.is_doubtful for point in points):
        yield Line2D(
            [],
            [],
            color="black",
            marker=_DOUBT,
            markersize=9,
            linestyle="none",
            label=wording.DOUBT,
        )
    if any(point.is_break for point in points):
        yield Line2D([], [], color="#888888", linestyle=(0, (1, 2)), label=wording.BREAK)


def _legend_columns(labels: Sequence[str]) -> int:
    longest = max(map(len, labels), default=1)
    return max(1, min(len(labels), 120 // (longest + 8)))


def _legend_rows(panel: Panel) -> int:
    labels = [line.label for line in panel.lines if line.label]
    return -(-len(labels) // _legend_columns(labels)) if labels else 0
