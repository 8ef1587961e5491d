"""What machines look for at known addresses: sitemap, robots.txt, security.txt, icons, the web app's manifest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import wraps

from django.conf import settings
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from roles.seo import absolute
from roles.sitemaps import SECTIONS, files
from roles.views.browse import PAGE_NUMBER

TEN_MINUTES, HOUR, DAY = 600, 3_600, 86_400  # seconds
# RFC 9116 asks for less than a year; half of it makes a contact that nobody tends expire in time.
SECURITY_DAYS = 180
# The colours of the page behind an opening app: --paper, light (a test compares them with the tokens).
PAPER = "#fcfefe"

View = Callable[..., HttpResponse]


def _kept(seconds: int) -> Callable[[View], View]:
    """Read only, and any cache may keep it so long."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=seconds)
            return response

        # It changes nothing, so a POST is a wrong method (405), not a form without its token (403).
        return csrf_exempt(require_safe(kept))

    return decorate


@_kept(TEN_MINUTES)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the sitemap's files."""
    return render(request, "sitemap_index.xml", {"sitemaps": files()}, content_type="application/xml")


@_kept(TEN_MINUTES)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One file of the sitemap; ``?p=`` where a section fills several."""
    number = request.GET.get("p", "1")
    if section not in SECTIONS or not PAGE_NUMBER.fullmatch(number):
        raise Http404
    try:
        urls = SECTIONS[section]().get_urls(page=int(number))
    except EmptyPage as error:
        raise Http404 from error
    return render(request, "sitemap.xml", {"urlset": urls}, content_type="application/xml")


@_kept(HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the desk and pages of one person may not."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /applications/",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return _text(lines)


@_kept(HOUR)
def security(request: HttpRequest) -> HttpResponse:
    """How to report a weakness of the site (RFC 9116)."""
    expires = datetime.combine(timezone.now().date() + timedelta(days=SECURITY_DAYS), time(), UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return _text(lines)


@_kept(DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon at the address that browsers try unasked; made by ``tools/brand_images.py``."""
    return _image("favicon.ico", "image/x-icon")


@_kept(DAY)
def apple_touch_icon(request: HttpRequest) -> HttpResponse:
    """The icon of a site kept on an Apple home screen, asked for unasked too."""
    return _image("apple-touch-icon.png", "image/png")


@_kept(DAY)
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, icons and colours for a site kept on a home screen."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    return JsonResponse(
        {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME,
            "start_url": reverse("home"),
            "display": "browser",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


def _image(name: str, content_type: str) -> HttpResponse:
    path = settings.BASE_DIR / "static" / "img" / name
    return HttpResponse(path.read_bytes(), content_type=content_type)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
