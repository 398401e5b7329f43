"""Development's page of mail reads what was caught, and finds it by address."""

from email.message import EmailMessage

import pytest


@pytest.fixture
def caught(settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    (tmp_path / "mail").mkdir()
    for number in range(40):
        mail = EmailMessage()
        mail["To"], mail["Subject"] = f"person{number}@example.org", f"Brev {number}"
        mail.set_content("Hej!")
        (tmp_path / "mail" / f"{number:03d}.eml").write_bytes(mail.as_bytes())


@pytest.mark.django_db
def test_the_newest_thirty_are_shown(client, caught):
    text = client.get("/dev/mail/").text

    assert (text.count("Hej!"), "Brev 39" in text, "Brev 9<" in text) == (30, True, False)


@pytest.mark.django_db
def test_an_older_one_is_found_by_its_address(client, caught):
    text = client.get("/dev/mail/", {"till": "Person3@"}).text

    assert (text.count("Hej!"), "Brev 3<" in text) == (1, True)
