"""Events that are one sentence."""

from __future__ import annotations

from draftvc.report.say.numbers import numbers
from draftvc.report.say.words import number
from draftvc.report.sentences import Context, group_sentences
from tests.report.build import cases, diff_of, event, sample


def told(before: str, after: str) -> list[str]:
    report = diff_of(before, after)
    context = Context(report.old_draft, report.new_draft)
    return [f"{each.clause}: {each.sentence}" for each in group_sentences(report.events, context)]


def test_a_substitution_is_one_sentence():
    assert told(
        "1. [Urges] {CMR+} [Requests] {CMR+} the railways to keep one coach for readers;",
        "1. Requests the railways to keep one coach for readers;",
    ) == ["OP1: “Requests” replaces “Urges” (read as one substitution)"]


def test_a_substitution_is_proposed():
    assert told(
        "1. Urges the railways to keep one coach for readers;",
        "1. [Urges] {CMR+} [Requests] {CMR+} the railways to keep one coach for readers;",
    ) == [
        "OP1: “Requests” is proposed in place of “Urges”, both in brackets (CMR supports; read as "
        "one substitution)"
    ]


def test_an_interleaved_substitution_is_said_as_two_wordings():
    assert told(
        "1. Invites the ports [to] {CMR+} [in] {CMR+} [promote] {CMR+} [promoting] {CMR+} shelves;",
        "1. Invites the ports in promoting shelves;",
    ) == ["OP1: “in promoting” replaces “to promote” (read as one substitution)"]


def test_a_compromise_is_one_sentence():
    assert told(
        "Noting that ports light [all stairs] {USA+} [every landing] {RUS+} before dusk,",
        "Noting that ports light [moorings in use] {EU+} before dusk,",
    ) == [
        "PP1: “moorings in use” is proposed in place of “all stairs” and “every landing”, in "
        "brackets (EU supports; read as one substitution); both are dropped, with them USA's and "
        "RUS's support"
    ]


def test_a_text_and_its_alternative_that_change_places_are_one_sentence():
    assert told(
        "1. Invites the ports to keep order:\na. By day;\nAlt1. a At night and in fog {CMR+}",
        "1. Invites the ports to keep order:\na. At night and in fog {CMR+}\nAlt1. a By day;",
    ) == [
        "OP1a: OP1a and OP1a.alt1 change places: what was OP1a.alt1 is OP1a now, and what was OP1a "
        "is OP1a.alt1"
    ]


def test_what_stayed_between_two_insertions_did_not_come():
    assert "PP1: “1 May 2026” and “twelve” are inserted, outside any bracket" in (
        told(
            "Noting that ports report by [date] and that [x] lamps are lit on the river,",
            "Noting that ports report by 1 May 2026 and that twelve lamps are lit on the river,",
        )
    )


def test_a_paragraph_in_several_parts_is_said_with_all_of_them():
    said = told(
        "1. Invites the ports to light the stairs before dusk, to ring the bell for every ship, "
        "and to sweep the stairs after rain;",
        "1. Invites the ports:\na. to light the stairs before dusk;\n"
        "b. to ring the bell for every ship;\nc. and to sweep the stairs after rain;",
    )
    assert sum(each.endswith("is parted into a list: OP1a, OP1b and OP1c") for each in said) == 1


def test_a_letter_beside_the_same_letter_is_no_word():
    assert told("Noting the [t]Tolls of the river,", "Noting the Tolls of the river,") == [
        "PP1: “t” is dropped"
    ]


def test_a_letter_in_brackets_is_said_as_the_word():
    assert told(
        "Reaffirming the [t][T]argets {USA+} of the plan for libraries on rivers,",
        "Reaffirming the Targets of the plan for libraries on rivers,",
    ) == ["PP1: “Targets” replaces “targets” (read as one substitution)"]


