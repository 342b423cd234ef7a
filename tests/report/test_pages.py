"""Reports as a delegate reads them, in 80 columns and without colour."""

from __future__ import annotations

import pytest

from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Clause, SetAside
from draftvc.draft.read import read_draft
from draftvc.limits import Limit
from draftvc.report.formats import Look, render
from draftvc.report.model import CheckReport, Filter, LogReport, ShowReport, Side
from draftvc.report.page.sections import first_words
from draftvc.report.width import cells
from tests.report.build import (
    ANSI,
    check_of,
    colored,
    diff_of,
    import_of,
    log_of,
    sample,
    show_of,
    status_of,
    text_of,
)

SEA = "Recalling that a library is a house with many doors,"


def reports():
    return [
        diff_of(sample(2), sample(3)),
        diff_of(sample(4), sample(1)),
        log_of(),
        show_of(sample(1)),
        show_of(sample(1), clean=True),
        show_of(sample(1), parties=False),
        status_of(sample(3)),
        import_of(),
        check_of("".join(f"{c.raw}\n" for c in sample(3).clauses)),
    ]


@pytest.mark.parametrize("report", reports(), ids=lambda r: type(r).__name__)
@pytest.mark.parametrize("width", [30, 80, 200])
def test_no_line_is_longer_than_the_terminal(report: object, width: int):
    if isinstance(report, LogReport):
        report = log_of()
    lines = text_of(report, width).split("\n")
    assert max(map(cells, lines)) <= min(width, 100)
    assert all(line == line.rstrip() for line in lines)
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize("make", [0, 3, 6, 7, 8])
def test_colour_adds_colour_and_nothing_else(make: int):
    report = reports()[make]
    assert ANSI.search(colored(report))
    assert ANSI.sub("", colored(report)) == text_of(report)
    assert "".join(render(report, "rich", Look(80, color=False))) == text_of(report)


def test_a_diff_reads_from_the_gravest_to_the_words():
    text = text_of(diff_of(sample(3), sample(4)))
    assert text.startswith(
        """\
v3 (7 March 2025) → v4 (11 March 2025)
Draft resolution - open river data for shared basins

! PP3: agreed text is changed: “one day” becomes “two days”
Clauses: """
    )
    assert (
        """
PP6  Recalling further its decision 2/5 of 12 …
  – “duty” becomes “night”, outside any bracket
      … {SWE+} keep [or draw up] {SWE+} a −‹duty› +‹night› roster in each basin,
"""
        in text
    )
    assert text.index("\nFRONT\n") < text.index("\nPP3 ") < text.index("\nOP2 ")


def test_a_clause_is_named_as_today_and_as_it_was():
    old = "1. Requests the railways to:\na. Warm the trains;\nb. Lend a lamp;\nc. Call {0};\n"
    new = "1. Requests the railways to:\na. Warm the trains;\nb. Call {0};\n"
    text = text_of(diff_of(old.format("every stop softly"), new.format("every stop clearly")))
    assert "\nOP1b (in v3)  Lend a lamp\n" in text
    assert "\nOP1b (was OP1c)  Call every stop clearly\n" in text
    assert "      −‹b. Lend a lamp;›\n" in text
    # The number is said in a sentence; the words of a clause that only got another are not shown.
    assert "OP1c. " not in text


def test_a_heading_stands_beside_the_label():
    old = f"{SEA}\nOPERATIVE CLAUSES\n1. Requests the railways to keep one coach.\n"
    text = text_of(diff_of(old, old.replace("CLAUSES", "PARAGRAPHS").replace("one", "two")))
    assert "\nOP1 · OPERATIVE PARAGRAPHS  Requests the railways" in text
    assert "      heading: OPERATIVE −‹CLAUSES› +‹PARAGRAPHS›\n" in text


def test_words_of_another_clause_that_an_event_edits_are_shown():
    shelf = " [with a shelf of books] {USA+, FRA-}"
    text = (
        "1. Requests the railways to keep one coach{0} in every train that runs at night;\n"
        "2. Invites the ports to keep one cabin{1} in every ship that crosses the bay;\n"
    )
    shown = text_of(diff_of(text.format(shelf, ""), text.format("", shelf)))
    assert "– the bracket “with a shelf of books” moves here from OP1\n" in shown
    assert "\n      OP1: 1. Requests the railways to keep one coach −‹[with a shelf of" in shown


