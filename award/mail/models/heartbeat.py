"""When each part of the platform last showed that it lives."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a service, such as `tick`."""

    service = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.service} {self.at:%H:%M:%S}"
