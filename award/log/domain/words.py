"""What the log's actions are called for people, and the reasons that the program itself gives."""

from __future__ import annotations

from django.utils.translation import gettext as _


def action_words(action: str) -> str:
    """An unknown one keeps its name."""
    return {**_programme(), **_year()}.get(action, action)


def reason_words(reason: str) -> str:
    """What the program gave as a reason is stored in English and read in the reader's language; what
    somebody wrote stays as it was written."""
    return _reasons().get(reason, reason)


def _reasons() -> dict[str, str]:
    return {
        "A spelling is mended.": _("A spelling is mended."),
        "The nominee asked for it.": _("The nominee asked for it."),
        "Asked to be forgotten, on the nominee’s own page.": _(
            "Asked to be forgotten, on the nominee’s own page."
        ),
        "Could not be told within the time that the law gives (GDPR, article 14).": _(
            "Could not be told within the time that the law gives (GDPR, article 14)."
        ),
        "A nominee who has said no is not kept.": _("A nominee who has said no is not kept."),
        **erasing_reasons(),
        "Says that the invitation was for somebody else.": _(
            "Says that the invitation was for somebody else."
        ),
    }


def erasing_reasons() -> dict[str, str]:
    """Chosen and not written: what stands in the log for ever says nothing of whoever was erased."""
    return {
        "asked": _("The person has asked for it"),
        "no_longer_needed": _("It is no longer needed"),
        "wrong": _("It should never have been stored"),
        "duty": _("A court or an authority has decided it"),
        "again": _("Erased before a restore, and so once more"),
    }


def _programme() -> dict[str, str]:
    return {
        "organisation.edited": _("Organisation changed"),
        "organisation.seniority_set": _("Days before a new organiser counts: changed"),
        "organisation.seniority_holds": _(
            "Days before a new organiser counts: the new number holds"
        ),
        "person.key_added": _("Key to an account added"),
        "person.key_removed": _("Key to an account taken away"),
        "person.keys_forgotten": _("Every key to an account taken away"),
        "person.signed_in": _("Signed in"),
        "person.sign_in_failed": _("Sign-in failed"),
        "person.sign_in_refused": _("Sign-in refused"),
        "person.key_failed": _("Wrong key at a sign-in"),
        "person.edited": _("Person changed"),
        "personal.erased": _("Something of a person erased"),
        "personal.forgotten": _("Personal data went, as its days were over"),
        "personal.looks": _("Looks at personal data counted"),
        "award.started": _("Award started"),
        "award.edited": _("Award changed"),
        "edition.started": _("Edition started"),
        "edition.edited": _("Edition changed"),
        "edition.published": _("Edition made public"),
        "edition.withdrawn": _("Edition hidden"),
        "edition.deleted": _("Edition deleted"),
        "edition.time_moved": _("Time moved in a rehearsal"),
        "category.added": _("Category added"),
        "category.edited": _("Category changed"),
        "category.removed": _("Category removed"),
        "partner.added": _("Partner added"),
        "partner.edited": _("Partner changed"),
        "partner.removed": _("Partner removed"),
        "rules.adopted": _("Rules adopted"),
        "rules.proposed": _("Change of rules proposed"),
        "rules.declined": _("Change of rules declined"),
        "role.granted": _("Role given"),
        "role.reinstated": _("Role given again"),
        "role.revoked": _("Role taken away"),
        "proposal.made": _("Proposed, and waits for another person"),
        "proposal.approved": _("Proposal approved"),
        "proposal.declined": _("Proposal declined"),
        "proposal.withdrawn": _("Proposal taken back"),
        "proposal.lapsed": _("Proposal lapsed"),
        "proposal.witnessed": _("Proposal confirmed by a witness"),
        "proposal.refused": _("Proposal refused by the witness"),
        "proposal.took_effect": _("Proposal took effect after its hours in public"),
        "proposal.done_by_one": _(
            "Decided by one organiser, on grounds that the program established"
        ),
        "log.erased": _("Details of an entry erased"),
        "key.renewed": _("New key outside the database"),
        "platform.restored": _("Everything put back from a copy, and standing still"),
        "platform.goes_on": _("Deadlines followed and mail sent again after a restore"),
        "key.lost": _("Key outside the database lost, and a new one made"),
        "effect.revived": _("Task tried again"),
        "message.resent": _("Mail sent again"),
    }


def _year() -> dict[str, str]:
    return {
        "nomination.confirmed": _("Nomination confirmed"),
        "nomination.accepted": _("Nomination accepted"),
        "nomination.rejected": _("Nomination rejected"),
        "candidate.edited": _("Candidate changed"),
        "candidate.merged": _("Candidates merged"),
        "candidate.informed": _("Candidate informed"),
        "candidate.accepted": _("Candidate said yes"),
        "candidate.declined": _("Candidate said no"),
        "candidate.reminded": _("Candidate reminded"),
        "candidate.corrected": _("Candidate corrected what is said about them"),
        "candidate.escalated": _("Organisers told that somebody cannot be told"),
        "candidate.renamed": _("What is said of a finalist changed"),
        "candidate.told_finalist": _("Finalist told"),
        "candidate.shown_as_is": _("Finalist goes public without what is missing"),
        "candidate.not_shown_as_is": _("That a finalist goes public as it is: taken back"),
        "candidate.ruled_out": _("Somebody ruled out"),
        "candidate.let_in": _("Ruling taken back"),
        "candidate.protected": _("Identity protected"),
        "candidate.erased": _("Candidate erased"),
        "candidate.link_renewed": _("New link to a candidate’s page"),
        "candidate.not_reached": _("Mail went to somebody else"),
        "nomination.withdrawn": _("Nomination withdrawn"),
        "nomination.emptied": _("What a nomination said erased, after the law’s month"),
        "wish.made": _("A nominee asked something"),
        "wish.handled": _("Answered what a nominee asked"),
        "mail.ended": _("Mail ended by its reader"),
        "juror.invited": _("Juror invited"),
        "juror.invited_again": _("Invitation to the jury mailed once more"),
        "juror.left": _("Juror left"),
        "juror.reinstated": _("Juror invited again after leaving"),
        "juror.recused": _("Juror stepped back"),
        "juror.recusal_withdrawn": _("Juror stepped in again"),
        "jury.reminded": _("Jury reminded"),
        "motivation.written": _("Motivation written"),
        "round.sealed": _("Round sealed"),
        "extra_vote.decided": _("Extra vote decided on"),
        "extra_vote.longer": _("Extra vote made longer"),
        "result.sealed": _("Result sealed"),
        "result.recounted": _("Result counted by the second counter"),
        "result.recount_differs": _("The second counter came to something else"),
        "result.announced": _("Result announced"),
        "result.told": _("Mail about the result sent"),
        "result.delayed": _("Owners told that the count does not work"),
        "result.version_sealed": _("A new version of the result sealed"),
        "complaint.received": _("Complaint received"),
        "complaint.answered": _("Complaint answered"),
        "complaint.withdrawn": _("Complaint taken away: its writer was somebody else"),
        "result.auditors_file_taken": _("The auditor's file taken out"),
    }
