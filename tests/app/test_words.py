"""What the words of a call mean: revisions, dates, files, clauses, and what fits two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from draftvc.app import words as module
from draftvc.app.words import ClauseWord, FileWord, RevisionWord, read_words
from draftvc.errors import AmbiguousError, DraftvcError, NotFoundError


@dataclass
class Recorded:
    """A repository with three revisions, a tag of another name, and a branch."""

    revisions: dict[str, str] = field(
        default_factory=lambda: {"v1": "a" * 40, "v2": "b" * 40, "v3": "c" * 40}
    )
    git: dict[str, str] = field(
        default_factory=lambda: {"v3": "c" * 40, "main": "c" * 40, "op1": "b" * 40}
    )
    dates: dict[str, str] = field(
        default_factory=lambda: {"2025-03-03": "a" * 40, "2025-03-05": "b" * 40}
    )

    def named(self, name):
        commit = self.revisions.get(name)
        return commit and SimpleNamespace(commit=commit)

    def revision(self, commit):
        names = {value: name for name, value in self.revisions.items()}
        return SimpleNamespace(name=names.get(commit))

    def resolve(self, name):
        return self.git.get(name)

    def on_date(self, day):
        known = [commit for date, commit in self.dates.items() if date <= day]
        return SimpleNamespace(commit=known[-1]) if known else None

    def newest(self):
        return None

    def names(self):
        return tuple(self.revisions)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def desk(place, monkeypatch):
    recorded = Recorded()
    monkeypatch.setattr(module, "rev_parse", lambda _, name: recorded.git.get(name))
    return SimpleNamespace(git_dir=place / ".git", repository=recorded)


@pytest.fixture
def loose(place):
    """A desk where there is no repository: asking for one is an error."""
    return SimpleNamespace(git_dir=None)


def meant(desk, *given, most=2):
    read = read_words(given, desk, most)
    return [*read.texts, *(str(each.address) for each in read.clauses)]


def rev(letter):
    return RevisionWord(letter * 40)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["v2"], [rev("b")]),
        (["v1", "v3"], [rev("a"), rev("c")]),
        (["v1..v3"], [rev("a"), rev("c")]),
        (["2025-03-03..main", "PP7"], [rev("a"), rev("c"), "PP7"]),
        (["main"], [rev("c")]),
        (["2025-03-04"], [rev("a")]),
        (["5 March 2025"], [rev("b")]),
        (["v3", "OP 1(d)"], [rev("c"), "OP1d"]),
        (["pp7bis", "Art. 3.2(b)", "OP1d alt1"], ["PP7.bis", "ART3.2b", "OP1d.alt1"]),
        (["OP1d#3"], ["OP1d#3"]),
        (["rev:v1", "rev:main"], [rev("a"), rev("c")]),
        (["rev:2025-03-09"], [rev("b")]),
        (["date:2025-03-09"], [rev("b")]),
        (["clause:op1"], ["OP1"]),
        (["rev:op1"], [rev("b")]),
        (["-"], [FileWord("-")]),
        (["file:v3"], [FileWord("v3")]),
    ],
)
def test_a_word_is_read_in_the_order_of_the_page(desk, given, expected):
    assert meant(desk, *given) == expected


def test_a_file_that_exists_is_a_file(desk, place):
    (place / "monday.txt").touch()
    (place / "draft..old").touch()
    assert meant(desk, "monday.txt", "draft..old") == [
        FileWord("monday.txt"),
        FileWord("draft..old"),
    ]
    assert meant(desk, str(place / "monday.txt")) == [FileWord(str(place / "monday.txt"))]


def test_a_path_upward_is_no_range(loose, place, monkeypatch):
    (place / "a.txt").touch()
    (place / "below").mkdir()
    monkeypatch.chdir(place / "below")
    assert meant(loose, "../a.txt") == [FileWord("../a.txt")]
    with pytest.raises(NotFoundError, match=r"There is no file “\.\./b\.txt”.*Did you mean \.\./a"):
        meant(loose, "../b.txt")


@pytest.mark.parametrize(
    ("file", "word", "spellings"),
    [
        ("main", "main", "rev:main or file:./main"),
        ("PP7", "PP7", "file:./PP7 or clause:PP7"),
        ("annex", "annex", "file:./annex or clause:annex"),
        ("op1", "op1", "rev:op1 or file:./op1 or clause:op1"),
        (None, "op1", "rev:op1 or clause:op1"),
    ],
)
def test_a_word_that_fits_two_lists_both_spellings(desk, place, file, word, spellings):
    if file:
        (place / file).touch()
    with pytest.raises(AmbiguousError) as error:
        meant(desk, word)
    assert error.value.remedy == f"Write {spellings}."


def test_every_spelling_of_an_ambiguous_word_is_understood(desk, place):
    (place / "op1").touch()
    assert meant(desk, "rev:op1", "file:./op1", "clause:op1") == [
        rev("b"),
        FileWord("./op1"),
        "OP1",
    ]


def test_a_name_and_a_git_revision_that_differ_are_two_meanings(desk):
    desk.repository.git["v3"] = "d" * 40
    with pytest.raises(AmbiguousError, match="the name of a revision and a git revision") as error:
        meant(desk, "v3")
    assert error.value.remedy == "Write rev:v3 or rev:dddddddddd."


def test_a_directory_means_itself_only_where_nothing_else_fits(desk, place):
    (place / "main").mkdir()
    (place / "texts").mkdir()
    assert meant(desk, "main", "texts") == [rev("c"), FileWord("texts")]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("v9", "There is no revision, file or clause “v9”. Did you mean v"),
        ("xyz", "There is no revision, file or clause “xyz”. The revisions are v1, v2, v3;"),
        ("mondy.txt", "Did you mean monday.txt?"),
        ("2025-03-01", "No revision has a draft date as early as 2025-03-01."),
        ("date:yesterday", "There is no revision, file or clause “yesterday”."),
        ("clause:xyz", "“xyz” has not the form of a clause. Write PP7"),
        ("rev:PP7", "There is no revision, file or clause “PP7”."),
        ("v1...v3", "There is no revision, file or clause “v1...v3”."),
    ],
)
def test_a_word_that_means_nothing_names_the_nearest(desk, place, word, said):
    (place / "monday.txt").touch()
    with pytest.raises(NotFoundError) as error:
        meant(desk, word)
    assert said in str(error.value)


def test_without_a_repository_only_files_and_clauses_are_known(loose, place):
    (place / "a.txt").touch()
    assert meant(loose, "a.txt", "OP1") == [FileWord("a.txt"), "OP1"]
    with pytest.raises(NotFoundError, match="no repository here"):
        meant(loose, "v3")


def test_too_many_texts_and_standard_input_twice_are_refused(desk):
    with pytest.raises(DraftvcError, match="takes one revision or file, and 2 were given"):
        meant(desk, "v1", "v2", most=1)
    with pytest.raises(DraftvcError, match="can be read once"):
        meant(desk, "-", "-")


def test_a_clause_keeps_how_it_was_written(desk):
    (clause,) = read_words(["OP 1(d)"], desk, most=1).clauses
    assert isinstance(clause, ClauseWord)
    assert clause.written == "OP 1(d)"


def test_a_file_is_asked_of_git_alone(desk, place):
    """A name that is a file never opens the repository: that would cost a library."""
    (place / "a.txt").touch()
    del desk.repository
    assert meant(desk, "a.txt", "OP1d") == [FileWord("a.txt"), "OP1d"]
    assert Path("a.txt").exists()
