"""Components of a guide."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from roles.charts.guide import steps_chart
from roles.facts import RoleFacts
from roles.selectors.guides import RelatedRole, RolePage

from . import samples
from .entries import State, component


def _given(**inputs: Any) -> Any:
    """The same inputs each time."""
    return lambda: dict(inputs)


def _masthead(facts: RoleFacts) -> dict[str, Any]:
    return {"page": RolePage(facts, "99", samples.AREA, ()), "chart": steps_chart(facts)}


def _key_facts(facts: RoleFacts) -> dict[str, Any]:
    return {"facts": facts, "area_name": samples.AREA}


def related(slug: str = "other-role", **changes: Any) -> RelatedRole:
    """A related role whose median may be subtracted from the sample role's."""
    whole: dict[str, Any] = {
        "slug": slug, "title": slug.replace("-", " ").title(), "kind": "similar", "kind_name": "Similar",
        "reason": "It plans, too, and hires besides.", "shared_skills": ("Planning", "Budgets"), "skill_count": 5,
        "pay_difference": 30_000, "headline_amount": 110_000, "headline_currency": "USD",
        "headline_source": samples.SOURCES[0].citation, "headline_flag": "", "pair": ("other-role", "sample-role"),
    }  # fmt: skip
    return RelatedRole(**(whole | changes))


MANY = (
    related(),
    related("next-role", kind="next", kind_name="Next step", pay_difference=None, shared_skills=()),
    related("unpaid-role", pay_difference=None, headline_amount=None),
    related("lower-role", pay_difference=-10_000, headline_amount=70_000),
    related("wordy-role", title=samples.LONG),
    related("rtl-role", title=samples.RTL),
)
_STEP = samples.ROADMAP[0]
ONE, MANY_NAME, EMPTY, LONG, RTL = _("One"), _("Several"), _("Empty"), _("Long words"), _("Right to left")

