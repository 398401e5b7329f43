"""A rule book as one category meets it: the jury and the vote that count for it, and the juries before them.

Of the format forebild-rules/1, which knew one round of each kind, every category meets the whole book. Of
forebild-rules/2 it meets the rounds that are for it, in their order. Its last jury counts; each jury before that
chooses who comes before the next, and is a stage with a name of its own: the category's and the round's, `@` between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

AT = "@"
Book = Mapping[str, Any]


def stage_name(category: str, round: str) -> str:
    """What the judging of a category in an earlier round is called."""
    return f"{category}{AT}{round}"


def stages_of(book: Book) -> list[str]:
    """The names of all stages, in the order of the categories and of the rounds."""
    return [
        stage_name(category["slug"], jury["slug"])
        for category in book["categories"]
        for jury in _juries(book, category["slug"])[:-1]
    ]


def next_after(book: Book, stage: str) -> str:
    """Who comes of a stage stands in this one: the category's next stage, or the category itself."""
    category, _at, round = stage.partition(AT)
    juries = [jury["slug"] for jury in _juries(book, category)]
    following = juries[juries.index(round) + 1]
    return category if following == juries[-1] else stage_name(category, following)


def as_met_by(book: Book, name: str) -> dict[str, Any]:
    """The book with the `jury` and the `vote` of a category or a stage; None for what it does not meet."""
    if "rounds" not in book:
        return dict(book)
    category, at, round = name.partition(AT)
    rest = {key: value for key, value in book.items() if key != "rounds"}
    juries = _juries(book, category)
    if at:
        jury = next(each for each in juries if each["slug"] == round)
        return {**rest, "jury": jury, "vote": None}
    votes = [each for each in _met(book, category) if each["kind"] == "vote"]
    return {**rest, "jury": juries[-1] if juries else None, "vote": votes[-1] if votes else None}


def seats_of(book: Book, name: str) -> tuple[int, bool]:
    """How many win in the category, and whether each place among them has a grade of its own."""
    for category in book.get("categories", ()):
        if category["slug"] == name and "prize" in category:
            return category["prize"]["seats"], bool(category["prize"].get("grades"))
    return 1, False


def slugs_met(book: Book, name: str) -> dict[str, str]:
    """By "jury" and "vote", the slug of the round that the category or stage meets."""
    met = as_met_by(book, name)
    return {kind: met[kind].get("slug", kind) for kind in ("jury", "vote") if met.get(kind)}


def _juries(book: Book, category: str) -> list[Book]:
    return [each for each in _met(book, category) if each["kind"] == "jury"]


def _met(book: Book, category: str) -> Iterator[Book]:
    for each in book.get("rounds", ()):
        if category in each.get("categories", [category]):
            yield each
