"""The clock of an edition inside a query."""

from django.db import models
from django.db.models import Func


class EditionClock(Func):
    """What the clock shows in the edition whose key the argument gives, when the row is looked at.

    `Round.objects.filter(opens_at__lte=EditionClock("edition_id"))`
    """

    function = "forebild_now"
    arity = 1
    output_field = models.DateTimeField()
