"""The audit trail in words: every action has a sentence, and a link goes only where its reader may go."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client

from accounts import trail
from accounts.models import AuditEntry, User
from accounts.services import record
from roles.models import Role
from roles.services import save_draft, start_draft
from tests.factories import ComparisonVersionFactory, UserFactory, apply_for, publish_role, publish_thin, staff_in

admin.autodiscover()  # words are added where the admin is loaded
RECORDED = {
    action
    for app in ("accounts", "careers", "roles")
    for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
    for action in re.findall(r"""\brecord\(\s*["']([a-z_.]+)["']""", path.read_text())
}
# What services write beside the action, as the trail's readers meet it.
DETAIL: dict[str, list[tuple[dict[str, Any], str]]] = {
    "guide.start_draft": [
        ({"copied": None, "number": 1}, "started Analyst, version 1, an empty draft"),
        ({"copied": 2, "number": 3}, "started Analyst, version 1, with the text of version 2"),
    ],
    "guide.save_draft": [({"lock_version": 2}, "saved Analyst, version 1")],
    "guide.set_aside": [({"number": 1}, "set Analyst, version 1 aside")],
    "guide.add_candidates": [
        ({"count": 14, "occupation": "13-1082.00"}, "laid 14 official facts of 13-1082.00 before Analyst, version 1")
    ],
    "guide.keep_candidates": [({"count": 2}, "kept 2 official facts in Analyst, version 1")],
    "guide.drop_candidates": [({"count": 2}, "dropped 2 official facts from Analyst, version 1")],
    "guide.take_back_candidates": [({"count": 2}, "took back 2 decisions about official facts of Analyst, version 1")],
    "guide.publish": [
        ({"role": "analyst", "number": 1, "quality": 90}, "published Analyst, version 1"),
        (
            {"role": "analyst", "number": 1, "quality": 61, "reason": "New <b>role</b>."},
            "published Analyst, version 1 below the gate, with quality 61: “New &lt;b&gt;role&lt;/b&gt;.”",
        ),
    ],
    "guide.withdraw": [
        ({"version": 1, "successor": None}, "withdrew Analyst"),
        ({"version": 1, "successor": "planner"}, "withdrew Analyst; its readers are sent to planner"),
    ],
    "comparison.start_draft": [
        ({"copied": None, "number": 1}, "started Analyst and Planner, version 1, an empty draft")
    ],
    "comparison.save_draft": [({"lock_version": 2}, "saved Analyst and Planner, version 1")],
    "comparison.set_aside": [({"number": 1}, "set Analyst and Planner, version 1 aside")],
    "comparison.publish": [({"number": 1, "quality": 90}, "published Analyst and Planner, version 1")],
    "comparison.withdraw": [({"version": 1}, "withdrew the words about Analyst and Planner")],
    "role.rename": [({"old": "a", "new": "b"}, "moved Analyst from /roles/a/ to /roles/b/")],
    "role.match_occupations": [
        ({"occupations": ["13-1082", "15-1252"]}, "matched Analyst to 13-1082, 15-1252"),
        ({"occupations": []}, "matched Analyst to none"),
    ],
    "correction.record": [({"role": "analyst"}, "recorded correction 1")],
    "report.handle": [({}, "handled guide report 1")],
    "application.case": [
        ({"state": "contacted", "owner": "4", "notes": "changed"}, ": state contacted, another owner, notes"),
        ({"owner": "nobody"}, ": nobody’s now"),
        ({}, "changed"),
    ],
    "application.reveal": [({"fields": ["email", "name"]}, "was shown email, name of")],
    "staff.create": [({"group": "Editor"}, "added Ada to Editor")],
    "staff.change": [
        ({"is_active": False}, "shut Ada out"),
        ({"is_active": True}, "let Ada in again"),
        ({"groups": ["Editor", "Marketing"]}, "put Ada into Editor, Marketing"),
        ({"name": "changed"}, "changed Ada"),
    ],
}


def sentences(reader: User, most: int = 10) -> list[str]:
    entries = AuditEntry.objects.select_related("actor").order_by("-pk")
    return [str(one.sentence) for one in trail.happenings(entries, reader=reader, most=most)]


def in_words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.fixture
def role() -> Role:
    return publish_role("analyst", title="Analyst")


def test_every_action_of_the_code_has_words_and_an_example_here() -> None:
    assert len(RECORDED) > 10
    assert trail.told_actions() == RECORDED
    assert set(DETAIL) == RECORDED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "detail", "expected"),
    [(action, detail, expected) for action, examples in DETAIL.items() for detail, expected in examples],
)
def test_each_action_reads_as_a_sentence(role: Role, action: str, detail: dict[str, Any], expected: str) -> None:
    kind = action.partition(".")[0]
    version = role.versions.get()
    words = ComparisonVersionFactory(page__first=role, page__second__title="Planner")
    subject = {
        "comparison": words.page if action == "comparison.withdraw" else words,
        "guide": role if action == "guide.withdraw" else version,
        "role": role,
        "staff": UserFactory(name="Ada"),
        "report": role,
        "application": role,
        "correction": role,
    }[kind]
    entry = record(action, subject, by=UserFactory(name="Grace"), **detail)
    gone = {  # rows that are gone or were never seen keep their number
        "report": "roles.guidereport",
        "application": "applications.application",
        "correction": "roles.correction",
    }
    if label := gone.get(kind):
        AuditEntry.objects.filter(pk=entry.pk).update(subject_type=label, subject_id="1")
    said = in_words(sentences(UserFactory())[0])
    assert said.startswith("Grace ")
    assert expected in said
    assert action not in said
    assert "{" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(("action", "expected"), [("add", "added"), ("change", "changed"), ("delete", "deleted")])
