"""What was found in a guide or in the words about a pair, in an editor's words: where it is, what to do, and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roles import pair_findings
from roles.quality import Finding, Quality, Where

PARTS = {
    "complete": lazy("Complete"),
    "sourced": lazy("Sourced"),
    "fresh": lazy("Fresh"),
    "unlike": lazy("Unlike others"),
    "true": lazy("True to the role"),
    "wording": lazy("Wording"),
}

# A text or a list as a whole; a row of it.
_PLACES = {
    "summary": lazy("The summary"),
    "overview": lazy("The overview"),
    "what_they_do": lazy("What they do"),
    "break_in": lazy("How to break in"),
    "titles": lazy("Other titles"),
    "skills": lazy("Skills"),
    "levels": lazy("Levels"),
    "estimates": lazy("Pay"),
    "occupations": lazy("Official occupations"),
    "steps": lazy("Roadmap"),
    "routes": lazy("Entry routes"),
    "pros": lazy("Pros"),
    "cons": lazy("Cons"),
    "not_for_you_if": lazy("Not for you if"),
    "questions": lazy("Questions"),
    "relations": lazy("Relations"),
    "call": lazy("The call to action"),
    "seo_title": lazy("The search title"),
    "seo_description": lazy("The search description"),
    "reviewed_on": lazy("The review"),
    "change_note": lazy("The change note"),
}
_ROWS = {
    "titles": lazy("Title “%(name)s”"),
    "skills": lazy("Skill “%(name)s”"),
    "levels": lazy("Level “%(name)s”"),
    "estimates": lazy("Estimate %(number)d"),
    "steps": lazy("Step %(number)d"),
    "routes": lazy("Entry route %(number)d"),
    "pros": lazy("Pro %(number)d"),
    "cons": lazy("Con %(number)d"),
    "not_for_you_if": lazy("“Not for you if” %(number)d"),
    "questions": lazy("Question %(number)d"),
    "relations": lazy("Relation “%(name)s”"),
}

_EMPTY = lazy("%(place)s is empty.")
_SHARED = lazy("%(place)s says nearly the same in “%(other)s”.")
_SHARED_WHY = lazy("What is true of two roles tells a reader nothing of this one.")
_LENGTH = lazy("%(place)s has %(count)d characters; aim for %(least)d to %(most)d.")
_LENGTH_WHY = lazy("Longer is cut where it is shown; shorter wastes the room.")

# Kind: what to do, and why. A kind that refuses publishing needs no more than the first.
_WORDS = {
    "no_summary": (_EMPTY, ""),
    "no_overview": (_EMPTY, ""),
    "no_what_they_do": (_EMPTY, ""),
    "no_break_in": (_EMPTY, lazy("The page's title promises it.")),
    "few_titles": (
        lazy("Give %(least)d alternate titles or more; there are %(count)d."),
        lazy("Take them from the official title lists: postings use those names."),
    ),
    "no_skills": (lazy("No skill is listed."), ""),
    "few_skills": (
        lazy("List %(least)d skills and tools or more; there are %(count)d."),
        lazy("Comparisons and paths rest on them."),
    ),
    "many_skills": (
        lazy("Keep the %(most)d skills and tools that matter most; there are %(count)d."),
        lazy("In a longer list nobody sees what comes first."),
    ),
    "skills_all_alike": (
        lazy("Tell the skills apart by importance and by the level that needs them."),
        lazy("Where all are alike, a reader does not know where to start."),
    ),
    "skill_without_note": (
        lazy("Say why this role needs “%(name)s”."),
        lazy("The name alone stands in every posting."),
    ),
    "no_levels": (lazy("No level is described."), ""),
    "few_levels": (
        lazy("Describe %(least)d levels or more; there are %(count)d."),
        lazy("If the role has fewer, leave it so: it costs little."),
    ),
    "no_duties": (lazy("The level “%(name)s” has no duties."), ""),
    "duties_out_of_range": (
        lazy("Give the level “%(name)s” %(least)d to %(most)d duties; it has %(count)d."),
        lazy("So many can be read at once, and compared with the next level's."),
    ),
    "few_steps": (
        lazy("Give the roadmap %(least)d steps or more; it has %(count)d."),
        lazy("Large steps cannot be planned."),
    ),
    "many_steps": (
        lazy("Give the roadmap at most %(most)d steps; it has %(count)d."),
        lazy("A long list is not begun."),
    ),
    "too_many_steps": (lazy("A roadmap has at most %(most)d steps."), ""),
    "step_without_hours": (lazy("Give hours from low to high."), lazy("A reader plans evenings by them.")),
    "step_without_end": (lazy("Say when this step is done."), lazy("By a result that somebody else can see.")),
    "no_prerequisites": (
        lazy("Say which steps need others first."),
        lazy("Without it the order is a habit, and nobody knows what can be skipped."),
    ),
    "few_route_kinds": (
        lazy("Describe %(least)d kinds of ways in or more; there are %(count)d."),
        lazy("A graduate, a career changer and a colleague start from different places."),
    ),
    "no_certificates": (
        lazy("Say which certificates matter, or that none does."),
        lazy("Readers pay for them before they ask."),
    ),
    "few_pros": (lazy("Give %(least)d pros or more; there are %(count)d."), lazy("They are weighed against the cons.")),
    "few_cons": (
        lazy("Give %(least)d cons or more; there are %(count)d."),
        lazy("Without them it is an advertisement."),
    ),
    "no_warning": (lazy("Say who should not choose this role."), lazy("It saves a reader years.")),
    "few_questions": (
        lazy("Answer %(least)d questions or more; there are %(count)d."),
        lazy("Those that the page does not answer elsewhere."),
    ),
    "few_relations": (
        lazy("Relate %(least)d roles or more, each with a reason; there are %(count)d."),
        lazy("They are the ways on from this page."),
    ),
    "no_call": (lazy("Write a call to action."), lazy("A reader who is convinced finds no button.")),
    "no_occupation": (
        lazy("Match the role to an official occupation."),
        lazy("Without one there is no official figure of any kind. A Publisher can do it."),
    ),
    "no_figure": (
        lazy("Find a pay figure with a source."),
        lazy("Neither an official median nor an estimate of yours with its source is there."),
    ),
    "no_projection": (
        lazy("Look for a projection of the matched occupation."),
        lazy("Readers ask whether there will be such jobs."),
    ),
    "unsourced_figure": (
        lazy("Say where this figure comes from, or leave it out."),
        lazy("It is printed only as one that nobody is named for."),
    ),
    "amount": (lazy("%(place)s states “%(amount)s”. %(instead)s"), ""),
    "statistic": (
        lazy("%(place)s states “%(share)s” and names no source beside it."),
        lazy("Name the release in the same paragraph, link to it, or leave the figure out."),
    ),
    "nothing_sourced": (lazy("No figure of any kind is there."), lazy("Where none stands, no source can.")),
    "levels_refused": (
        lazy("Pay by level is refused."),
        lazy("No mistake: the page says why. Your own sourced figures by level would be shown."),
    ),
    "never_reviewed": (
        lazy("Have somebody who knows the role review it."),
        lazy("Name the person and the day. Nobody has vouched for it yet."),
    ),
    "review_due": (
        lazy("Have it reviewed again; the last time was %(reviewed_on)s."),
        lazy("A review lasts a year."),
    ),
    "year_after_review": (
        lazy("%(place)s speaks of %(year)s, and nobody has reviewed it since."),
        lazy("Leave the year out, or have it reviewed."),
    ),
    "duty_shared": (_SHARED, _SHARED_WHY),
    "step_shared": (_SHARED, _SHARED_WHY),
    "answer_shared": (_SHARED, _SHARED_WHY),
    "call_shared": (
        lazy("Write a call to action in this role's own words."),
        lazy("“%(other)s” says the same but for the title."),
    ),
    "title_shared": (
        lazy("Give the page a search title of its own."),
        lazy("“%(other)s” has the same; search engines show one of the two."),
    ),
    "description_shared": (
        lazy("Give the page a search description of its own."),
        lazy("“%(other)s” says nearly the same but for the title."),
    ),
    "nothing_compared": (lazy("%(place)s: nothing to compare yet."), lazy("It cannot be unlike other guides.")),
    "nothing_told": (lazy("Write the duties."), lazy("Without one nothing is said of this role.")),
    "little_told": (lazy("Write %(least)d duties or more; there are %(count)d."), lazy("Fewer tell no roles apart.")),
    "duties_of_another": (
        lazy("Write the duties of this role: these are more like those of “%(other)s”."),
        lazy("Their words fit that guide's overview, skills and roadmap better than this one's."),
    ),
    "duty_repeated": (
        lazy("%(place)s repeats a duty of “%(level)s”."),
        lazy("Say what changes from one level to the next."),
    ),
    "duty_of_anyone": (
        lazy("%(place)s could be anybody's: make it this role's."),
        lazy("No word of it stands in the overview, the skills or the roadmap."),
    ),
    "vague_skill": (
        lazy("Say what “%(name)s” means in this role, or name the skill behind it."),
        lazy("Every posting asks for it."),
    ),
    "tool_as_skill": (
        lazy("List “%(name)s” as a tool."),
        lazy("Tools change and skills stay; readers plan by the difference."),
    ),
    "skill_as_tool": (
        lazy("List “%(name)s” as a skill."),
        lazy("Tools change and skills stay; readers plan by the difference."),
    ),
    "unrelated_role": (
        lazy("Relate “%(other)s”, which this guide names."),
        lazy("It stands in the text without a way there among the relations."),
    ),
    "relation_without_reason": (lazy("The relation to “%(name)s” gives no reason."), ""),
    "relation_one_way": (
        lazy("Relate this role from “%(name)s” too."),
        lazy("What is similar is similar from both sides."),
    ),
    "relation_not_live": (
        lazy("“%(name)s” has no live guide yet."),
        lazy("No mistake: the relation is shown once it has one."),
    ),
    "nothing_worded": pair_findings.NOT_WRITTEN,
    "hard_reading": (
        lazy("Make the sentences shorter, first here: the guide reads at grade %(grade)d, aim for %(most)d."),
        lazy("Years of US school, by the Flesch-Kincaid formula."),
    ),
    "summary_length": (_LENGTH, _LENGTH_WHY),
    "title_length": (_LENGTH, _LENGTH_WHY),
    "description_length": (_LENGTH, _LENGTH_WHY),
    "unknown_token": (lazy("%(place)s has an unknown token “%(token)s”."), ""),
    "plain_token": (lazy("%(place)s has the token “%(token)s”, which is filled in only in Markdown texts."), ""),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words. ``worth`` is how many points the whole would gain if it alone were mended."""

    finding: Finding
    place: str
    what: str
    why: str
    worth: int


