"""JSON of a role: the same facts as the page, as docs and ``interface.md`` name them.

Amounts are whole units of a currency a year. A withheld figure is null and a
top-coded one is the ceiling; ``flags`` beside says which, and ``flag`` sums them up.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from roles.api.parts import Json, absolute, flagged, source_object
from roles.facts import (
    EstimateFacts,
    Headline,
    LevelFacts,
    LevelPay,
    OutlookFacts,
    PayFacts,
    Percentiles,
    Prose,
    RoleFacts,
    SourceFacts,
    StepFacts,
)
from roles.pay import money_text
from roles.prose import HEADLINE_TOKEN, TOKEN, headline_basis
from roles.selectors.guides import RelatedRole, RolePage


def role_object(page: RolePage) -> Json:
    """The whole role in one area: plain values, ready for ``json.dumps`` with dates."""
    facts = page.facts
    headline = facts.pay.headline
    return {
        "slug": facts.slug,
        "title": facts.title,
        "url": absolute(reverse("role_detail", args=[facts.slug])),
        "domain": {"slug": facts.domain.slug, "name": facts.domain.name},
        "version": facts.version,
        "reviewed_on": facts.reviewed_on,
        "updated_at": facts.published_at,
        "summary": facts.summary,
        "overview": plain(facts.overview, headline),
        "what_they_do": plain(facts.what_they_do, headline),
        "break_in": plain(facts.break_in, headline),
        "also_known_as": [title.title for title in facts.titles if title.kind != "hidden"],
        "occupations": [
            {
                "scheme": occupation.scheme,
                "code": occupation.code,
                "title": occupation.title,
                "match": occupation.match,
                "specificity": occupation.specificity,
                "shared_with": occupation.shared_with,
            }
            for occupation in facts.occupations
        ],
        "area": page.area_code,
        "area_name": page.area_name,
        "pay": _pay(facts.pay),
        "outlook": outlook_object(facts.outlook),
        **_work(facts, headline),
        "related": [_related(role) for role in page.related],
        "compare_with": [
            {"slug": role.slug, "url": absolute(reverse("compare_pair", kwargs={"pair": role.pair}))}
            for role in page.related
        ],
        "sources": [_source(source) for source in facts.sources],
    }


def plain(text: Prose, headline: Headline | None) -> str:
    """The editors' Markdown with its money token filled in: the figure, what it is of, and its release."""
    if headline is None:
        figure = _("(no figure with a source)")
    else:
        amount = money_text(headline.amount, headline.currency, flag=headline.flag)
        figure = f"{amount} ({headline_basis(headline)})"
    return TOKEN.sub(lambda found: figure if found[1] == HEADLINE_TOKEN else found[0], text.markdown).strip()


def _pay(pay: PayFacts) -> Json:
    return {
        "headline": headline_object(pay.headline),
        "percentiles": [percentiles_object(row) for row in pay.percentiles],
        "editorial": [_estimate(estimate) for estimate in pay.editorial],
        "levels": [level_pay_object(level) for level in pay.levels],
        "refusal": pay.refusal,
        "nearest": [percentiles_object(row) for row in pay.nearest],
    }


def headline_object(headline: Headline | None) -> Json | None:
    if headline is None:
        return None
    flag = {"flag": headline.flag} if headline.flag else {}
    return {
        "amount": headline.amount,
        "currency": headline.currency,
        "area": headline.area,
        "area_name": headline.area_name,
        "kind": headline.kind,
        "source": headline.source,
        "release": headline.release,
        "occupation": headline.occupation,
        "occupation_title": headline.occupation_title,
        **flag,
    }


