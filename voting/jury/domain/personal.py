"""What is held of jurors, and what jurors have said of candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.keeping import until
from award.people.domain.personal.mentions import take_out
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding, Source, source_of
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.programme.models import Edition, Organisation
from nominations.domain.traces import called
from nominations.models import Candidate
from voting.jury.models import Juror, Recusal, ScoreSheet

COMMENTS = "comments"
GONE = "–"


class Jurors(Source):
    slug = "juror"
    title = gettext_lazy("Juror")
    why = gettext_lazy("So that everybody can see who has judged, and whom each may not judge.")
    order = 40
    holds = {Juror: ("affiliation",), Recusal: ("reason",), ScoreSheet: ("comment",)}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        for juror in _jurors(reach):
            if wanted.fits(juror.person.name, juror.person.email):
                yield _holding(juror)

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _jurors(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        """The jury seats of a known account, and the account of a known juror."""
        accounts = [each.thing.pk for each in known if each.source == "account"]
        yield from map(_holding, _jurors(reach).filter(person__in=accounts))
        account = source_of("account")
        for each in known:
            if each.source == self.slug and account:
                found = account.get(str(each.thing.person_id), reach)
                yield from filter(None, [found])

    def until(self, holding: Holding) -> str:
        return _("the name as long as the account; comments and reasons %s") % until(
            COMMENTS, holding.edition
        )

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        juror: Juror = holding.thing
        return {
            "name": juror.person.name,
            "address": juror.person.email,
            "from": juror.affiliation,
            "invited": juror.invited_at,
            "left": juror.left_at,
            "sheets": [_told(sheet) for sheet in _sheets(juror)],
            "stepped_back": [
                {
                    "from": str(r.entry.candidate),
                    "reason": r.reason,
                    "at": r.at,
                    "until": r.withdrawn_at,
                }
                for r in juror.recusals.select_related("entry__candidate")
            ],
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("Where the juror comes from, every comment, and the reasons for stepping back.")]

    def stays(self, holding: Holding) -> Sequence[str]:
        return [
            _(
                "Points: the result is counted from them. They are published under an alias, never by name."
            )
        ]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """The name is the account's."""
        with transaction.atomic():
            juror = Juror.objects.select_for_update(no_key=True).get(pk=holding.thing.pk)
            Juror.objects.filter(pk=juror.pk).exclude(affiliation="").update(affiliation="")
            empty_words(ScoreSheet.objects.filter(juror=juror), Recusal.objects.filter(juror=juror))
            write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        found = Juror.objects.filter(pk=key).select_related("edition__award__organisation").first()
        return found.edition.award.organisation if found else None


class Judged(Source):
    """What jurors wrote about a candidate. It goes with the candidate, and has no search of its own."""

    slug = "judged"
    title = gettext_lazy("What the jury wrote")
    why = gettext_lazy("So that the jury can discuss, and the organisers can say why.")
    order = 36
    follows = True

    def get(self, key: str, reach: Reach) -> Holding | None:
        nominee = source_of("nominee")
        found = nominee.get(key, reach) if nominee else None
        return _judged(found) if found else None

    def of(self, known: Sequence[Holding], reach: Reach) -> Iterable[Holding]:
        return [
            _judged(each) for each in known if each.source == "nominee" and _comments_on(each.thing)
        ]

    def until(self, holding: Holding) -> str:
        return until(COMMENTS, holding.edition)

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        """When the round is over, and without saying which juror wrote it."""
        return {"comments": sorted(_comments_on(holding.thing))}

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("Every comment that a juror has written about the person.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        """It has gone with the candidate."""
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        return None


def forget_comments_on(candidate: Candidate) -> None:
    """With her erasure: comments on her go, and her name goes out of those on others."""
    names, year = called(candidate), candidate.edition_id
    take_out(ScoreSheet.objects.filter(entry__round__edition=year), "comment", names=names)
    take_out(Recusal.objects.filter(entry__round__edition=year), "reason", names=names)
    empty_words(
        ScoreSheet.objects.filter(entry__candidate=candidate),
        Recusal.objects.filter(entry__candidate=candidate),
    )


def forget_old_comments(edition: Edition, now: datetime) -> int:
    return empty_words(
        ScoreSheet.objects.filter(entry__round__edition=edition),
        Recusal.objects.filter(entry__round__edition=edition),
    )


def empty_words(sheets: QuerySet[ScoreSheet], recusals: QuerySet[Recusal]) -> int:
    """Comments, and why somebody stepped back; points, and that she did, stay."""
    gone = sheets.exclude(comment="").update(comment="")
    return gone + recusals.exclude(reason=GONE).update(reason=GONE)


def _jurors(reach: Reach) -> QuerySet[Juror]:
    found = Juror.objects.filter(edition__in=reach.editions)
    return found.select_related("edition__award", "person").order_by("-edition__year", "pk")


def _sheets(juror: Juror) -> QuerySet[ScoreSheet]:
    sheets = juror.sheets.select_related("entry__candidate", "entry__round__seal")
    return sheets.prefetch_related("scores").order_by("pk")


def _told(sheet: ScoreSheet) -> dict[str, Any]:
    """No figure and no word of the jury before its round is sealed, whoever asks."""
    told = {"about": str(sheet.entry.candidate), "done": sheet.completed_at}
    if not hasattr(sheet.entry.round, "seal"):
        return told | {"comment": _("points and comment are told when the round is sealed")}
    points = {score.criterion: score.points for score in sheet.scores.all()}
    return told | {"points": points, "comment": sheet.comment}


def _comments_on(candidate: Candidate) -> list[str]:
    """Of rounds that are over: until then no figure and no word of the jury is given out."""
    sealed = ScoreSheet.objects.filter(
        entry__candidate=candidate, entry__round__seal__isnull=False
    ).exclude(comment="")
    return list(sealed.values_list("comment", flat=True))


def _holding(juror: Juror) -> Holding:
    person = juror.person
    return Holding(
        "juror", str(juror.pk), what=_("Juror of %s") % juror.edition,
        name="" if person.erased_at else person.name,
        addresses=() if person.erased_at else (person.email,),
        edition=juror.edition, born=juror.invited_at, thing=juror,
    )  # fmt: skip


def _judged(nominee: Holding) -> Holding:
    return Holding(
        "judged", nominee.key, what=_("Comments of jurors"), edition=nominee.edition,
        born=nominee.born, thing=nominee.thing,
    )  # fmt: skip
