"""The questions a step's form asks, and which fields answer each; fields no question names follow in a last card.

The chart decides which fields a step has; this file only puts them under headings, so a chart from the
county that moves a field needs no change here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxdesk.flow.definition import Node


@dataclass(frozen=True)
class Group:
    """One card: a question and the paths of its fields."""

    question: str
    paths: tuple[str, ...]
    orally: str = ""
    """The question where the agreement is an oral one, if it is another."""


_QUESTIONS: dict[str, tuple[Group, ...]] = {
    "intake": (
        Group("怎么来的？", ("source.", "intake.first_")),
        Group("在哪儿、什么事？", ("intake.", "dispute_", "title")),
    ),
    "triage": (Group("归哪里办，谁来调？", ("intake.", "committee.")),),
    "screening": (
        Group(
            "能不能收？",
            ("screening.exclusive_", "screening.already_", "screening.civil_", "screening.jurisdiction"),
        ),
        Group(
            "有没有危险？",
            (
                "screening.crime_",
                "screening.domestic_",
                "screening.minor_",
                "screening.no_capacity_",
                "screening.elder_",
                "intake.risk_",
            ),
        ),
        Group("怎么定？", ("screening.decision", "screening.note")),
        Group("派出所也在办这件事吗？（没有就空着）", ("security_case.",)),
    ),
    "acceptance": (
        Group("申请书怎么写？", ("application.",)),
        Group("要书面通知吗？", ("acceptance.notice_",)),
        Group("各方都愿意调吗？", ("acceptance.",)),
    ),
    "assignment": (Group("急不急，交给谁？", ("intake.", "difficulty")),),
    "rights_notice": (Group("告知到了吗？", ("rights_notice.",)),),
    "mediators": (
        Group("谁来调？", ("mediators", "recorder", "registrar", "public_hearing")),
        Group("有人要求换调解员吗？", ("rights_notice.",)),
    ),
    "guidance": (Group("请到哪里去办？", ()),),
    "report": (Group("报给谁了？", ()),),
    "refusal": (
        Group("为什么不能收？", ("screening.", "refusal.")),
        Group("别处转来的，反馈了吗？", ("source.feedback_",)),
    ),
    "replacement": (
        Group("谁要求换，为什么？", ("rights_notice.recusal_",)),
        Group("换成谁？", ()),
    ),
    "mediation": (Group("调的结果怎样？", ("mode",)),),
    "written": (
        Group("什么事，谁有什么责任？", ("agreement.form", "agreement.facts", "agreement.responsibility")),
        Group("怎么履行，一共多少？", ("agreement.",)),
        Group("是替代以前的协议吗？（不是就空着）", ("supersedes",)),
    ),
    "oral": (
        Group("什么事，谁有什么责任？", ("agreement.form", "agreement.facts", "agreement.responsibility")),
        Group("怎么履行，哪天说成的？", ("agreement.",)),
    ),
    "effect": (Group("三样齐了吗？", ("agreement.",), orally="哪天说成的，登记表签了、盖章了吗？"),),
    "confirmation": (Group("去不去法院确认？", ()),),
    "performance": (
        Group("履行得怎样？", ("agreement.", "statistics")),
        Group("请求派出所不予处罚吗？（不是治安案件就空着）", ("security_case.",)),
    ),
    "withdrawal": (Group("谁撤的，哪天撤的？", ()),),
    "termination": (Group("为什么终止，告知了什么？", ()),),
    "escalation": (Group("转到哪里？", ()),),
    "other_ways": (Group("告诉他还有哪几条路？", ()),),
    "closing": (
        Group("别处转来的，反馈了吗？", ("source.feedback_",)),
        Group("办成什么样了？", ()),
    ),
    "archive": (
        Group(
            "卷宗怎么归？",
            (
                "dossier.name",
                "dossier.filed_",
                "dossier.retention",
                "dossier.remark",
            ),
        ),
        Group("卷里缺什么、改过什么，谁检查的？", ("dossier.",)),
    ),
}


def groups_of(node: Node, single: Sequence[str]) -> tuple[Group, ...]:
    """The cards of a step. ``single`` are the step's paths that are one field, in the order of the chart."""
    left = list(single)
    made: list[Group] = []
    for group in _QUESTIONS.get(node.id, ()):
        mine = [path for path in left if not group.paths or path.startswith(group.paths)]
        left = [path for path in left if path not in mine]
        if mine:
            made.append(Group(group.question, tuple(mine), group.orally))
    if left:
        made.append(Group("" if made else node.title, tuple(left)))
    return tuple(made)
