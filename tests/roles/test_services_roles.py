"""A role's address, its official occupations, its redirects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from roles import documents
from roles.models import Role, RoleDocument, RoleOccupation, RoleRedirect
from roles.selectors.guides import find_moved
from roles.services import NotDetailedError, match_occupations, rename_role, save_row
from roles.services import roles as roles_service
from tests.factories import (
    OccupationFactory,
    OnetOccupationFactory,
    RoleFactory,
    RoleRedirectFactory,
    official_occupation,
    publish_role,
    staff_in,
)

from .trail import BrokenError, actions

pytestmark = pytest.mark.django_db


# --- rename ----------------------------------------------------------------------------


def test_a_renamed_role_has_its_new_address_and_the_old_one_leads_there() -> None:
    role, by = publish_role("data-planner"), staff_in("Publisher")
    renamed = rename_role(role=role, slug="data-scheduler", by=by)
    assert renamed.slug == "data-scheduler"
    assert find_moved("data-planner") == "data-scheduler"
    assert find_moved("data-scheduler") is None
    assert RoleDocument.objects.get(role=role).slug == "data-scheduler"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action) == (by, "role.rename")
    assert entry.detail == {"old": "data-planner", "new": "data-scheduler"}
    assert documents.differing() == []


def test_guides_that_relate_to_a_renamed_role_name_its_new_address() -> None:
    role = publish_role("data-planner")
    other = publish_role(relations=[role])
    rename_role(role=role, slug="data-scheduler", by=None)
    assert [relation["slug"] for relation in RoleDocument.objects.get(role=other).facts["relations"]] == [
        "data-scheduler"
    ]
    assert documents.differing() == []


def test_every_former_address_leads_straight_to_the_present_one() -> None:
    role = publish_role("a")
    rename_role(role=role, slug="b", by=None)
    rename_role(role=role, slug="c", by=None)
    assert (find_moved("a"), find_moved("b"), find_moved("c")) == ("c", "c", None)
    assert set(RoleRedirect.objects.values_list("old_slug", flat=True)) == {"a", "b"}


def test_a_role_that_takes_its_old_address_back_makes_no_circle() -> None:
    role = publish_role("a")
    rename_role(role=role, slug="b", by=None)
    rename_role(role=role, slug="a", by=None)
    assert (find_moved("a"), find_moved("b")) == (None, "a")
    assert list(RoleRedirect.objects.values_list("old_slug", flat=True)) == ["b"]


def test_an_address_that_leads_to_another_role_is_taken() -> None:
    first, second = publish_role("a", title="First"), publish_role("b")
    rename_role(role=first, slug="c", by=None)
    new = RoleFactory.build(slug="a", domain=first.domain)
    before = actions()
    with pytest.raises(ValidationError, match="was an address of “First” and still leads there"):
        rename_role(role=second, slug="a", by=None)
    with pytest.raises(ValidationError, match="was an address of “First” and still leads there"):
        save_row(row=new, changed=["slug"], by=None)
    assert (find_moved("a"), find_moved("b")) == ("c", None)
    assert actions() == before


def test_a_role_that_has_another_roles_former_address_already_keeps_it() -> None:
    role = RoleRedirectFactory(old_slug="a").role
    there = RoleFactory(slug="a")
    there.full_clean()
    assert rename_role(role=role, slug="b", by=None).slug == "b"
    assert Role.objects.get(slug="a") == there


def test_renaming_to_the_same_address_changes_nothing() -> None:
    role = publish_role("a")
    before = actions()
    assert rename_role(role=role, slug="a", by=None) == role
    rename_role(role=role, slug="b", by=None)
    rename_role(role=role, slug="b", by=None)
    assert actions() == [*before, "role.rename"]


@pytest.mark.parametrize(
    "slug", ["", "Upper", "a b", "a!", "a/../x", "مرحبا", "a-vs-b", "a--b", "-a-", "taken", "x" * 81]
)
def test_an_address_that_is_malformed_or_taken_is_refused_and_nothing_changes(slug: str) -> None:
    RoleFactory(slug="taken")
    role = publish_role("a")
    before = actions()
    with pytest.raises(ValidationError) as refused:
        rename_role(role=role, slug=slug, by=None)
    assert refused.value.messages
    role.refresh_from_db()
    assert role.slug == "a"
    assert not RoleRedirect.objects.exists()
    assert actions() == before


@pytest.mark.parametrize("group", ["Editor", "Marketing"])
def test_only_publishers_may_rename(group: str) -> None:
    role = publish_role("a")
    with pytest.raises(PermissionDenied):
        rename_role(role=role, slug="b", by=staff_in(group))
    role.refresh_from_db()
    assert role.slug == "a"


@pytest.mark.parametrize("place", ["record", "documents.refresh"])
def test_a_rename_its_redirect_and_its_record_are_one(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role("a")
    before = actions()
    break_at(roles_service if place == "record" else documents, place.rpartition(".")[2])
    with pytest.raises(BrokenError):
        rename_role(role=role, slug="b", by=None)
    role.refresh_from_db()
    assert role.slug == "a"
    assert not RoleRedirect.objects.exists()
    assert actions() == before


# --- occupations -----------------------------------------------------------------------


def test_occupations_stand_in_the_order_given_and_change_the_headline() -> None:
    role, by = publish_role(), staff_in("Publisher")
    first = official_occupation(title="First Specialists", wage={"median": 90_000})
    second = official_occupation(title="Second Specialists", wage={"median": 95_000})
    rows = match_occupations(
        role=role, matches=[(first, "editorial", "Nearest."), (second, "exact", "The same title.")], by=by
    )
    assert [(row.occupation, row.match, row.basis) for row in role.occupations.all()] == [
        (first, "editorial", "Nearest."),
        (second, "exact", "The same title."),
    ]
    assert [row.pk for row in rows] == [row.pk for row in role.occupations.all()]
    document = RoleDocument.objects.get(role=role)
    assert document.headline_amount == 95_000
    assert [occupation["title"] for occupation in document.facts["occupations"]] == [
        "First Specialists",
        "Second Specialists",
    ]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.action) == (by, "role.match_occupations")
    assert entry.detail == {"occupations": [first.code, second.code]}
    assert documents.differing() == []


def test_an_equal_list_changes_nothing_and_a_new_order_does() -> None:
    role, one, two = RoleFactory(), OccupationFactory(), OccupationFactory()
    matches = [(one, "exact", "a"), (two, "listed", "b")]
    first = match_occupations(role=role, matches=matches, by=None)
    assert match_occupations(role=role, matches=matches, by=None) == first
    assert actions() == ["role.match_occupations"]
    match_occupations(role=role, matches=matches[::-1], by=None)
    assert [row.occupation for row in role.occupations.all()] == [two, one]
    assert len(actions()) == 2


def test_taking_every_occupation_away_leaves_the_guide_without_a_figure() -> None:
    role = publish_role()
    match_occupations(role=role, matches=[], by=None)
    document = RoleDocument.objects.get(role=role)
    assert (document.headline_amount, document.facts["pay"]["refusal"]) == (None, "no_occupation")
    assert documents.differing() == []


def test_roles_that_shared_the_old_or_share_the_new_occupation_are_told() -> None:
    shared_old, shared_new = publish_role(), publish_role()
    role = publish_role(occupation=shared_old.occupations.get().occupation)
    match_occupations(role=role, matches=[(shared_new.occupations.get().occupation, "exact", "")], by=None)

    def told(other: Any) -> str:
        return RoleDocument.objects.get(role=other).facts["occupations"][0]["specificity"]

    assert (told(shared_old), told(shared_new)) == ("own", "shared")
    assert documents.differing() == []


@pytest.mark.parametrize("match", ["guess", ""])
def test_an_unknown_match_or_a_double_occupation_is_refused_in_whole(match: str) -> None:
    role = publish_role()
    kept = list(RoleOccupation.objects.values())
    one, two = OccupationFactory(), OccupationFactory()
    for matches in ([(one, "exact", ""), (two, match, "")], [(one, "exact", ""), (one, "listed", "")]):
        with pytest.raises(IntegrityError), transaction.atomic():
            match_occupations(role=role, matches=matches, by=None)
    assert list(RoleOccupation.objects.values()) == kept


@pytest.mark.parametrize("level", ["total", "major", "minor", "broad", "onet"])
def test_only_detailed_occupations_stand_for_roles(level: str) -> None:
    role = RoleFactory()
    group = OnetOccupationFactory() if level == "onet" else OccupationFactory(level=level)
    with pytest.raises(NotDetailedError, match=group.code):
        match_occupations(role=role, matches=[(group, "exact", "")], by=None)
    assert not role.occupations.exists()
    match_occupations(role=role, matches=[(OccupationFactory(level="detailed"), "exact", "")], by=None)
    assert role.occupations.exists()


@pytest.mark.parametrize("group", ["Editor", "Marketing"])
def test_only_publishers_may_match(group: str) -> None:
    role = RoleFactory()
    with pytest.raises(PermissionDenied):
        match_occupations(role=role, matches=[(OccupationFactory(), "exact", "")], by=staff_in(group))
    assert not role.occupations.exists()
    assert actions() == []


@pytest.mark.parametrize("place", ["record", "documents.refresh"])
def test_a_match_and_its_record_are_one(place: str, break_at: Callable[[Any, str], None]) -> None:
    role = publish_role()
    kept, before = list(role.occupations.values()), actions()
    break_at(roles_service if place == "record" else documents, place.rpartition(".")[2])
    with pytest.raises(BrokenError):
        match_occupations(role=role, matches=[], by=None)
    assert list(role.occupations.values()) == kept
    assert actions() == before
