"""`quality_report` over live guides, and what is the same in the report, the editor and the lists."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from roles import findings
from roles.admin.gaps import gaps, review_due
from roles.judging import judge, judge_all, live_guides
from roles.models import Role
from roles.quality import GATE, PARTS, RULES, Finding, Quality, Where
from roles.services import start_draft, withdraw
from tests.factories import RoleFactory, official_occupation, publish_role, publish_thin

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 7, 1, 12, tzinfo=UTC)


def report(**options: object) -> tuple[str, str]:
    """What the command prints, and how it ends: "" where it succeeds."""
    out = StringIO()
    try:
        call_command("quality_report", stdout=out, **options)
    except CommandError as refusal:
        return out.getvalue(), str(refusal)
    return out.getvalue(), ""


def test_guides_below_the_gate_are_named_with_parts_and_findings_and_the_report_fails() -> None:
    publish_role("analyst", title="Analyst", cons=())
    printed, end = report()
    lines = printed.splitlines()
    [quality] = judge_all(live_guides())
    assert lines[0] == f"analyst: {quality.score} of 100, below the gate"
    assert lines[1 : 1 + len(PARTS)] == [
        f"  {findings.PARTS[part.key]}: {part.got} of {part.possible}" for part in quality.parts
    ]
    assert len(lines) == 1 + len(PARTS) + len(quality.findings)
    assert "Give 3 alternate titles or more; there are 1." in printed
    assert end == f"1 of 1 guides below the gate of {GATE}: analyst"


def test_one_guide_is_asked_for_by_its_slug() -> None:
    publish_role("analyst")
    publish_role("owl")
    printed, end = report(slug="owl")
    assert "owl:" in printed
    assert "analyst:" not in printed
    assert "1 of 1" in end
    assert report(slug="nobody") == ("", "No live guide has the slug “nobody”.")


def test_a_site_without_guides_has_nothing_below_the_gate() -> None:
    assert report() == ("", "")


def test_good_guides_pass_and_are_left_out_of_those_below(monkeypatch: pytest.MonkeyPatch) -> None:
    publish_role("analyst")
    good = Quality.of([])
    monkeypatch.setattr("roles.management.commands.quality_report.judge_all", lambda guides: [good for _ in guides])
    assert report()[0].startswith("analyst: 100 of 100\n")
    assert report()[1] == ""
    assert report(below=True) == ("", "")
    [row] = csv.DictReader(StringIO(report(format="csv")[0]))
    assert (row["slug"], row["score"], row["kind"]) == ("analyst", "100", "")


def test_a_table_has_a_row_a_finding() -> None:
    publish_role("analyst")
    [quality] = judge_all(live_guides())
    rows = list(csv.DictReader(StringIO(report(format="csv")[0])))
    assert sorted(row["kind"] for row in rows) == sorted(finding.kind for finding in quality.findings)
    assert {row["score"] for row in rows} == {str(quality.score)}
    assert all(row["place"] and row["what"] for row in rows)
    assert rows[0]["sourced"] == str(quality.parts[1].got)


def test_every_rule_has_words_that_need_nothing_but_what_is_found() -> None:
    assert findings._WORDS.keys() == RULES.keys()
    assert findings.PARTS.keys() == PARTS.keys()
    given = {
        "count": 1, "least": 3, "most": 5, "amount": "$1", "is_markdown": True, "share": "80 %", "other": "Owl",
        "refusal": "residual", "reviewed_on": "2025-11-25", "year": "2027", "level": "Junior", "grade": 14, "token": "x",
    }  # fmt: skip
    quality = Quality.of(Finding(kind, Where("levels", 1, "Senior", 2), given) for kind in RULES)
    told = [*findings.told(quality), *findings.refusals(quality)]
    assert len(told) == len(RULES)
    assert all(one.what and "%(" not in one.what + one.why for one in told)
    assert {one.place for one in told} == {"Level “Senior”, duty 3"}
    by_kind = {one.finding.kind: one for one in told}
    assert "25 November 2025" in by_kind["review_due"].what
    assert all(bool(one.why) != one.finding.rule.refuses for one in told)


def test_a_guide_that_changes_is_read_again_and_one_that_goes_is_forgotten() -> None:
    """What others say is kept between questions; it is never older than what is live."""
    words = "Carry twelve sacks of rye flour up the mill stairs"
    first, second = publish_role("first"), publish_role("second")
    mine = second.live_version
    assert mine is not None
    mine.levels.filter(rank="lead").update(duties=words)

    def shared() -> list[Finding]:
        lead = [finding for finding in judge(mine).findings if finding.where.name == "Lead or principal"]
        return [finding for finding in lead if finding.kind == "duty_shared"]

    assert shared() == []
    draft = start_draft(role=first, by=None)
    draft.levels.filter(rank="mid").update(duties=words)
    assert shared() == []
    publish_thin(draft)
    assert len(shared()) == 1
    withdraw(role=first, by=None)
    assert shared() == []


@time_machine.travel(TODAY, tick=False)
def test_what_the_start_page_counts_is_what_the_report_finds() -> None:
    publish_role("whole", relations=(publish_role("other"),))
    publish_role("unmatched", occupation=None, reviewed_on=None, reviewed_by="")
    publish_role("reviewed-tomorrow", reviewed_on=timezone.now().date() + timedelta(days=1))
    publish_role("managers", occupation=official_occupation(code="11-3021", title="Managers"))
    publish_role("pointing", relations=(RoleFactory(),))
    publish_role(
        "unsourced",
        estimate={"annual_low": None, "annual_median": 1_000, "annual_high": None, "source": None, "as_of": None, "unsourced": True},
    )  # fmt: skip
    guides = live_guides()
    kinds = {
        facts.slug: {finding.kind for finding in quality.findings}
        for facts, quality in zip(guides, judge_all(guides), strict=True)
    }
    for gap in gaps():
        counted = set(Role.objects.filter(gap.condition).values_list("slug", flat=True))
        assert counted == {slug for slug, found in kinds.items() if gap.key in found}
        assert counted, gap.key
    due = set(Role.objects.filter(review_due(timezone.now().date())).values_list("slug", flat=True))
    assert due == {slug for slug, found in kinds.items() if found & {"never_reviewed", "review_due"}}
