from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from styrmodell.views.about import accessibility_statement, cookies, newly_elected, word_list
from styrmodell.views.robots import favicon, robots
from styrmodell.views.status import status
from styrmodell.views.values import values

handler400 = "styrmodell.views.bad_request.bad_request"
handler500 = "styrmodell.unavailable.answer"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("status/", status, name="status"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon),
    path("vardegrund/", values, name="values"),
    path("om/ny-som-fortroendevald/", newly_elected, name="newly_elected"),
    path("om/ord/", word_list, name="word_list"),
    path("om/tillganglighet/", accessibility_statement, name="accessibility"),
    path("om/kakor/", cookies, name="cookies"),
    path("", include("goals.urls")),
    path("", include("plans.urls")),
]

if settings.HAS_SINGLE_SIGN_ON:
    urlpatterns.insert(0, path("admin/konto/", include("styrmodell.single_sign_on.urls")))

if settings.DEBUG:
    from styrmodell.gallery import gallery

    urlpatterns.insert(0, path("galleri/", gallery, name="gallery"))
