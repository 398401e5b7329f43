"""Every address of the platform; Swedish without a prefix, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path

from award.site.urls import developers, machines

handler500 = "award.site.views.faults.server_error"
# An award's own address is its slug, so the programme's pages come last.
pages = i18n_patterns(
    path("", include("award.people.urls")),
    path("", include("award.mail.urls")),
    path("desk/", include("award.desk.urls")),
    path("", include("award.site.urls")),
    path("", include("award.rules.urls")),
    path("", include("nominations.urls")),
    path("", include("voting.jury.urls")),
    path("", include("voting.ballots.urls")),
    path("", include("voting.results.urls")),
    path("", include("voting.complaints.urls")),
    path("", include("award.programme.urls")),
    prefix_default_language=False,
)
media = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns = [*machines, *developers, *media, *pages]
