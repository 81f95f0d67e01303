"""The chart as drawn: nothing overlaps, no line runs through a box, and it fits a small screen."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from flow_cases import FLOW, draft, on_chart, sample

from jxdesk.flow import diagram
from jxdesk.flow.colours import ChartColours
from jxdesk.flow.diagram import Box, Line, layout
from jxdesk.flow.engine import State

SCREEN, RAIL, MARGINS = 1366, 156, 2 * 24  # desk.md: the small screen; what the window keeps for itself
DRAWN = layout(FLOW)
LABEL_POINT = 16 * 0.85  # one character of a label at 12 pt


def touches(line: Line, box: Box) -> bool:
    """Whether any stretch of the line runs through the inside of the box."""
    for (x1, y1), (x2, y2) in pairwise(line.points):
        left, right = sorted((x1, x2))
        top, bottom = sorted((y1, y2))
        across = left < box.x + box.width - 1 and right > box.x + 1
        if across and top < box.y + box.height - 1 and bottom > box.y + 1:
            return True
    return False


def label_area(line: Line) -> tuple[float, float, float, float]:
    width = len(line.way.label) * LABEL_POINT
    x, y = line.label_at
    left = x - width if line.way.label_on == "left" else x
    return left, y - LABEL_POINT / 2, left + width, y + LABEL_POINT / 2


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def test_the_chart_fits_a_1366_pixel_screen_at_12_points_without_scrolling() -> None:
    assert DRAWN.width <= SCREEN - RAIL - MARGINS
    assert DRAWN.height <= 340


def test_a_box_is_132_by_48_and_grows_with_the_font() -> None:
    assert {(box.width, box.height) for box in DRAWN.boxes} == {(132, 48)}
    larger = layout(FLOW, 16 / 12)
    assert larger.box("intake").width == pytest.approx(176)
    assert larger.width == pytest.approx(DRAWN.width * 16 / 12)


def test_no_row_holds_more_than_seven_boxes() -> None:
    rows = [box.node.row for box in DRAWN.boxes]
    assert max(rows.count(row) for row in rows) <= 7


def test_boxes_keep_their_distance_and_stay_on_the_sheet() -> None:
    for one, other in combinations(DRAWN.boxes, 2):
        assert abs(one.x - other.x) >= one.width + 20 or abs(one.y - other.y) >= one.height + 20
    for box in DRAWN.boxes:
        assert 0 < box.x < DRAWN.width - box.width
        assert 0 < box.y < DRAWN.height - box.height


def test_no_line_runs_through_a_box() -> None:
    crossed = [
        (line.source, line.way.to, box.node.id)
        for line in DRAWN.lines
        for box in DRAWN.boxes
        if touches(line, box)
    ]
    assert crossed == []


def test_every_line_leaves_its_source_enters_its_target_and_turns_square() -> None:
    for line in DRAWN.lines:
        source, target = DRAWN.box(line.source), DRAWN.box(line.way.to)
        if source is not target:
            assert line.points[0] == source.side(line.way.out)
            assert line.points[-1] == target.side(line.way.into)
        for (x1, y1), (x2, y2) in pairwise(line.points):
            assert (x1 == x2) != (y1 == y2)
        assert all(0 < x < DRAWN.width and 0 < y < DRAWN.height for x, y in line.points)


def test_no_label_lies_on_a_box() -> None:
    covered = [
        (line.way.label, box.node.title)
        for line in DRAWN.lines
        for box in DRAWN.boxes
        if line.way.label and overlap(label_area(line), (box.x, box.y, box.x + box.width, box.y + box.height))
    ]
    assert covered == []


def test_every_way_that_is_not_hidden_is_drawn() -> None:
    drawn = {(line.source, line.way.to) for line in DRAWN.lines}
    assert drawn == {(node.id, way.to) for node in FLOW.nodes for way in node.ways if not way.hidden}


def test_titles_fit_their_boxes() -> None:
    assert max(len(node.title) for node in FLOW.nodes) <= 6


def test_mermaid_names_every_step_and_way() -> None:
    text = diagram.mermaid(FLOW)
    assert text.startswith("---\ntitle: 一站式调解业务流程导图\n---\nflowchart LR\n")
    assert '    intake["登记"]\n' in text
    assert '    triage -->|"归别的部门"| guidance\n' in text
    assert '    mediation -.->|"当事人撤回"| withdrawal\n' in text
    assert "classDef" not in text


def test_mermaid_of_a_case_carries_states_and_dates() -> None:
    text = diagram.mermaid(FLOW, on_chart(sample("S1")))
    assert '    acceptance["受理<br/>2025-03-17"]:::done\n' in text
    assert '    oral["口头协议<br/>土地仲裁法10条"]:::forbidden\n' in text
    assert "    classDef done fill:#E3F4EB" in text
    assert ":::current" in diagram.mermaid(FLOW, on_chart(draft()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("state", list(State))
def test_words_in_a_box_can_be_read_in_every_state(state: State) -> None:
    paint = ChartColours().paint(state)
    ground = luminance(paint.fill)
    for colour in (paint.title, paint.caption):
        lighter, darker = sorted((ground, luminance(colour)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_colours_come_from_the_theme_where_it_has_them() -> None:
    colours = ChartColours.from_tokens({"accent": "#123456", "unknown": "#000000"})
    assert (colours.accent, colours.done) == ("#123456", ChartColours().done)
