"""Whatever is sent to whatever address, by whomever: no fault of ours, a page of this site, and no half row.

Routes are read from the URLconf, so that a new one is asked as soon as it is there. Examples are the same in
every run; ``HYPOTHESIS_PROFILE=wide pytest -o faulthandler_timeout=0 tests/test_every_route.py`` looks for new
ones, thirty times as many.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from urllib.parse import quote

import brotli
import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zeal import zeal_ignore

from tests.browser.desk_pages import confirm_one
from tests.browser.fixtures import fill_tables, publish_world
from tests.factories import staff_in, superuser
from tests.routes import Route, address, every_route
from tests.test_bad_input import BODIES, HUGE, ODD_TEXTS, UNREADABLE, URLENCODED

pytestmark = pytest.mark.django_db

WHO = ("nobody", "Editor", "Publisher", "Marketing", "Administrator", "superuser")
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
SAFE = {"GET", "HEAD", "OPTIONS"}
SETS_A_TOKEN = {"role_apply", "role_report", "application_confirm"}
# Nothing is added there, nothing has an address of its own on the site, two ask for a parameter, and the last two
# catch every other address.
NOT_HERE = {
    "admin:roles_guideversion_add",
    "admin:roles_comparisonversion_add",
    "admin:view_on_site",
    "api_compare",
    "api_paths",
    "api_unknown",
    "",
}
LOOK = ('class="site-header', 'class="admin-bar', 'class="login')
UNPACK: dict[str, Any] = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
FAULTS = ("Traceback (most recent call last)", "OperationalError", "DEBUG = True")


@pytest.fixture(scope="module")
def known(standing: None) -> dict[str, str]:
    """Values of the parts of addresses that lead to a page, of the site that journeys visit with all tables filled."""
    from django.utils import timezone

    from roles.applications.models import Application
    from roles.applications.services import make_confirmation
    from roles.models import Domain, RoleOccupation

    world = publish_world()
    fill_tables(world)
    confirm_one(world)
    application = Application.objects.latest("pk")
    return {
        "role": world.role.slug,
        "pair": f"{world.similar.slug}-vs-{world.role.slug}",
        "public_id": str(application.public_id),
        "token": make_confirmation(application=application, now=timezone.now()),
        "skill": "planning",
        "slug:slug": Domain.objects.latest("pk").slug,
        "content_type_id": "1",
        "number": "1",
        "name": "notice",
        "section": "guides",
        "code": RoleOccupation.objects.filter(role=world.role).values_list("occupation__code", flat=True)[0],
        "rest": "nothing",
    }


class Asker:
    """Somebody who asks, from the same state of the site each time."""

    def __init__(self, who: str) -> None:
        self.client = Client()
        if who != "nobody":
            self.client.force_login(superuser() if who == "superuser" else staff_in(who))
        self.session = {name: cookie.value for name, cookie in self.client.cookies.items()}
        self.rows = rows_of_tables()

    def ask(self, route: Route, method: str, path: str, **sent: Any) -> None:
        """Ask, judge the answer, and put everything back."""
        self.client.cookies.clear()
        self.client.cookies.load(self.session)
        # A write makes the documents of all roles that print the row anew, one by one.
        with put_back(), nullcontext() if method in SAFE else zeal_ignore():
            answer: Any = self.client.generic(method, path, **sent)
            judge(route, method, answer, sends_cookies="Cookie" in sent.get("headers", {}))
            if method in SAFE or answer.status_code >= 400:
                assert rows_of_tables() == self.rows, "rows came or went"


@contextmanager
def put_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows_of_tables() -> tuple[int, ...]:
    """How many rows each table has; sessions come and go with whoever asks."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.label != "sessions.Session"]
    with connection.cursor() as cursor:
        counts = (f"(SELECT COUNT(*) FROM {connection.ops.quote_name(table)})" for table in tables)  # noqa: S608
        cursor.execute(f"SELECT {', '.join(counts)}")
        row: tuple[int, ...] = cursor.fetchone()
    return row


def judge(route: Route, method: str, answer: HttpResponse, *, sends_cookies: bool = False) -> None:
    assert answer.status_code < 500
    is_page = answer.get("Content-Type", "").startswith("text/html")
    html = UNPACK[answer.get("Content-Encoding", "")](answer.content).decode() if is_page else ""
    assert not any(fault in html for fault in FAULTS)
    if answer.status_code >= 400 and html and method != "HEAD":
        assert any(look in html for look in LOOK), f"{answer.status_code} has not the site's look"
    if not route.is_desk:
        # A cookie that is none of ours is taken back, or a token put in the place of one that is malformed.
        given = {name for name, cookie in answer.cookies.items() if cookie["max-age"] != 0}
        assert given <= ({"csrftoken"} if route.name in SETS_A_TOKEN or sends_cookies else set())


@pytest.mark.parametrize("who", WHO)
def test_every_route_answers_everybody_and_every_method(known: dict[str, str], who: str) -> None:
    asker = Asker(who)
    for route in every_route():
        for method in METHODS:
            asker.ask(route, method, address(route, known))