@pytest.mark.parametrize("recorded", ["old", "new", "both"])
def test_words_are_found_whichever_side_has_ids(recorded: str):
    """A revision has permanent ids, a file on disk has none."""
    sides = [read_draft(SEA), read_draft(SEA.replace("many", "few"))]
    for index, side in enumerate(("old", "new")):
        if recorded in (side, "both"):
            clauses = tuple(c._replace(id="library-house-k3f9q") for c in sides[index].clauses)
            sides[index] = sides[index]._replace(clauses=clauses)
    old, new = sides
    assert "a house with −‹many› +‹few› doors," in text_of(diff_of(old, new))


def test_nothing_changed():
    assert text_of(diff_of(SEA, SEA)).endswith("\n\nNothing changed between v3 and v4.\n")


def test_only_the_layout_changed():
    wrapped = SEA.replace(" house ", "\nhouse ")
    assert text_of(diff_of(SEA, wrapped)).endswith(
        "\n\nNothing changed between v3 and v4: only the layout differs.\n"
    )


def test_nothing_changed_in_the_clause_that_was_named():
    report = diff_of(SEA, SEA.replace("many", "few"), ["bracket"], Filter(clauses=("OP1",)))
    assert text_of(report).endswith(
        "\n\nNothing changed in OP1 between v3 and v4; elsewhere one other thing did.\n"
    )


def test_nothing_of_what_was_asked_for_changed():
    report = diff_of(SEA, SEA.replace("many", "few"), ["bracket"], Filter(only=("bracket",)))
    assert text_of(report) == (
        "v3 → v4\nOnly events of kind bracket\n\n"
        "Nothing of what was asked for changed between v3 and v4; one other thing did.\n"
    )


def test_what_a_filter_chose_is_said():
    chosen = Filter(("position",), ("RUS", "USA"), ("OP1",))
    text = text_of(diff_of(SEA, SEA, filter=chosen))
    assert "Only events of kind position that concern RUS or USA, in OP1 and what " in " ".join(
        text.split()
    )


def test_a_clause_is_known_by_its_opening_with_brackets_and_without_groups():
    opening = {
        "1. [Urges] {CMR+} [Requests] {CMR+} the railways to keep one coach;": (
            "[Urges] [Requests] the railways to keep one …"
        ),
        "1. Reaffirming the [t][T]argets {USA+} set,": "Reaffirming the Targets set",
        "e. [Creating [lively] {IDN delete} towns [, as well as] {DEU+} [vibrant": (
            "[Creating [lively] towns [, as well as] [vibrant"
        ),
        "Recalling rivers, roads, [and [in particular [the] streets of a small town,": (
            "Recalling rivers, roads, [and [in particular [the] …"
        ),
        "1. Requests [{USA+}": "Requests",
        "1. Requests rivers {USA+}, roads , and towns": "Requests rivers, roads, and towns",
    }
    for text, seen in opening.items():
        marker = text[:2] if text[1] == "." else ""
        assert first_words(Clause("OP1", "operative", marker, text)) == seen


def test_a_heading_is_one_line_where_it_can_be():
    old = (
        f"{SEA}\nOPERATIVE CLAUSES AND WHAT COMES WITH\n"
        "1. [Urges] {CMR+} [Requests] {CMR+} Governments [constantly] {USA+} to strengthen trains;"
    )
    text = text_of(diff_of(old, old.replace("Governments", "Parliaments")))
    opening = "[Urges] [Requests] Parliaments …"
    assert f"\nOP1 · OPERATIVE CLAUSES AND WHAT COMES WITH  {opening}\n" in text


def test_a_label_that_two_paragraphs_had_is_told_apart():
    one, two, three = (
        "Recalling that a library is a house with many doors,",
        "Noting that trains run at night and ships by day,",
        "Welcoming the offer of the ports to lend a lamp to every reader,",
    )
    swapped = text_of(diff_of(f"{one}\n{two}\n{three}\n", f"{one}\n{three}\n{two}\n"))
    assert "– the paragraph that was PP2 moves to stand after what is PP2 now\n" in swapped


def test_nothing_hangs_under_a_bracket():
    text = text_of(diff_of(SEA, SEA, filter=Filter(clauses=("PP1#2",))))
    assert "Only in PP1#2\n" in text
    text = text_of(diff_of(SEA, SEA, filter=Filter(clauses=("PP1#2", "OP1"))))
    assert "Only in PP1#2 and OP1 and what hangs under it\n" in text


