"""Who gives awards."""

from django.db import models
from django.db.models.functions import Now


class Organisation(models.Model):
    """An association, region or company that gives awards."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(help_text="Where people can reach the organisers.")
    website = models.URLField(blank=True)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