def test_an_objection_that_a_decision_overrules_is_said():
    decided = [
        event("bracket.dropped", text="Urges", positions="CMR+, FRA-", group="g1"),
        event("bracket.lifted", text="Requests", positions="CMR+, FRA-", group="g1"),
    ]
    (only,) = group_sentences(decided)
    assert only.sentence == (
        "“Requests” replaces “Urges” (read as one substitution), and FRA's objection falls away"
    )


def test_renumberings_are_said_with_their_cause():
    lines = "abcde"
    text = ["Keeping trains warm;", "Lending a lamp to readers;", "Calling out stations softly;",
            "Serving tea before the border;", "Waking those who sleep too long;"]  # fmt: skip
    head = "1. Requests the railways to be guided by the following principles:\n"
    before = head + "".join(f"{n}. {t}\n" for n, t in zip(lines, text, strict=True))
    after = head + "".join(f"{n}. {t}\n" for n, t in zip(lines, [text[0], *text[2:]], strict=False))
    assert told(before, after) == [
        "OP1b: the sub-paragraph is removed: “Lending a lamp to readers;”; what followed takes new "
        "letters: OP1c to OP1e become OP1b to OP1d"
    ]


def test_of_many_renumberings_the_ends_of_the_stretch_are_said():
    cause = event("clause.removed", "OP2", text="Thanks the ports;", positions=(), group="g1")
    numbers = [
        event("clause.renumbered", f"OP{n}", clause_old=f"OP{n + 1}", was=f"{n + 1}.", group="g1")
        for n in range(2, 30)
    ]
    (only,) = group_sentences([cause, *numbers])
    assert only.sentence.endswith("what followed takes new numbers: OP3 to OP30 become OP2 to OP29")
    assert len(only.events) == 29


def test_renumberings_that_are_no_stretch_are_said_one_by_one():
    changed = [(f"OP{n}", f"OP{n}.bis") for n in range(1, 9)]
    assert numbers(changed[:2]) == "OP1 becomes OP1.bis, OP2 becomes OP2.bis"
    assert numbers(changed) == (
        "OP1 becomes OP1.bis, OP2 becomes OP2.bis, and so on to OP8 becomes OP8.bis"
    )
    inserted = [("OP1b", "OP1c"), ("OP1c", "OP1d"), ("OP1c.alt1", "OP1d.alt1"), ("OP1d", "OP1e")]
    assert numbers(inserted) == "OP1b to OP1d become OP1c to OP1e, OP1c.alt1 becomes OP1d.alt1"


def test_words_are_quoted_with_the_brackets_in_them():
    inner = "[Keeping] {USA+} [Making] {FRA+} a coach [, where one runs,] {EU+} for readers"
    assert told(
        f"1. Requests the railways to run {inner} and their books;",
        f"1. Requests the railways to run [{inner}] {{RUS reserve}} and their books;",
    ) == [
        "OP1: “[Keeping] [Making] a coach [, where one runs,] for readers” is put in brackets (RUS "
        "reserves)"
    ]


def test_brackets_that_are_joined_with_other_words_are_one_sentence():
    assert told(
        "1. Requests the railways to keep [warm] {USA+} [quiet] {FRA+} coaches for readers;",
        "1. Requests the railways to keep [warm and quiet] {USA+, FRA+} coaches for readers;",
    ) == [
        "OP1: two brackets are joined into one: “[warm] [quiet]” becomes “warm and quiet”",
    ]


def test_what_an_inner_bracket_tells_is_left_out_of_the_outer_with_a_sign():
    assert told(
        "1. Notes that [good tall stairs] {KEN+} save lives;",
        "1. Notes that [good [and fair] {RUS+} steep stairs] {KEN+} save lives;",
    ) == [
        "OP1: “good tall stairs” becomes “good … steep stairs”, still in brackets",
        "OP1: “and fair” is proposed in brackets (RUS supports)",
    ]