def test_lines_set_aside_on_one_side_and_limits_are_said():
    whole = diff_of(SEA, SEA.replace("many", "few"))
    reached = (
        Limit("match_tokens", "PP1"),
        Limit("bracket_pairs", "OP1"),
        Limit("match_tokens", "PP1"),
        *(Limit("match_tokens", f"OP{n}") for n in range(2, 5)),
    )
    report = whole._replace(
        comparison=whole.comparison._replace(complete=False, fallbacks=reached),
        set_aside_old=(SetAside(3, "Page 3", "W501"), SetAside(9, "Comments", "W503")),
        set_aside_new=(SetAside(5, "Page  3", "W501"),),
    )
    text = text_of(report)
    assert "Line 9 of v3 is not of the draft and is set aside: “Comments” (W503)\n" in text
    assert "Page" not in text
    said = " ".join(text.split())
    assert "So many words differ in four places that they were compared by the rare ones" in said
    assert "There are so many brackets in OP1 that" in said
    assert text.count("match_tokens") == 1
    assert "Not every change could be told" in text


# ------------------------------------------------------------------------------------------ log


def test_a_log_is_newest_first_and_ends_with_the_counts_of_the_first():
    text = text_of(log_of())
    heads = [line.split()[0] for line in text.split("\n") if line[:1] == "v"]
    assert heads == ["v4", "v3", "v2", "v1"]
    assert text.startswith("v4  11 March 2025  Secretariat\n")
    assert "\n  PP3       agreed text is changed: “one day” becomes “two days”\n" in text
    assert "\nv1  3 March 2025  Secretariat\n  the first revision: 19 clauses, 2 agreed;" in text


@pytest.mark.parametrize("format", ["text", "rich", "md", "json"])
def test_a_log_streams(format: str):
    seen: list[str] = []

    def revisions():
        for revision in log_of().revisions:
            seen.append(revision.name)
            yield revision

    pieces = render(LogReport(None, revisions()), format, Look(80, color=True))
    for _ in range(2):
        next(pieces)
    assert seen == ["v4"]


def test_the_log_of_a_clause_ends_with_the_clause_as_it_stood():
    (*_, first) = log_of().revisions
    text = text_of(LogReport("OP1c", [first._replace(label="OP1d", new_draft=sample(1))]))
    assert "as OP1d" in text
    assert "  it stands in the first revision: “" in text
    assert "19 clauses" not in text


def test_an_empty_log_says_so():
    assert text_of(LogReport(None, ())) == "Nothing was recorded yet.\n"
    asked = Filter(party=("RUS",))
    assert text_of(LogReport("OP1", (), asked, looked_at=["v2", "v1"])) == (
        "Only events that concern RUS\n\n"
        "Nothing of this has happened to OP1: `draftvc log OP1` tells what has.\n"
    )
    assert text_of(LogReport(None, (), asked, looked_at=["v2", "v1"])).endswith(
        "From v1 to v2 nothing of this has happened.\n"
    )


def test_one_revision_alone_is_said_to_be_the_only_one():
    text = text_of(LogReport(None, (), Filter(only=("bracket",)), looked_at=["v1"]))
    assert " ".join(text.split()).endswith(
        "v1 is the only revision here, with none before it that it could differ from. `draftvc "
        "show v1` shows it, and `draftvc import FILE` records the next."
    )


# ----------------------------------------------------------------------------------------- show


def test_a_draft_is_shown_with_labels_and_depth():
    text = text_of(show_of(sample(1)))
    assert text.startswith(
        "Draft resolution - open river data for shared basins\n"
        "World Rivers Assembly of the International Rivers Programme · v4 · 3 March 2025\n\nFRONT  "
    )
    assert "\nOPERATIVE CLAUSES\nOP1  1. [Urges] {CMR+} [Requests] {CMR+} Member States" in text
    assert "\n  OP1a  a. [[Securing] {TZA+, IND+} [Widening] {TZA+, IND+} the" in text


def test_clean_shows_words_only():
    text = text_of(show_of(sample(1), clean=True))
    assert not set("[]{}") & set(text)
    assert "Ad ref" not in text
    assert (
        "World Rivers Assembly of the International Rivers Programme\n       Third session" in text
    )


def test_without_parties_nothing_names_one():
    draft = sample(1)
    parties = {
        position.party
        for clause in draft.clauses
        for brace in clause.reading.braces
        for position in brace.positions
    }
    text = text_of(show_of(draft, parties=False))
    assert not [party for party in parties if party in text.split("\n\n", 1)[1]]
    assert "[the right to know] [the right to be told in good time]" in text.replace("\n     ", " ")
    assert "{placeholder full name of the declaration}" in text.replace("\n     ", " ")


