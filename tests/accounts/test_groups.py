"""Who may do what is the table in ``accounts.groups``; the database is made equal to it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from accounts import services
from accounts.groups import GROUPS
from accounts.services import sync_groups
from tests.factories import staff_in

pytestmark = pytest.mark.django_db

PERSONAL = ("application", "applicant", "applicationcase", "consentevent", "touch")


def permissions_of(group: str) -> set[str]:
    rows = Group.objects.get(name=group).permissions.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


def test_the_groups_get_exactly_the_permissions_of_the_table() -> None:
    counts = sync_groups()
    assert set(counts) == {"Editor", "Publisher", "Marketing", "Administrator"}
    for name, wanted in GROUPS.items():
        assert permissions_of(name) == wanted
        assert counts[name] == len(wanted)


def test_syncing_again_changes_nothing_and_takes_back_what_was_added_by_hand() -> None:
    sync_groups()
    strange = Permission.objects.get(codename="delete_application")
    Group.objects.get(name="Editor").permissions.add(strange)
    Group.objects.get(name="Publisher").permissions.clear()
    assert sync_groups() == sync_groups()
    assert {name: permissions_of(name) for name in GROUPS} == GROUPS


def test_a_permission_that_does_not_exist_is_refused_by_name_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {"Editor": frozenset({"roles.view_rloe", "roles.view_role", "rolls.add_role"})}
    monkeypatch.setattr(services, "GROUPS", wrong)
    with pytest.raises(ValueError, match=r"roles\.view_rloe, rolls\.add_role$"):
        sync_groups()
    assert not Group.objects.exists()


def test_editors_of_content_cannot_see_applicants_and_marketers_cannot_edit_pay_or_guides() -> None:
    for name in ("Editor", "Publisher"):
        assert not {permission for permission in GROUPS[name] if permission.startswith("applications.")}
    changing = {
        permission for permission in GROUPS["Marketing"] if permission.startswith("roles.") and "view" not in permission
    }
    assert changing == {"roles.add_calltoaction", "roles.change_calltoaction"}


def test_no_group_may_change_what_was_sent_or_what_was_recorded() -> None:
    every = set().union(*GROUPS.values())
    for model in ("application", "applicant", "consenttext", "consentevent", "touch"):
        assert not {f"applications.{action}_{model}" for action in ("add", "change", "delete")} & every
    for model in ("outbox.outboxevent", "outbox.deliveryattempt", "accounts.auditentry"):
        app, name = model.split(".")
        assert not {f"{app}.{action}_{name}" for action in ("add", "change", "delete")} & every


def test_only_publishers_and_administrators_may_publish_and_match() -> None:
    may = {name for name, permissions in GROUPS.items() if "roles.publish_guideversion" in permissions}
    match = {name for name, permissions in GROUPS.items() if "roles.match_roleoccupation" in permissions}
    assert may == match == {"Publisher", "Administrator"}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_member_of_a_group_has_its_permissions_and_no_others(group: str) -> None:
    assert staff_in(group).get_all_permissions() == GROUPS[group]
