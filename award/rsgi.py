"""What granian serves: bodies are read in full, with a limit and a deadline, before they take a thread."""

import os

from django.core.wsgi import get_wsgi_application

from award.site.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "award.settings")
wsgi = get_wsgi_application()

from award.programme.domain.keeping import refuse_without_key  # noqa: E402 (Django is set up by now)

refuse_without_key()
application = Front(wsgi, threads=int(os.environ.get("WEB_THREADS", "4")))
