"""Every text has Swedish, once, in the catalogue of the room whose code says it."""

import polib
import pytest

from tools.translations import LOCALE, Catalogues, faults, order, room_of, texts

SAID = {"Vote": ["voting/ballots/views/voting.py"], "Mail": ["award/mail/forms.py"]}


def catalogue(locale, room: str, **words: str) -> None:
    found = polib.POFile()
    found.extend(polib.POEntry(msgid=text, msgstr=swedish) for text, swedish in words.items())
    path = locale / room / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    found.save(str(path))


def test_every_text_of_the_program_is_translated_once_and_in_its_room():
    assert list(faults(texts(), Catalogues.read(LOCALE))) == []


def test_a_text_without_swedish_or_that_nothing_says_or_elsewhere_is_told(tmp_path):
    catalogue(tmp_path, "ballots", Vote="", Gone="Borta")
    catalogue(tmp_path, "desk", Mail="Mejl")

    assert sorted(faults(SAID, Catalogues.read(tmp_path))) == [
        "belongs in locale/mail: locale/desk: 'Mail'",
        "no Swedish: voting/ballots/views/voting.py: 'Vote'",
        "nothing says it: locale/ballots: 'Gone'",
    ]


def test_a_text_that_stands_twice_is_told(tmp_path):
    catalogue(tmp_path, "ballots", Vote="Rösta")
    catalogue(tmp_path, "mail", Vote="Röst", Mail="Mejl")

    assert list(faults(SAID, Catalogues.read(tmp_path))) == [
        "stands twice: locale/ballots, locale/mail: 'Vote'"
    ]


def test_order_takes_in_a_folder_that_is_no_rooms_and_a_rooms_own_words_first(tmp_path):
    catalogue(tmp_path, "another", Vote="Votera", Mail="Mejl", Gone="Borta")
    catalogue(tmp_path, "ballots", Vote="Rösta")

    order(SAID, Catalogues.read(tmp_path), tmp_path)

    held = Catalogues.read(tmp_path)
    assert list(faults(SAID, held)) == []
    assert {text: at[0][1].msgstr for text, at in held.entries.items()} == {
        "Vote": "Rösta",
        "Mail": "Mejl",
    }


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("award/rules/domain/words.py", "rules"),
        ("voting/jury/panel.py", "jury"),
        ("nominations/botcheck.py", "nominations"),
        ("templates/mail/vote_code.txt", "mail"),
        ("templates/mfa/index.html", "people"),
        ("templates/desk_base.html", "desk"),
        ("templates/base.html", "site"),
        ("award/settings.py", "site"),
    ],
)
def test_each_file_has_its_room(path, room):
    assert room_of(path) == room
