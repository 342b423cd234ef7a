"""All rules together, on drafts as they are received: every code, in order, with its place."""

from __future__ import annotations

import pytest

from draftvc.checks.run import run_checks
from draftvc.draft.model import StoredClause
from draftvc.draft.read import read_draft
from draftvc.draft.recorded import draft_of_clauses
from draftvc.source import SourceText
from tests.checks.build import FewParties

LONG = "\n".join(f"and of the lamp that was lit at gauge {n} by the ferryman" for n in range(20))
PAGES = "\n".join(f"{LONG}\nA/RIVERS/L.1\n{page}" for page in (1, 2, 3))
TEXTS = {
    "E101": "1. Urges [all towns {USA+} to ring,",
    "E102": "1. Urges all towns] {USA+} to ring,",
    "E103": "1. Urges [all} {USA+} towns to ring,",
    "W104": "1. Urges:\na. [the lamp,\nb. the stove,]{USA+}",
    "W105": "1. Urges [] towns to ring,",
    "W201": "1. Urges [all] {QQQ+} towns to ring,",
    "E202": "1. Urges [all] {USA+, USA-} towns to ring,",
    "W203": "1. Urges [all] {} towns to ring,",
    "W204": "1. Urges [all] {USA+, } towns to ring,",
    "I206": "1. Urges towns to ring {FRA suggest to move as last para}",
    "W207": "1. Urges towns to ring {USA+}",
    "W208": "1. Urges [all - USA; FRA delete] towns to ring,",
    "W209": "1. Urges [all] {USA/FRA+} towns to ring,",
    "W210": "1. Urges [all] {USA reserve OP7} towns to ring,",
    "W301": "1. Urges [all] {USA+} towns to ring, Ad ref 3 March 2025 9.30",
    "W302": "1. Urges towns to ring, Ad ref 33 March 2025",
    "W304": "1. Urges towns to ring, Ad ref 3 March 2025 and bells,",
    "E401": "1. Urges towns to ring,\n1. Asks villages to ring,",
    "W402": "1. Urges towns to ring,\n3. Asks villages to ring,",
    "W403": "Towns and villages\nThe bells ring,",
    "W501": f"Recalling the lamp\n{PAGES}\nand the stove,",
    "W502": f"Recalling the lamp\n{PAGES}\nand the stove,",
    "W503": "1. Urges towns to ring.\nコメント",
    "W504": "1. Urges “all towns to ring,",
    "W505": "1. Urges tthe towns to ring,",
    "I506": "1. Urges the to\u200bwns to ring,",
}


def found(text):
    return run_checks(read_draft(SourceText(text, "v1.txt")), FewParties())


@pytest.mark.parametrize("code", TEXTS)
def test_every_code_is_found_with_its_place_and_what_to_do(code):
    first = next(each for each in found(TEXTS[code]) if each.code == code)
    assert first.file == "v1.txt"
    assert first.line is not None
    assert first.column is not None
    assert first.source_line == TEXTS[code].splitlines()[first.line - 1]
    assert first.message.endswith(".")
    assert first.hint


@pytest.mark.parametrize("code", [code for code in TEXTS if code not in ("W501", "W502")])
def test_nothing_else_is_said_of_it(code):
    assert {each.code for each in found(TEXTS[code])} == {code}


def test_findings_stand_in_the_order_of_the_text():
    text = "\n".join(TEXTS[code] for code in ("W505", "W204", "W504"))
    places = [(each.line, each.column) for each in found(text)]
    assert places == sorted(places)


def test_a_recorded_draft_has_its_findings_in_the_files_of_its_clauses():
    stored = StoredClause("a", 0, "operative", None, "1.", "1.\nUrges [all towns\nto ring,\n")
    (one,) = run_checks(draft_of_clauses([stored]), FewParties())
    assert (one.code, one.clause, one.line, one.column) == ("E101", "OP1", 2, 7)
    assert one.source_line == "Urges [all towns"


def test_a_sound_draft_has_no_findings():
    text = """\
World Rivers Assembly
The World Rivers Assembly,
Recalling the lamp, Ad ref 3 March 2025 9.30
1. [Urges] {USA+} [Requests] {USA+, FRA-} towns:
a. to ring [in “particular”] {RUS reserve} at noon;
2. Asks them to wait.
"""
    assert found(text) == ()


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("[ab ", {"E101"}),
        ("ab] ", {"E102"}),
        ("[ab} ", {"E103"}),
        ("{USA+ ", {"E101", "W207"}),
    ],
)
def test_thousands_of_faults_in_one_line_are_each_told_in_place(written, codes):
    many = 5000
    told = found("Recalling " + written * many + ",")
    for code in codes:
        columns = [each.column for each in told if each.code == code]
        assert len(columns) >= many - 1
        assert len(set(columns)) == len(columns)
    assert len({id(each.source_line) for each in told}) == 1
