"""Where a visit came from: little of it, none where the browser says no, and never a click id."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, fields
from typing import Any

import pytest
from django.core import signing
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from roles.applications.attribution import SALT, UTM, TouchFacts, sign, touches_of, unsign
from roles.applications.models import Touch

PATH = "/roles/data-planner/apply/"
COLUMNS = {
    field.name: field.max_length
    for field in Touch._meta.concrete_fields
    if field.name in TouchFacts.__dataclass_fields__
}


def touches(headers: dict[str, str] | None = None, **query: Any) -> dict[str, TouchFacts]:
    words = {name: value if isinstance(value, str) else json.dumps(value) for name, value in query.items()}
    request = RequestFactory().get(PATH, words, headers=headers or {})
    return {touch.kind: touch for touch in touches_of(request)}


def test_the_touch_of_sending_has_the_path_the_slot_and_the_campaign() -> None:
    found = touches(slot="sticky", utm_source="letter", utm_medium="mail", utm_campaign="spring")
    assert found == {
        "submit": TouchFacts(
            "submit", landing_path=PATH, slot="sticky", utm_source="letter", utm_medium="mail", utm_campaign="spring"
        )
    }


def test_first_and_last_touch_are_what_the_browser_kept() -> None:
    first = {"landing_path": "/", "referrer_host": "search.example", "utm_term": "planner"}
    found = touches(first=first, last={"landing_path": "/roles/"})
    assert found["first"] == TouchFacts("first", "/", "search.example", utm_term="planner")
    assert found["last"] == TouchFacts("last", "/roles/")
    assert set(found) == {"first", "last", "submit"}


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_nothing_but_the_slot_is_read_where_the_browser_says_no(header: str) -> None:
    found = touches({header: "1"}, slot="end", utm_source="letter", first={"landing_path": "/"}, last={"x": "y"})
    assert found == {"submit": TouchFacts("submit", landing_path=PATH, slot="end")}


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_a_browser_that_says_yes_is_taken_at_its_word(header: str) -> None:
    assert touches({header: "0"}, utm_source="letter")["submit"].utm_source == "letter"


def test_a_slot_that_is_none_of_ours_is_dropped() -> None:
    found = touches(slot="moon", first={"slot": "moon"}, last={"slot": "end"})
    assert [found[kind].slot for kind in ("submit", "first", "last")] == ["", "", "end"]


@pytest.mark.parametrize("name", ["gclid", "fbclid", "msclkid", "wbraid", "dclid"])
def test_click_ids_are_never_taken(name: str) -> None:
    query = {"landing_path": f"/roles/?{name}=SECRET#SECRET", "referrer_host": "ads.example/SECRET", name: "SECRET"}
    found = touches(first=query, last=query, **{name: "SECRET"})
    assert "SECRET" not in repr(found)
    assert found["first"] == TouchFacts("first", "/roles/", "ads.example")


def test_control_characters_and_unreadable_ones_are_taken_out() -> None:
    assert touches(first={"utm_source": "a\x00b\r\nc\x7f\ufffd"})["first"].utm_source == "abc"


@pytest.mark.parametrize("text", ["", "no json", "[1]", "null", "1", '"x"', "{", "[" * 100_000, "NaN", '{"a":'])
def test_what_is_no_object_is_no_touch(text: str) -> None:
    assert set(touches(first=text)) == {"submit"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from([*(field.name for field in fields(TouchFacts)), "gclid", "application", "pk"])


@given(st.dictionaries(NAMES, JSON), st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_a_browser_sends_fits_the_columns_and_nothing_else_is_taken(kept: dict[str, Any], text: str) -> None:
    found = touches(first=kept, last=text, utm_source=text, slot=text)
    for touch in found.values():
        for name, value in asdict(touch).items():
            assert isinstance(value, str)
            assert len(value) <= COLUMNS[name]
            assert not any(character < " " or "\ud800" <= character <= "\udfff" for character in value)
        Touch(**asdict(touch)).clean_fields(exclude=["application"])
    assert set(found) <= {"first", "last", "submit"}
    assert {found[kind].kind == kind for kind in found} == {True}


@given(st.lists(st.builds(TouchFacts, kind=st.sampled_from(["first", "last"]), utm_term=st.text(max_size=100))))
def test_signed_touches_come_back_as_they_were(made: list[TouchFacts]) -> None:
    assert unsign(sign(tuple(made))) == tuple(made)


def test_a_forged_or_broken_signature_is_no_touch_and_no_error() -> None:
    word = sign((TouchFacts("submit", utm_source="letter"),))
    assert len(unsign(word)) == 1
    foreign = signing.dumps([{"kind": "submit"}], salt="another place", compress=True)
    for forged in ("", "x", word[:-1], word[:-1] + ("A" if word[-1] != "A" else "B"), "a" + word, foreign, "::", "é"):
        assert unsign(forged) == ()


@pytest.mark.parametrize("content", [[{"kind": "submit", "gclid": "1"}], [1], {"kind": "x"}, 5, None, [{}]])
def test_a_signed_word_of_another_shape_is_no_touch(content: Any) -> None:
    """A form may stay open while a new version of the site is installed."""
    assert unsign(signing.dumps(content, salt=SALT)) == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_an_arbitrary_word_is_no_touch(word: str) -> None:
    assert unsign(word) == ()


def test_every_campaign_word_has_its_column_and_the_caps_are_the_columns() -> None:
    assert set(UTM) <= set(COLUMNS)
    long = touches(first=dict.fromkeys(COLUMNS, "x" * 1000), **dict.fromkeys(UTM, "y" * 1_000))
    assert len(long["first"].landing_path) == COLUMNS["landing_path"]
    assert {len(getattr(long["submit"], name)) for name in UTM} == {100}


def test_reading_touches_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        touches(first="{broken", utm_source="x" * 500)
        unsign("forged")
    assert caplog.text == ""
