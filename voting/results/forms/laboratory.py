"""What an organiser asks the laboratory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.forms.texts import Lines
from voting.count.laboratory.figures import FigureError, Table, read_tables
from voting.results.domain.laboratory import MOST_CANDIDATES

MOST_TEXT = 20_000
SWEDISH = {"kandidat": "candidate", "juryn": "jury", "allmänheten": "public", "publik": "public"}
EXAMPLE = """candidate,jury,public
Anna,4.6,310
Bea,4.4,480
Cilla,3.9,505
Disa,4.5,120
Elin,3.1,260
"""


class _WeightForm(forms.Form):
    """The jury's weight, the public's being the rest of 100 per cent."""

    weight = forms.IntegerField(
        label=gettext_lazy("The jury's weight in per cent"), min_value=0, max_value=100
    )

    def weights(self) -> dict[str, Fraction]:
        """Of a valid form: parts of 1 by side."""
        jury = Fraction(self.cleaned_data["weight"], 100)
        return {"jury": jury, "public": 1 - jury}


class YearForm(_WeightForm):
    """A category of a year that has been announced."""

    source = forms.ChoiceField(label=gettext_lazy("Year and category"))
    field_order = ["source", "weight"]

    def __init__(self, data: Any, *, sources: Sequence[tuple[str, str]], weight: int) -> None:
        first = sources[0][0] if sources else ""
        super().__init__(data, initial={"weight": weight, "source": first}, auto_id="year-%s")
        self.fields["source"].choices = sources  # type: ignore[attr-defined]


class FiguresForm(_WeightForm):
    """Figures that somebody types or pastes from a spreadsheet."""

    figures = Lines(
        label=gettext_lazy("Figures"),
        help_text=gettext_lazy(
            "One line for each candidate, as in the example. You can paste from a spreadsheet."
        ),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "table-text"}),
    )
    field_order = ["figures", "weight"]

    def __init__(self, data: Any, *, weight: int) -> None:
        super().__init__(data, initial={"weight": weight, "figures": EXAMPLE}, auto_id="typed-%s")

    def clean_figures(self) -> Table:
        """The one table, with the sides jury and public; Swedish headings are understood."""
        header, *rows = self.cleaned_data["figures"].splitlines()
        for swedish, ours in SWEDISH.items():
            header = re.sub(rf"\b{swedish}\b", ours, header, flags=re.IGNORECASE)
        try:
            tables = read_tables([header, *rows])
        except FigureError as error:
            raise forms.ValidationError(_told(error)) from None
        (table, *more) = tables.values()
        if max(map(len, table.sides.values())) > MOST_CANDIDATES:
            raise forms.ValidationError(
                _("Here at most %d candidates are compared: leave out those who stand last.")
                % MOST_CANDIDATES
            )
        if more or set(table.sides) != {"jury", "public"}:
            raise forms.ValidationError(_("The first line must be: candidate,jury,public"))
        return table


def _told(error: FigureError) -> str:
    """What is wrong, and where, in the reader's language."""
    return _("Line %(line)d: %(problem)s") % {
        "line": error.line,
        "problem": _problems()[error.problem] % {"what": error.what},
    }


def _problems() -> dict[str, str]:
    return {
        "empty": _("there are no figures here."),
        "no candidate": _("the first line must name a column “candidate”."),
        "no sides": _("the first line must name a column for each side, such as “jury”."),
        "too many sides": _("there can be at most %(what)s sides."),
        "unnamed": _("a name is missing, or stands twice among the columns."),
        "twice": _("“%(what)s” stands there twice."),
        "too many": _("there can be at most %(what)s candidates."),
        "columns": _("there should be %(what)s cells on the line."),
        "number": _("“%(what)s” is not a number."),
        "place": _("“%(what)s” is not a place."),
        "not CSV": _("the line cannot be parted into cells: %(what)s."),
        "column": _("there is no column “%(what)s”."),
    }
