"""The start page: true numbers, links to what they count, and queries that do not grow with the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from roles.admin.dashboard import MOST_DRAFTS, catalogue, deliveries, drafts, guides, reviews, waited
from roles.admin.gaps import count_gaps
from roles.models import GuideVersion, Role, WageRelease
from roles.services import start_draft, start_words, withdraw
from tests.factories import (
    OutboxEventFactory,
    RoleFactory,
    make_scale,
    official_occupation,
    publish_role,
    staff_in,
    superuser,
)

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


def reviewed(slug: str, days: int | None) -> Role:
    """A live guide that was reviewed so many days before TODAY."""
    role = publish_role(slug)
    changes = (
        {"reviewed_on": None, "reviewed_by": ""}
        if days is None
        else {"reviewed_on": (TODAY - timedelta(days=days)).date()}
    )
    GuideVersion.objects.filter(live_for=role).update(**changes)
    return role


def test_guides_are_counted_by_state(rf) -> None:
    publish_role("live")
    start_draft(role=publish_role("with-draft"), by=None)
    withdraw(role=publish_role("gone"), by=None)
    RoleFactory()
    counts = guides(rf.get("/"))["counts"]
    assert counts == {"live": 2, "withdrawn": 1, "never": 1, "drafts": 1}


@time_machine.travel(TODAY, tick=False)
def test_reviews_that_are_due_stand_never_reviewed_first_then_the_oldest(rf) -> None:
    for slug, days in (("fresh", 364), ("old", 400), ("older", 900), ("never", None), ("tomorrow", -1)):
        reviewed(slug, days)
    data = reviews(rf.get("/"))
    assert [(role.slug, days) for role, days in data["rows"]] == [
        ("never", None),
        ("older", 900),
        ("old", 400),
        ("tomorrow", None),
    ]
    assert data["count"] == 4


@time_machine.travel(TODAY, tick=False)
def test_guides_reviewed_before_the_last_release_are_counted(client: Client) -> None:
    reviewed("before", 20)
    reviewed("after", 5)
    WageRelease.objects.update(released_on=None, retrieved_on=(TODAY - timedelta(days=10)).date())
    client.force_login(staff_in("Editor"))
    assert "1 live guide was reviewed before" in " ".join(client.get("/admin/").content.decode().split())


def test_gaps_are_counted_and_each_leads_to_its_guides(client: Client) -> None:
    elsewhere = RoleFactory()
    publish_role("whole", relations=(publish_role("other"),))
    publish_role("unmatched", occupation=None)
    publish_role("managers", occupation=official_occupation(code="11-3021", title="Managers"))
    publish_role("pointing", relations=(elsewhere, RoleFactory()))
    publish_role("unsourced", estimate={"annual_low": None, "annual_median": 154_000, "annual_high": None})
    counted = {gap.key: count for gap, count in count_gaps()}
    client.force_login(staff_in("Editor"))
    expected = {
        "no_occupation": {"unmatched"},
        "no_figure": {"unmatched"},
        "levels_refused": {"unmatched", "managers"},
        "no_projection": {"unmatched"},
        "relation_not_live": {"pointing"},
    }
    for key, slugs in expected.items():
        listed = client.get(f"/admin/roles/role/?gap={key}").context["cl"].queryset
        assert {role.slug for role in listed} == slugs, key
        assert counted[key] == len(slugs)
    assert 'href="/admin/roles/role/?gap=relation_not_live"' in client.get("/admin/").content.decode()


def test_a_guide_without_a_gap_is_in_none(rf) -> None:
    publish_role("whole", relations=(publish_role("other"),))
    RoleFactory()
    assert catalogue(rf.get("/"))["gaps"] == []


def test_deliveries_say_what_waits_and_what_was_given_up(rf) -> None:
    quiet = deliveries(rf.get("/"))
    assert (quiet["waiting"], quiet["age"], quiet["dead"], quiet["last"]) == (0, 0.0, 0, None)
    now = timezone.now()
    OutboxEventFactory(available_at=now - timedelta(hours=3))
    OutboxEventFactory(dead_at=now)
    done = OutboxEventFactory(done_at=now)
    data = deliveries(rf.get("/"))
    assert (data["waiting"], data["age_words"], data["dead"], data["last"]) == (1, "3 h", 1, done)


@pytest.mark.parametrize(("seconds", "words"), [(9, "9 s"), (119, "119 s"), (120, "2 min"), (7_200, "2 h")])
def test_an_age_has_one_unit(seconds: int, words: str) -> None:
    assert waited(seconds) == words


def test_ones_own_drafts_stand_first_however_old_they_are(rf) -> None:
    editor = staff_in("Editor")
    own = start_draft(role=RoleFactory(), by=editor)
    for _other in range(MOST_DRAFTS + 1):
        start_draft(role=RoleFactory(), by=None)
    request = rf.get("/")
    request.user = editor
    shown = drafts(request)["drafts"]
    assert shown[0] == own
    assert len(shown) == MOST_DRAFTS


def test_drafts_of_words_stand_beside_those_of_guides_and_nothing_where_there_is_none(client: Client) -> None:
    first, second = publish_role("coder", title="Coder"), publish_role("planner", title="Planner")
    editor = staff_in("Editor")
    client.force_login(editor)
    assert "Open drafts about pairs" not in client.get("/admin/").content.decode()
    draft = start_words(one=first, other=second, by=editor)
    html = client.get("/admin/").content.decode()
    assert f'<a href="/admin/roles/comparisonversion/{draft.pk}/change/">Coder and Planner</a>' in html


def test_marketing_sees_deliveries_and_no_drafts(client: Client) -> None:
    client.force_login(staff_in("Marketing"))
    html = client.get("/admin/").content.decode()
    assert "Deliveries waiting" in html
    assert "Open drafts" not in html
    assert "Gaps in live guides" not in html


def test_the_start_page_asks_no_more_at_a_thousand_guides(client: Client, django_assert_max_num_queries) -> None:
    make_scale(1_000)
    client.force_login(superuser())
    with django_assert_max_num_queries(30):
        response = client.get("/admin/")
    assert response.status_code == 200
