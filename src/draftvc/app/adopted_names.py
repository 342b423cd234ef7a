"""Which tags of an adopted history name revisions, and what is to be said of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from draftvc.report.say.words import listed
from draftvc.store.file_history import FileVersion
from draftvc.store.naming import told_apart, why_unfit
from draftvc.store.revision import short


def name_of(version: FileVersion) -> str | None:
    """Return the tag that names a version; None where there is none, or more than one."""
    fit = _fit(version)
    return fit[0] if len(fit) == 1 else None


def names_said(versions: Sequence[FileVersion], recorded: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each tag that names no revision, and each name that gives way to one.

    Args:
        versions: the file in each commit.
        recorded: the names of the revisions, by the commit that each was made from.
    """
    tags = {tag for version in versions for tag in version.tags}
    for version in versions:
        name = recorded.get(version.commit)
        yield from _unused(version, name)
        wanted = told_apart(name) if name is not None and name not in version.tags else None
        if wanted in tags:
            yield f"{name} stands for {wanted}: that is the tag of another commit."


def _unused(version: FileVersion, name: str | None) -> Iterator[str]:
    """Yield why tags of a version name no revision."""
    fit = _fit(version)
    for tag in version.tags:
        if why := why_unfit(tag):
            yield f"{_no_name([tag], version)}: it {why}."
    if name is None and fit:
        yield f"{_no_name(fit, version)}: nothing of the draft came with it."
    elif len(fit) > 1:
        yield f"{_no_name(fit, version)}: one has one name, and this one is {name}."


def _no_name(tags: Sequence[str], version: FileVersion) -> str:
    named = f"tag {tags[0]}" if len(tags) == 1 else f"tags {listed(tags)}"
    verb = "names" if len(tags) == 1 else "name"
    return f"The {named} of commit {short(version.commit)} {verb} no revision"


def _fit(version: FileVersion) -> list[str]:
    return [tag for tag in version.tags if not why_unfit(tag)]