def test_a_proposal_in_place_of_several_names_each():
    assert told(
        "1. Requests the railways to keep [warm] {USA+} [quiet] {USA+} coaches for readers;",
        "1. Requests the railways to keep [warm] {USA+} [quiet] {USA+} [lit] {USA+} coaches for "
        "readers;",
    ) == [
        "OP1: “lit” is proposed in brackets in place of “warm” and “quiet” (USA supports; read as "
        "one substitution)"
    ]


def test_what_changed_in_a_bracket_that_is_lifted_was_not_accepted():
    assert told(
        "1. Requests the railways to keep [one warm coach on the night trains] {USA+, FRA-};",
        "1. Requests the railways to keep one quiet coach on the night trains;",
    ) == [
        "OP1: the brackets around “one warm coach on the night trains” are lifted: the words are "
        "accepted, but “warm” becomes “quiet”; FRA's objection falls away"
    ]


def test_what_parties_do_about_one_bracket_is_one_sentence():
    assert told(
        "1. Requests [quiet coaches] {FIN-, ARG-, USA-, IDN delete} on all trains [at night];",
        "1. Requests [quiet coaches] {ARG+, USA reserve, KEN+, PER+} on all trains [at "
        "night] {NLD-};",
    ) == [
        "OP1: on “quiet coaches”: KEN and PER now support it; FIN withdraws its objection; IDN no "
        "longer asks to delete it; ARG, who opposed it, now supports it; USA, who opposed it, now "
        "enters a reserve",
        "OP1: NLD now opposes “at night”",
    ]


def test_faults_of_one_kind_in_one_clause_are_one_sentence():
    sound = "1. Requests [the ports] {CMR+} to keep [one coach] {EU+} for readers;"
    broken = sound.replace("]", "")
    assert told(sound, broken) == [
        "OP1: two faults are made: the ] after “Requests the ports” and the ] after “keep one "
        "coach” are gone; two brackets are opened and never closed (E101)"
    ]
    assert told(broken, sound) == [
        "OP1: two faults are repaired: a ] is put after “Requests the ports” and a ] after “keep "
        "one coach”; two brackets were opened and never closed (E101)"
    ]


def test_stances_that_move_together_are_one_sentence():
    moves = [
        event("position.moved", bracket="PP1#2", bracket_old="PP1#1", text="the stairs", party=p,
              stance="reserve", was="PP1#1")
        for p in ("IND", "RUS")
    ]  # fmt: skip
    (only,) = group_sentences(moves)
    assert only.sentence == ("IND and RUS move their reserves from bracket PP1#1 to “the stairs”")


def test_what_reads_alike_in_one_clause_is_said_once():
    assert told(
        "1. Requests the railways which run at night to keep a coach which is warm;",
        "1. Requests the railways, which run at night, to keep a coach, which is warm;",
    ) == ["OP1: a comma is inserted in three places, outside any bracket"]


def test_an_adopted_alternative_is_one_sentence():
    head = "1. Requests the railways to be guided by the following principles:\n"
    assert told(
        head + "a. Keeping the night trains warm;\nAlt1. a Comfort on trains {CMR+}\n",
        head + "a. Comfort on trains\n",
    ) == [
        "OP1a: the alternative OP1a.alt1 becomes the text; what stood here is removed: “Keeping "
        "the night trains warm;”"
    ]


def test_many_lifted_brackets_are_one_list():
    words = [number(count) for count in range(1, 11)] + ["eleven", "twelve"]
    before = "1. Requests " + " and ".join(f"[{w} shelves] {{USA+}}" for w in words) + ";"
    after = "1. Requests " + " and ".join(f"{w} shelves" for w in words) + ";"
    (only,) = told(before, after)
    assert only.startswith(
        "OP1: 12 pairs of brackets are lifted, their words accepted: “one shelves”, “two shelves”,"
    )
    assert only.endswith("“eleven shelves” and “twelve shelves”")


