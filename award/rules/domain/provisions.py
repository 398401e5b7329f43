"""What the rule book says of the years when something is missing: consent, too little, few people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from award.people.domain.personal.keeping import in_words, kinds
from award.people.models.proposal import PUBLIC_HOURS
from award.programme.domain.moments import in_zone
from award.programme.models import Edition, Organisation
from award.rules.domain.document import Consent, JuryRules, Publication, Rules
from award.rules.domain.limits import EXTENSION_ALONE
from award.rules.domain.naming import auditor_name
from award.rules.domain.sections import RuleSection


def provisions(rules: Rules, edition: Edition) -> Iterator[RuleSection]:
    """The sections after the rounds and the result."""
    yield RuleSection(_("When there is too little to judge"), tuple(_too_little(rules)))
    yield RuleSection(_("Who is shown"), tuple(_consent(rules, edition)))
    yield RuleSection(_("What is published of the count"), tuple(_publication(rules)))
    yield _retention(rules)
    yield RuleSection(_("Changes of these rules"), tuple(_changes(edition)))


def grace_in_words(jury: JuryRules) -> tuple[str, ...]:
    """Nothing where the round is sealed as it closes."""
    if not jury.grace_hours:
        return ()
    said = ngettext(
        "The jury's figures are sealed %d hour after its round has closed. Until then nobody has seen one, and "
        "two organisers may give the jury more time.",
        "The jury's figures are sealed %d hours after its round has closed. Until then nobody has seen one, and "
        "two organisers may give the jury more time.",
        jury.grace_hours,
    )
    return (said % jury.grace_hours,)


def _too_little(rules: Rules) -> Iterator[str]:
    yield _(
        "The clock never announces a winner whom nobody chose. Where nobody has voted, nobody stands "
        "or the jury's sheets do not suffice, two people decide, and say why."
    )
    if rules.vote:
        yield _(
            "They may decide on an extra vote; when it is and who stands is public from that moment. It is counted by the "
            "same method and the same order of ties, and it alone decides: what the jury gave is not added."
        )
    if rules.jury and rules.vote:
        yield {
            "undecided": _(
                "A missing figure is not a zero: where a finalist has none from the jury, two people "
                "decide on that category."
            ),
            "zero": _("A finalist without a figure from the jury counts as having 0 from it."),
        }[rules.no_figure]
    yield {
        "runner_up": _("If a winner withdraws, the next in order gets the prize."),
        "withheld": _("If a winner withdraws, the prize is not given."),
        "jury": _("If a winner withdraws, the jury decides what follows."),
    }[rules.after_withdrawal]


def _consent(rules: Rules, edition: Edition) -> Iterator[str]:
    yield from _yes(rules, edition)
    if rules.guardian_below:
        yield (
            _(
                "Whoever is younger than %d takes part only when a parent or another guardian has agreed as well."
            )
            % rules.guardian_below
        )


def _yes(rules: Rules, edition: Edition) -> Iterator[str]:
    if not rules.needs_consent:
        yield _("Finalists are shown without being asked for a yes, because:")
        yield _reason(rules.consent)
        return
    yield _("Nobody stands on a public page or on a ballot who has not said yes.")
    if rules.consent:
        by = in_zone(rules.answer_by, edition)
        yield _("The last moment to say yes is %s. No answer is a no.") % by
        if rules.answer_by < rules.finalists_chosen:
            yield _(
                "Whoever asks for more time before then can be given it, until %s at the latest: after "
                "that the finalists are chosen."
            ) % in_zone(rules.finalists_chosen, edition)


def _reason(consent: Consent | None) -> str:
    return consent.reason.in_language(get_language() or "sv") if consent else ""


def _publication(rules: Rules) -> Iterator[str]:
    few = rules.publication
    if few is None:
        yield _("Every score sheet and every ballot is published, without names.")
        return
    if rules.jury:
        yield _panel(few)
    if rules.vote:
        yield _electorate(few)
    if "figures" in (few.small_panel, few.small_electorate):
        yield (
            _("What is not published lies sealed under a published fingerprint for: %s.")
            % auditor_name(few.auditor)
        )


def _panel(few: Publication) -> str:
    if few.small_panel == "sheets":
        return _("Every score sheet is published, without the juror's name, however few they are.")
    said = _(
        "From %d jurors on every score sheet is published, without the juror's name; of fewer only "
        "the figures."
    )
    return said % few.least_jurors


def _electorate(few: Publication) -> str:
    if few.small_electorate == "ballots":
        return _("Every ballot is published, without the voter's name, however few they are.")
    said = _(
        "From %d voters in a category on every ballot is published, without the voter's name; of "
        "fewer only the figures."
    )
    return said % few.least_voters


def _retention(rules: Rules) -> RuleSection:
    """Also of a book that says nothing of it: then the platform's own days hold."""
    said = rules.retention or {}
    return RuleSection(
        _("How long personal data is kept"),
        (_("Each kind goes by itself when its days are over. Counts stay, without names."),),
        tuple((str(kind.what), in_words(kind, said.get(kind.slug, kind.days))) for kind in kinds()),
    )


def _changes(edition: Edition) -> Iterator[str]:
    yield _("Until the first round opens the organisers write these rules as they wish.")
    yield _(
        "After that a round that has not opened is changed by two organisers, with a reason that "
        "everybody can read. One that is open can only be made longer, and one that is sealed stays."
    )
    days = EXTENSION_ALONE.days
    yield (
        _(
            "One organiser alone may make an open round longer once, by at most %d days, and mend a "
            "spelling."
        )
        % days
    )
    yield from _who_decides(edition.award.organisation)


def _who_decides(organisation: Organisation) -> Iterator[str]:
    """For how long a role is held first is the organisation's to say: a file alone does not know it."""
    days = organisation.seniority_days
    if organisation.pk is not None:
        yield ngettext(
            "Two people are two persons: each has had the role for at least %(days)s day, and neither got it from the other in that time.",
            "Two people are two persons: each has had the role for at least %(days)s days, and neither got it from the other in that time.",
            days,
        ) % {"days": days}
    yield _(
        "Where there is only one organiser, a named witness from outside confirms, or it takes effect after %(hours)s hours in which everybody can see it here. What decides over a result or over a nominee always takes a second person or a witness."
    ) % {"hours": PUBLIC_HOURS // timedelta(hours=1)}
