"""Why there is no vote yet, in words for the voter."""

from django.utils.translation import gettext as _


def why(refusal: str) -> str:
    """What happened and what to do, for the `why` of a `CodeRefused`."""
    return {
        "wrong": _("That is not the code in the newest mail. Look again, or ask for a new code."),
        "spent": _("Too many wrong codes. Ask for a new one below."),
        "old": _("The code is older than ten minutes. Ask for a new one below."),
        "soon": _("A code was sent just now. Give it half a minute before you ask for another."),
        "often": _(
            "This address has been sent several codes in the last hour. "
            "Use the newest one, or wait a while."
        ),
    }[refusal]
