"""The one reader of nesting, for whole and broken text alike; never raises.

Recovery is per clause: an opening mark that nothing closes ends with its clause, before the
stamp. Source: docs/notation.md.
"""

from __future__ import annotations

from typing import Literal

from draftvc.notation.groups import read_inside
from draftvc.notation.model import (
    BRACE,
    CLOSE,
    MARKER,
    OPEN,
    PUNCT,
    SPACE,
    STAMP,
    STRAY,
    WORD,
    Brace,
    Bracket,
    Fault,
    FaultCode,
    Reading,
    Token,
)
from draftvc.notation.stamps import find_stamp, read_stamp
from draftvc.notation.tokens import scan


def read_marks(text: str, marker: str = "") -> Reading:
    """Return what a canonical text says; `marker` is the clause's marker as written."""
    span = find_stamp(text)
    body = span[0] if span else len(text)
    lead = _leading_tokens(text, " ".join(marker.split()), body)
    tokens = lead + scan(text, lead[-1].end if lead else 0, body)
    if span is None:
        return read_tokens(text, tokens)
    tokens.append(Token(STAMP, span[0], span[1]))
    reading = read_tokens(text, tokens + scan(text, span[1]))
    return reading._replace(stamp=read_stamp(text[span[0] : span[1]]))


def read_tokens(text: str, tokens: list[Token]) -> Reading:
    """Return the nesting of tokens of a text; a delimiter of no width counts as its kind."""
    marks = [each for each in enumerate(tokens) if each[1][0] >= OPEN]
    nesting = _Nesting(text, tokens, marks)
    nesting.read()
    return Reading(
        text=text,
        tokens=tuple(tokens),
        brackets=tuple(nesting.brackets()),
        braces=_braces(text, tokens, nesting.marks, nesting.closes),
        stamp=None,
        faults=tuple(sorted(nesting.faults, key=lambda fault: fault.start)),
    )


def _leading_tokens(text: str, marker: str, body: int) -> list[Token]:
    """Return the tokens of the marker and of any bracket before it."""
    at = marker.rfind("[") + 1
    if at == len(marker) or not text.startswith(marker) or len(marker) > body:
        return []
    return [*scan(text, 0, at), Token(MARKER, at, len(marker))]


class _Open:
    """A bracket while it is being read."""

    def __init__(self, token: int, start: int, depth: int, parent: int | None) -> None:
        self.token, self.start, self.depth, self.parent = token, start, depth, parent
        self.close: int | None = None
        self.end = 0


class _Nesting:
    def __init__(self, text: str, tokens: list[Token], marks: list[tuple[int, Token]]) -> None:
        self.text, self.tokens = text, tokens
        self.marks = marks
        """The tokens that are no words, each with its index."""
        self.opened: list[_Open] = []
        self.faults: list[Fault] = []
        self.closes: dict[int, int] = {}
        """Token index of a closing mark → index of the bracket it closes."""

    def read(self) -> None:
        stack: list[int] = []
        for index, token in self.marks:
            if token.kind is OPEN:
                parent = stack[-1] if stack else None
                stack.append(len(self.opened))
                self.opened.append(_Open(index, token.start, len(stack), parent))
            elif token.kind is CLOSE:
                self._close(index, stack, "E102" if not self._after_open_brace(index) else "E103")
            elif token.kind is STRAY and self.text[token.start] == "}":
                self._close(index, stack, "E102")
            elif token.kind is STRAY or (
                token.kind is BRACE and not self._whole(index, bool(stack))
            ):
                self._fault("E101", index)
        last = self._last_end() if stack else 0
        for number in stack:
            self.opened[number].end = last
            self._fault("E101", self.opened[number].token)

    def brackets(self) -> list[Bracket]:
        return [
            Bracket(
                open=each.token,
                close=each.close,
                start=each.start,
                end=each.end,
                depth=each.depth,
                parent=each.parent,
                closed=None if each.close is None else self._closer(each.close),
            )
            for each in self.opened
        ]

    def _closer(self, close: int) -> Literal["]", "}"]:
        return "}" if self.tokens[close].kind is STRAY else "]"

    def _close(self, index: int, stack: list[int], unopened: FaultCode) -> None:
        if not stack:
            self._fault(unopened, index)
            return
        number = stack.pop()
        bracket = self.opened[number]
        bracket.close, bracket.end = index, self.tokens[index].end
        self.closes[index] = number
        if self.tokens[index].kind is STRAY:
            self._fault("E103", index)
        elif self._is_empty(bracket.token, index):
            self._fault("W105", bracket.token)

    def _is_empty(self, opening: int, closing: int) -> bool:
        between = opening + 1
        while self.tokens[between].kind is SPACE:
            between += 1
        return between == closing

    def _after_open_brace(self, index: int) -> bool:
        """Tell whether a `]` stands where the `}` of an open group should."""
        before = self.tokens[index - 1] if index else None
        return (
            before is not None
            and before.kind is BRACE
            and not self.text[before.start : before.end].endswith("}")
        )

    def _whole(self, index: int, inside: bool) -> bool:
        """Tell whether a group is closed, or its fault is told of the `]` after it."""
        token = self.tokens[index]
        if self.text[token.end - 1] == "}":
            return True
        follows = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return follows is not None and follows.kind is CLOSE and not inside

    def _fault(self, code: FaultCode, index: int) -> None:
        token = self.tokens[index]
        delimiter = self.text[token.start : token.start + 1]
        self.faults.append(Fault(code, index, token.start, token.end, delimiter))

    def _last_end(self) -> int:
        """Return where the clause ends, before its stamp."""
        end = 0
        for token in self.tokens:
            if token.kind is STAMP:
                break
            if token.kind is not SPACE:
                end = token.end
        return end


def _braces(
    text: str, tokens: list[Token], marks: list[tuple[int, Token]], closes: dict[int, int]
) -> tuple[Brace, ...]:
    """Return the groups with what each belongs to (the binding rule of docs/notation.md)."""
    braces: list[Brace] = []
    for index, token in marks:
        if token.kind is BRACE:
            braces.append(_brace(text, token, index, _owner(text, tokens, closes, index, braces)))
    return tuple(braces)


def _owner(
    text: str, tokens: list[Token], closes: dict[int, int], index: int, before: list[Brace]
) -> int | None:
    """Return the bracket that the group at `index` follows, or the group before it does."""
    index -= 1
    if index >= 0 and tokens[index].kind is SPACE:
        index -= 1
    if before and before[-1].token == index:
        return before[-1].owner
    while index >= 0 and _continues_word(text, tokens[index]):
        index -= 1
    return closes.get(index)


def _continues_word(text: str, token: Token) -> bool:
    return token.kind is WORD or (token.kind is PUNCT and text[token.start] in "-‐‑")


def _brace(text: str, token: Token, index: int, owner: int | None) -> Brace:
    written = text[token.start : token.end]
    inside = read_inside(written[1:-1] if written.endswith("}") else written[1:])
    return Brace(
        kind=inside.kind,
        token=index,
        start=token.start,
        end=token.end,
        owner=owner,
        positions=inside.positions,
        party=inside.party,
        text=inside.text,
    )
