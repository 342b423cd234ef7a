"""Edits of the real text by hand, each with the events that a delegate would report.

The text itself is not ours to publish and stands beside the checkout. An edit finds its place by
line number and a fragment of at most four words; events are written as in `tests/caselib.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.caselib import Events, read_events

FRAGMENT_WORDS = 4


@dataclass(frozen=True)
class At:
    """In one line, `fragment`, which stands there once, becomes `replacement`."""

    line: int
    fragment: str
    replacement: str


@dataclass(frozen=True)
class Insert:
    """Lines of ours come after a line."""

    after: int
    text: str


@dataclass(frozen=True)
class Delete:
    """The lines from `first` to `last` go."""

    first: int
    last: int


@dataclass(frozen=True)
class Move:
    """The lines from `first` to `last` stand after another line."""

    first: int
    last: int
    after: int


Operation = At | Insert | Delete | Move


@dataclass(frozen=True)
class SeedEdit:
    """One edit of the text, and the events between it and the original."""

    name: str
    operations: Sequence[Operation]
    events: str

    @property
    def wanted(self) -> Events:
        """The events, read."""
        return read_events(self.events.splitlines())

    def apply(self, text: str) -> str:
        """Return the edited text. Numbers are those of the original lines.

        Raises:
            ValueError: a fragment is too long, or does not stand exactly once in its line.
        """
        lines = text.split("\n")
        following: dict[int, list[str]] = {}
        gone: set[int] = set()
        for operation in self.operations:
            if isinstance(operation, At):
                lines[operation.line - 1] = self._replaced(operation, lines[operation.line - 1])
        for operation in self.operations:
            if isinstance(operation, Delete | Move):
                gone |= set(range(operation.first, operation.last + 1))
            if isinstance(operation, Move):
                moved = lines[operation.first - 1 : operation.last]
                following.setdefault(operation.after, []).extend(moved)
            if isinstance(operation, Insert):
                following.setdefault(operation.after, []).append(operation.text)
        result: list[str] = []
        for number, line in enumerate(lines, start=1):
            result += [] if number in gone else [line]
            result += following.get(number, [])
        return "\n".join(result)

    def _replaced(self, operation: At, line: str) -> str:
        words = len(operation.fragment.split())
        if words > FRAGMENT_WORDS or line.count(operation.fragment) != 1:
            raise ValueError(f"{self.name}: {operation} in {line.count(operation.fragment)} places")
        return line.replace(operation.fragment, operation.replacement)


EDITS: tuple[SeedEdit, ...] = (
    # ------------------------------------------------------------------------- positions
    SeedEdit(
        "a reserve withdrawn, written over a line break",
        [At(13, "FRA-}{RUS", "FRA-}"), At(14, "reserve} [the", "[the")],
        'position.withdrawn PP1#4 party=RUS stance=reserve text="the right to privacy"',
    ),
    SeedEdit(
        "the only position of a bracket withdrawn",
        [At(9, "{RUS reserve}", "")],
        'position.withdrawn PP1#1 party=RUS stance=reserve text="evidencebased"',
    ),
    SeedEdit(
        "one party gives up every reserve",
        [
            At(9, "{RUS reserve}", ""),
            At(13, "FRA-}{RUS", "FRA-}"),
            At(14, "reserve} [the", "[the"),
            At(62, "{RUS reserve}", ""),
            At(91, "RUS reserve, EGY", "EGY"),
            At(97, "{RUS reserve}", ""),
        ],
        """
        # ordered
        position.withdrawn PP1#1 party=RUS stance=reserve
        position.withdrawn PP1#4 party=RUS stance=reserve
        position.withdrawn PP6 party=RUS stance=reserve
        position.withdrawn OP1a#1 party=RUS stance=reserve
        position.withdrawn OP1b#2 party=RUS stance=reserve
        """,
    ),
    SeedEdit(
        "a stance reversed",
        [At(107, "IDN-, SWE-", "IDN+, SWE-")],
        'position.changed OP1d#4 party=IDN from=oppose to=support text="interoperability"',
    ),
    SeedEdit(
        "opposition becomes a reserve",
        [At(87, "RUS-}", "RUS reserve}")],
        "position.changed OP1a#7 party=RUS from=oppose to=reserve",
    ),
    SeedEdit(
        "a demand for deletion becomes a reserve",
        [At(95, "FRA Delete}", "FRA reserve}")],
        'position.changed OP1b#4 party=FRA from=delete to=reserve text="to ensure"',
    ),
    SeedEdit(
        "one of fifteen entries goes",
        [At(83, "FRA- BRA-", "BRA-")],
        "position.withdrawn OP1#7 party=FRA stance=oppose",
    ),
    SeedEdit(
        "the Chair withdraws an attribution",
        [At(99, "regional ]{Chair+}", "regional ]")],
        'position.withdrawn OP1c#1 party=Chair stance=support text="and regional"',
    ),
    SeedEdit(
        "support of an alternative without brackets withdrawn",
        [At(112, "society {CMR+}", "society")],
        "position.withdrawn OP1d.alt1 party=CMR stance=support",
    ),
    SeedEdit(
        "a reserve moved to another bracket of the paragraph",
        [
            At(13, "FRA-}{RUS", "FRA-}"),
            At(14, "reserve} [the", "[the"),
            At(15, "{GHA+ FRA+}", "{GHA+ FRA+, RUS reserve}"),
        ],
        'position.moved PP1#6 party=RUS stance=reserve was="PP1#4"',
    ),
    SeedEdit(
        "the scope of a reserve widened",
        [At(123, "OP1a to e,", "OP1a to f,")],
        """
        position.changed OP1g party=CMR before="CMR reserve OP1a to e, …" \
            after="CMR reserve OP1a to f, …"
        """,
    ),
    SeedEdit(
        "the reason of a reserve changed",
        [At(123, "to adapt principles language}", "awaiting instructions}")],
        """
        position.changed OP1g party=CMR before="CMR reserve OP1a to e, to …" \
            after="CMR reserve OP1a to e, awaiting instructions"
        """,
    ),
    SeedEdit(
        "three parties join in three clauses",
        [
            At(12, "barriers] {FRA+}", "barriers] {FRA+, KEN+}"),
            At(66, "[express]{USA+}", "[express]{USA+, JPN-}"),
            At(125, "agencies] {PSE+}", "agencies] {PSE+} {EGY reserve}"),
        ],
        """
        # ordered
        position.added PP1#3 party=KEN stance=support
        position.added PP7#2 party=JPN stance=oppose text="express"
        position.added OP2#5 party=EGY stance=reserve
        """,
    ),
    # ---------------------------------------------------------------------------- layout
    SeedEdit(
        "entries of a long list re-ordered",
        [At(82, "{IND+ CMR+ NGA+", "{NGA+, IND+, CMR+,"), At(83, "ZAF+ TZA+", "TZA+, ZAF+,")],
        "(no events)",
    ),
    SeedEdit(
        "two groups of one bracket joined",
        [At(13, "{USA+ FRA-}{RUS", "{FRA-, RUS"), At(14, "reserve} [the", "reserve, USA+} [the")],
        "(no events)",
    ),
    SeedEdit(
        "two groups of one bracket joined in one line, and another parted",
        [
            At(28, "{NLD+}{DZA+, USA+}", "{USA+, DZA+, NLD+}"),
            At(48, "{PSE+ BRA+ DZA+}", "{PSE+}{BRA+} {DZA+}"),
        ],
        "(no events)",
    ),
    SeedEdit(
        "keywords and signs spelled otherwise",
        [
            At(63, "{RUS +, TZA+}", "{RUS+ TZA+}"),
            At(78, "Ad Ref", "Ad ref"),
            At(95, "FRA Delete}", "FRA delete}"),
        ],
        "(no events)",
    ),
    SeedEdit(
        "spaces before and after marks put in order",
        [
            At(15, "FRA+} ,", "FRA+},"),
            At(19, "EGY-}economic,", "EGY-} economic,"),
            At(56, "right to ]", "right to]"),
            At(94, "cities[[, building", "cities [[, building"),
            At(108, "and[", "and ["),
        ],
        "(no events)",
    ),
    SeedEdit(
        "an agreed paragraph wrapped so that a line is only a time",
        [At(26, "2023 12.26", "2023\n12.26")],
        "(no events)",
    ),
    SeedEdit(
        "a paragraph wrapped elsewhere, inside brackets and braces",
        [
            At(85, "the [equitable] {RUS+}", "the\n[equitable]\n{RUS+}"),
            At(87, "other vulnerable", "other\nvulnerable"),
            At(91, "IND reserve,", "IND\nreserve,"),
        ],
        "(no events)",
    ),
    SeedEdit("the line of the web page goes", [Delete(127, 127)], "(no events)"),
    # -------------------------------------------------------------------------- brackets
    SeedEdit(
        "a bracket lifted",
        [At(12, "[and accessibility barriers] {FRA+},", "and accessibility barriers,")],
        'bracket.lifted PP1#3 text="and accessibility barriers" positions="FRA+"',
    ),
    SeedEdit(
        "a bracket lifted and one of its words exchanged",
        [At(12, "[and accessibility barriers] {FRA+},", "and accessibility gaps,")],
        """
        bracket.lifted PP1#3 text="and accessibility barriers" positions="FRA+"
        text.edited PP1 before="barriers" after="gaps" class=substantive
        """,
    ),
    SeedEdit(
        "a bracket dropped that is written over a line break",
        [At(108, "and[", "and"), At(109, "human]{ARG+, EGY-}", "")],
        'bracket.dropped OP1d#6 text="human" positions="ARG+, EGY-"',
    ),
    SeedEdit(
        "a bracket edited",
        [At(9, "[delivering urban", "[providing urban")],
        """
        bracket.edited PP1#2 before="delivering urban services" after="providing urban services" \
            class=substantive
        """,
    ),
    SeedEdit(
        "a bracket reworded from end to end by the same parties",
        [At(107, "[standards]{NGA+,", "[common rules]{NGA+,")],
        'bracket.edited OP1d#5 before="standards" after="common rules"',
    ),
    SeedEdit(
        "an outer bracket edited, a party joins the inner one",
        [At(113, "vibrant and", "lively and"), At(113, "{IDN delete}", "{IDN delete, DEU-}")],
        """
        bracket.edited OP1e#1
        position.added OP1e#2 party=DEU stance=oppose text="competitive"
        """,
    ),
    SeedEdit(
        "a bracket edited and another drawn inside it",
        [At(14, "arbitrary or", "[arbitrary] {EGY-} or"), At(14, "with privacy]", "in privacy]")],
        """
        bracket.edited PP1#5
        bracket.added PP1#6 text="arbitrary" origin=existing positions="EGY-"
        """,
    ),
    SeedEdit(
        "a bracket drawn wider",
        [
            At(
                9,
                "[evidencebased]{RUS reserve} sustainable",
                "[evidencebased sustainable]{RUS reserve}",
            )
        ],
        'bracket.rescoped PP1#1 before="evidencebased" after="evidencebased sustainable"',
    ),
    SeedEdit(
        "a bracket drawn narrower",
        [At(14, "[in the", "in the"), At(15, "digital age]", "[digital age]")],
        'bracket.rescoped PP1#6 before="in the digital age" after="digital age"',
    ),
    SeedEdit(
        "two brackets joined",
        [At(92, "rights]{USA+} [inclusive cities]{USA+},", "rights inclusive cities]{USA+},")],
        'bracket.merged OP1a#14 was="OP1a#14, OP1a#15"',
    ),
    SeedEdit(
        "a bracket parted",
        [At(9, "[delivering urban services]", "[delivering] {USA+} [urban services]")],
        'bracket.split PP1#2 was="PP1#2"',
    ),
    SeedEdit(
        "a bracket moved across two others",
        [
            At(86, "[and values] {USA+} of", "of"),
            At(88, "technologies help", "technologies [and values] {USA+} help"),
        ],
        'bracket.moved OP1a#7 was="OP1a#5"',
    ),
    SeedEdit(
        "words that stood put in brackets",
        [At(16, "ITU and UNECE", "[ITU and UNECE] {EGY-}")],
        'bracket.added PP2#1 text="ITU and UNECE" origin=existing positions="EGY-"',
    ),
    SeedEdit(
        "a bracket of new words",
        [At(64, "digital technologies", "[responsible use of] {KEN+} digital technologies")],
        'bracket.added PP7#2 text="responsible use of" origin=new positions="KEN+"',
    ),
    SeedEdit(
        "a bracket of a new word and of words that stood",
        [At(84, "New Urban Agenda", "[revised New Urban Agenda] {BRA+}")],
        'bracket.added OP1#8 text="revised New Urban Agenda" origin=mixed positions="BRA+"',
    ),
    SeedEdit(
        "one of two brackets around the same word dropped",
        [At(55, "[all] {FRA+} States", "States")],
        'bracket.dropped PP6#8 text="all" positions="FRA+"',
    ),
    SeedEdit(
        "an outer bracket lifted, its inner ones stay",
        [At(113, "[, as well as", ", as well as"), At(114, "environment] {DEU+}", "environment")],
        'bracket.lifted OP1e#1 text=", as well as …" positions="DEU+"',
    ),
    SeedEdit(
        "an outer bracket lifted that holds a dozen",
        [
            At(85, "a. [[Ensuring]", "a. [Ensuring]"),
            At(91, "rights for]{CRI+, CHL+,", "rights for"),
            At(91, "IND reserve, RUS reserve,", ""),
            At(91, "EGY reserve} [respect", "[respect"),
        ],
        """
        bracket.lifted OP1a#1 positions="CRI+, CHL+, IND reserve, RUS reserve, EGY reserve"
        """,
    ),
    SeedEdit(
        "an outer bracket dropped with its inner ones",
        [
            At(113, "[, as well as", ""),
            At(113, "vibrant and [competitive]{IDN delete}", ""),
            At(113, " [an", ""),
            At(114, "enabling]{IDN+} environment] {DEU+}", ""),
        ],
        """
        bracket.dropped OP1e#1 text=", as well as …" positions="DEU+" inner="OP1e#2, OP1e#3"
        """,
    ),
    SeedEdit(
        "the outer one of a double bracket lifted",
        [
            At(94, "cities[[, building", "cities[, building"),
            At(97, "resources,]{RUS reserve}", "resources,"),
        ],
        'bracket.lifted OP1b#2 text=", building resilience …" positions="RUS reserve"',
    ),
    SeedEdit(
        "an inner bracket accepted, the word it replaced struck",
        [
            At(96, "[greenhouse gas emissions] {DEU+}", "greenhouse gas emissions"),
            At(96, "emissions and", "and"),
        ],
        """
        # rule: the struck word stood in the outer bracket
        bracket.lifted OP1b#5 text="greenhouse gas emissions" positions="DEU+"
        bracket.edited OP1b#2
        """,
    ),
    SeedEdit(
        "a quotation mark lifted out of its bracket",
        [At(38, "[“] {FRA+} adopting", "“ adopting")],
        'bracket.lifted PP5#1 text="“" positions="FRA+"',
    ),
    SeedEdit(
        "two quotation marks dropped",
        [
            At(38, "[“] {FRA+} adopting", "adopting"),
            At(40, "technologies[”] {FRA+}", "technologies"),
        ],
        """
        bracket.dropped PP5#1 text="“" positions="FRA+"
        bracket.dropped PP5#2 text="”" positions="FRA+"
        """,
    ),
    SeedEdit(
        "a bracket over two sub-paragraphs lifted",
        [
            At(119, "[Centering smart", "Centering smart"),
            At(122, "infrastructure,]{USA+}", "infrastructure,"),
        ],
        'bracket.lifted OP1f#1 positions="USA+"',
    ),
    SeedEdit(
        "a numbered paragraph leaves its bracket, the proposal to move it stays",
        [At(70, "[7.bis Noting", "7.bis Noting"), At(74, "] {USA+} {FRA", "{FRA")],
        'bracket.lifted PP7.bis#1 positions="USA+"',
    ),
    # --------------------------------------------------------------------- substitutions
    SeedEdit(
        "a substitution decided for the second wording",
        [At(80, "[Urges] {CMR+}", ""), At(80, "[Requests] {CMR+} the", "Requests the")],
        """
        bracket.dropped OP1#1 text="Urges" positions="CMR+" group=g1
        bracket.lifted OP1#2 text="Requests" positions="CMR+" group=g1
        """,
    ),
    SeedEdit(
        "a letter decided for the capital",
        [At(27, "[t][T]argets {USA+, FRA+}", "Targets")],
        """
        bracket.dropped PP4#2 text="t" group=g1
        bracket.lifted PP4#3 text="T" positions="USA+, FRA+" group=g1
        """,
    ),
    SeedEdit(
        "a letter decided for the small one",
        [At(27, "[t][T]argets {USA+, FRA+}", "targets")],
        """
        bracket.lifted PP4#2 text="t" group=g1
        bracket.dropped PP4#3 text="T" positions="USA+, FRA+" group=g1
        """,
    ),
    SeedEdit(
        "an interleaved substitution decided",
        [
            At(125, "[to] {CMR+} [in]", "in"),
            At(126, "{CMR+} [promote] {CMR+}", ""),
            At(126, "[promoting] {CMR+} people-centered", "promoting people-centered"),
        ],
        """
        bracket.dropped OP2#6 text="to" group=g1
        bracket.lifted OP2#7 text="in" group=g1
        bracket.dropped OP2#8 text="promote" group=g1
        bracket.lifted OP2#9 text="promoting" group=g1
        """,
    ),
    SeedEdit(
        "a choice among three rivals made",
        [
            At(104, "[Ensuring] {TZA+, NGA-,", ""),
            At(104, "} [Facilitating] {TZA+,", "Facilitating"),
            At(104, "NGA+, SWE+, IDN+, NLD-,", ""),
            At(104, "MAR-}", ""),
            At(105, "[Promoting]{MAR+} appropriate", "appropriate"),
        ],
        """
        bracket.dropped OP1d#1 text="Ensuring" positions="TZA+, NGA-"
        bracket.lifted OP1d#2 text="Facilitating" \
            positions="TZA+, NGA+, SWE+, IDN+, NLD-, MAR-"
        bracket.dropped OP1d#3 text="Promoting" positions="MAR+"
        """,
    ),
    SeedEdit(
        "a deletion and its replacement carried out inside a bracket",
        [
            At(113, "[competitive]{IDN delete} [an", "an"),
            At(114, "enabling]{IDN+} environment]", "enabling environment]"),
        ],
        """
        bracket.dropped OP1e#2 text="competitive" positions="IDN delete" group=g1
        bracket.lifted OP1e#3 text="an enabling" positions="IDN+" group=g1
        """,
    ),
    SeedEdit(
        "a pair around a number decided",
        [
            At(27, "[17.8 and] {NLD+} 17.6", "17.6"),
            At(27, "[and 17.8]", "and 17.8"),
            At(28, "{NLD+}{DZA+, USA+}", ""),
        ],
        """
        bracket.dropped PP4#4 text="17.8 and" positions="NLD+"
        bracket.lifted PP4#5 text="and 17.8" positions="NLD+, DZA+, USA+"
        """,
    ),
    SeedEdit(
        "a pair around a verb decided",
        [At(59, "[to establish or] {FRA+}", ""), At(59, "[or establish] {FRA+}", "or establish")],
        """
        bracket.dropped PP6#15 text="to establish or" group=g1
        bracket.lifted PP6#16 text="or establish" group=g1
        """,
    ),
    # --------------------------------------------------------------------------- clauses
    SeedEdit(
        "a paragraph inserted in the preamble",
        [Insert(26, "Welcoming the work of towns that lend their maps to one another,")],
        """
        clause.added PP4 text="Welcoming the work of towns that lend their maps to one another,"
        """,
    ),
    SeedEdit("the last preambular paragraph removed", [Delete(76, 78)], "clause.removed PP8"),
    SeedEdit(
        "a bracketed paragraph removed with its proposal",
        [Delete(70, 75)],
        "clause.removed PP7.bis",
    ),
    SeedEdit("an alternative removed", [Delete(117, 118)], "clause.removed OP1e.alt1"),
    SeedEdit(
        "a sub-paragraph removed, those after it and their alternatives relabelled",
        [
            Delete(98, 103),
            At(104, "d. [Ensuring]", "c. [Ensuring]"),
            At(111, "Alt1. d", "Alt1. c"),
            At(113, "e. Creating", "d. Creating"),
            At(117, "[Alt 1.e", "[Alt 1.d"),
            At(119, "f. [Centering", "e. [Centering"),
            At(121, "g. Safeguarding", "f. Safeguarding"),
        ],
        """
        clause.removed OP1c group=g1
        clause.renumbered OP1c was="d." group=g1
        clause.renumbered OP1c.alt1 was="Alt1. d" group=g1
        clause.renumbered OP1d was="e." group=g1
        clause.renumbered OP1d.alt1 was="[Alt 1.e" group=g1
        clause.renumbered OP1e was="f." group=g1
        clause.renumbered OP1f was="g." group=g1
        """,
    ),
    SeedEdit(
        "a sub-paragraph inserted, those after it relabelled",
        [
            Insert(118, "f. Lending maps of each town to those who come to stay,"),
            At(119, "f. [Centering", "g. [Centering"),
            At(121, "g. Safeguarding", "h. Safeguarding"),
        ],
        """
        clause.added OP1f group=g1
        clause.renumbered OP1g was="f." group=g1
        clause.renumbered OP1h was="g." group=g1
        """,
    ),
    SeedEdit(
        "an operative paragraph added after the one that is cut off",
        [Insert(126, "3. Decides to meet again beside a river in two years.")],
        "clause.added OP3",
    ),
    SeedEdit(
        "two sub-paragraphs swapped, with their letters",
        [
            Move(98, 103, after=92),
            At(98, "c. Building", "b. Building"),
            At(93, "b. Ensuring", "c. Ensuring"),
        ],
        """
        clause.moved OP1c clause_old=OP1b group=g1
        clause.renumbered OP1b was="c." group=g1
        """,
    ),
    SeedEdit(
        "the last preambular paragraph moved before two others",
        [Move(76, 78, after=62)],
        "clause.moved PP7 clause_old=PP8",
    ),
    SeedEdit(
        "a paragraph moved as a note proposes",
        [Move(70, 75, after=78)],
        "clause.moved PP7.bis clause_old=PP7.bis",
    ),
    SeedEdit(
        "a paragraph moved as a note proposes, and the note struck",
        [
            Move(70, 75, after=78),
            At(74, "{FRA suggest to move", ""),
            At(74, "as last", ""),
            At(75, "preambular para}", ""),
        ],
        """
        clause.moved PP7.bis clause_old=PP7.bis
        note.removed PP7.bis party=FRA
        """,
    ),
    SeedEdit(
        "an agreed paragraph moved to the head of the preamble, and another reworded",
        [Move(21, 26, after=7), At(76, "Digital Cooperation", "Digital Partnership")],
        """
        clause.moved PP1 clause_old=PP3
        text.edited PP8 before="Cooperation" after="Partnership" agreed=true
        """,
    ),
    SeedEdit(
        "one paragraph split at its second clause",
        [At(35, "level”; Further", "level”;\nFurther")],
        "clause.split PP4 clause_old=PP4",
    ),
    SeedEdit(
        "an alternative adopted as the text",
        [
            Delete(104, 110),
            At(111, "Alt1. d Multilevel", "d. Multilevel"),
            At(112, "society {CMR+}", "society"),
        ],
        """
        clause.removed OP1d group=g1
        clause.renumbered OP1d clause_old=OP1d.alt1 was="Alt1. d" group=g1
        """,
    ),
    SeedEdit(
        "a bracketed alternative adopted as the text",
        [
            Delete(113, 116),
            At(117, "[Alt 1.e Economic", "e. Economic"),
            At(117, "technologies.]", "technologies."),
            Delete(118, 118),
        ],
        """
        clause.removed OP1e group=g1
        clause.renumbered OP1e clause_old=OP1e.alt1 was="[Alt 1.e" group=g1
        bracket.lifted OP1e.alt1#1 positions="CMR+, EGY+, RUS+"
        """,
    ),
    # ---------------------------------------------------------------------------- agreed
    SeedEdit(
        "a stamp corrected",
        [At(26, "12.26", "12.36")],
        'clause.agreed PP3 when="2023-05-22T12:36" was="2023-05-22T12:26"',
    ),
    SeedEdit(
        "an alternative agreed, the support on it goes",
        [At(112, "society {CMR+}", "society Ad ref 23 May 2023 10.15")],
        'clause.agreed OP1d.alt1 when="2023-05-23T10:15"',
    ),
    SeedEdit(
        "a paragraph cleaned of its brackets and agreed",
        [
            At(19, "[human rights and]{ARG+, EGY-}economic,", "human rights and economic,"),
            At(19, "[as well as]", "as well as"),
            At(19, "{CHL+, FRA-", ""),
            At(20, "}, cultural", ", cultural"),
            At(20, "[among others] {CHL+,", ""),
            At(20, "FRA-}”,", "”, Ad ref 23 May 2023 09.10"),
        ],
        """
        bracket.lifted PP2#1 text="human rights and" positions="ARG+, EGY-"
        bracket.lifted PP2#2 text="as well as" positions="CHL+, FRA-"
        bracket.dropped PP2#3 text="among others" positions="CHL+, FRA-"
        clause.agreed PP2 when="2023-05-23T09:10"
        """,
    ),
    SeedEdit(
        "an agreed paragraph changed under its mark",
        [At(25, "Goal 11", "Goal 12")],
        'text.edited PP3 before="11" after="12" agreed=true class=substantive',
    ),
    SeedEdit(
        "an agreed paragraph changed and its mark gone",
        [At(25, "Goal 11", "Goal 12"), At(26, "Ad ref 22 May", ""), At(26, "2023 12.26", "")],
        """
        clause.reopened PP3 was="2023-05-22T12:26"
        text.edited PP3 before="11" after="12" agreed=true
        """,
    ),
    SeedEdit(
        "an agreed paragraph reopened by a bracket",
        [
            At(77, "digital inclusion,", "[digital inclusion,] {EGY-}"),
            At(78, "Ad Ref 22 May", ""),
            At(78, "2023 12.52", ""),
        ],
        """
        clause.reopened PP8 was="2023-05-22T12:52"
        bracket.added PP8#1 text="digital inclusion," origin=existing positions="EGY-"
        """,
    ),
    # ---------------------------------------------------------------- text and the front
    SeedEdit(
        "a year changed in a quotation",
        [At(31, "by 2017", "by 2030")],
        'text.edited PP4 before="2017" after="2030" class=substantive',
    ),
    SeedEdit(
        "letters left by tracked changes cleaned",
        [At(50, "Tthe rright", "the right")],
        'text.edited PP6 before="Tthe rright" after="the right"',
    ),
    SeedEdit(
        "two lost hyphens put back",
        [At(9, "[evidencebased]{RUS", "[evidence-based]{RUS"), At(16, "cochaired", "co-chaired")],
        """
        bracket.edited PP1#1 class=editorial
        text.edited PP2 before="cochaired" after="co-chaired" class=editorial
        """,
    ),
    SeedEdit(
        "the title changed",
        [At(6, "smart cities", "open cities")],
        'text.edited FRONT before="smart" after="open" class=substantive',
    ),
    SeedEdit(
        "the status line speaks of the next day",
        [At(1, "Monday 22 May", "Tuesday 23 May")],
        "text.edited FRONT class=editorial",
    ),
    SeedEdit(
        "the heading changed",
        [At(79, "OPERATIVE CLAUSES", "OPERATIVE PARAGRAPHS")],
        'text.edited OP1 before="CLAUSES" after="PARAGRAPHS"',
    ),
    # ------------------------------------------------------------- notes and placeholders
    SeedEdit(
        "a proposal to move struck",
        [At(74, "{FRA suggest to move", ""), At(74, "as last", ""), At(75, "preambular para}", "")],
        "note.removed PP7.bis party=FRA",
    ),
    SeedEdit(
        "a placeholder filled",
        [
            At(63, "{placeholder name of resolution", "entitled “New"),
            At(64, "RUS} on", "machines” on"),
        ],
        'placeholder.filled PP7 after="entitled “New machines”"',
    ),
    SeedEdit(
        "the placeholder at the end of a paragraph filled",
        [
            At(68, "{Placeholder", "“in every"),
            At(69, "“ insertion of exact", "town and"),
            At(69, "language of resolution}", "village”"),
        ],
        'placeholder.filled PP7 after="“in every town and village”"',
    ),
    SeedEdit(
        "a placeholder struck",
        [
            At(68, "{Placeholder", ""),
            At(69, "“ insertion of exact", ""),
            At(69, "language of resolution}", ""),
        ],
        "placeholder.removed PP7",
    ),
    # ---------------------------------------------------------------------------- faults
    SeedEdit(
        "the brace that closes a bracket put right",
        [At(51, "in particular,}{ARG+}", "in particular,]{ARG+}")],
        "syntax.repaired PP6 code=E103",
    ),
    SeedEdit(
        "the brace that closes a bracket struck, so that the stray bracket closes it",
        [At(51, "in particular,}{ARG+}", "in particular,{ARG+}")],
        """
        # rule: one delimiter that came or went is one event, though two faults hung on it
        syntax.repaired PP6 code=E103
        """,
    ),
    SeedEdit(
        "the stray bracket before a reserve struck",
        [At(62, "[“]{FRA+}] {RUS reserve}", "[“]{FRA+} {RUS reserve}")],
        "syntax.repaired PP6 code=E102",
    ),
    SeedEdit(
        "the stray bracket before a reserve opened at last",
        [At(49, "Recalling the General", "Recalling [the General")],
        "syntax.repaired PP6 code=E102",
    ),
    SeedEdit(
        "the stray bracket struck and its reserve withdrawn",
        [At(62, "[“]{FRA+}] {RUS reserve}", "[“]{FRA+}")],
        """
        syntax.repaired PP6 code=E102
        position.withdrawn PP6 party=RUS stance=reserve
        """,
    ),
    SeedEdit(
        "the lone bracket after the principles struck",
        [At(123, "]{CMR reserve", "{CMR reserve")],
        "syntax.repaired OP1g code=E102",
    ),
    SeedEdit(
        "the last bracket of the text closed",
        [At(126, "[notably", "[notably]")],
        "syntax.repaired OP2 code=E101",
    ),
    SeedEdit(
        "a closing bracket lost",
        [At(12, "accessibility barriers]", "accessibility barriers")],
        "syntax.broken PP1 code=E101",
    ),
    SeedEdit(
        "one of two opening brackets lost",
        [At(85, "a. [[Ensuring]", "a. [Ensuring]")],
        "syntax.broken OP1a code=E102",
    ),
    SeedEdit(
        "a bracket closed by a brace",
        [At(15, "digital age]", "digital age}")],
        "syntax.broken PP1 code=E103",
    ),
    SeedEdit(
        "the beginning of a bracket over two sub-paragraphs lost",
        [At(119, "[Centering smart", "Centering smart")],
        "syntax.broken OP1g code=E102",
    ),
    # ------------------------------------------------------------------------- together
    SeedEdit(
        "four moves in one paragraph",
        [
            At(9, "{RUS reserve}", ""),
            At(11, "urban residents", "rural residents"),
            At(12, "[and accessibility barriers] {FRA+},", "and accessibility barriers,"),
            At(15, "{GHA+ FRA+}", "{GHA+ FRA+ USA-}"),
        ],
        """
        # ordered
        position.withdrawn PP1#1 party=RUS stance=reserve
        text.edited PP1 before="urban" after="rural"
        bracket.lifted PP1#3 text="and accessibility barriers"
        position.added PP1#5 party=USA stance=oppose
        """,
    ),
    SeedEdit(
        "a reserve, a stance and a substitution in one sub-paragraph",
        [
            At(86, "{RUS+, NGA reserve}", "{RUS+}"),
            At(87, "RUS-}", "RUS reserve}"),
            At(90, "[respecting]{ARG+, EGY-} [protecting]{ARG+,", "protecting"),
            At(90, "EGY-} human", "human"),
        ],
        """
        position.withdrawn OP1a#6 party=NGA stance=reserve
        position.changed OP1a#7 party=RUS from=oppose to=reserve
        bracket.dropped OP1a#12 text="respecting" group=g1
        bracket.lifted OP1a#13 text="protecting" group=g1
        """,
    ),
    SeedEdit(
        "a fault made beside a real move",
        [
            At(12, "accessibility barriers]", "accessibility barriers"),
            At(15, "{GHA+ FRA+}", "{GHA+}"),
        ],
        """
        syntax.broken PP1 code=E101
        position.withdrawn PP1#6 party=FRA stance=support
        """,
    ),
    SeedEdit(
        "a paragraph inserted, another agreed anew, a substitution decided, a reserve withdrawn",
        [
            Insert(15, "Welcoming the work of towns that lend their maps to one another,"),
            At(26, "12.26", "12.36"),
            At(80, "[Urges] {CMR+}", ""),
            At(80, "[Requests] {CMR+} the", "Requests the"),
            At(115, "{EGY reserve}", ""),
        ],
        """
        # ordered
        clause.added PP2
        clause.agreed PP4 when="2023-05-22T12:36" was="2023-05-22T12:26"
        bracket.dropped OP1#1 text="Urges" group=g1
        bracket.lifted OP1#2 text="Requests" group=g1
        position.withdrawn OP1e#4 party=EGY stance=reserve
        """,
    ),
    SeedEdit(
        "two sub-paragraphs swapped, one of them reworded and the other freed of a bracket",
        [
            Move(98, 103, after=92),
            At(98, "c. Building", "b. Building"),
            At(93, "b. Ensuring", "c. Ensuring"),
            At(94, "environmental impact", "material weight"),
            At(102, "[digital accessibility]{FRA+},", "digital accessibility,"),
        ],
        """
        clause.moved OP1c clause_old=OP1b group=g1
        clause.renumbered OP1b was="c." group=g1
        text.edited OP1c before="environmental impact" after="material weight"
        bracket.lifted OP1c#6 text="digital accessibility" positions="FRA+"
        """,
    ),
    SeedEdit(
        "a reserve that moves with its paragraph is no event, the one withdrawn is",
        [Move(37, 48, after=15), At(46, "EGY-}", "EGY reserve}"), At(62, "{RUS reserve}", "")],
        """
        clause.moved PP2 clause_old=PP5
        position.changed PP2#7 party=EGY from=oppose to=reserve text="their human rights"
        position.withdrawn PP6 party=RUS stance=reserve
        """,
    ),
    SeedEdit(
        "everything re-ordered that is only layout, and one support withdrawn",
        [
            At(13, "FRA-}{RUS", "FRA-, RUS"),
            At(28, "{NLD+}{DZA+, USA+}", "{USA+} {NLD+, DZA+}"),
            At(82, "{IND+ CMR+", "{CMR+ IND+"),
            At(118, "{CMR+, EGY+, RUS+}", "{RUS+\nCMR+}"),
        ],
        "position.withdrawn OP1e.alt1#1 party=EGY stance=support",
    ),
)