def test_the_lines_of_a_clause_hang_behind_its_label():
    text = text_of(show_of("1. Requests:\nd. Trains\nAlt1. d " + "Tea and lamps " * 12))
    first, second = text.split("OP1d.alt1")[1].split("\n")[:2]
    assert first.startswith("  Alt1. d Tea")
    assert len(second) - len(second.lstrip()) == second.index(second.strip()) >= 13


def test_one_clause_is_shown_by_itself():
    whole = show_of(sample(4))
    index = whole.draft.by_label["OP1c"]
    report = ShowReport(whole.draft, None, (index,), whole.counts, ())
    assert text_of(report) == (
        "  OP1c  c. A joint body in each basin and a calendar of publication agreed\n"
        "        between upstream and downstream services,\n"
    )


# --------------------------------------------------------------------------------------- status


def test_a_status_says_what_is_agreed_open_and_at_fault():
    text = text_of(status_of(sample(3)))
    assert "\nAgreed       4 of 19 clauses: PP2, PP3, PP8 and OP3\n" in text
    assert "\nOpen         54 brackets in 13 clauses, 41 of them outer: PP1\u00a05," in text
    said = " ".join(text.split())
    assert "bracket closed by the wrong mark (E103)" in said
    assert text.endswith("\nUncommitted  PP3\n")


def test_a_revision_without_a_name_is_called_a_commit():
    status = status_of(sample(3))._replace(revision=Side("cccccccccc", "c" * 40))
    assert "\ncommit cccccccccc, a revision without a name\n" in text_of(status)


def test_a_check_says_where_it_looked():
    for name, where in (("working tree", "the working tree"), ("staged", "what is staged")):
        assert text_of(CheckReport(Side(name), ())) == f"Nothing found in {where}.\n"


# --------------------------------------------------------------------------------------- import


def test_an_import_says_what_was_recorded_and_which_faults_with_it():
    assert text_of(import_of()) == (
        """\
v2 (5 March 2025) is recorded from wednesday.txt
  PP7 added; RUS reserve withdrawn; and 8 more
  Clauses: 1 added
  Positions: 1 withdrawn
  ! E103 PP1, line 1, column 44 of wednesday.txt: The bracket is closed by }
    instead of ].
  ! also 1 warning: draftvc check wednesday.txt names the places
  one line is not of the draft, and set aside: “コメント” (W503)

v2 is dated 2025-03-05, before v1 (2025-03-06).
"""
    )


def test_an_import_of_what_is_recorded_already_says_so():
    report = import_of(name=None, commit=None, same_as=Side("v1"), diagnostics=(), set_aside=())
    assert text_of(report).startswith(
        "wednesday.txt reads like v1: nothing changed, and nothing is recorded\n\n"
    )
    again = import_of(name=None, commit=None, same_as=Side("v1"), diagnostics=())
    assert "set aside" not in text_of(again)


def test_an_import_counts_what_the_revision_before_had_and_says_what_is_new():
    first = import_of().imported[0]
    doubled = Diagnostic("W505", "“by by”: the word stands twice.", "PP2", None, 80, None, 2, 4)
    report = import_of(
        before=Side("v1"), diagnostics=(*first.diagnostics, doubled), standing=first.diagnostics
    )
    assert text_of(report).splitlines()[4:-2] == [
        "  ! W505 PP2, line 2, column 4: “by by”: the word stands twice.",
        "  1 error and 1 warning stood in v1 already: draftvc check wednesday.txt lists",
        "    them",
        "  one line is not of the draft, and set aside: “コメント” (W503)",
    ]


def test_an_import_names_a_foreign_line_once():
    aside = Diagnostic("W503", "A foreign line.", None, source_line="コメント")
    said = text_of(import_of(before=Side("v1"), diagnostics=(aside,)))
    assert "one line is not of the draft, and set aside: “コメント” (W503)" in said
    assert "1 warning" not in said


def test_an_import_does_not_name_again_a_line_that_was_set_aside_before():
    aside = Diagnostic("W503", "A foreign line.", None, source_line="コメント")
    report = import_of(before=Side("v1"), diagnostics=(aside,), standing=(aside,))
    said = text_of(report)
    assert "1 warning stood in v1 already: draftvc check wednesday.txt lists it\n" in said
    assert "コメント" not in said


def test_a_dry_run_says_what_would_be():
    report = import_of(commit=None)._replace(dry_run=True)
    assert text_of(report).startswith("v2 (5 March 2025) would be recorded from wednesday.txt\n")
