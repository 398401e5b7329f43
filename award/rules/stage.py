"""What everybody sees of the rules on an edition's front page: that a seal waits, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from award.programme.domain.calendar import Calendar, Phase
from award.programme.models import Edition
from award.programme.stages import Place, Section, Stage
from award.rules.domain.notices import notices


class RulesStage(Stage):
    """Nothing while a round is open, or when nothing waits."""

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        if calendar.phase not in (Phase.BETWEEN, Phase.COUNTING):
            return ()
        said = notices(edition, now=calendar.now)
        if not said:
            return ()
        return (Section("rules/_notices.html", {"notices": said}, Place.NOTICE),)
