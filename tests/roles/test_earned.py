"""Which comparisons search engines are told of: what a pair has to show, kept in step with its guides and words."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry
from roles import standings
from roles.comparison.earned import CONDITIONS, LEAST_DIFFERENCES, LEAST_WORDS, Standing, lacking
from roles.models import GuideRelation, GuideVersion, PairStanding, Role, RoleDocument
from roles.quality import GATE
from roles.services import withdraw, withdraw_words
from tests.factories import earned_pair, publish_role, write_words
from tests.roles.read import Read

pytestmark = pytest.mark.django_db

EARNED = Standing(
    qualities=(GATE, 100),
    relations=("similar",),
    has_words=False,
    differences=LEAST_DIFFERENCES,
    sourced=1,
    own_words=LEAST_WORDS,
)
ANSWER = " ".join(["One plans the work and the other does it."] * 8)


# --- what is asked of a pair -----------------------------------------------------------


def test_a_pair_that_meets_every_condition_has_earned_it() -> None:
    assert lacking(EARNED) == ()
    assert lacking(replace(EARNED, relations=(), has_words=True)) == ()


@pytest.mark.parametrize(
    ("changes", "condition"),
    [
        ({"qualities": (GATE - 1, 100)}, "quality"),
        ({"qualities": (100, None)}, "quality"),
        ({"relations": ()}, "named"),
        ({"differences": LEAST_DIFFERENCES - 1}, "differences"),
        ({"sourced": 0}, "sourced"),
        ({"own_words": LEAST_WORDS - 1}, "own_words"),
    ],
)
def test_each_condition_alone_keeps_a_pair_out(changes: dict[str, Any], condition: str) -> None:
    assert lacking(replace(EARNED, **changes)) == (condition,)


def test_every_condition_has_its_sentence() -> None:
    assert standings.LACKING.keys() == CONDITIONS.keys()


@given(st.integers(0, 200), st.integers(0, 20), st.integers(0, 400), st.sampled_from(["differences", "own_words"]))
def test_more_to_show_never_loses_a_place(quality: int, differences: int, words: int, more: str) -> None:
    pair = replace(EARNED, qualities=(quality, quality), differences=differences, own_words=words)
    better = replace(pair, **{more: getattr(pair, more) + 1})
    assert set(lacking(better)) <= set(lacking(pair))


# --- the rows --------------------------------------------------------------------------


@pytest.fixture
def pair() -> tuple[Role, Role]:
    """Two live guides, the second of which names the first; each has an official figure of its own."""
    first = publish_role("analyst", skills=["planning"], levels=["junior"], wage={"median": 90_000})
    second = publish_role("planner", skills=["drawing"], relations=[first], steps=6)
    return first, second


def row() -> PairStanding:
    return PairStanding.objects.get()


def test_a_named_pair_stands_as_soon_as_both_guides_are_live(pair: tuple[Role, Role]) -> None:
    first, second = pair
    assert (row().first, row().second) == (first, second)
    assert row().relations == ["similar"]
    assert row().quality_first == RoleDocument.objects.get(role=first).quality
    assert row().differences >= LEAST_DIFFERENCES
    assert row().sourced >= 1
    assert standings.differing() == []


def test_the_words_that_count_stand_on_the_page(client: Client) -> None:
    pair = earned_pair()
    page = Read(client.get(address(pair))).text
    [relation] = GuideRelation.objects.all()
    assert f"The guide to Planner says: {relation.get_kind_display()}. {relation.reason}" in page
    assert "One plans the work and the other does it." in page


def test_words_of_an_editor_count_and_their_withdrawal_too(pair: tuple[Role, Role]) -> None:
    before = row().own_words
    words = write_words(*pair, answer=ANSWER)
    assert row().has_words
    assert row().own_words > before + LEAST_WORDS
    withdraw_words(page=words.page, by=None)
    assert (row().has_words, row().own_words) == (False, before)


def test_a_pair_that_only_an_editor_names_stands_while_the_words_are_live() -> None:
    one, other = publish_role("analyst"), publish_role("planner")
    assert not PairStanding.objects.exists()
    words = write_words(one, other)
    assert row().relations == []
    withdraw_words(page=words.page, by=None)
    assert not PairStanding.objects.exists()


def test_a_withdrawn_guide_takes_its_pairs_along(pair: tuple[Role, Role]) -> None:
    withdraw(role=pair[0], by=None)
    assert not PairStanding.objects.exists()
    assert standings.differing() == []


def test_a_guide_published_below_the_gate_keeps_its_pairs_out(pair: tuple[Role, Role]) -> None:
    GuideVersion.objects.filter(live_for=pair[0]).update(quality=GATE - 1)
    call_command("rebuild_documents", verbosity=0)
    assert "quality" in row().lacking
    assert not row().is_indexed


@pytest.mark.parametrize("changes", [{"is_indexed": True, "lacking": []}, {"differences": 99}, {"relations": ["next"]}])
def test_a_row_that_is_unlike_its_guides_is_found_and_mended(pair: tuple[Role, Role], changes: dict[str, Any]) -> None:
    right = {name: getattr(row(), name) for name in changes}
    assert right != changes
    PairStanding.objects.update(**changes)
    with pytest.raises(CommandError, match="1 pairs"):
        call_command("rebuild_documents", "--check")
    call_command("rebuild_documents", verbosity=0)
    assert {name: getattr(row(), name) for name in changes} == right
    call_command("rebuild_documents", "--check", stdout=StringIO())


def test_rows_that_are_missing_or_left_over_are_found(pair: tuple[Role, Role]) -> None:
    PairStanding.objects.all().delete()
    assert standings.differing() == [tuple(role.pk for role in pair)]
    call_command("rebuild_documents", verbosity=0)
    assert row()
    GuideRelation.objects.all().delete()
    assert standings.differing() == [tuple(role.pk for role in pair)]


def test_as_many_queries_for_many_pairs_as_for_one(pair: tuple[Role, Role]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            standings.computed(list(Role.objects.values_list("pk", flat=True)))
        return len(asked)

    few = queries()
    roles = [publish_role(f"more-{i}", relations=pair) for i in range(4)]
    write_words(roles[0], roles[1])
    assert queries() == few


def test_scores_of_guides_published_before_they_were_kept_come_from_the_trail() -> None:
    kept, unknown = publish_role("analyst").live_version, publish_role("planner").live_version
    assert kept is not None
    assert unknown is not None
    score = kept.quality
    GuideVersion.objects.update(quality=None)
    AuditEntry.objects.filter(subject_id=str(unknown.pk)).delete()
    import_module("roles.migrations.0011_scores_of_old").keep_scores(apps, None)
    assert dict(GuideVersion.objects.values_list("pk", "quality")) == {kept.pk: score, unknown.pk: None}


# --- what visitors and search engines are told -------------------------------------------


def address(pair: tuple[Role, Role]) -> str:
    return f"/compare/{pair[0].slug}-vs-{pair[1].slug}/"


@pytest.mark.parametrize("is_earned", [True, False])
def test_the_page_the_sitemap_and_the_row_say_the_same(client: Client, is_earned: bool) -> None:
    pair = earned_pair()
    if not is_earned:
        GuideVersion.objects.update(quality=GATE - 1)
        call_command("rebuild_documents", verbosity=0)
    assert row().is_indexed is is_earned
    page = client.get(address(pair)).content.decode()
    assert ("noindex" not in page) is is_earned
    assert (f'rel="canonical" href="http://localhost:8000{address(pair)}"' in page) is is_earned
    assert (address(pair) in client.get("/sitemap-comparisons.xml").content.decode()) is is_earned
    assert b"noindex" in client.get(address(pair), {"only": "differences"}).content


def test_a_pair_that_nobody_named_is_served_with_noindex(client: Client) -> None:
    pair = publish_role("analyst"), publish_role("planner")
    assert b"noindex" in client.get(address(pair)).content


# --- the report --------------------------------------------------------------------------


def report(*words: str) -> str:
    out = StringIO()
    call_command("comparison_report", *words, stdout=out)
    return out.getvalue()


def test_the_report_says_why_each_pair_is_in_or_out(pair: tuple[Role, Role]) -> None:
    GuideVersion.objects.filter(live_for=pair[0]).update(quality=None)
    call_command("rebuild_documents", verbosity=0)
    told = report()
    assert "out  analyst-vs-planner: a guide was published below the gate" in told
    assert "guides unscored and" in told
    assert "0 of 1 named pairs are indexed" in told
    GuideVersion.objects.update(quality=GATE)
    write_words(*pair, answer=ANSWER)
    call_command("rebuild_documents", verbosity=0)
    told = report("--in")
    assert f"in   analyst-vs-planner: guides {GATE} and {GATE}, similar, an editor's words" in told
    assert "1 of 1 named pairs are indexed" in told
    assert "analyst-vs-planner" not in report("--out")
