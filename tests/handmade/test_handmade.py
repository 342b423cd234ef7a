"""The hand-made edits: whether the pages are sound, and how many the differ tells fully right."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from draftvc.draft.faults import delimiter_diagnostics
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from handmade import FOLDER, Edit, HandmadeError, Text, load, read_page, run
from tests.caselib import KINDS

FLOOR = 0.93
"""Share of the edits told fully right, groups included: raised as the differ gets better."""

EDITS = load()
TEXTS = list({edit.text.name: edit.text for edit in EDITS}.values())


read = cache(read_draft)


def names(edit: Edit) -> str:
    return f"{edit.text.name}: {edit.name}"


def faults(draft: Draft) -> list[str]:
    return [f"{each.clause} {each.code}" for each in delimiter_diagnostics(draft)]


# ------------------------------------------------------------------------------------------ pages


def test_there_are_enough_edits_and_about_half_of_them_wrap_the_text_anew():
    assert len(EDITS) >= 300
    assert len({names(edit) for edit in EDITS}) == len(EDITS)
    assert all(edit.after != edit.before for edit in EDITS)
    anew = sum(page.read_text("utf-8").count("\nwrap: ") for page in FOLDER.glob("*.md"))
    assert anew >= 0.4 * len(EDITS)


def test_every_kind_of_event_is_wanted_several_times():
    wanted = Counter(line.kind for edit in EDITS for line in edit.wanted.lines)
    assert {kind for kind in KINDS if wanted[kind] < 3} == {"residual"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_a_text_is_read_as_its_page_says(text: Text):
    draft = read(text.full)
    assert [clause.label for clause in draft.clauses] == list(text.labels)
    assert faults(draft) == list(text.faults)
    assert draft.set_aside == ()


@pytest.mark.parametrize("edit", EDITS, ids=names)
def test_an_edit_speaks_of_clauses_that_are_there(edit: Edit):
    old, new = read(edit.before), read(edit.after)
    for line in (line for reading in edit.readings for line in reading.lines):
        label = line.address.partition("#")[0]
        gone = line.kind in ("clause.removed", "bracket.lifted", "bracket.dropped")
        assert label in (old.by_label if gone else new.by_label), line.line


@pytest.mark.parametrize("edit", EDITS, ids=names)
def test_faults_come_and_go_only_where_an_edit_says_so(edit: Edit):
    kinds = Counter(line.kind for line in edit.wanted.lines)
    if kinds["syntax.broken"] or kinds["syntax.repaired"] or kinds["clause.removed"]:
        return
    before, after = (
        Counter(fault.split()[1] for fault in faults(read(text)) if "W104" not in fault)
        for text in (edit.before, edit.after)
    )
    assert after == before


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ("replace: the\nby: a", "stands"),
        ("delete paragraph: Nobody", "0 paragraphs begin"),
        ("replace everything", "not an operation"),
        ("by: a", "belongs to no operation"),
    ],
)
def test_a_page_that_is_not_sound_is_refused(tmp_path, operation, message):
    (tmp_path / "texts").symlink_to(FOLDER / "texts")
    page = tmp_path / "bees.md"
    page.write_text(
        "Text: texts/bees.txt\nClauses: FRONT\n\n## an edit\n\nA reason.\n\n"
        f"```edit\n{operation}\n```\n\n```events\n(no events)\n```\n"
    )
    with pytest.raises(HandmadeError, match=message):
        list(read_page(page))


# ------------------------------------------------------------------------------------------ differ


def test_the_differ_tells_most_edits_fully_right():
    wrong = [each for each in map(run, EDITS) if each.complaint is not None]
    told = [f"{each.edit.place} {each.edit.name}\n{each.complaint}" for each in wrong]
    assert 1 - len(wrong) / len(EDITS) >= FLOOR, "\n\n".join(["", *told])
