"""What a way says in sentences: each is made from the facts of the guides alone."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles import crumbs
from roles.addresses import path_address
from roles.crumbs import Crumb
from roles.money import money_html
from roles.paths import HOURS_A_WEEK, MONTHS_A_YEAR, CareerPath, CarriedSkill, Ends, Hours, Span
from roles.selectors.paths import NearPage, NearRole
from roles.templatetags.guide import in_words, words, years

register = template.Library()

MOST_IN_MONTHS = 60  # a longer time is said in years
SPANS = {
    "week": ("%(count)d week", "%(count)d weeks", "%(low)d to %(high)d weeks"),
    "month": ("%(count)d month", "%(count)d months", "%(low)d to %(high)d months"),
    "year": ("%(count)d year", "%(count)d years", "%(low)d to %(high)d years"),
}

REFUSALS = {
    "missing": gettext_lazy("At least one of the two has no figure with a source, so no difference is worked out."),
    "editorial": gettext_lazy("At least one of the two figures is our editors' own, so no difference is worked out."),
    "occupation": gettext_lazy("No separate official wage exists for these two: both are counted as one occupation."),
    "currency": gettext_lazy("The two figures are in different currencies, so no difference is worked out."),
    "area": gettext_lazy("The two figures are of different places, so no difference is worked out."),
    "release": gettext_lazy("The two figures are of different releases, so no difference is worked out."),
    "top_coded": gettext_lazy("A median above the release's ceiling is not published, so no difference is worked out."),
}


@register.filter
def path_sentence(path: CareerPath) -> SafeString:
    """The short answer: what comes along, and how many hours the rest takes."""
    asked, missing = len(path.goal.skills), len(path.gap)
    goal = format_html("<bdi>{}</bdi>", path.goal.title)
    if path.is_same_role:
        return format_html(_("The way begins and ends at {goal}, so nothing is missing."), goal=goal)
    if not asked:
        return format_html(_("The guide to {goal} lists no skills yet, so nothing can be said of the way."), goal=goal)
    return format_html(
        "{} {}", _brought(path, asked, missing), _rest(path, goal) if missing else _("Nothing is left to learn.")
    )


def _brought(path: CareerPath, asked: int, missing: int) -> SafeString:
    names = {"brought": asked - missing, "asked": asked}
    if missing < asked:
        return format_html("{}", _carried(asked, missing) % names)
    if path.start is not None and not path.have:
        # What a visitor knows besides is not told here.
        text = ngettext(
            "The guide to {start} does not ask for the one skill.",
            "The guide to {start} asks for none of the {asked} skills.",
            asked,
        )
        return format_html(text, start=format_html("<bdi>{}</bdi>", path.start.title), asked=asked)
    text = ngettext("The one skill is not among yours.", "None of the %(asked)d skills is among yours.", asked)
    return format_html("{}", text % names)


def _carried(asked: int, missing: int) -> str:
    if not missing:
        return ngettext("The one skill comes with you.", "All %(asked)d skills come with you.", asked)
    return ngettext(
        "%(brought)d of the %(asked)d skills comes with you.", "%(brought)d of the %(asked)d skills come with you.",
        asked - missing,
    )  # fmt: skip


def _rest(path: CareerPath, goal: SafeString) -> SafeString:
    """How many hours the steps take that teach what is missing."""
    if path.hours is None:
        return format_html("{}", _("Nobody has estimated how long the rest takes."))
    return format_html(
        _rest_words(path), goal=goal, taught=path.taught, missing=len(path.gap), hours=hours_words(path.hours)
    )


def _rest_words(path: CareerPath) -> str:
    """The sentence for what the steps teach: some of what is missing, all of what was asked for, or the other part."""
    if path.untaught:
        return ngettext(
            "The steps of the roadmap of {goal} that teach {taught} of the {missing} missing take {hours}.",
            "The steps of the roadmap of {goal} that teach {taught} of the {missing} missing take {hours}.",
            path.taught,
        )
    if not path.carried:
        return ngettext(
            "The steps of the roadmap of {goal} that teach it take {hours}.",
            "The steps of the roadmap of {goal} that teach them take {hours}.",
            path.taught,
        )
    return ngettext(
        "The steps of the roadmap of {goal} that teach the other one take {hours}.",
        "The steps of the roadmap of {goal} that teach the other {taught} take {hours}.",
        path.taught,
    )


@register.filter
def ladder_sentence(path: CareerPath) -> SafeString:
    """Where the goal's ladder begins, in its guide's own years; empty where it tells none or nobody leaves."""
    first = path.first_level
    if first is None or path.is_same_role:
        return SafeString()
    text = _("The ladder of {goal} begins at {level}, with {years} of experience.")
    goal = format_html("<bdi>{}</bdi>", path.goal.title)
    return format_html(text, goal=goal, level=first.name.lower(), years=years(first))


@register.filter
def hours_words(hours: Hours) -> str:
    """ "210 to 520 hours, typically 340"."""
    if hours.is_one:
        return ngettext("%(count)d hour", "%(count)d hours", hours.low) % {"count": hours.low}
    return _("%(low)s to %(high)s hours, typically %(typical)s") % {
        "low": f"{hours.low:,}",
        "high": f"{hours.high:,}",
        "typical": f"{hours.typical:,}",
    }


@register.filter
def span_words(span: Span) -> str:
    """ "9 to 20 months", "1 week", "6 to 12 years": more than five years are said in years, each end rounded up."""
    unit, low, high = span.unit, span.low, span.high
    if unit == "month" and high > MOST_IN_MONTHS:
        unit, low, high = "year", -(-low // MONTHS_A_YEAR), -(-high // MONTHS_A_YEAR)
    one, several, between = SPANS[unit]
    if low == high:
        return ngettext(one, several, high) % {"count": high}
    return _(between) % {"low": low, "high": high}


@register.filter
def core_count(carried: Iterable[CarriedSkill]) -> int:
    """How many of the skills brought along are core to the goal."""
    return sum(one.skill.importance == "core" for one in carried)


@register.filter
def carried_note(one: CarriedSkill) -> str:
    """Where the levels differ, from which level the start asks for it, and from which the goal."""
    if one.start_level is None:
        return _("you ticked it")
    start, goal = words(one.start_level, "from_level"), words(one.skill.from_level, "from_level")
    if start == goal:
        return start
    return _("%(start)s there, %(goal)s here") % {"start": start, "goal": goal}


@register.filter
def pay_sentence(ends: Ends) -> SafeString:
    """How far the medians of both ends are apart, or why that cannot be said; empty where there is one end."""
    headline = ends.goal.headline
    if ends.refusal is not None:
        return format_html("{}", REFUSALS[ends.refusal])
    if ends.difference is None or headline is None:
        return SafeString()
    if ends.difference == 0:
        return format_html("{}", _("The two official medians are the same, though of different occupations."))
    text = _("The official median at the goal is {apart} a year higher.") if ends.difference > 0 else _(
        "The official median at the goal is {apart} a year lower."
    )  # fmt: skip
    apart = money_html(abs(ends.difference), headline.currency, cited=headline.source, difference=True)
    return format_html(text, apart=apart)


@register.simple_tag
def near_names(page: NearPage, have: dict[str, str]) -> SafeString:
    """What the list is near to: "Data Analyst and 2 more skills", "Planning and Writing", "5 skills"."""
    names = list(have.values())
    if page.start is None:
        if len(names) > 3:
            return format_html(ngettext("{count} skill", "{count} skills", len(names)), count=len(names))
        return format_html("{}", in_words(names))
    title = format_html("<bdi>{}</bdi>", page.start.title)
    if not names:
        return title
    return format_html(
        ngettext("{title} and {count} more skill", "{title} and {count} more skills", len(names)),
        title=title,
        count=len(names),
    )


@register.filter
def missing_words(near: NearRole) -> str:
    """ "Hiring, Writing and 4 more"."""
    more = [ngettext("%(count)d more", "%(count)d more", near.left) % {"count": near.left}] if near.left else []
    return in_words([*near.missing, *more])


@register.simple_tag
def path_url(start: str, goal: str, have: Iterable[str] = (), *, is_choice: bool = False) -> str:
    """The address of a way, of what is near where there is no goal, or of the choice of it."""
    return path_address(start=start, goal=goal, have=have, is_choice=is_choice)


@register.simple_tag
def path_crumbs(path: CareerPath) -> tuple[Crumb, ...]:
    """The way down to this way."""
    return crumbs.to_path(path.start.title if path.start else "", path.goal.title)


@register.simple_tag
def near_crumbs(page: NearPage) -> tuple[Crumb, ...]:
    """The way down to what is near."""
    return crumbs.to_path(page.start.title if page.start else "", "")


@register.simple_tag
def picker_crumbs() -> tuple[Crumb, ...]:
    """The way down to where ways begin."""
    return crumbs.to_paths()


@register.simple_tag
def hours_choices() -> tuple[int, ...]:
    """The hours a week that can be chosen."""
    return HOURS_A_WEEK


@register.simple_tag
def near_next() -> list[dict[str, str]]:
    """What to try where no role asks for the skills."""
    return [
        {"text": _("Choose other skills"), "url": reverse("path_picker")},
        {"text": _("Browse every guide"), "url": reverse("role_list")},
    ]
