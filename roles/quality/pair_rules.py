"""What the score of the words about a pair is made of. Points are of 100; the gate is the guides'."""

from __future__ import annotations

from .rules import Rule

ANSWER_WORDS = (40, 90)  # so many are read before anything else is, and found again by machines that quote
TEXT_WORDS = 150  # fewer add nothing to what is computed from the two guides
FEW_CONTRASTS, FEW_CHOICES = 3, 3
DESCRIPTION = (70, 160)  # characters

PAIR_PARTS = {
    "answered": 25,  # the one question of the page
    "apart": 35,  # what is true of both sides does not help to choose
    "own": 30,  # text that stands elsewhere is no reason for a page of its own
    "worded": 10,
}

PAIR_RULES = {
    # --- answered
    "no_answer": Rule("answered", 25, "the page's question has no answer", refuses=True),
    "answer_length": Rule("answered", 8, "too short to say it, or too long to be read first"),
    "few_choices": Rule("answered", 6, "three can be weighed against three"),
    "choice_shared": Rule("answered", 6, "what speaks for both decides nothing"),
    # --- apart
    "few_contrasts": Rule("apart", 12, "three rows are the least that shows two kinds of work"),
    "no_contrasts": Rule("apart", 35, "nothing is told apart"),
    "contrast_alike": Rule("apart", 10, "a row that says the same of both is no difference"),
    "contrast_twice": Rule("apart", 6, "the same question asked again"),
    # --- own
    "no_words": Rule("own", 30, "nothing stands there that the two guides do not say", refuses=True),
    "few_words": Rule("own", 16, "too little of its own for a page of its own"),
    "sentence_of_guide": Rule("own", 10, "its reader has read it, or will"),
    "sentence_of_pair": Rule("own", 10, "what is true of two pairs is true of neither"),
    "guide_not_live": Rule("own", 0, "no fault: it is shown once both guides are live"),
    # --- worded
    "nothing_worded_of_pair": Rule("worded", 10, "without a text no wording is right"),
    "words_hard": Rule("worded", 5, "long sentences and long words keep readers out"),
    "filler": Rule("worded", 2, "words that could stand anywhere"),
    "words_description": Rule("worded", 3, "search engines cut it, or it says too little"),
    "figure": Rule("worded", 4, "a figure that no source can be printed beside", refuses=True),
    "words_token": Rule("worded", 2, "braces that nothing fills in would be printed", refuses=True),
}
