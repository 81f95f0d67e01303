"""The catalogue of fields says exactly what the case record has, and names every path in words."""

from __future__ import annotations

import inspect
import types
import typing
from decimal import Decimal

import msgspec
import pytest

from jxdesk.errors import UserError
from jxdesk.paths import read_resource
from jxdesk.rules import case_record
from jxdesk.rules.codes import Codes
from jxdesk.rules.fields import TECHNICAL, Catalogue, Field

STRUCTS = {
    name: struct
    for name, struct in inspect.getmembers(case_record, inspect.isclass)
    if issubclass(struct, msgspec.Struct) and name != "Part" and struct.__module__ == case_record.__name__
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.from_toml(read_resource("codes", "fields.toml"))


def test_the_catalogue_and_the_record_name_the_same_types(catalogue: Catalogue) -> None:
    assert set(catalogue.parts) == set(STRUCTS)


@pytest.mark.parametrize("name", sorted(STRUCTS))
def test_the_catalogue_and_the_record_name_the_same_fields(catalogue: Catalogue, name: str) -> None:
    assert set(catalogue.parts[name].fields) == set(STRUCTS[name].__struct_fields__) - TECHNICAL


def _expected(kind: str) -> set[object]:
    head = kind.partition(":")[0]
    return {
        "text": {str},
        "long": {str},
        "day": {str},
        "moment": {str},
        "money": {Decimal},
        "int": {int},
        "bool": {bool},
        "words": {list[str]},
        "people": {list[str]},
        "pairs": {list[list[str]]},
        "choice": {str, int},
        "choices": {list[str]},
    }.get(head, set())


@pytest.mark.parametrize("name", sorted(STRUCTS))
def test_every_kind_agrees_with_the_type_that_holds_it(catalogue: Catalogue, name: str) -> None:
    hints = typing.get_type_hints(STRUCTS[name])
    for field_name, field in catalogue.parts[name].fields.items():
        declared = hints[field_name]
        if isinstance(declared, types.UnionType):
            declared = next(part for part in typing.get_args(declared) if part is not types.NoneType)
        if field.part:
            inner = typing.get_args(declared)[0] if field.kind.startswith("parts:") else declared
            assert inner is STRUCTS[field.part], (name, field_name)
        elif field.kind == "structured":
            assert typing.get_origin(declared) in {list, dict}, (name, field_name)
        else:
            assert declared in _expected(field.kind), (name, field_name, declared)


def test_every_choice_has_its_dictionary(catalogue: Catalogue) -> None:
    codes = Codes.from_toml(read_resource("codes", "dictionaries.toml"))
    used = {f.choices for part in catalogue.parts.values() for f in part.fields.values() if f.choices}
    asked_inside_structured_content = {"report_to"}  # screening.reports[].to
    assert used == set(codes.names) - asked_inside_structured_content


def test_numbers_phones_and_addresses_are_sensitive(catalogue: Catalogue) -> None:
    for part in catalogue.parts.values():
        for name, field in part.fields.items():
            if name in {"id_no", "phone", "account", "birth_date"}:
                assert field.sensitive, (part.title, name)


def test_a_path_is_told_in_words(catalogue: Catalogue) -> None:
    assert catalogue.label("parties[1].id_no") == "当事人第2位 证件号码"
    assert (
        catalogue.label("agreement.clauses[2].payments[0].due") == "调解协议 协议内容第3条 给付第1笔 付款期限"
    )
    assert catalogue.label("dossier.retention") == "卷宗 保管期限"


def test_a_path_that_names_nothing_stays_as_it_is(catalogue: Catalogue) -> None:
    assert catalogue.label("no.such[0].field") == "no.such[0].field"
    assert catalogue.at("no.such") is None
    assert catalogue.label("parties[x].name") == "parties[x].name"


def test_a_path_into_structured_content_ends_at_its_field(catalogue: Catalogue) -> None:
    assert catalogue.label("agreement.signatures.parties") == "调解协议 签名"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UserError, match="不认识的填法"):
        Catalogue.from_toml('[A]\ntitle="甲"\nfields.x={label="乙",kind="colour"}')


def test_a_field_knows_its_dictionary() -> None:
    assert Field(label="性别", kind="choice:sex").choices == "sex"
    assert Field(label="备注", kind="long").choices is None
