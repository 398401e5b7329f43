"""Who gives awards."""

from django.db import models
from django.db.models.functions import Now

from award.programme.narrowed import narrowed

LEAST_DAYS, MOST_DAYS = 1, 30
COMPLAINT_DAYS, MOST_COMPLAINT_DAYS = 14, 365


@narrowed()
class Organisation(models.Model):
    """An association, region or company that gives awards."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(help_text="Where people can reach the organisers.")
    website = models.URLField(blank=True)
    seniority_days = models.PositiveSmallIntegerField(
        default=3, help_text="How long a role is held before it counts in an act that takes two."
    )
    seniority_next = models.PositiveSmallIntegerField(null=True)
    seniority_from = models.DateTimeField(null=True, help_text="When the next number holds.")
    seniority_kept = models.DateTimeField(
        null=True,
        help_text="Whoever has decided since before this counts, whatever higher number came after.",
    )
    registration_number = models.CharField(max_length=32, blank=True)
    postal_address = models.CharField(max_length=200, blank=True)
    data_contact = models.EmailField(
        blank=True,
        help_text="Whom to ask about personal data; the organisation's own address else.",
    )
    is_authority = models.BooleanField(
        default=False, help_text="Whether what it receives is a public record."
    )
    complaints_to = models.CharField(
        max_length=120,
        blank=True,
        help_text="Who receives complaints; the organisation itself else.",
    )
    complaints_email = models.EmailField(blank=True)
    complaint_days = models.PositiveSmallIntegerField(
        default=COMPLAINT_DAYS, help_text="How long after an announcement one may complain."
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seniority_days__gte=LEAST_DAYS, seniority_days__lte=MOST_DAYS),
                name="seniority_between_a_day_and_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(seniority_next=None, seniority_from=None)
                | models.Q(
                    seniority_next__gte=LEAST_DAYS,
                    seniority_next__lte=MOST_DAYS,
                    seniority_from__isnull=False,
                ),
                name="next_seniority_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(complaint_days__gte=1, complaint_days__lte=MOST_COMPLAINT_DAYS),
                name="complaint_days_between_a_day_and_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name
