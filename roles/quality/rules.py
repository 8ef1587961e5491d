"""What a guide's score is made of: one table of parts, one of rules, and the gate. Points are of 100."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

GATE = 70  # a guide below needs a reason to be published
REVIEW_LASTS = timedelta(days=365)  # a guide whose review is older waits for another
MOST_STEPS = 60
FEW_TOLD = 6  # duties of all levels from which a guide is told from others: three on each of two
NEAR = 0.5  # likeness of two texts from which they count as one; renaming and a changed word stay above it
BETTER_FIT = 1.1  # how much better duties must fit another guide than their own to be called that guide's
HARD_GRADE = 11.0  # years of school that reading a guide may take


class Aim(NamedTuple):
    """Characters of a text: the band that is aimed for, and the end of the scale it is drawn on."""

    low: int
    high: int
    most: int


LENGTHS = {"summary": Aim(90, 220, 320), "seo_title": Aim(30, 60, 90), "seo_description": Aim(110, 155, 220)}

# The points that each part can give, and why that many.
PARTS = {
    "complete": 20,  # readers compare guides row by row: a row that is missing is a question unanswered
    "sourced": 20,  # the site's first promise: no figure without its source
    "fresh": 9,  # only a person's review can tell that facts still hold; a guide without one may still be right
    "unlike": 12,  # a text that stands in two guides says nothing of either role
    "true": 31,  # duties of another role are the worst that a guide can say: alone they put it below the gate
    "wording": 8,  # a reader forgives plain faults of wording sooner than those above
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding takes off its part, each time it is found. ``refuses``: with it no guide is published at all."""

    part: str
    cost: int
    why: str
    refuses: bool = False


RULES = {
    # --- complete
    "no_summary": Rule("complete", 4, "the first thing read, also in lists and in search", refuses=True),
    "no_overview": Rule("complete", 4, "the definition of the role", refuses=True),
    "no_what_they_do": Rule("complete", 4, "the week that a reader would have", refuses=True),
    "no_break_in": Rule("complete", 3, "what the page's title promises"),
    "few_titles": Rule("complete", 1, "postings use other names for the role"),
    "no_skills": Rule("complete", 5, "paths and comparisons rest on them", refuses=True),
    "few_skills": Rule("complete", 2, "too few to compare two roles by"),
    "many_skills": Rule("complete", 1, "a list in which nobody sees what matters"),
    "skills_all_alike": Rule("complete", 2, "all are equally important, or needed from the same level"),
    "skill_without_note": Rule("complete", 1, "a name alone does not say why this role needs it"),
    "no_levels": Rule("complete", 6, "the ladder is what readers come for", refuses=True),
    "few_levels": Rule("complete", 1, "most roles have three or four"),
    "no_duties": Rule("complete", 4, "a rung that says nothing", refuses=True),
    "duties_out_of_range": Rule("complete", 1, "three to five can be read and compared"),
    "few_steps": Rule("complete", 2, "too coarse to follow"),
    "many_steps": Rule("complete", 1, "too long to start"),
    "too_many_steps": Rule("complete", 2, "no page shows so many", refuses=True),
    "step_without_hours": Rule("complete", 1, "a reader plans evenings by them"),
    "step_without_end": Rule("complete", 1, "nobody knows when it is done"),
    "no_prerequisites": Rule("complete", 1, "an order that nothing explains"),
    "few_route_kinds": Rule("complete", 2, "readers start from different places"),
    "no_certificates": Rule("complete", 1, "readers ask; that none is needed is an answer too"),
    "few_pros": Rule("complete", 1, "three can be weighed against three"),
    "few_cons": Rule("complete", 1, "a guide without them is an advertisement"),
    "no_warning": Rule("complete", 1, "who should not choose it saves a reader years"),
    "few_questions": Rule("complete", 2, "what readers ask and the page does not say elsewhere"),
    "few_relations": Rule("complete", 2, "the ways on from here"),
    "no_call": Rule("complete", 1, "a reader who is convinced finds no button"),
    # --- sourced
    "no_occupation": Rule("sourced", 5, "without one there is no official figure of any kind"),
    "no_figure": Rule("sourced", 8, "the first question of most readers"),
    "no_projection": Rule("sourced", 3, "whether there will be such jobs"),
    "unsourced_figure": Rule("sourced", 4, "printed only as a figure that nobody is named for"),
    "amount": Rule("sourced", 6, "a figure that no source can be printed beside", refuses=True),
    "statistic": Rule("sourced", 4, "a share of something that nobody is named for"),
    "nothing_sourced": Rule("sourced", 4, "without a figure there is none whose source is named"),
    "levels_refused": Rule("sourced", 0, "no fault of the guide: it is said so that somebody looks for a source"),
    # --- fresh
    "never_reviewed": Rule("fresh", 5, "nobody has vouched for it"),
    "review_due": Rule("fresh", 4, "what was vouched for may have changed"),
    "year_after_review": Rule("fresh", 2, "it claims to be newer than anybody has checked"),
    # --- unlike
    "duty_shared": Rule("unlike", 3, "of one of the two roles it is not true, or says nothing"),
    "step_shared": Rule("unlike", 4, "a step for any role teaches none"),
    "answer_shared": Rule("unlike", 4, "an answer for any role answers nobody"),
    "call_shared": Rule("unlike", 1, "a call in the role's own words is heard"),
    "title_shared": Rule("unlike", 3, "search engines show one of the two"),
    "description_shared": Rule("unlike", 3, "a search result that was only renamed"),
    "nothing_compared": Rule("unlike", 4, "what says nothing is unlike nothing"),
    # --- true
    "nothing_told": Rule("true", 31, "without a duty nothing is said of this role"),
    "little_told": Rule("true", 15, "so few could be chosen from any role's"),
    "duties_of_another": Rule("true", 31, "the guide describes another job"),
    "duty_repeated": Rule("true", 4, "two rungs with one duty are one rung"),
    "duty_of_anyone": Rule("true", 3, "not one word of it belongs to this role"),
    # --- wording
    "vague_skill": Rule("wording", 2, "every job asks for it; the note says how this one does"),
    "tool_as_skill": Rule("wording", 1, "tools change, skills stay: readers plan by the difference"),
    "skill_as_tool": Rule("wording", 1, "the same the other way round"),
    "unrelated_role": Rule("wording", 1, "a reader who is sent there has no way to follow"),
    "relation_without_reason": Rule("wording", 1, "a name alone is no way on", refuses=True),
    "relation_one_way": Rule("wording", 1, "what is similar is similar from both sides"),
    "relation_not_live": Rule("wording", 0, "no fault: it is shown once that role has a guide"),
    "nothing_worded": Rule("wording", 8, "without a text no wording is right"),
    "hard_reading": Rule("wording", 3, "long sentences and long words keep readers out"),
    "summary_length": Rule("wording", 1, "lists cut it, or it says too little"),
    "title_length": Rule("wording", 1, "search engines cut it, or it says too little"),
    "description_length": Rule("wording", 1, "likewise"),
    "unknown_token": Rule("wording", 2, "braces that nothing fills in would be printed", refuses=True),
    "plain_token": Rule("wording", 2, "nothing fills it in there", refuses=True),
}