ENTRIES = (
    component(
        "masthead",
        _("The head of a guide: what it is, what it pays, the facts in a row."),
        *(State(name, partial(_masthead, facts)) for name, facts in samples.PAY),
        State(LONG, partial(_masthead, samples.WORDY)),
        State(RTL, partial(_masthead, samples.RIGHT_TO_LEFT)),
        State(_("Nothing but a title"), partial(_masthead, samples.BARE)),
        frame="wide",
    ),
    component(
        "key_facts",
        _("The facts of a guide in a row, headline first."),
        *(State(name, partial(_key_facts, facts)) for name, facts in samples.PAY),
        State(_("Reviewed"), partial(_key_facts, samples.REVIEWED)),
        State(_("No projection, no field, not published"), partial(_key_facts, samples.BARE)),
    ),
    component(
        "contents",
        _("The contents of a guide, with Apply."),
        State(MANY_NAME, _given(sections={"states": "Overview", "sources": "Sources"}, slug="sample-role")),
        State(ONE, _given(sections={"states": "Overview"}, slug="sample-role")),
        State(LONG, _given(sections={"states": samples.LONG, "sources": samples.RTL}, slug="sample-role")),
    ),
    component(
        "alias_list",
        _("Other titles of a role; hidden ones are left out before."),
        State(MANY_NAME, _given(titles=samples.TITLES[:2])),
        State(ONE, _given(titles=samples.TITLES[:1])),
    ),
    component(
        "skill_group",
        _("Skills of one importance."),
        *(
            State(importance.title(), _given(importance=importance, skills=skills))
            for importance, skills in samples.OWN.skills_by_importance()
        ),
        State(LONG, _given(importance="core", skills=(samples.skill(samples.LONG, note=samples.SUMMARY),))),
        State(RTL, _given(importance="core", skills=(samples.skill(samples.RTL),))),
        frame="skills",
    ),
    component(
        "roadmap",
        _("What to learn, in order, with hours of effort and when it is done."),
        State(MANY_NAME, _given(steps=samples.ROADMAP)),
        State(_("One step, no hours given"), _given(steps=samples.ROADMAP[2:])),
    ),
    component(
        "entry_routes",
        _("Ways into a role."),
        State(MANY_NAME, _given(routes=samples.ROUTES)),
        State(ONE, _given(routes=samples.ROUTES[:1])),
    ),
    component(
        "pros_cons",
        _("What speaks for a role, against it, and for whom it is not."),
        State(
            MANY_NAME, _given(pros=samples.OWN.pros, cons=samples.OWN.cons, not_for_you_if=samples.OWN.not_for_you_if)
        ),
        State(_("Pros alone"), _given(pros=samples.OWN.pros, cons=(), not_for_you_if=())),
        State(LONG, _given(pros=(samples.LONG,), cons=(samples.RTL,), not_for_you_if=(samples.SUMMARY,))),
    ),
    component(
        "point_list",
        _("A short list under a heading of its own."),
        State(MANY_NAME, _given(title="What speaks for it", points=samples.OWN.pros)),
        State(ONE, _given(title="What speaks against it", points=samples.OWN.cons)),
    ),
    component(
        "path_list",
        _("Related roles with what they share and pay."),
        State(_("Difference known, not comparable, no figure"), _given(roles=MANY, headline=samples.OWN.pay.headline)),
        State(ONE, _given(roles=MANY[:1], headline=samples.OWN.pay.headline)),
        State(_("This guide has no headline"), _given(roles=MANY[:1], headline=None)),
    ),
    component(
        "link_list",
        _("Links to the comparisons of a role."),
        State(MANY_NAME, _given(title="Sample Role", roles=MANY)),
        State(ONE, _given(title="Sample Role", roles=MANY[:1])),
    ),
    component(
        "faq",
        _("Questions, each folded until it is asked."),
        State(MANY_NAME, _given(questions=samples.QUESTIONS)),
        State(ONE, _given(questions=samples.QUESTIONS[:1])),
    ),
    component(
        "feedback",
        _("Where to say what is wrong, and which version this is."),
        State(_("Published"), _given(facts=samples.OWN)),
        State(_("Reviewed"), _given(facts=samples.REVIEWED)),
        State(_("Not published"), _given(facts=samples.BARE)),
    ),
    component(
        "sources",
        _("Every publication that the page cites, by number."),
        State(MANY_NAME, _given(sources=samples.SOURCES)),
        State(_("One, without a day of release"), _given(sources=samples.SOURCES[1:2])),
    ),
    component(
        "source_note",
        _("One line that says where a figure is from, or what it is not."),
        State(_("Source"), _given(text=samples.SOURCES[0].citation)),
        State(_("With its number in the list"), _given(text=samples.SOURCES[0].citation, number=1)),
        State(_("Another label"), _given(text="Hours are of effort.", label="Note")),
    ),
    component(
        "apply_cta",
        _("An invitation inside a guide."),
        State(_("With its own button"), _given(role=samples.OWN, cta=samples.CALL, slot="after_overview")),
        State(
            LONG,
            _given(role=samples.WORDY, cta={"headline": samples.LONG, "button": samples.LONG}, slot="after_roadmap"),
        ),
    ),
    component(
        "apply_panel",
        _("The invitation at the end, which takes the form."),
        State(_("With next steps"), _given(role=samples.OWN, cta=samples.CALL)),
        State(_("Without next steps"), _given(role=samples.OWN, cta={"headline": "Become a Sample Role"})),
        State(RTL, _given(role=samples.RIGHT_TO_LEFT, cta={"headline": samples.RTL, "body": samples.RTL})),
        frame="wide",
    ),
    component(
        "apply_bar",
        _("Apply within reach of the thumb; on phones it stays at the foot of the screen."),
        State(_("The site’s words"), _given(role=samples.OWN)),
        State(_("Words of its own, long title"), _given(role=samples.WORDY, cta={"button": "Apply Now"})),
    ),
)
