"""The register of processing of article 30, as a file that an organisation keeps and shows when it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from award.programme.models import Edition, Organisation
from award.site.privacy.periods import kept
from award.site.privacy.processings import ground_in_words, processings, recipients


def register_of(organisation: Organisation, edition: Edition | None) -> str:
    """Plain text, as the reader's language has it; `edition` is whose days it says."""
    return "\n".join(_lines(organisation, edition)) + "\n"


def _lines(organisation: Organisation, edition: Edition | None) -> Iterator[str]:
    yield from _heading(_("Register of processing of personal data (article 30 of the GDPR)"), "=")
    yield from _responsible(organisation)
    yield from _heading(_("Processings"))
    for each in processings():
        yield from ("", str(each.who).upper())
        yield f"{_('Data')}: {each.what}"
        yield f"{_('Purpose')}: {each.why}"
        yield f"{_('Legal ground')}: {ground_in_words(each.ground, organisation)}"
        yield f"{_('Who sees it')}: {each.seen_by}"
    yield from _heading(_("Recipients"))
    yield from (f"- {line}" for line in recipients(organisation))
    yield f"- {_('Nothing is sent to a country outside the EU and the EEA by the programme itself.')}"
    yield from _heading(_("How long it is kept"))
    yield from (f"- {each.what}: {each.how_long}" for each in kept(edition))
    yield from _heading(_("Protection"))
    yield from (f"- {line}" for line in protections())


def protections() -> list[str]:
    """Technical and organisational measures, in general terms (article 30.1 g, 32.1)."""
    return [
        _("Codes and voters are kept as keyed numbers; the keys lie outside the database."),
        _("The role that serves the pages cannot change what is sealed, nor the log."),
        _(
            "Organisers sign in with a code, and with a key of their own before they see personal data."
        ),
        _("Whoever looks at personal data stands in a log, and so does every export and erasure."),
        _("What is erased is erased again when a back-up is restored."),
    ]


def _responsible(organisation: Organisation) -> Iterator[str]:
    yield f"{_('Controller')}: {organisation.name} {organisation.registration_number}".rstrip()
    if organisation.postal_address:
        yield organisation.postal_address
    yield f"{_('Contact')}: {organisation.data_contact or organisation.email}"
    if settings.HOSTED_BY:
        yield f"{_('Processor')}: {settings.HOSTED_BY}"
    yield f"{_('Supervisory authority')}: {settings.SUPERVISORY_AUTHORITY}"


def _heading(words: str, line: str = "-") -> Iterator[str]:
    yield from ("", words, line * len(words))
