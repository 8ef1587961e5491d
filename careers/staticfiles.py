"""How style sheets and scripts are stored for visitors: joined, named by content, compressed."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What may stand before a sheet's first rule. Imports anywhere else are ignored by browsers.
_HEAD = re.compile(
    r"\s+"
    r"|/\*.*?\*/"
    r"|@charset\s[^;]*;"
    r"|(?P<layers>@layer\s[^{};]*;)"
    r"|@import\s+(?:url\(\s*)?[\"']?(?P<path>[^\"')\s]+)[\"']?\s*\)?(?P<conditions>[^;]*);",
    re.DOTALL,
)
_LAYER = re.compile(r"layer(?:\((?P<name>[^)]*)\))?(?![\w-])")
_LAYOUT = re.compile(
    r"(?P<text>\"[^\"]*\"|'[^']*')|/\*.*?\*/|\s*(?P<mark>[{};])\s*|(?P<space>\s+)",
    re.DOTALL,
)
_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<path>[^\"')]+?)(?P=quote)\s*\)")
# How a script names a file beside it: the web's own idiom. Django knows only imports.
_BESIDE_SCRIPT = (
    r"""(?P<matched>new URL\(\s*["'](?P<url>\.[^"']+)["']\s*,\s*import\.meta\.url\s*\))""",
    """new URL("%(url)s", import.meta.url)""",
)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


def inline_imports(css: str, read: Callable[[str], str]) -> str:
    """One sheet in place of a sheet and the sheets it imports.

    css: the text of a sheet. read: gives the text of another sheet by its path from the first
    one's folder. Sheets outside that folder (`../admin/...`, other hosts) stay imports. Rules keep
    their order, so nothing changes place in the cascade. Raises ValueError where one sheet could
    not look the same: an import that stays but would come after rules, a sheet that imports itself.
    """
    head, rules = _join(css, read, folder="", within=())
    return "\n".join([*head, *rules])


def minified(css: str) -> str:
    """The same rules without comments and layout. What stands in quotation marks stays as it is."""
    return _LAYOUT.sub(lambda found: found["text"] or found["mark"] or (" " if found["space"] else ""), css).strip()


def _join(css: str, read: Callable[[str], str], *, folder: str, within: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What must stand first (layer order, imports that stay), then the rules."""
    head: list[str] = []
    rules: list[str] = []
    end = 0
    while match := _HEAD.match(css, end):
        end = match.end()
        if match["layers"]:
            (rules or head).append(match["layers"])
        elif match["path"]:
            more: tuple[list[str], list[str]]
            path, conditions = _moved(match["path"], folder), match["conditions"].strip()
            if _ABSOLUTE.match(path) or path.startswith("../"):
                more = [f'@import url("{path}") {conditions}'.rstrip() + ";"], []
            elif path in within:
                raise ValueError(f"The sheet '{path}' imports itself.")
            else:
                more = _join(read(path), read, folder=posixpath.dirname(path), within=(*within, path))
                if conditions:
                    more = [], [_under(conditions, more, path)]
            if rules and any(text.startswith("@import") for text in more[0]):
                raise ValueError(f"'{path}' stays an import or holds one: import it before the site's own sheets.")
            (rules or head).extend(more[0])
            rules.extend(more[1])
    rest = css[end:].strip()
    return head, [*rules, _URL.sub(lambda url: f'url("{_moved(url["path"], folder)}")', rest)] if rest else rules


def _under(conditions: str, sheet: tuple[list[str], list[str]], path: str) -> str:
    """The rules of an imported sheet, under the layer and the media that its import names."""
    head, rules = sheet
    layer = _LAYER.match(conditions)
    media = conditions[layer.end() :].strip() if layer else conditions
    if media.startswith("supports(") or any(text.startswith("@import") for text in head):
        raise ValueError(f"'{path}' cannot be joined: it is imported under supports(), or holds imports that stay.")
    text = "\n".join([*head, *rules])
    if layer:
        name = (layer["name"] or "").strip()
        text = f"@layer {name} {{\n{text}\n}}" if name else f"@layer {{\n{text}\n}}"
    return f"@media {media} {{\n{text}\n}}" if media else text


def _moved(path: str, folder: str) -> str:
    """A path written in a sheet of that folder, told from the first sheet's folder."""
    return path if _ABSOLUTE.match(path) else posixpath.normpath(posixpath.join(folder, path))


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Static files as production serves them.

    The sheets named in `bundled` become one file each, so that a page loads one style sheet, or two. Then
    every file is named by its content (scripts and sheets point to the new names) and compressed.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", (_BESIDE_SCRIPT,)))
    support_js_module_import_aggregation = True
    bundled = (
        "css/site.css",
        "css/salaries.css",
        "css/skills.css",
        "css/roles.css",
        "css/paths.css",
        "css/compare.css",
        "css/known.css",
        "css/admin.css",
        "css/gallery.css",
    )

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Join the bundled sheets, then name and compress every file.

        A sheet that cannot be joined is reported by its name, and collectstatic stops.
        """
        joined = InMemoryStorage()
        sources = dict(paths)
        for name in () if dry_run else self.bundled:
            if name not in paths:
                continue
            try:
                text = inline_imports(_read(paths, name), _reader(paths, name))
            except ValueError as error:
                yield name, None, error
                return
            joined.save(name, ContentFile(minified(text).encode()))
            sources[name] = (joined, name)
        yield from super().post_process(sources, dry_run=dry_run, **options)


def _read(paths: dict[str, Any], name: str) -> str:
    """The text of a collected file; ValueError where there is none of that name."""
    if name not in paths:
        raise ValueError(f"The file '{name}' could not be found.")
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


def _reader(paths: dict[str, Any], sheet: str) -> Callable[[str], str]:
    """Reads collected files by their path from a sheet's folder."""
    folder = posixpath.dirname(sheet)
    return lambda path: _read(paths, posixpath.join(folder, path))
