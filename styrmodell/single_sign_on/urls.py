"""What of allauth is used. The one door for passwords is still `admin:login`, and nobody signs up."""

from allauth.account import views
from allauth.urls import build_provider_urlpatterns
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

urlpatterns = [
    path("logga-in/", RedirectView.as_view(url=reverse_lazy("admin:login")), name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("stangt/", views.account_inactive, name="account_inactive"),
    path("bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("tva-faktorer/", include("allauth.mfa.urls")),
    path("kopplingar/", include("allauth.socialaccount.urls")),
    *build_provider_urlpatterns(),
]
