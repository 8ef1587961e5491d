"""JSON of a comparison: the same facts as its page. Every figure carries its source, area, release and occupation.

Amounts are whole units of a currency a year; hours are hours of effort. ``values`` and
``importances`` stand in the order of ``roles``; null is what a guide does not say.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from roles import addresses
from roles.api.parts import Json, absolute, source_object
from roles.api.role_json import headline_object, level_pay_object, outlook_object, percentiles_object
from roles.comparison.compared import Comparison
from roles.comparison.differences import Difference, Value
from roles.comparison.levels import LevelRow
from roles.comparison.sides import Side
from roles.facts import Headline, LevelFacts, LevelPay, OutlookFacts, Percentiles
from roles.templatetags.compare_tables import SCALES
from roles.templatetags.comparison import REFUSALS
from roles.templatetags.differences import kind_name, refusal_text


def comparison_object(compared: Comparison) -> Json:
    """The whole comparison: plain values, ready for ``json.dumps`` with dates."""
    return {
        "url": absolute(addresses.comparison(compared.slugs)),
        "roles": [_role(side) for side in compared.sides],
        "pay": {
            "gap": _gap(compared),
            "one_scale": compared.scale_refusal is None,
            "scale_refusal": _refusal(compared.scale_refusal, SCALES),
            "levels": [_level(row) for row in compared.levels],
        },
        "differences": [_difference(row) for row in compared.differences],
        "same": [_difference(row) for row in compared.same],
        "refused": [_difference(row) for row in compared.refused],
        "skills": [
            {"slug": row.slug, "name": row.name, "importances": list(row.importances)} for row in compared.skills.rows
        ],
        "sources": [source_object(source) for source in compared.sources],
    }


def _role(side: Side) -> Json:
    facts = side.facts
    return {
        "letter": side.letter,
        "slug": facts.slug,
        "title": facts.title,
        "url": absolute(reverse("role_detail", args=[facts.slug])),
        "version": facts.version,
        "headline": headline_object(side.headline),
        "spread": percentiles_object(side.spread) if side.spread else None,
        "outlook": outlook_object(facts.outlook),
        "refusal": facts.pay.refusal,
        "entry_routes": [{"kind": route.kind, "title": route.title} for route in facts.entry_routes],
        "pros": list(facts.pros),
        "cons": list(facts.cons),
        "not_for_you_if": list(facts.not_for_you_if),
    }


def _gap(compared: Comparison) -> Json:
    """How far the medians are apart, of what; or why they are not subtracted."""
    gap = compared.gap
    found = next((side.headline for side in compared.sides if side.headline is not None), None)
    is_said = gap.reason is None and found is not None
    return {
        "kind": gap.kind,
        "amount": gap.amount,
        "higher": [compared.side(letter).facts.slug for letter in gap.higher],
        "lower": [compared.side(letter).facts.slug for letter in gap.lower],
        "without": [compared.side(letter).facts.slug for letter in gap.without],
        "currency": found.currency if is_said and found else None,
        "area": found.area if is_said and found else None,
        "release": found.release if is_said and found else None,
        "source": found.source if is_said and found else None,
        "refusal": _refusal(
            gap.reason, {**REFUSALS, "missing": _("No figure with a source is known for some of them.")}
        ),
    }


def _refusal(reason: str | None, words: Mapping[str, object]) -> Json | None:
    return {"reason": reason, "message": str(words[reason])} if reason is not None else None


def _level(row: LevelRow) -> Json:
    return {
        "level": row.rank,
        "name": row.name,
        "titles": [level.title if level else None for level in row.levels],
        "pay": [level_pay_object(pay) if pay else None for pay in row.pays],
        "is_one_figure": row.is_shared,
    }


def _difference(row: Difference) -> Json:
    return {
        "kind": row.kind,
        "name": kind_name(row),
        "values": [_value(row.kind, value) for value in row.values],
        "size": round(row.size, 4),
        "source": row.source.citation if row.source else None,
        "refusal": {"reason": row.reason, "message": refusal_text(row)} if row.reason else None,
    }


def _value(kind: str, value: Value) -> object:
    if isinstance(value, Headline):
        return headline_object(value)
    if isinstance(value, Percentiles):
        return percentiles_object(value)
    if isinstance(value, LevelPay):
        return level_pay_object(value)
    if isinstance(value, OutlookFacts):
        return outlook_object(value)
    if isinstance(value, LevelFacts):
        return {"level": value.rank, "name": value.name, "years_min": value.years_min, "years_max": value.years_max}
    if kind == "occupation" and isinstance(value, tuple):
        return [row.code for row in value if not isinstance(row, str | int)]
    if kind == "roadmap_hours" and isinstance(value, tuple):
        return {"hours_low": value[0], "hours_high": value[1]}
    return list(value) if isinstance(value, tuple) else value
