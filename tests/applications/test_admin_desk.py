"""The desk: masked lists, reveal by POST with a record, and cases that only services change."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from roles.applications.models import Application, ApplicationCase
from tests.factories import CANARY, TouchFactory, apply_for, publish_role, staff_in

pytestmark = pytest.mark.django_db
DESK = "/admin/applications/application/"


@pytest.fixture
def marketer(client: Client) -> User:
    user = staff_in("Marketing")
    client.force_login(user)
    return user


@pytest.fixture
def application(marketer: User) -> Application:
    return apply_for(publish_role("data-scientist", title="Data Scientist"), name="Ada Applicant")


def detail(application: Application) -> str:
    return reverse("admin:applications_application_change", args=[application.pk])


def test_the_list_is_masked(client: Client, application: Application) -> None:
    html = client.get(DESK).content.decode()
    assert "A•• A••••••" in html
    assert CANARY not in html
    assert "Ada" not in html
    assert "Data Scientist" in html


def test_showing_one_in_the_list_is_recorded(client: Client, application: Application, marketer: User) -> None:
    other = apply_for(application.role, name="Bea Other", email="bea@applicant.example")
    html = client.post(DESK, {"reveal": application.pk}).content.decode()
    assert CANARY in html
    assert other.email not in html
    entry = AuditEntry.objects.get(action="application.reveal")
    assert (entry.actor, entry.subject_id, entry.detail) == (
        marketer,
        str(application.pk),
        {"fields": ["email", "name"]},
    )
    assert CANARY not in client.get(DESK).content.decode()


def test_a_search_is_by_exact_address_or_number_and_stays_out_of_the_address(
    client: Client, application: Application
) -> None:
    apply_for(application.role, email="bea@applicant.example")
    for words in (CANARY, CANARY.upper(), str(application.pk), str(application.public_id)):
        assert [line.number for line in client.post(DESK, {"q": words}).context["lines"]] == [application.pk]
    for words in ("canary", "applicant.example", "999999999999999999999", "--------------------------------x---"):
        assert client.post(DESK, {"q": words}).context["lines"] == []


def test_the_inbox_is_filtered_by_state_role_and_owner(
    client: Client, application: Application, marketer: User
) -> None:
    def numbers(query: str) -> list[int]:
        return [line.number for line in client.get(DESK + query).context["lines"]]

    assert numbers("?state=new") == numbers("?state=all") == numbers(f"?role={application.role_id}") == [application.pk]
    assert numbers("?state=closed") == numbers("?owner=me") == numbers("?role=0") == []
    client.post(detail(application), {"_take": "1"})
    assert numbers("?owner=me") == [application.pk]
    assert numbers("?owner=nobody") == []


def test_older_applications_follow_without_counting(client: Client, application: Application, monkeypatch) -> None:
    monkeypatch.setattr("roles.applications.desk.PAGE", 2)
    for _time in range(4):
        apply_for(application.role)
    first = client.get(DESK)
    assert len(first.context["lines"]) == 2
    second = client.get(f"{DESK}?after={first.context['older']}")
    third = client.get(f"{DESK}?after={second.context['older']}")
    shown = [line.number for page in (first, second, third) for line in page.context["lines"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 5
    assert third.context["older"] is None


def test_the_list_takes_few_queries_however_many_are_shown(
    client: Client, application: Application, django_assert_max_num_queries
) -> None:
    for _time in range(10):
        TouchFactory(application=apply_for(application.role))
    with django_assert_max_num_queries(9):
        client.get(DESK)


def test_one_application_shows_what_was_sent_masked_and_reveals_one_field(
    client: Client, application: Application
) -> None:
    html = client.get(detail(application)).content.decode()
    assert CANARY not in html
    assert "QA Lead" in html
    html = client.post(detail(application), {"reveal": "name"}).content.decode()
    assert "Ada Applicant" in html
    assert CANARY not in html
    assert AuditEntry.objects.get(action="application.reveal").detail == {"fields": ["name"]}


def test_state_owner_and_notes_go_through_the_service(client: Client, application: Application, marketer: User) -> None:
    assert client.post(detail(application), {"_state": "contacted"}).status_code == 303
    saved = {"state": "qualified", "owner": marketer.pk, "notes": "Called.", "notes_were": "", "_save": "1"}
    assert client.post(detail(application), saved).status_code == 303
    case = application.case
    case.refresh_from_db()
    assert (case.state, case.owner, case.notes) == ("qualified", marketer, "Called.")
    assert AuditEntry.objects.filter(action="application.case").count() == 2
    client.post(detail(application), {**saved, "owner": "", "notes_were": "Called."})
    case.refresh_from_db()
    assert case.owner is None


def test_notes_somebody_else_changed_meanwhile_are_not_lost(client: Client, application: Application) -> None:
    ApplicationCase.objects.filter(pk=application.pk).update(notes="Theirs.")
    response = client.post(detail(application), {"state": "new", "owner": "", "notes": "Mine.", "notes_were": ""})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Theirs." in html
    assert "Mine." in html
    assert ApplicationCase.objects.get(pk=application.pk).notes == "Theirs."


def test_an_unknown_state_is_refused(client: Client, application: Application) -> None:
    response = client.post(detail(application), {"state": "won", "owner": "", "notes": "x", "notes_were": ""})
    assert response.status_code == 422
    assert ApplicationCase.objects.get(pk=application.pk).state == "new"


def test_nothing_sent_can_be_changed_added_or_deleted(client: Client, application: Application) -> None:
    client.force_login(staff_in("Administrator"))
    before = Application.objects.filter(pk=application.pk).values().get()
    client.post(detail(application), {"name": "X", "email": "x@x.example", "goal": "X", "state": "new", "notes": ""})
    assert Application.objects.filter(pk=application.pk).values().get() == before
    assert client.get(f"{DESK}add/").status_code == 403
    assert client.get(f"{DESK}{application.pk}/delete/").status_code == 403
    assert client.post(f"{DESK}{application.pk}/delete/", {"post": "yes"}).status_code == 403


def test_texts_with_overrides_stand_isolated(client: Client, application: Application) -> None:
    apply_for(application.role, goal="abc \u202e fdp.exe 🙂 שלום")
    html = client.get(DESK).content.decode()
    assert "<bdi>abc \u202e fdp.exe 🙂 שלום</bdi>" in html


def test_the_consent_record_is_masked_until_asked(client: Client, application: Application) -> None:
    address = reverse("admin:applications_application_consent", args=[application.pk])
    html = client.get(address).content.decode()
    assert application.consent_text.sha256 in html
    assert CANARY not in html
    assert CANARY in client.post(address, {"reveal": "both"}).content.decode()
    assert AuditEntry.objects.filter(action="application.reveal").count() == 1


def test_the_admins_own_log_and_the_audit_trail_hold_nothing_personal(client: Client, application: Application) -> None:
    client.post(detail(application), {"state": "contacted", "owner": "", "notes": f"Mail {CANARY}", "notes_were": ""})
    client.post(detail(application), {"reveal": "email"})
    for row in [*LogEntry.objects.values(), *AuditEntry.objects.values()]:
        assert CANARY not in str(row)
        assert "Ada" not in str(row)


def test_editors_see_no_applicants(client: Client, application: Application) -> None:
    client.force_login(staff_in("Publisher"))
    assert client.get(DESK).status_code == 403
    assert client.get(detail(application)).status_code == 403
    assert client.post(detail(application), {"reveal": "email"}).status_code == 403
    assert "Applications" not in client.get("/admin/").content.decode()


def test_the_start_page_shows_what_waits(client: Client, application: Application) -> None:
    html = client.get("/admin/").content.decode()
    assert "New applications" in html
    assert "All 1" in html
    assert "Ada" not in html
