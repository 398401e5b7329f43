"""The witness from outside, who confirms what a lone organiser proposes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.mail.domain.codes import (
    CODE_COLUMNS,
    WITNESS,
    CodeRefused,
    is_used_up,
    issue_code,
    try_code,
)
from award.mail.domain.codewords import refusal_in_words
from award.mail.domain.letters import Letter, code_letter, queue_code
from award.mail.domain.not_me import Whose
from award.people.domain.acts import ActRefused
from award.people.domain.addresses import addresses_by_account
from award.people.domain.canonical import one_mailbox
from award.people.domain.seconding import has_a_part
from award.people.models import Proposal, Witness
from award.programme.domain.clock import database_now
from award.programme.domain.links import page_address
from award.programme.models import Edition

Bar = Callable[[Edition, str], bool]
_bars: list[Bar] = []


@dataclass(frozen=True)
class OutsideWitness:
    """Who is asked to confirm: named in public, reached at an address of her own."""

    name: str
    email: str


WITNESS_NAMED = "witness"


class WitnessRefused(ActRefused):
    """She cannot be the witness, or what she typed is not the code."""


def bar_witness(bar: Bar) -> Bar:
    """Have a higher room say who has an interest: gets the edition and the canonical address."""
    _bars.append(bar)
    return bar


def check_witness(proposal: Proposal, witness: OutsideWitness) -> None:
    """Raises `WitnessRefused` for whoever is not from outside."""
    wanted = one_mailbox(witness.email)
    if not witness.name.strip():
        raise WitnessRefused(_("Name the witness: the name stands beside the decision."))
    proposer = proposal.proposed_by_id
    if wanted in addresses_by_account([proposer])[proposer]:
        raise WitnessRefused(_("This is your own address: a witness is somebody else."))
    if has_a_part(witness.email, proposal.organisation, since=proposal.senior_before):
        raise WitnessRefused(
            _(
                "Whoever has this address has, or had until lately, a role here: a witness is from outside."
            )
        )
    if proposal.edition and any(bar(proposal.edition, wanted) for bar in _bars):
        raise WitnessRefused(_("Whoever has this address can win: ask somebody else."))


def ask_witness(proposal: Proposal, witness: OutsideWitness) -> Witness:
    """Keep who she is, and mail her the code and the page where she types it."""
    asked = Witness.objects.create(
        proposal=proposal, name=witness.name.strip(), email=witness.email.strip()
    )
    _send_code(asked)
    return asked


@transaction.atomic
def renew_code(witness: Witness) -> None:
    """A new code by mail; the one before no longer holds. Raises `WitnessRefused`, in words."""
    held = Witness.objects.select_for_update(of=("self",), no_key=True).select_related("proposal")
    asked = held.get(pk=witness.pk)
    if not asked.proposal.is_waiting:
        raise WitnessRefused(_("This has already been decided."))
    try:
        _send_code(asked)
    except CodeRefused as refusal:
        raise WitnessRefused(refusal_in_words(refusal.why, WITNESS)) from None


def code_is_right(proposal: Proposal, code: str) -> bool:
    """Each wrong one counts. Raises `WitnessRefused` when only a new one helps."""
    witness, now = proposal.witness, database_now()
    if is_used_up(witness, WITNESS, now=now):
        why = try_code(witness, WITNESS, code, now=now)
        raise WitnessRefused(refusal_in_words(why, WITNESS))
    return not try_code(witness, WITNESS, code, now=now)


def _send_code(witness: Witness) -> None:
    issue_code(witness, WITNESS, now=database_now())
    witness.save(update_fields=CODE_COLUMNS)
    queue_code(witness, WITNESS, occasion=f"witness:{witness.pk}:{witness.code_renewal[:12]}")


@code_letter(Witness, WITNESS, title=gettext_lazy("A code for a witness"))
def _write(witness: Witness) -> Letter:
    """In the language of whoever asks her."""
    proposal = witness.proposal
    language = proposal.proposed_by.language
    return Letter(
        "witness_asked",
        recipient=witness.email,
        language=language,
        edition=proposal.edition,
        whose=Whose(WITNESS_NAMED, witness.pk),
        context={
            "proposal": proposal,
            "witness": witness,
            "lifetime": WITNESS.lifetime,
            "link": page_address("witness", language=language, key=witness.key),
        },
    )
