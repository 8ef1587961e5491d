"""What staff see of the outbox: where each event stands, and every try."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import DeliveryAttemptFactory, OutboxEventFactory, staff_in

STATES = {
    "Waits": {},
    "Tried, waits to be tried again": {"tries": 1},
    "Done": {"tries": 1, "done": True},
    "Dead": {"tries": 11, "dead": True},
}


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "stands"), STATES.items(), ids=STATES)
def test_the_list_says_where_an_event_stands(client: Client, words: str, stands: dict[str, bool | int]) -> None:
    OutboxEventFactory(
        tries=stands.get("tries", 0),
        done_at=timezone.now() if "done" in stands else None,
        dead_at=timezone.now() if "dead" in stands else None,
    )
    client.force_login(staff_in("Administrator"))
    html = client.get("/admin/outbox/outboxevent/").content.decode()
    assert re.search(rf'<td [^>]*class="field-state">{words}</td>', html)


@pytest.mark.django_db
def test_an_events_page_names_its_tries_with_the_errors_class_alone(client: Client) -> None:
    event = OutboxEventFactory(tries=2)
    DeliveryAttemptFactory(event=event, number=1, ok=False, detail="ConnectionRefusedError")
    DeliveryAttemptFactory(event=event, number=2)
    client.force_login(staff_in("Administrator"))
    html = client.get(f"/admin/outbox/outboxevent/{event.pk}/change/").content.decode()
    assert ", ConnectionRefusedError; 2: " in html
    assert ", ok" in html