def test_what_is_done_with_rows_of_any_table_reads_as_a_sentence(role: Role, action: str, expected: str) -> None:
    record(f"domain.{action}", role.domain, by=UserFactory(name="Grace"), fields=["name"])
    assert in_words(sentences(UserFactory())[0]) == f"Grace {expected} {role.domain}"


@pytest.mark.django_db
def test_a_link_is_given_only_to_those_who_may_follow_it(role: Role) -> None:
    application = apply_for(role)
    record("application.reveal", application, by=None, fields=["name"])
    assert f'href="/admin/applications/application/{application.pk}/change/"' in sentences(staff_in("Marketing"))[0]
    told = sentences(staff_in("Publisher"))[0]
    assert "href" not in told
    assert f"Application {application.pk}" in told
    assert application.name not in told


@pytest.mark.django_db
def test_saving_again_and_again_is_one_line(role: Role) -> None:
    editor = UserFactory(name="Ada")
    draft = start_draft(role=role, by=editor)
    for lock in range(draft.lock_version, draft.lock_version + 5):
        save_draft(version=draft, lock_version=lock, by=editor)
    publish_thin(draft)
    told = trail.happenings(
        AuditEntry.objects.select_related("actor").order_by("-pk"), reader=staff_in("Publisher"), most=3
    )
    assert [one.times for one in told] == [1, 5, 1]
    assert in_words(told[0].sentence).startswith("A command published Analyst, version 2")
    assert in_words(told[1].sentence) == "Ada saved Analyst, version 2"


@pytest.mark.django_db
def test_names_are_printed_as_text(role: Role) -> None:
    record("guide.publish", role.versions.get(), by=UserFactory(name="<b>Ada</b>"))
    assert "&lt;b&gt;Ada&lt;/b&gt;" in sentences(UserFactory())[0]


@pytest.mark.django_db
def test_an_entry_that_lacks_its_detail_or_its_words_still_prints(role: Role) -> None:
    record("role.rename", role, by=None)
    record("old.action", role, by=None)
    assert [in_words(one) for one in sentences(UserFactory(), most=2)] == [
        "A command: old.action, Analyst",
        "A command: role.rename, Analyst",
    ]


def test_an_action_has_its_words_once() -> None:
    with pytest.raises(ValueError, match=r"guide\.publish"):
        trail.say({"guide.publish": "twice"})


@pytest.mark.django_db
def test_the_start_page_prints_words_and_no_codes(client: Client, role: Role) -> None:
    client.force_login(staff_in("Publisher"))
    html = client.get("/admin/").content.decode()
    assert "published <a href=" in html
    assert "guide.publish" not in html


@pytest.mark.django_db
def test_the_trail_asks_once_for_each_kind_of_subject(django_assert_max_num_queries, role: Role) -> None:
    reader = staff_in("Publisher")
    reader.has_perm("roles.view_role")
    for number in range(12):
        record("role.rename", publish_role(f"role-{number}"), by=None, old="a", new="b")
    with django_assert_max_num_queries(3):
        sentences(reader)