def test_addresses_lead_to_what_is_there(known: dict[str, str]) -> None:
    """The sweep above asks for pages, not for refusals alone."""
    client = Asker("superuser").client
    missed = {
        route
        for route in every_route()
        if client.get(address(route, known)).status_code not in {200, 302, 403, 405} and route.name not in NOT_HERE
    }
    assert not missed


# --- anything at all -------------------------------------------------------------------

TEXTS = st.sampled_from(
    [
        *ODD_TEXTS.values(),
        HUGE,
        "a" * 10_000,
        "1' OR '1'='1",
        "1; DROP TABLE roles_role; --",
        "${7*7}{{ 7*7 }}<%= 7 %>",
        "../../etc/passwd",
        "-1",
        "0",
        "1",
        "1e999",
        "9223372036854775808",
        "null",
        "",
        "2026-13-45",
        "00000000-0000-0000-0000-000000000000",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BYTES = st.sampled_from([*UNREADABLE.values(), "%", "%u0041", "+", "%2500", "&", "=", ";"])
NAMES = st.sampled_from(
    [
        *(
            "q",
            "page",
            "domain",
            "sort",
            "area",
            "v",
            "role",
            "state",
            "occupation",
            "limit",
            "offset",
            "from",
            "to",
            "have",
            "hours",
            "find",
            "edit",
            "slot",
            "first",
            "last",
            "fragment",
            "sent",
            "rows",
            "next",
        ),
        *(
            "p",
            "o",
            "e",
            "all",
            "action",
            "index",
            "_selected_action",
            "_popup",
            "_to_field",
            "_save",
            "_changelist_filters",
        ),
        *(
            "id__in",
            "id__exact",
            "state__exact",
            "title__regex",
            "pk",
            "name",
            "email",
            "title",
            "slug",
            "lock_version",
        ),
        *(
            "_publish",
            "_preview",
            "_set_aside",
            "steps-0-title",
            "steps-0-ORDER",
            "levels-0-id",
            "experience",
            "consent",
        ),
        *(
            "submission_key",
            "consent_text",
            "rendered_at",
            "touches",
            "kind",
            "message",
            "reveal",
            "successor",
            "reason",
        ),
    ]
) | TEXTS.filter(bool)


FIELDS = st.lists(st.tuples(NAMES.map(quote), TEXTS.map(quote) | BYTES), max_size=5).map(
    lambda fields: "&".join(f"{name}={value}" for name, value in fields)
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Host", "If-Modified-Since"),
            *("If-None-Match", "Origin", "Range", "Referer", "User-Agent", "X-Forwarded-For", "X-CSRFToken"),
        ]
    ),
    st.sampled_from(
        [
            *("*/*;q=x", "text/html", "gzip;q=0, br;q=0", "", "xx-YY,;;q=", "sessionid=../../x; csrftoken=" + "z" * 64),
            *("evil.example", "localhost:99999", "\xff\xfe", 'W/"x", *', "Thu, 99 Foo 0000", "bytes=9-1", "a" * 9_000),
            *('csrftoken="', "sessionid=" + "0" * 32, "::1, 999.1.1.1", "http://[", "null"),
        ]
    ),
    max_size=3,
)
SENT = st.sampled_from(list(BODIES.values())) | FIELDS.map(lambda fields: (URLENCODED, fields.encode()))


@pytest.mark.parametrize("who", WHO)
def test_whatever_is_sent_is_no_fault_of_ours(known: dict[str, str], who: str) -> None:
    asker = Asker(who)
    routes = every_route()
    public = [route for route in routes if not route.is_desk]

    @settings(max_examples=4 * settings().max_examples, suppress_health_check=list(HealthCheck))
    @given(
        route=st.sampled_from(public) | st.sampled_from(routes),
        odd=st.just("") | TEXTS,
        method=st.sampled_from(METHODS),
        query=FIELDS,
        sent=SENT,
        headers=HEADERS,
    )
    def ask(route: Route, odd: str, method: str, query: str, sent: tuple[str, bytes], headers: dict[str, str]) -> None:
        content_type, body = sent if method in {"POST", "PUT"} else ("", b"")
        path = f"{address(route, known, odd)}?{query}"
        asker.ask(route, method, path, data=body, content_type=content_type, headers=headers)

    ask()


def test_a_fault_and_a_half_row_are_found(known: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a view that fails, one that writes when it is read, one whose refusal has not the site's look."""
    from roles.models import Domain

    asker, route = Asker("nobody"), Route("home", "")

    def plant(view: Any) -> None:
        monkeypatch.setattr("roles.views.home.get_home_page", lambda: None)
        monkeypatch.setattr("roles.views.home.render", lambda *_given: view())

    plant(lambda: HttpResponse(status=500))
    with pytest.raises(AssertionError):
        asker.ask(route, "GET", "/")
    plant(lambda: HttpResponse(str(Domain.objects.create(slug="half", name="Half"))))
    with pytest.raises(AssertionError, match="rows came or went"):
        asker.ask(route, "GET", "/")
    plant(lambda: HttpResponse("<h1>Not found</h1>", status=404))
    with pytest.raises(AssertionError, match="look"):
        asker.ask(route, "GET", "/")
    assert site_settings.DEBUG is False
