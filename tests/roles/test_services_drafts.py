"""Starting, saving and setting aside the open version of a guide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts.models import AuditEntry
from roles.models import GuideVersion
from roles.services import (
    OpenVersionExistsError,
    ServiceRefusedError,
    StaleVersionError,
    drafts,
    save_draft,
    set_aside,
    start_draft,
    withdraw,
)
from tests.factories import (
    DraftCandidateFactory,
    GuideSkillFactory,
    GuideVersionFactory,
    RoleFactory,
    UserFactory,
    publish_role,
    publish_thin,
)

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db

# Columns of a version that say what it is, not what it says.
OF_THE_VERSION_ITSELF = {
    "id", "role", "number", "state", "based_on", "lock_version", "author", "change_note",
    "publish_at", "expires_at", "published_at", "quality", "created_at", "updated_at",
}  # fmt: skip
PARTS = [
    model
    for model in apps.get_app_config("roles").get_models()
    if any(field.name == "version" and field.related_model is GuideVersion for field in model._meta.get_fields())
]


def rows_of(model: type[models.Model], version: GuideVersion) -> list[dict[str, Any]]:
    """Every row of a part without its id and version; many-to-many as keys or slugs."""
    names = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "version")]
    rows = []
    for row in model._default_manager.filter(version=version).order_by("position", "pk"):
        told = {name: getattr(row, name) for name in names}
        for field in model._meta.many_to_many:
            told[field.name] = {getattr(other, "key", other.pk) for other in getattr(row, field.name).all()}
        rows.append(told)
    return rows


# --- start_draft -----------------------------------------------------------------------


def test_every_model_that_belongs_to_a_version_is_copied() -> None:
    assert set(drafts.PARTS) == set(PARTS)


def test_every_column_of_a_version_is_either_copied_or_its_own() -> None:
    columns = {field.name for field in GuideVersion._meta.concrete_fields}
    copied = {name.removesuffix("_id") for name in drafts._COPIED}
    assert copied | OF_THE_VERSION_ITSELF == columns
    assert not copied & OF_THE_VERSION_ITSELF


def test_a_draft_of_a_live_guide_is_a_full_copy_with_the_keys_of_its_rows() -> None:
    other = publish_role()
    role = publish_role(relations=[other], estimate={"level": "mid", "note": "Two surveys."})
    live, by = role.live_version, UserFactory()
    assert live is not None
    DraftCandidateFactory(version=live, decision="kept", decided_at=timezone.now(), decided_by=by, written=["x"])
    draft = start_draft(role=role, by=by)

    assert (draft.number, draft.state, draft.based_on, draft.author) == (2, "draft", live, by)
    assert (draft.published_at, draft.change_note, draft.lock_version) == (None, "", 1)
    for name in drafts._COPIED:
        assert getattr(draft, name) == getattr(live, name), name
    for model in PARTS:
        copied = rows_of(model, draft)
        assert copied
        assert copied == rows_of(model, live), model
    ids = {step.pk for step in draft.steps.all()}
    assert {step.pk for copied in draft.steps.all() for step in copied.requires.all()} < ids


def test_changing_a_draft_leaves_the_live_rows_alone() -> None:
    role = publish_role()
    live = role.live_version
    assert live is not None
    before = {model: rows_of(model, live) for model in PARTS}
    draft = start_draft(role=role, by=None)
    draft.steps.all().delete()
    draft.skills.update(note="changed")
    draft.levels.first().delete()
    assert {model: rows_of(model, live) for model in PARTS} == before


def test_a_new_role_gets_an_empty_draft_with_its_working_name() -> None:
    role = RoleFactory(title="Data Planner", plural="Data Planners", article="a")
    draft = start_draft(role=role, by=None)
    assert (draft.number, draft.based_on, draft.author) == (1, None, None)
    assert (draft.title, draft.plural, draft.article, draft.domain) == (
        "Data Planner",
        "Data Planners",
        "a",
        role.domain,
    )
    assert draft.overview == ""
    assert not any(model._default_manager.filter(version=draft).exists() for model in PARTS)


def test_an_older_version_is_restored_as_a_draft_on_top_of_the_live_one() -> None:
    role = publish_role(overview="The first text.")
    first = role.live_version
    second = start_draft(role=role, by=None)
    second.overview = "The second text."
    second.save()
    second.skills.all().delete()
    GuideSkillFactory(version=second)
    publish_thin(second)

    restored = start_draft(role=role, by=None, from_version=first)
    assert (restored.number, restored.overview) == (3, "The first text.")
    assert restored.based_on_id == second.pk
    assert restored.skills.count() == 3
    publish_thin(restored)
    role.refresh_from_db()
    assert role.live_version == restored


def test_a_draft_of_a_withdrawn_guide_starts_from_the_version_withdrawn_last() -> None:
    role = publish_role(overview="The first text.")
    first = role.live_version
    withdraw(role=role, by=None)
    second = start_draft(role=role, by=None)
    assert (second.overview, second.based_on, second.skills.count()) == ("The first text.", first, 3)
    second.overview = "The second text."
    second.save()
    publish_thin(second)
    withdraw(role=role, by=None)
    third = start_draft(role=role, by=None)
    assert (third.overview, third.based_on) == ("The second text.", second)


def test_a_withdrawn_guide_is_restored_from_its_last_version() -> None:
    role = publish_role()
    last = role.live_version
    withdraw(role=role, by=None)
    restored = start_draft(role=role, by=None, from_version=last)
    assert (restored.based_on, restored.number) == (last, 2)
    publish_thin(restored)
    role.refresh_from_db()
    assert role.live_version == restored


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled"])
def test_a_second_open_version_is_refused_and_the_first_is_named(state: str) -> None:
    role = RoleFactory()
    first = GuideVersionFactory(role=role, state=state)
    with pytest.raises(OpenVersionExistsError, match="Version 1 is open already") as refused:
        start_draft(role=role, by=None)
    assert refused.value.version == first
    assert role.versions.count() == 1
    assert actions() == []


@pytest.mark.parametrize("state", ["set_aside"])
def test_a_version_set_aside_leaves_room_for_another_and_keeps_its_number(state: str) -> None:
    role = RoleFactory()
    GuideVersionFactory(role=role, state=state)
    assert start_draft(role=role, by=None).number == 2


def test_starting_a_draft_is_recorded_with_what_was_copied() -> None:
    role, by = publish_role("data-planner"), UserFactory()
    draft = start_draft(role=role, by=by)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.subject_id) == (by, "guide.start_draft", str(draft.pk))
    assert entry.detail == {"role": "data-planner", "number": 2, "copied": 1}


@pytest.mark.parametrize("place", ["record", "_copy_parts"])
def test_a_draft_that_fails_half_way_leaves_nothing(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role()
    before = actions()
    break_at(drafts, place)
    with pytest.raises(BrokenError):
        start_draft(role=role, by=None)
    assert role.versions.count() == 1
    assert actions() == before


# --- save_draft ------------------------------------------------------------------------


def test_a_save_moves_the_lock_on_and_is_recorded() -> None:
    version, by = GuideVersionFactory(), UserFactory()
    assert save_draft(version=version, lock_version=1, by=by) == 2
    assert save_draft(version=version, lock_version=2, by=by) == 3
    version.refresh_from_db()
    assert version.lock_version == 3
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action, entry.detail) == (by, "guide.save_draft", {"lock_version": 3})
    assert actions() == ["guide.save_draft"] * 2


@pytest.mark.parametrize("lock_version", [0, 1, 3])
def test_a_save_of_a_version_that_somebody_saved_since_is_refused(lock_version: int) -> None:
    version = GuideVersionFactory(lock_version=2)
    with pytest.raises(StaleVersionError, match="Somebody else saved"):
        save_draft(version=version, lock_version=lock_version, by=None)
    version.refresh_from_db()
    assert version.lock_version == 2
    assert actions() == []


def test_a_save_of_a_version_that_is_no_longer_open_is_refused() -> None:
    version = GuideVersionFactory(state="set_aside")
    with pytest.raises(ServiceRefusedError, match="no longer open"):
        save_draft(version=version, lock_version=1, by=None)
    assert actions() == []


def test_parts_are_numbered_from_one_in_the_order_they_stand() -> None:
    role = publish_role()
    draft = start_draft(role=role, by=None)
    last, *others = draft.skills.all()
    draft.skills.filter(pk=last.pk).update(position=900)
    drafts.renumber(draft)
    assert list(draft.skills.all()) == [*others, last]
    for model in PARTS:
        positions = [row["position"] for row in rows_of(model, draft)]
        assert positions == list(range(1, len(positions) + 1)), model


# --- set_aside -------------------------------------------------------------------------


def test_a_version_set_aside_stays_in_the_history_and_is_closed_once() -> None:
    version, by = GuideVersionFactory(), UserFactory()
    assert set_aside(version=version, by=by).state == "set_aside"
    assert set_aside(version=version, by=by).state == "set_aside"
    version.refresh_from_db()
    assert version.state == "set_aside"
    assert actions() == ["guide.set_aside"]
    assert AuditEntry.objects.get().actor == by


def test_a_published_version_cannot_be_set_aside() -> None:
    role = publish_role()
    before = actions()
    with pytest.raises(ServiceRefusedError, match="Only an open version"):
        set_aside(version=role.live_version, by=None)
    role.refresh_from_db()
    assert role.live_version is not None
    assert role.live_version.state == "published"
    assert actions() == before


def test_setting_aside_and_its_record_are_one(break_at: Callable[[Any, str], None]) -> None:
    version = GuideVersionFactory()
    break_at(drafts, "record")
    with pytest.raises(BrokenError):
        set_aside(version=version, by=None)
    version.refresh_from_db()
    assert version.state == "draft"


def test_another_roles_version_is_not_copied() -> None:
    role, other = publish_role("data-planner"), publish_role("risk-planner")
    with pytest.raises(ServiceRefusedError, match="belongs to another role"):
        start_draft(role=role, by=None, from_version=other.live_version)
    assert not role.versions.open().exists()
