"""How a made-up edition is marked: on every page, in every mail, in what it gives away."""

from django.utils.translation import gettext as _


def made_up_words() -> str:
    """The sentence that stands on everything of a rehearsal or demo, in the reader's language."""
    return _("A made-up rehearsal: nothing here is real")


def mark_subject(subject: str) -> str:
    """A mail's subject as it shows in a list of mails."""
    return _("[Rehearsal] %s") % subject


def mark_text(text: str) -> str:
    """A plain text with the sentence above and below: neither its head nor its end is enough to fool."""
    words = f"*** {made_up_words()} ***"
    return f"{words}\n\n{text.rstrip()}\n\n{words}\n"