def percentiles_object(row: Percentiles) -> Json:
    return {
        "occupation": row.occupation,
        "occupation_title": row.occupation_title,
        "match": row.match,
        "specificity": row.specificity,
        "shared_with": row.shared_with,
        "area": row.area,
        "area_name": row.area_name,
        "currency": row.currency,
        "p10": row.p10,
        "p25": row.p25,
        "median": row.median,
        "p75": row.p75,
        "p90": row.p90,
        "employment": row.employment,
        "release": row.release,
        "source": row.source,
        **({"successor": row.successor} if row.successor else {}),
        **flagged(row.flags),
    }


def _estimate(estimate: EstimateFacts) -> Json:
    """A figure of the editors'; only a median is an ``amount``, and an unsourced one has source null."""
    return {
        "level": estimate.level,
        "amount": estimate.median if estimate.low is None and estimate.high is None else None,
        "low": estimate.low,
        "median": estimate.median,
        "high": estimate.high,
        "currency": estimate.currency,
        "area": estimate.area,
        "area_name": estimate.area_name,
        "source": estimate.source,
        "release": estimate.release,
        "as_of": estimate.as_of,
        "note": estimate.note,
    }


def level_pay_object(level: LevelPay) -> Json:
    flags = {"low": level.low_flag, "high": level.high_flag}
    return {
        "level": level.level,
        "title": level.title,
        "low": level.low,
        "median": level.median,
        "high": level.high,
        "currency": level.currency,
        "area": level.area,
        "area_name": level.area_name,
        "basis": level.basis,
        "low_label": level.low_label,
        "high_label": level.high_label,
        "occupation": level.occupation,
        "occupation_title": level.occupation_title,
        "source": level.source,
        **flagged({end: flag for end, flag in flags.items() if flag}),
    }


def outlook_object(outlook: OutlookFacts | None) -> Json | None:
    if outlook is None:
        return None
    return {
        "growth_percent": outlook.growth_percent,
        "openings_per_year": outlook.openings_per_year,
        "period": outlook.period,
        "source": outlook.source,
        "occupation": outlook.occupation,
        "occupation_title": outlook.occupation_title,
    }


def _work(facts: RoleFacts, headline: Headline | None) -> Json:
    """Skills, levels, roadmap, ways in, points and questions."""
    return {
        "skills": [
            {
                "slug": skill.slug,
                "name": skill.name,
                "kind": skill.kind,
                "importance": skill.importance,
                "from_level": skill.from_level,
                "note": skill.note,
            }
            for skill in facts.skills
        ],
        "levels": [_level(level) for level in facts.levels],
        "roadmap": [_step(step, headline) for step in facts.roadmap],
        "entry_routes": [
            {"kind": route.kind, "title": route.title, "body": plain(route.body, headline)}
            for route in facts.entry_routes
        ],
        "pros": list(facts.pros),
        "cons": list(facts.cons),
        "not_for_you_if": list(facts.not_for_you_if),
        "questions": [{"question": item.question, "answer": plain(item.answer, headline)} for item in facts.questions],
    }


def _level(level: LevelFacts) -> Json:
    return {
        "level": level.rank,
        "name": level.name,
        "title": level.title,
        "years_min": level.years_min,
        "years_max": level.years_max,
        "scope": level.scope,
        "duties": list(level.duties),
    }


def _step(step: StepFacts, headline: Headline | None) -> Json:
    return {
        "position": step.position,
        "title": step.title,
        "kind": step.kind,
        "body": plain(step.body, headline),
        "hours_low": step.hours_low,
        "hours_typical": step.hours_typical,
        "hours_high": step.hours_high,
        "done_when": step.done_when,
        "skills": list(step.skills),
        "requires": list(step.requires),
    }


def _related(role: RelatedRole) -> Json:
    return {
        "slug": role.slug,
        "title": role.title,
        "url": absolute(reverse("role_detail", args=[role.slug])),
        "kind": role.kind,
        "reason": role.reason,
        "shared_skills": list(role.shared_skills),
        "skill_count": role.skill_count,
        "pay_difference": role.pay_difference,
    }


def _source(source: SourceFacts) -> Json:
    return {"number": source.number, **source_object(source)}
