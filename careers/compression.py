"""Pages small enough for a phone's first round trips, without telling secrets by their length."""

from __future__ import annotations

import re
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header, patch_vary_headers

# Quality 5 costs what gzip does. 11 makes a guide a seventh smaller and costs a tenth of a second, once for each
# text and process: worth it for the pages that strangers land on, of which there are as many as guides.
QUICK, SMALLEST = 5, 11
LANDING = frozenset({"role_detail"})
LANDING_PAGES_KEPT = 256  # about 20 MB a process
LEAST_LENGTH = 200  # bytes, as GZipMiddleware has it
# Named, and not refused by a quality of nought.
_ACCEPTED = {name: re.compile(rf"(?:^|[\s,]){name}(?!\w)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") for name in ("br", "gzip")}


class CompressPages(GZipMiddleware):
    """Compresses by brotli, else by gzip, whatever is the same for every visitor.

    What differs by cookie (forms with their token, the desk) stays as it is: compressed beside words from the
    address, the length of a page can give away a secret in it (BREACH).
    """

    max_random_bytes = 0  # there is no secret here to hide

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if (
            has_vary_header(response, "Cookie")
            or not isinstance(response, HttpResponse)
            or response.has_header("Content-Encoding")
            or len(response.content) < LEAST_LENGTH
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if not _ACCEPTED["br"].search(accepted):
            return super().process_response(request, response) if _ACCEPTED["gzip"].search(accepted) else response
        match = request.resolver_match
        if response.status_code == 200 and match and match.url_name in LANDING and not request.META["QUERY_STRING"]:
            small = _smallest(response.content)
        else:
            small = brotli.compress(response.content, quality=QUICK)
        if len(small) < len(response.content):
            response.content = small
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(small))
            if (etag := response.get("ETag", "")).startswith('"'):
                response["ETag"] = f"W/{etag}"  # the same page, not the same bytes
        return response


@lru_cache(LANDING_PAGES_KEPT)
def _smallest(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=SMALLEST))
