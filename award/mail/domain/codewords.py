"""Why a code was not taken, or no new one mailed, in words for whoever typed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from award.mail.domain.codes import CodePolicy
from award.programme.domain.periods import in_words


def refusal_in_words(why: str, policy: CodePolicy) -> str:
    """What happened and what to do, for the `why` of a `CodeRefused`."""
    return {
        "wrong": _("That is not the code in the newest mail. Look again, or ask for a new code."),
        "spent": _("Too many wrong codes. Ask for a new one below."),
        "old": _("A code is good for %(time)s, and this one is older. Ask for a new one below."),
        "soon": _("A code was sent just now. Give it %(cooldown)s before you ask for another."),
        "often": _(
            "You have been sent several codes in the last hour. "
            "Use the newest one, or ask again in an hour."
        ),
    }[why] % {"time": in_words(policy.lifetime), "cooldown": in_words(policy.cooldown)}