def told(quality: Quality) -> list[Told]:
    """What may stay but costs points, or should be known: the most costly first."""
    return [_tell(finding, worth) for finding, worth in quality.fixes]


def refusals(quality: Quality) -> list[Told]:
    """What stands against publishing, whatever the score."""
    return [_tell(finding, 0) for finding in quality.refusals]


def _tell(finding: Finding, worth: int) -> Told:
    where = place(finding.where)
    detail = {**finding.detail, "place": where, "name": finding.where.name}
    if finding.kind == "amount":
        detail["instead"] = (
            _("Write {{ pay.headline }}, so that its source is printed.")
            if finding.detail["is_markdown"]
            else _("Leave it out: no source can be printed there.")
        )
    if "reviewed_on" in detail:
        detail["reviewed_on"] = date_format(date.fromisoformat(str(detail["reviewed_on"])), "j F Y")
    what, why = (_WORDS | pair_findings.WORDS)[finding.kind]
    return Told(finding, where, str(what) % detail, str(why) % detail, worth)


def part_name(key: str) -> str:
    """What a part of the score is called."""
    return str((PARTS | pair_findings.PARTS)[key])


def place(where: Where) -> str:
    """Where in the text, as the editor's screen calls it."""
    if where.row is None:
        return str((_PLACES | pair_findings.PLACES)[where.section])
    row = str((_ROWS | pair_findings.ROWS)[where.section]) % {"name": where.name, "number": where.row + 1}
    if where.line is None:
        return row
    return _("%(row)s, duty %(number)d") % {"row": row, "number": where.line + 1}
