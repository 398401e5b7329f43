"""No field that can hold somebody is without a source that finds, shows and erases her."""

from django.apps import apps
from django.db import models

from award.people.domain.personal.sources import sources

WRITTEN = (
    models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, models.GenericIPAddressField,
)  # fmt: skip
# What is written by the program, from a list, or about a thing and not a person: with the reason.
KEYS_AND_HASHES = [
    "sessions.Session.session_key",
    "account.EmailConfirmation.key",
    "log.LogEntry.payload_hash",
    "log.LogEntry.prev_hash",
    "log.LogEntry.hash",
    "log.LogPayload.salt",
    "mail.EndedMail.address_hash",
    "mail.Message.message_id",
    "mail.Message.code_renewal",
    "mail.Message.code_of",
    "mail.Message.ends",
    "mail.SentCodes.kind",
    "programme.KnownKey.fingerprint",
    "ballots.RoundPepper.made_with",
    "ballots.SealedBallot.leaf",
    "ballots.SealedBallot.receipt_hash",
    "people.Witness.code_renewal",
    "people.Witness.key",
    "rules.RuleBook.sha256",
    "programme.Seal.sha256",
    "programme.Edition.lot_seed",
    "nominations.Candidate.code_renewal",
    "nominations.Candidate.alias",
    "nominations.Nomination.code_renewal",
    "ballots.PendingVote.code_renewal",
    "ballots.Ballot.receipt",
    "ballots.Ballot.leaf",
    "ballots.SealedLeaves.leaves",
    "results.RoundResult.sha256",
    "results.EditionResult.sha256",
    "results.ResultName.alias",
    "results.ResultName.salt",
]
FROM_A_LIST = [
    "auth.Permission.name",
    "auth.Permission.codename",
    "auth.Group.name",
    "contenttypes.ContentType.app_label",
    "contenttypes.ContentType.model",
    "sites.Site.domain",
    "sites.Site.name",
    "mfa.Authenticator.type",
    "socialaccount.SocialAccount.provider",
    "programme.Partner.kind",
    "programme.Round.kind",
    "programme.Edition.time_zone",
    "log.LogEntry.action",
    "mail.Heartbeat.service",
    "mail.Effect.name",
    "mail.EndedMail.kind",
    "mail.Message.language",
    "mail.Message.state",
    "people.Person.language",
    "people.Role.kind",
    "people.PastRole.kind",
    "people.Proposal.kind",
    "people.Proposal.needs",
    "people.Proposal.state",
    "people.Look.how",
    "rules.RuleBook.extends",
    "nominations.Candidate.language",
    "nominations.Candidate.ineligible_rule",
    "nominations.Nomination.language",
    "nominations.Nomination.suspicion",
    "nominations.Nomination.decision",
    "nominations.Wish.kind",
    "jury.Score.criterion",
    "ballots.PendingVote.language",
    "complaints.Complaint.language",
    "jury.Assignment.barred",
    "complaints.Complaint.about",
]
REFERENCES = [
    "log.LogEntry.actor",
    "log.LogEntry.object",
    "log.Erasure.table",
    "log.Erasure.row",
    "log.Erasure.role",
    "mail.Effect.key",
    "mail.Effect.arguments",
    "mail.EndedMail.thing",
    "mail.Message.occasion",
    "people.Proposal.subject",
    "people.Look.thing",
    "people.ErasedThing.reference",
    "results.Motivation.about",
]
THINGS_AND_ORGANISATIONS = [
    "socialaccount.SocialApp.provider",
    "socialaccount.SocialApp.provider_id",
    "socialaccount.SocialApp.name",
    "socialaccount.SocialApp.client_id",
    "socialaccount.SocialApp.secret",
    "socialaccount.SocialApp.key",
    "socialaccount.SocialApp.settings",
    "programme.Organisation.complaints_to",
    "programme.Organisation.data_contact",
    "programme.Organisation.postal_address",
    "programme.Organisation.registration_number",
    "programme.Organisation.complaints_email",
    "programme.Organisation.slug",
    "programme.Organisation.name",
    "programme.Organisation.email",
    "programme.Organisation.website",
    "programme.Award.slug",
    "programme.Award.name_sv",
    "programme.Award.name_en",
    "programme.Award.tagline_sv",
    "programme.Award.tagline_en",
    "programme.Award.purpose_sv",
    "programme.Award.purpose_en",
    "programme.Award.colour",
    "programme.Award.accent",
    "programme.Award.logo",
    "programme.Edition.event_sv",
    "programme.Edition.event_en",
    "programme.Edition.place",
    "programme.Round.slug",
    "programme.Round.name",
    "programme.Category.slug",
    "programme.Category.name_sv",
    "programme.Category.name_en",
    "programme.Category.description_sv",
    "programme.Category.description_en",
    "programme.Partner.name",
    "programme.Partner.website",
    "programme.Partner.logo",
    "rules.RuleBook.rules",
    "rules.RuleBook.reason",
    "people.Proposal.words",
]
# Sealed under aliases, or cast under a short name that leads to nobody once she is erased.
COUNTED = [
    "ballots.Ballot.choice",
    "ballots.SealedBallot.choice",
    "results.RoundResult.content",
    "results.EditionResult.content",
    "results.Package.core",
    "results.Package.for_auditor",
    "results.Recount.words",
    "results.Announcement.held",
]
# Keyed hashes, and what the account package counts: all of it goes after a day.
FOR_A_DAY = [
    "limits.AskedMail.address",
    "limits.AskedMail.network",
    "limits.AskedMail.browser",
    "limits.CacheRow.cache_key",
    "limits.CacheRow.value",
    "limits.UsedProof.nonce",
    "limits.Use.budget",
    "limits.Use.key",
    "mail.Brake.name",
]
# Emptied by its age, and never about a named person on purpose: what an error said.
ERRORS = ["mail.Effect.last_error", "results.SealFailure.what"]
# Tokens for other services are never stored here: `SOCIALACCOUNT_STORE_TOKENS` is off.
UNUSED = ["socialaccount.SocialToken.token", "socialaccount.SocialToken.token_secret"]
IMPERSONAL = {
    *KEYS_AND_HASHES, *FROM_A_LIST, *REFERENCES, *THINGS_AND_ORGANISATIONS, *COUNTED, *ERRORS, *UNUSED,
    *FOR_A_DAY,
}  # fmt: skip


def written_fields():
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, WRITTEN)
    }


def claimed():
    return {
        f"{model._meta.label}.{name}"
        for source in sources()
        for model, names in source.holds.items()
        for name in names
    }


def test_every_field_that_can_hold_somebody_has_a_source_or_a_reason():
    assert written_fields() - claimed() - IMPERSONAL == set()


def test_the_lists_hold_nothing_that_is_gone_or_claimed():
    assert IMPERSONAL - written_fields() == set()
    assert IMPERSONAL & claimed() == set()


def test_sources_name_fields_that_there_are():
    assert claimed() - written_fields() == set()


def test_every_source_says_what_it_is_and_why():
    assert all(str(source.title) and str(source.why) for source in sources())
    assert len({source.order for source in sources()}) == len(sources())
