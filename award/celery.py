"""The Celery application: a nudge, never the memory (the work itself lies in PostgreSQL)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")

app = Celery("award")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
