"""The processings, one for each kind of person: what article 13, 14 and 30 of the GDPR ask to be told.

How long things are kept is not said here: every room signs that up (`award.people.domain.personal.keeping`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.models import Organisation

Text = str | Promise


@dataclass(frozen=True)
class Processing:
    """`ground` is of article 6.1: "interest", "consent" or "task" (of public interest, for an authority)."""

    slug: str
    who: Text
    what: Text
    why: Text
    ground: str
    seen_by: Text


_PROCESSINGS = (
    Processing(
        "nominee",
        gettext_lazy("Whoever is nominated"),
        gettext_lazy(
            "Name, workplace, e-mail address and what nominators wrote; a presentation and a picture of the nominee's own; "
            "the jury's points and comments."
        ),
        gettext_lazy("To ask, to judge and to choose who gets the award."),
        "interest",
        gettext_lazy("Organisers; the jury, once the person has been told."),
    ),
    Processing(
        "finalist",
        gettext_lazy("Whoever has said yes and is shown"),
        gettext_lazy("Name, workplace, motivation, presentation and picture, and how it went."),
        gettext_lazy("To present the finalists and the winner."),
        "consent",
        gettext_lazy("Everybody: it is published."),
    ),
    Processing(
        "nominator",
        gettext_lazy("Whoever nominates"),
        gettext_lazy("Name, e-mail address and the nomination."),
        gettext_lazy("To know that a person stands behind it, and to ask if something is unclear."),
        "interest",
        gettext_lazy("Organisers."),
    ),
    Processing(
        "voter",
        gettext_lazy("Whoever votes"),
        gettext_lazy(
            "The e-mail address until the code has been used; after that a keyed number in its place, and the vote "
            "without either."
        ),
        gettext_lazy("So that nobody has more than one vote, and the count can be checked."),
        "interest",
        gettext_lazy("Nobody sees who voted for whom. How many voted is published."),
    ),
    Processing(
        "juror",
        gettext_lazy("Whoever sits in the jury"),
        gettext_lazy("Name, e-mail address, points, comments and whom the juror stepped back from."),
        gettext_lazy("To judge, and to show that the judging was fair."),
        "interest",
        gettext_lazy("Organisers; points are published without names."),
    ),
    Processing(
        "organiser",
        gettext_lazy("Whoever organises"),
        gettext_lazy("Name, e-mail address, role, sign-ins, and every decision in the log."),
        gettext_lazy("To know who decided what, so that the result can be trusted."),
        "interest",
        gettext_lazy("Other organisers; with a change of the rules or a result the name is published."),
    ),
    Processing(
        "complainant",
        gettext_lazy("Whoever complains"),
        gettext_lazy("Name, e-mail address, what is complained about, and the answer."),
        gettext_lazy("To answer."),
        "interest",
        gettext_lazy("Organisers, and whoever receives complaints."),
    ),
)  # fmt: skip


def processings() -> Sequence[Processing]:
    return _PROCESSINGS


def ground_in_words(ground: str, organisation: Organisation) -> str:
    """An authority cannot rest on a legitimate interest in its task (article 6.1, second paragraph)."""
    if ground == "consent":
        return _("Consent (article 6.1 a), which can be taken back at any time.")
    if organisation.is_authority:
        return _("A task of public interest (article 6.1 e).")
    return _(
        "A legitimate interest (article 6.1 f): to give an award in an honest way. You can object."
    )


def recipients(organisation: Organisation) -> list[str]:
    """Who else gets it, besides those whom each processing names."""
    found = [
        _("Nobody buys it, and nothing is sent to advertisers or to services that count visitors.")
    ]
    if settings.HOSTED_BY:
        found.append(
            _("%(host)s runs the server, on behalf of %(organisation)s and by its instructions.")
            % {"host": settings.HOSTED_BY, "organisation": organisation.name}
        )
    found.append(_("Mail goes through a mail server, which sees addresses and texts."))
    if organisation.is_authority:
        found.append(
            _(
                "%s is an authority: what is sent in can be a public record, and be given to whoever asks for it."
            )
            % organisation.name
        )
    return found