def test_two_lifted_brackets_are_two_sentences():
    assert len(told("1. Requests [one] {USA+} or [two];", "1. Requests one or two;")) == 2


def test_what_a_list_overrules_is_said_with_each():
    lifted = [
        event("bracket.lifted", text="a map", positions="USA+"),
        event("bracket.lifted", text="a lamp", positions="USA+, FRA-"),
        event("bracket.lifted", text="a bell", positions="RUS reserve"),
    ]
    (only,) = group_sentences(lifted)
    assert only.sentence == (
        "three pairs of brackets are lifted, their words accepted: “a map”, “a lamp” (against "
        "FRA's objection) and “a bell” (against RUS's reserve)"
    )


def test_a_party_that_leaves_several_brackets_is_said_once():
    assert told(
        "1. [Urges] {CMR+, NGA+} [Requests] {CMR+, NGA+} the railways;",
        "1. [Urges] {CMR+} [Requests] {CMR+} the railways;",
    ) == ["OP1: NGA withdraws its support for “Urges” and “Requests”"]


def test_parties_that_join_one_bracket_are_said_together():
    assert told(
        "1. Requests [a reading room] {CHL+} beside every station;",
        "1. Requests [a reading room] {CHL+, KEN+, NOR+} beside every station;",
    ) == ["OP1: KEN and NOR now support “a reading room”"]


def test_parties_and_brackets_are_joined_only_where_all_do_the_same():
    moves = [
        event("position.withdrawn", bracket=b, text=t, party=p, stance="reserve")
        for b, t, p in [
            ("PP1#1", "a map", "RUS"),
            ("PP1#1", "a map", "EGY"),
            ("PP1#2", "a lamp", "RUS"),
            ("PP1#2", "a lamp", "EGY"),
            ("PP1#3", "a bell", "RUS"),
        ]
    ]
    assert [each.sentence for each in group_sentences(moves)] == [
        "RUS and EGY withdraw their reserve on “a map” and “a lamp”",
        "RUS withdraws its reserve on “a bell”",
    ]


def test_a_stance_reversed_on_several_brackets_is_said_once():
    moves = [
        event("position.changed", bracket=f"PP1#{n}", text=text, party="FRA", from_="oppose",
              to="support", before="FRA-", after="FRA+")
        for n, text in enumerate(("a map", "a lamp"), start=1)
    ]  # fmt: skip
    (only,) = group_sentences(moves)
    assert only.sentence == "FRA, who opposed “a map” and “a lamp”, now supports them"


def test_quotation_marks_of_one_clause_are_one_sentence():
    straight = str.maketrans("“”", '""')
    text = (
        "Recalling the report “Open Rivers”, which [“] {FRA+} calls upon[”] {FRA+} all towns "
        "[“to keep” one lamp] {USA+} by night,"
    )
    assert told(text, text.translate(straight)) == [
        'PP1: the quotation marks “ and ” are now written ", in six places (editorial)'
    ]


def test_every_event_is_in_exactly_one_sentence():
    pairs = [(case.before, case.after) for case in cases()]
    for before, after in [*pairs, *((after, before) for before, after in pairs)]:
        _all_told_once(diff_of(before, after))
    for old, new in ((1, 2), (2, 3), (3, 4), (1, 4), (4, 1)):
        _all_told_once(diff_of(sample(old), sample(new)))


def _all_told_once(report):
    context = Context(report.old_draft, report.new_draft)
    told = group_sentences(report.events, context)
    said = sorted(event.id for each in told for event in each.events)
    assert said == sorted(event.id for event in report.events)
    # That a clause was split or joined is said before its words are.
    in_order = [
        each for each in told if each.events[0].kind not in ("clause.split", "clause.merged")
    ]
    first = [report.events.index(each.events[0]) for each in in_order]
    assert first == sorted(first)


