"""The fields for consent, for too little to judge, and for what is published of few people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from award.people.domain.personal.keeping import default_days, kinds
from award.programme.forms.texts import OneLine
from award.rules.domain.document import Consent, Publication, Rules, Text, TooLittle
from award.rules.domain.naming import (
    consent_names,
    no_figure_names,
    small_electorate_names,
    small_panel_names,
    withdrawal_names,
)
from award.rules.domain.options import (
    NO_FIGURE,
    OLDEST_MINOR,
    SMALL_ELECTORATE,
    SMALL_PANEL,
    WINNER_WITHDRAWS,
)
from award.rules.forms.fields import choice, number, words

# What a book without these keys means: everything is published, and whoever is asked answers in time.
EVERYTHING = Publication(1, 1, "sheets", "ballots")
OF_OLD = Consent(needed=True, reason=Text(""), last_day_before=0)


def add_too_little(form: forms.Form, current: Rules) -> None:
    if current.jury and current.vote:
        form.fields["no_figure"] = choice(
            _("A finalist without a figure from the jury"),
            NO_FIGURE,
            no_figure_names(),
            current.no_figure,
        )
    form.fields["winner_withdraws"] = choice(
        _("A winner who withdraws"), WINNER_WITHDRAWS, withdrawal_names(), current.after_withdrawal
    )


def add_consent(form: forms.Form, current: Rules) -> None:
    consent = current.consent or OF_OLD
    form.fields["consent_needed"] = choice(
        _("The nominee's yes"),
        ("yes", "no"),
        consent_names(),
        "yes" if consent.needed else "no",
    )
    form.fields["consent_reason_sv"] = words(
        _("Why no yes is needed, in Swedish"), consent.reason.sv, required=False
    )
    form.fields["consent_reason_en"] = words(
        _("Why no yes is needed, in English"), consent.reason.en, required=False
    )
    form.fields["consent_last_day_before"] = number(
        _("Days between the last day to say yes and the public vote"),
        0,
        60,
        consent.last_day_before,
    )
    age = number(
        _("Below which age a guardian has to agree as well"),
        1,
        OLDEST_MINOR,
        consent.guardian_below,
        required=False,
    )
    age.help_text = _("For instance 18. Left empty, nobody is asked for an age.")
    form.fields["guardian_below"] = age


def add_publication(form: forms.Form, current: Rules) -> None:
    few = current.publication or EVERYTHING
    if current.jury:
        form.fields["least_jurors"] = number(
            _("A small jury has fewer jurors than"), 1, 99, few.least_jurors
        )
        form.fields["small_panel"] = choice(
            _("Of a small jury is published"), SMALL_PANEL, small_panel_names(), few.small_panel
        )
    if current.vote:
        form.fields["least_voters"] = number(
            _("Few voters in a category are fewer than"), 1, 9999, few.least_voters
        )
        form.fields["small_electorate"] = choice(
            _("Of few voters is published"),
            SMALL_ELECTORATE,
            small_electorate_names(),
            few.small_electorate,
        )
    form.fields["auditor"] = OneLine(
        label=_("Who may check what is not published"),
        max_length=120,
        required=False,
        initial=few.auditor,
    )


def add_retention(form: forms.Form, current: Rules) -> None:
    said = current.retention or {}
    for kind in kinds():
        label = _("%s: days") % kind.what
        days = number(label, 1, kind.most, said.get(kind.slug, kind.days))
        days.help_text = str(kind.why)
        form.fields[f"keep_{kind.slug}"] = days


def provisions_of(data: Mapping[str, Any], current: Rules) -> dict[str, Any]:
    """What the fields say, of the parts that there are fields of; what is as the absent key means stays absent."""
    found: dict[str, Any] = {}
    if "winner_withdraws" in data:
        no_figure, withdraws = data.get("no_figure", current.no_figure), data["winner_withdraws"]
        absent = current.too_little is None and no_figure == current.no_figure
        unsaid = current.winner_withdraws is None and withdraws == current.after_withdrawal
        found["too_little"] = None if absent else TooLittle(no_figure)
        found["winner_withdraws"] = None if unsaid else withdraws
    if "auditor" in data:
        few = _publication(data, current)
        found["publication"] = None if current.publication is None and few == EVERYTHING else few
    if "consent_needed" in data:
        consent = _consent(data)
        found["consent"] = None if current.consent is None and consent == OF_OLD else consent
    if any(f"keep_{kind.slug}" in data for kind in kinds()):
        found["retention"] = _retention(data, current)
    return found


def _retention(data: Mapping[str, Any], current: Rules) -> Mapping[str, int] | None:
    days = {kind.slug: data[f"keep_{kind.slug}"] for kind in kinds()}
    return None if current.retention is None and days == default_days() else days


def _publication(data: Mapping[str, Any], current: Rules) -> Publication:
    kept = current.publication or EVERYTHING
    names = ("least_jurors", "least_voters", "small_panel", "small_electorate", "auditor")
    return Publication(**{name: data.get(name, getattr(kept, name)) for name in names})


def _consent(data: Mapping[str, Any]) -> Consent:
    return Consent(
        data["consent_needed"] == "yes",
        Text(data["consent_reason_sv"], data["consent_reason_en"]),
        data["consent_last_day_before"],
        data["guardian_below"],
    )
