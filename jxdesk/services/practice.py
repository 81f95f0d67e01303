"""The practice desk's people and township: those the sample cases speak of, so that practice feels whole."""

from __future__ import annotations

from jxdesk.services.office import OfficeService

TOWNSHIP = "230521100"
PEOPLE = (
    ("陈某", ("人民调解员",)),
    ("刘某某", ("人民调解员",)),
    ("周某", ("记录人", "登记人")),
)


def seed_practice(office: OfficeService) -> None:
    """Settle a new practice desk in 福利镇 with the sample people; 周某 sits at the desk."""
    office.settle(TOWNSHIP)
    for name, roles in PEOPLE:
        person = office.add_person(name, roles)
    office.sit_down(person.id)
