"""How many guides ask for a skill: kept with the documents, and whichever way it is counted, the same."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q

from roles import skill_counts
from roles.models import DocumentSkill, RoleDocument, SkillCount
from roles.selectors.skill_facet import count_skills
from roles.services import start_draft, withdraw
from tests.factories import make_scale, publish_role, publish_thin

pytestmark = pytest.mark.django_db


def kept() -> dict[str, int]:
    return dict(SkillCount.objects.values_list("slug", "guides"))


def test_counts_follow_what_is_published_changed_and_withdrawn() -> None:
    role = publish_role("data-planner", skills=("planning", "risk"))
    publish_role("risk-planner", skills=("risk",))
    assert kept() == {"planning": 1, "risk": 2}
    draft = start_draft(role=role, by=None)
    draft.skills.filter(skill__slug="risk").delete()
    assert kept() == {"planning": 1, "risk": 2}, "a draft counts for nothing"
    publish_thin(draft)
    assert kept() == {"planning": 1, "risk": 1}
    withdraw(role=role, by=None)
    assert kept() == {"risk": 1}
    assert skill_counts.differing() == []


@pytest.mark.parametrize("spoiled", [{"guides": 7}, {"words": " law "}, None], ids=["wrong", "misnamed", "missing"])
def test_the_check_fails_and_names_the_skill_and_a_rebuild_mends_it(spoiled: dict[str, Any] | None) -> None:
    publish_role("data-planner", skills=("planning", "risk"))
    row = SkillCount.objects.filter(slug="risk")
    row.update(**spoiled) if spoiled else row.delete()
    SkillCount.objects.create(slug="left-over", guides=1)
    with pytest.raises(CommandError, match="2 skills are counted or named otherwise: left-over, risk"):
        call_command("rebuild_documents", "--check", stdout=StringIO())
    call_command("rebuild_documents", stdout=StringIO())
    assert kept() == {"planning": 1, "risk": 1}


@pytest.mark.parametrize("most", [0, 1, 20, 29, 30])
def test_many_guides_are_counted_by_those_that_are_left_out(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    make_scale(30)
    monkeypatch.setattr("roles.selectors.skill_facet.MANY", 10)
    slugs = list(RoleDocument.objects.order_by("-slug").values_list("slug", flat=True)[:most])
    guides = RoleDocument.objects.filter(Q(slug__in=slugs))
    rows = DocumentSkill.objects.filter(document__slug__in=slugs).order_by()
    assert count_skills(guides, most) == dict(rows.values_list("slug").annotate(count=Count("pk")))