def test_the_samples_say_what_their_page_promises():
    """Sentences of samples/README.md, in the words of the reports."""
    wanted = {
        (1, 2): [
            "PP1: RUS withdraws its reserve on “the right to know”",
            "PP1: the brackets around “free of charge” are lifted: the words are accepted",
            "PP2: ARG, who opposed “national security and”, now supports it",
            "PP4: “Targets” replaces “targets” (read as one substitution)",
            "OP1a: KEN now supports “and forecasts”",
            "OP3: the blank “date” is filled: “1 September 2026”, still in brackets",
            "OP3: “, where a member so wishes,” is dropped, with it BRA's support",
        ],
        (2, 3): [
            "PP2: the paragraph is agreed ad ref (7 March 2025, 10.30)",
            "PP6: “entitled” replaces “on” (read as one substitution)",
            "PP8.bis: the paragraph moves to stand after PP8 (PP6.bis until now)",
            "OP1: CMR withdraws its reserve on OP1a to d",
            "OP1a: NGA moves its reserve from “including those furthest downstream” to “, "
            "including those who cannot read a chart,”",
        ],
        (3, 4): [
            "PP3: agreed text is changed: “one day” becomes “two days”",
            "PP6: “duty” becomes “night”, outside any bracket",
            "PP7: the paragraph is agreed ad ref (11 March 2025, 18.20)",
            "OP2: “in training” replaces “to train” (read as one substitution)",
        ],
    }
    for (old, new), sentences in wanted.items():
        report = diff_of(sample(old), sample(new))
        context = Context(report.old_draft, report.new_draft)
        said = [
            f"{each.clause}: {each.sentence}" for each in group_sentences(report.events, context)
        ]
        assert [each for each in sentences if each not in said] == []


def test_commas_around_a_bracket_that_goes_are_commas_alone():
    listed = "1. Requests the railways to keep lamps, [bells] {USA+}, and horns in every coach;"
    shorter = "1. Requests the railways to keep lamps and horns in every coach;"
    assert told(listed, shorter) == [
        "OP1: two commas are struck, outside any bracket",
        "OP1: “bells” is dropped, with it USA's support",
    ]
    assert told(shorter, listed) == [
        "OP1: two commas are inserted, outside any bracket",
        "OP1: “bells” is proposed in brackets (USA supports)",
    ]


def test_what_comes_from_another_clause_says_what_that_is_called_now_and_then():
    old = (
        "1. Invites the towns to water the roads;\n"
        "2. Invites donors to give carts [and drivers] {KEN+}; {RUS reserve}\n"
        "3. Requests the railways to map every storm."
    )
    new = (
        "1. Invites donors to give carts;\n"
        "2. Requests the railways to map every storm [and drivers] {KEN+}. {RUS reserve}"
    )
    assert told(old, new)[1:] == [
        "OP2: the bracket “and drivers” moves here from OP1 (OP2 until now)",
        "OP2: RUS moves its reserve from OP1 (OP2 until now) to the paragraph",
    ]


def test_a_bracket_that_moves_within_a_renumbered_clause_stays_in_it():
    old = (
        "1. Invites the towns to water the roads;\n"
        "2. Invites donors [in the spring] {KEN+} to give carts and drivers and coaches to all;"
    )
    new = "1. Invites donors to give carts and drivers and coaches [in the spring] {KEN+} to all;"
    assert told(old, new)[1:] == [
        "OP1: the bracket “in the spring” moves to another place in the text"
    ]


def test_parties_of_two_brackets_that_are_joined_are_not_multiplied():
    assert told(
        "1. Urges ports [to cut soot by half] {NOR+, SAU-} [to reduce fumes] {SAU+} soon;",
        "1. Urges ports [to cut soot and reduce fumes] {Chair+} soon;",
    )[1:] == [
        "OP1: on “to cut soot by half”: NOR withdraws its support; SAU withdraws its objection",
        "OP1: SAU withdraws its support for “to reduce fumes”",
        "OP1: Chair now supports “to cut soot and reduce fumes”",
    ]
