"""What an edition's times are called on the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _


def moment_labels() -> dict[str, str]:
    """The times of an edition, in the order of the year."""
    return {
        "nomination_opens_at": _("Nomination opens"),
        "nomination_closes_at": _("Nomination closes"),
        "jury_opens_at": _("The jury starts"),
        "jury_closes_at": _("The jury is done"),
        "vote_opens_at": _("The public vote opens"),
        "vote_closes_at": _("The public vote closes"),
        "announce_at": _("The announcement"),
    }
