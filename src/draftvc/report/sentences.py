"""What happened, in sentences of the room: the face of `report.say` for the rest of the program.

Sentences are plain text on one line, in the present tense, without a full stop. Draft text in
them is quoted, shortened, and visible in every character.
"""

from __future__ import annotations

from draftvc.report.say.context import Context
from draftvc.report.say.gather import Told, group_sentences
from draftvc.report.say.one import SENTENCES, sentence
from draftvc.report.say.summary import count_lines, grave_first, subject_line, summary_lines

__all__ = [
    "SENTENCES",
    "Context",
    "Told",
    "count_lines",
    "grave_first",
    "group_sentences",
    "sentence",
    "subject_line",
    "summary_lines",
]
