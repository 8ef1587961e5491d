"""What was found in the words about a pair, in an editor's words. ``roles.findings`` puts them together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

PARTS = {
    "answered": lazy("Answered"),
    "apart": lazy("Told apart"),
    "own": lazy("Its own"),
    "worded": lazy("Wording"),
}

PLACES = {
    "answer": lazy("The short answer"),
    "text": lazy("What sets them apart"),
    "contrasts": lazy("The contrasts"),
    "choose_a": lazy("“Choose” on the left"),
    "choose_b": lazy("“Choose” on the right"),
}
ROWS = {
    "contrasts": lazy("Contrast %(number)d"),
    "choose_a": lazy("Point %(number)d on the left"),
    "choose_b": lazy("Point %(number)d on the right"),
}

NOT_WRITTEN = (lazy("Write the texts."), lazy("What is not written cannot be well worded."))

# Kind: what to do, and why.
WORDS = {
    "no_answer": (lazy("%(place)s is empty."), ""),
    "answer_length": (
        lazy("Answer in %(least)d to %(most)d words; there are %(count)d."),
        lazy("It is read first, and often alone."),
    ),
    "few_choices": (
        lazy("%(place)s: give %(least)d points or more; there are %(count)d."),
        lazy("Three can be weighed against three."),
    ),
    "choice_shared": (
        lazy("%(place)s speaks for the other role too."),
        lazy("What speaks for both decides nothing."),
    ),
    "few_contrasts": (
        lazy("Give %(least)d contrasts or more; there are %(count)d."),
        lazy("Fewer do not show two kinds of work."),
    ),
    "no_contrasts": (
        lazy("Give %(least)d contrasts or more; there is none."),
        lazy("Nothing tells the two kinds of work apart."),
    ),
    "contrast_alike": (
        lazy("“%(name)s” says the same of both."),
        lazy("Say what differs, or leave the row out."),
    ),
    "contrast_twice": (
        lazy("“%(name)s” stands twice."),
        lazy("A reader looks for the second difference and finds none."),
    ),
    "no_words": (lazy("%(place)s is empty."), ""),
    "few_words": (
        lazy("Write %(least)d words or more of what sets the two apart; there are %(count)d."),
        lazy("Everything else on the page stands in the two guides already."),
    ),
    "sentence_of_guide": (
        lazy("%(place)s has a sentence of the guide “%(other)s”: “%(start)s …”"),
        lazy("Its reader has read it, or will."),
    ),
    "sentence_of_pair": (
        lazy("%(place)s has a sentence of “%(other)s”: “%(start)s …”"),
        lazy("What is true of two pairs is true of neither."),
    ),
    "guide_not_live": (
        lazy("One of the two guides is not live."),
        lazy("No mistake: the comparison is shown once both are."),
    ),
    "nothing_worded_of_pair": NOT_WRITTEN,
    "words_hard": (
        lazy("Make the sentences shorter: they read at grade %(grade)d, aim for %(most)d."),
        lazy("Years of US school, by the Flesch-Kincaid formula."),
    ),
    "filler": (lazy("%(place)s says “%(word)s”."), lazy("It could stand anywhere. Say the thing itself.")),
    "words_description": (
        lazy("%(place)s has %(count)d characters; aim for %(least)d to %(most)d."),
        lazy("Longer is cut where it is shown; shorter wastes the room."),
    ),
    "figure": (lazy("%(place)s states “%(figure)s”. Leave it out: no source can be printed there."), ""),
    "words_token": (lazy("%(place)s has the token “%(token)s”, which nothing fills in."), ""),
}
