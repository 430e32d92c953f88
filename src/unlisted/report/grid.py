"""How each private fact stood, look by look, as a drawing: a row a fact, a column a look. Pure.

Shapes tell the answers apart, and colours only repeat it, so that paper and eyes that see no colours lose nothing; a
list beside the drawing says the same in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from unlisted.report.over_time import line_text, looks_text
from unlisted.report.past import Past
from unlisted.report.picture import shortened
from unlisted.report.routes import Names
from unlisted.routes import Line, Point, Stand

WIDTH, LEFT = 380, 150  # user units: of all, and where the columns begin
ROW, MOST_ROWS = 24, 14
_LABEL = 24  # columns of text that fit beside the cells
_WIDEST = 56  # of a column


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One fact after one look. `kind` is a closed word for the style sheet and the shape, `label` stands in it.

    `seen`: whether anything on the way was looked at then; without it the shape is drawn hollow.
    """

    x: float
    y: int
    kind: str
    label: str
    seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """The cells of one fact, from the first column to the last."""

    label: str
    y: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The number of a look above its column."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """All that the template draws and writes; `words` says it in sentences, a fact each, also those not drawn."""

    width: int
    height: int
    left: int
    right: float
    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]
    looks: str
    kinds: tuple[str, ...]
    hollow: bool
    words: tuple[str, ...]


def grid(past: Past, names: Names) -> Grid | None:
    """The drawing, or None where there are not two looks to draw."""
    if len(past.moments) < 2 or not past.lines:
        return None
    step = min(_WIDEST, (WIDTH - LEFT) / len(past.moments))
    across = [round(LEFT + (at + 0.5) * step, 1) for at in range(len(past.moments))]
    drawn = past.lines[:MOST_ROWS]
    points = [point for line in drawn for point in line.points]
    used = {point.stand for point in points}
    return Grid(
        width=WIDTH,
        height=ROW * (len(drawn) + 1),
        left=LEFT,
        right=round(LEFT + step * len(across), 1),
        heads=tuple(Head(x=x, label=str(at)) for at, x in enumerate(across, 1)),
        rows=tuple(_row(line, ROW * at + ROW * 3 // 2, across, names) for at, line in enumerate(drawn)),
        looks=looks_text(past),
        kinds=tuple(stand.value for stand in Stand if stand in used),
        hollow=not all(point.looked for point in points),
        words=tuple(line_text(line, past.moments, names) for line in past.lines),
    )


def _row(line: Line, y: int, across: list[float], names: Names) -> GridRow:
    cells = tuple(_cell(point, x, y) for point, x in zip(line.points, across, strict=True))
    return GridRow(label=shortened(names.fact(line.fact.id), _LABEL), y=y, cells=cells)


def _cell(point: Point, x: float, y: int) -> Cell:
    label = str(point.steps) if point.stand is Stand.REACHED else ""
    return Cell(x=x, y=y, kind=point.stand.value, label=label, seen=point.looked)
