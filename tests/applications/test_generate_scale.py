"""``generate_scale``: synthetic rows only where nobody reads, and nothing leaves the house for them."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from careers.outbox.models import OutboxEvent
from roles import documents
from roles.applications.models import Application, ApplicationCase, ConsentEvent, Touch
from roles.models import RoleDocument
from tests.factories import ConsentTextFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words() -> None:
    """What applicants agree to: a migration writes it, and a test before this one may have emptied every table."""
    ConsentTextFactory()


def generate(*arguments: str) -> str:
    out = StringIO()
    call_command("generate_scale", *arguments, stdout=out)
    return out.getvalue()


def test_a_site_that_people_may_use_is_refused_unless_told_so(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        generate("--roles", "3")
    assert not RoleDocument.objects.exists()
    assert "3 roles and 0 applications" in generate("--roles", "3", "--yes")
    assert RoleDocument.objects.count() == 3
    assert documents.differing() == []


def test_applications_come_whole_and_nothing_is_sent(settings: Any) -> None:
    settings.DEBUG = True
    generate("--roles", "2", "--applications", "5")
    assert Application.objects.count() == ApplicationCase.objects.count() == 5
    assert ConsentEvent.objects.filter(act="given").count() == Touch.objects.filter(kind="submit").count() == 5
    assert all(address.endswith(".invalid") for address in Application.objects.values_list("email", flat=True))
    assert {row.role.slug for row in Application.objects.select_related("role")} == {"scale-0000", "scale-0001"}
    received = list(Application.objects.order_by("pk").values_list("received_at", flat=True))
    assert received == sorted(received)
    assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize("arguments", [("--roles", "0"), ("--roles", "-1"), ("--roles", "1", "--applications", "-1")])
def test_a_number_that_cannot_be_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="at least"):
        generate(*arguments, "--yes")


def test_a_second_time_is_refused_and_changes_nothing() -> None:
    generate("--roles", "2", "--yes")
    with pytest.raises(CommandError, match="already"):
        generate("--roles", "2", "--yes")
    assert RoleDocument.objects.count() == 2
