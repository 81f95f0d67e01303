"""What another desk typed before it knew of the lock: nothing enters a locked dossier in silence, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import scans

from jxdesk.demo import _county
from jxdesk.desk import Desk, create_desk
from jxdesk.errors import RefusedValueError
from jxdesk.paths import DataFolder
from jxdesk.rules.case_record import CaseRecord
from jxdesk.services.case_lock import LockedCaseError
from jxdesk.services.sync import Difference
from jxdesk.settings import Settings
from jxdesk.sync import pull, push
from jxdesk.sync.client import CountyClient, CountySilentError

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """陈某's desk and 刘某某's, and a county process on loopback."""
    with _county(None, tmp_path / "county.db", lambda _line: None) as url:
        made = [create_desk(DataFolder(tmp_path / name), None, Settings(county_url=url)) for name in "ab"]
        for desk, name in zip(made, ("陈某", "刘某某"), strict=True):
            desk.office.sit_down(next(p.id for p in desk.office.people() if p.name == name))
        yield made[0], made[1]
        for desk in made:
            desk.close()


def known_to_both(one: Desk, other: Desk) -> str:
    """A case with a visit, known to both desks and not locked yet."""
    case = one.cases.begin()
    one.cases.save(case.id, {"intake.brief": "为地界争执"})
    one.cases.add_item(case.id, "visits", {"content": "双方都照办"})
    one.cases.file_dossier(case.id, one.cases.today())
    settle(one, other)
    return case.id


def settle(*desks: Desk) -> None:
    """Everybody hears of everything, and nothing is left to send."""
    for desk in (*desks, *desks, *desks):
        desk.sync.run()
    assert [desk.sync.standing().waiting for desk in desks] == [0] * len(desks)


def the_same(one: Desk, other: Desk, case_id: str) -> CaseRecord:
    """The case, after making sure that both desks read it alike and are asked nothing more."""
    settle(one, other)
    assert one.cases.record(case_id) == other.cases.record(case_id)
    assert one.sync.differences() == other.sync.differences() == []
    return one.cases.record(case_id)


def asked(one: Desk, other: Desk) -> Difference:
    """The one question there is, at the desk that locked and not at the other."""
    settle(one, other)
    (question,) = one.sync.differences()
    assert other.sync.differences() == []
    return question


def added(desk: Desk, case_id: str) -> None:
    desk.cases.add_item(case_id, "visits", {"content": "又吵起来了"})


def removed(desk: Desk, case_id: str) -> None:
    desk.cases.remove_item("visits", desk.cases.record(case_id).visits[0].id)


@pytest.mark.parametrize(
    ("change", "kind", "accept", "left"),
    [
        (added, "added", True, ["双方都照办", "又吵起来了"]),
        (added, "added", False, ["双方都照办"]),
        (removed, "removed", True, []),
        (removed, "removed", False, ["双方都照办"]),
    ],
)
def test_a_row_that_came_or_went_after_the_lock_is_put_before_a_person(
    desks: tuple[Desk, Desk], change: Callable[[Desk, str], None], kind: str, accept: bool, left: list[str]
) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    change(other, case_id)
    question = asked(one, other)
    assert (question.kind, question.who, question.ours_because, question.theirs_because) == (
        kind, "刘某某", False, True,
    )  # fmt: skip
    assert "已经归档锁定" in question.reason
    assert "回访" in question.field
    text = "又吵起来了" if change is added else "双方都照办"
    assert f"回访情况：{text}" in str(question.theirs if change is added else question.ours)
    if accept:
        with pytest.raises(LockedCaseError, match="已经归档锁定"):
            one.sync.decide(question.id, keep_ours=False)
        assert one.sync.differences() == [question]
    one.sync.decide(question.id, keep_ours=not accept, because="核对了原件" if accept else None)
    record = the_same(one, other, case_id)
    assert [visit.content for visit in record.visits] == left
    sheets = [
        (sheet.why, sheet.by, text in (sheet.new if change is added else sheet.old or ""))
        for sheet in record.corrections
    ]
    assert sheets == ([("核对了原件", "陈某", True)] if accept else [])


def test_what_is_left_outside_stays_in_the_log(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    added(other, case_id)
    one.sync.decide(asked(one, other).id, keep_ours=True)
    the_same(one, other, case_id)
    for desk in desks:
        assert any(
            "又吵起来了" in event.what or "又吵起来了" in str(event) for event in desk.timeline.of(case_id)
        )


def test_a_row_added_and_taken_back_elsewhere_is_nobody_s_question(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    item = other.cases.add_item(case_id, "visits", {"content": "记错了"})
    other.sync.run()
    other.cases.remove_item("visits", item)
    assert len(the_same(one, other, case_id).visits) == 1


def test_a_clause_of_a_binding_agreement_cannot_be_let_in(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.files.import_files([SAMPLES])
    case_id = one.cases.resolve("集福人调字〔2025〕第17号")
    settle(one, other)
    one.locking.lock(case_id)
    before = one.cases.record(case_id)
    other.cases.add_item(case_id, "agreement.clauses", {"text": "另加一条"})
    question = asked(one, other)
    with pytest.raises(RefusedValueError, match="协议已经生效"):
        one.sync.decide(question.id, keep_ours=False, because="对方要求")
    one.sync.decide(question.id, keep_ours=True)
    assert the_same(one, other, case_id).agreement == before.agreement


def test_no_decision_takes_the_effect_of_an_agreement_away(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.files.import_files([SAMPLES])
    case_id = one.cases.resolve("集福人调字〔2025〕第17号")
    settle(one, other)
    one.locking.lock(case_id)
    before = one.cases.record(case_id)
    assert before.agreement is not None
    signed = "agreement.agreed_date" if before.agreement.form == "口头" else "agreement.party_sign_date"
    other.cases.save(case_id, {signed: None})
    settle(one, other)
    for question in one.sync.differences():
        with pytest.raises(RefusedValueError, match="没有改动"):
            one.sync.decide(question.id, keep_ours=False, because="没有签")
    for question in one.sync.differences():
        one.sync.decide(question.id, keep_ours=True)
    assert the_same(one, other, case_id).agreement == before.agreement


def test_accepting_a_field_that_came_after_the_lock_writes_a_sheet(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    other.cases.save(case_id, {"intake.brief": "为地界和排水争执"})
    question = asked(one, other)
    assert (question.ours_because, question.theirs_because) == (False, True)
    with pytest.raises(LockedCaseError):
        one.sync.decide(question.id, keep_ours=False, because=" ")
    one.sync.decide(question.id, keep_ours=False, because="另一台写得对")
    record = the_same(one, other, case_id)
    (sheet,) = record.corrections
    assert (sheet.path, sheet.old, sheet.new) == ("intake.brief", "为地界争执", "为地界和排水争执")
    assert (sheet.what, sheet.why) == (one.trade.catalogue.label("intake.brief"), "另一台写得对")
    assert record.intake.brief == "为地界和排水争执"


@pytest.mark.parametrize("keep_ours", [True, False])
def test_of_two_values_in_a_locked_case_the_one_that_was_not_bound_needs_a_sheet(
    desks: tuple[Desk, Desk], keep_ours: bool
) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.cases.save(case_id, {"intake.place": "村东头"})
    other.cases.save(case_id, {"intake.place": "村西头"})
    other.sync.run()
    one.locking.lock(case_id)
    one.sync.run()
    (question,) = [q for desk in desks for q in desk.sync.differences()][:1]
    at = one if one.sync.differences() else other
    assert question.ours_because is not question.theirs_because
    assert question.theirs_because is (at is one)
    need = question.ours_because if keep_ours else question.theirs_because
    if need:
        with pytest.raises(LockedCaseError):
            at.sync.decide(question.id, keep_ours=keep_ours)
    at.sync.decide(question.id, keep_ours=keep_ours, because="去看过了" if need else None)
    chosen = question.ours if keep_ours else question.theirs
    record = the_same(one, other, case_id)
    assert record.intake.place == chosen
    assert [sheet.new for sheet in record.corrections] == ([chosen] if need else [])


def test_a_sheet_on_a_later_page_leaves_nothing_to_ask(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    settle(one, other)
    other.cases.save(case_id, {"intake.brief": "为排水争执"}, because="漏写")
    monkeypatch.setattr(push, "FIRST_SIZE", 1)  # each change a batch of its own, which a page never cuts
    other.sync.run()
    for name in ("FIRST_PAGE", "MAX_PAGE", "SMALLEST"):
        monkeypatch.setattr(pull, name, 1)
    seen: list[int] = []
    fetched = CountyClient.pull

    def fetch(client: CountyClient, **place: object) -> object:
        seen.append(len(one.sync.differences()))
        return fetched(client, **place)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(CountyClient, "pull", fetch)
    one.sync.run()
    assert len(seen) >= 2, "one page held everything: the test tests nothing"
    assert sum(seen) == 0
    assert one.sync.differences() == []
    assert one.cases.record(case_id).intake.brief == "为排水争执"


def test_a_question_is_withdrawn_when_its_sheet_comes_in_a_later_round(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    settle(one, other)
    other.cases.save(case_id, {"intake.brief": "为排水争执"}, because="漏写")
    with monkeypatch.context() as cut:
        cut.setattr(push, "FIRST_SIZE", 1)
        sent, calls = CountyClient.push, []

        def once(client: CountyClient, *told: object, **more: object) -> object:
            calls.append(1)
            if len(calls) > 1:
                raise CountySilentError("断了。", "再试。")
            return sent(client, *told, **more)  # type: ignore[arg-type] # as it was called

        cut.setattr(CountyClient, "push", once)
        with pytest.raises(CountySilentError):
            other.sync.run()
    one.sync.run()
    assert [question.theirs for question in one.sync.differences()] == ["为排水争执"]
    other.sync.run()
    one.sync.run()
    assert one.sync.differences() == []
    record = the_same(one, other, case_id)
    assert record.intake.brief == "为排水争执"
    assert len(record.corrections) == 1


def test_a_late_scan_that_came_with_its_sheet_is_not_asked_about_and_one_without_is(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    early = scans.kept(tmp_path, "a.pdf", scans.pdf(1))
    other.materials.add(case_id, "performance", early)
    question = asked(one, other)
    assert (question.kind, "材料" in question.field) == ("added", True)
    one.sync.decide(question.id, keep_ours=True)
    settle(one, other)
    other.materials.add(
        case_id, "performance", scans.kept(tmp_path, "b.pdf", scans.pdf(2)), because="送达后签回"
    )
    record = the_same(one, other, case_id)
    assert [(len(record.materials), sheet.why) for sheet in record.corrections] == [(1, "送达后签回")]


def test_a_question_is_withdrawn_when_the_dossier_is_unlocked(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    case_id = known_to_both(one, other)
    one.locking.lock(case_id)
    added(other, case_id)
    asked(one, other)
    one.locking.unlock(case_id)
    assert [visit.content for visit in the_same(one, other, case_id).visits] == ["双方都照办", "又吵起来了"]
