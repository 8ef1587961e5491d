"""Rows that documents print are saved and deleted with their documents and a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import ProtectedError

from accounts.models import AuditEntry
from roles import documents
from roles.models import CallToAction, Domain, RoleDocument, Skill
from roles.services import ServiceRefusedError, delete_row, rows, save_row
from tests.factories import (
    CallToActionFactory,
    DomainFactory,
    RoadmapStepFactory,
    SkillFactory,
    UserFactory,
    publish_role,
)

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db


def test_a_changed_skill_is_printed_by_every_guide_that_names_it_and_recorded_without_values() -> None:
    role, by = publish_role(skills=["planning"]), UserFactory()
    skill = Skill.objects.get(slug="planning")
    skill.name = "Planning ahead"
    save_row(row=skill, changed=["name"], by=by)
    assert RoleDocument.objects.get(role=role).skill_names == ["Planning ahead"]
    assert documents.differing() == []
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.subject_id) == (by, "skill.change", str(skill.pk))
    assert entry.detail == {"fields": ["name"]}


def test_only_the_changed_columns_are_written_so_that_an_old_form_undoes_nothing() -> None:
    stale = DomainFactory(name="Old", summary="Old")
    Domain.objects.filter(pk=stale.pk).update(summary="New")
    stale.name = "Renamed"
    save_row(row=stale, changed=["name"], by=None)
    kept = Domain.objects.get(pk=stale.pk)
    assert (kept.name, kept.summary) == ("Renamed", "New")


def test_a_new_row_is_added_and_recorded() -> None:
    role = publish_role()
    call = CallToActionFactory.build(role=role, headline="Become one")
    save_row(row=call, changed=["headline"], by=None)
    assert RoleDocument.objects.get(role=role).facts["calls"][0]["headline"] == "Become one"
    assert actions()[-1] == "calltoaction.add"
    assert documents.differing() == []


def test_a_call_that_moves_to_another_role_leaves_the_first_ones_guide() -> None:
    first, second = publish_role(), publish_role()
    call = CallToActionFactory(role=None, headline="Become one")
    documents.refresh({first.pk, second.pk})
    call.role = first
    save_row(row=call, changed=["role"], by=None)
    call.role = second
    save_row(row=call, changed=["role"], by=None)
    calls = [RoleDocument.objects.get(role=role).facts["calls"] for role in (first, second)]
    assert [len(each) for each in calls] == [0, 1]
    assert documents.differing() == []


def test_a_deleted_call_is_gone_from_the_guide_and_recorded_by_name() -> None:
    role, by = publish_role(), UserFactory()
    call = CallToActionFactory(role=role)
    documents.refresh({role.pk})
    name = str(call)
    delete_row(row=call, by=by)
    assert RoleDocument.objects.get(role=role).facts["calls"] == []
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.detail) == (by, "calltoaction.delete", {"name": name})


def test_a_row_that_a_guide_uses_cannot_be_deleted_and_nothing_is_recorded() -> None:
    role = publish_role(skills=["planning"], steps=0)
    before = actions()
    for row in (Skill.objects.get(slug="planning"), role.domain):
        with pytest.raises(ProtectedError):
            delete_row(row=row, by=None)
    assert actions() == before
    assert documents.differing() == []


def test_a_skill_that_only_a_roadmap_step_builds_cannot_be_deleted_either() -> None:
    skill = SkillFactory()
    RoadmapStepFactory().skills.add(skill)
    with pytest.raises(ServiceRefusedError, match="roadmap step"):
        delete_row(row=skill, by=None)
    assert Skill.objects.filter(pk=skill.pk).exists()
    assert actions() == []
    unused = SkillFactory()
    delete_row(row=unused, by=None)
    assert not Skill.objects.filter(slug=unused.slug).exists()


@pytest.mark.parametrize("place", ["record", "documents.refresh"])
def test_a_change_its_documents_and_its_record_are_one(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role()
    call = CallToActionFactory(role=role, headline="Before")
    before = actions()
    break_at(rows if place == "record" else documents, place.rpartition(".")[2])
    call.headline = "After"
    with pytest.raises(BrokenError):
        save_row(row=call, changed=["headline"], by=None)
    with pytest.raises(BrokenError):
        delete_row(row=call, by=None)
    assert CallToAction.objects.get().headline == "Before"
    assert actions() == before
