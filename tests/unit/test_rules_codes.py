"""Dictionaries: what they offer, what they recognise, and that the samples use their words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules.codes import Codes

SAMPLES = Path(__file__).parents[1] / "data" / "sample_cases.json"


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes.from_toml(read_resource("codes", "dictionaries.toml"))


def test_the_statistics_have_eighteen_types_today(codes: Codes) -> None:
    assert len(codes.words("dispute_type", date(2026, 1, 1))) == 18
    assert codes.words("dispute_type", date(2026, 1, 1)) == codes.words("dispute_type")


def test_a_retired_type_is_recognised_and_mapped_but_no_longer_offered(codes: Codes) -> None:
    entry = codes.dictionary("dispute_type").find("劳动争议纠纷")
    assert entry is not None
    assert entry.map_to == "11"
    assert "劳动争议纠纷" not in codes.words("dispute_type", date(2026, 1, 1))
    assert "劳动争议纠纷" in codes.words("dispute_type", date(2015, 1, 1))


def test_a_value_outside_a_list_earns_a_warning_and_one_inside_does_not(codes: Codes) -> None:
    warning = codes.warning("dispute_type", "知识产权纠纷")
    assert warning is not None
    assert "知识产权纠纷" in warning
    assert codes.warning("dispute_type", "邻里纠纷") is None
    assert codes.warning("dispute_type", None) is None


def test_another_spelling_means_the_same_entry(codes: Codes) -> None:
    dictionary = codes.dictionary("nation")
    assert dictionary.find("汉") == dictionary.find("汉族")


def test_a_risk_is_stored_by_code_and_printed_by_word(codes: Codes) -> None:
    assert codes.dictionary("risk").word("weapon").startswith("动了刀具")
    assert codes.dictionary("risk").word("unheard-of") == "unheard-of"


def test_every_risk_proposes_a_known_level(codes: Codes) -> None:
    levels = codes.words("response_level")
    assert {entry.level for entry in codes.dictionary("risk").entries} <= set(levels)


def test_local_nations_come_first_and_all_are_there(codes: Codes) -> None:
    words = codes.words("nation")
    assert words[:4] == ("汉族", "满族", "朝鲜族", "回族")
    assert len([w for w in words if w.endswith("族")]) == 56


def test_every_retired_entry_maps_to_an_existing_code(codes: Codes) -> None:
    for name in codes.names:
        dictionary = codes.dictionary(name)
        for entry in dictionary.entries:
            if entry.map_to is not None:
                target = dictionary.find(entry.map_to)
                assert target is not None, (name, entry.code)
                assert target.valid_to is None


def test_the_words_of_the_samples_are_in_the_lists(codes: Codes) -> None:
    used: list[tuple[str, Any]] = []
    for case in json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"]:
        used += [("dispute_type", case["dispute_type"]), ("source_form", case["source"]["form_option"])]
        used += [("source_stat", case["source"]["stat_option"]), ("channel", case["source"]["received_via"])]
        used += [("difficulty", case["difficulty"]), ("mode", case["mode"])]
        used += [("public_hearing", case["public_hearing"]), ("retention", case["dossier"]["retention"])]
        used += [("mediator_role", m["role"]) for m in case["mediators"]]
        used += [("chosen_by", m["chosen_by"]) for m in case["mediators"]]
        for party in case["parties"]:
            used += [("party_role", party["role"]), ("party_kind", party["kind"])]
            used += [("sex", party.get("sex")), ("nation", party.get("nation"))]
            used += [("sign_mode", party["sign_mode"]), ("capacity", party.get("capacity"))]
        for agent in case["agents"]:
            used += [("authority", agent["authority"])] + [("agent_power", p) for p in agent["powers"]]
        used += [("mediation_result", m["result"]) for m in case["mediations"]]
        used += [("visit_method", v["method"]) for v in case["visits"]]
        used += [("agreement_form", case["agreement"]["form"])]
        used += [("acceptance_trigger", case["acceptance"]["trigger"])]
        used += [("clause_type", c["type"]) for c in case["agreement"]["clauses"]]
        for clause in case["agreement"]["clauses"]:
            used += [("payment_method", p["method"]) for p in clause.get("payments", [])]
        used += [("confirmation_intention", case["agreement"]["judicial_confirmation"]["intention"])]
    assert len(used) > 100
    assert [pair for pair in used if codes.warning(*pair)] == []


def test_a_code_that_is_there_twice_is_refused() -> None:
    twice = '[a]\ntitle="甲"\nsource="乙"\nentries=[{code="1",word="x"},{code="1",word="y"}]'
    with pytest.raises(UserError, match="出现了两次"):
        Codes.from_toml(twice)


def test_a_broken_file_names_the_place() -> None:
    with pytest.raises(UserError, match="字典文件有误"):
        Codes.from_toml('[a]\ntitle="甲"\nentries=[]')
