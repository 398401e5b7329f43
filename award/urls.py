"""Every address of the platform; Swedish without a prefix, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from award.views.account import account

handler500 = "award.views.faults.server_error"
urlpatterns = [
    path("", include("award.urls_service")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

urlpatterns += i18n_patterns(
    path("konto/", account, name="account"),
    # The list of passkeys stands on the page before it.
    path(
        "konto/2fa/webauthn/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("konto/", include("allauth.urls")),
    path("desk/", include("award.urls_desk")),
    path("", include("nominations.urls")),
    path("", include("voting.jury.urls")),
    path("", include("voting.ballots.urls")),
    path("", include("voting.results.urls")),
    path("", include("award.urls_public")),
    prefix_default_language=False,
)
