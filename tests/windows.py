"""Browser windows for tests, each as new. What costs is the process behind a context (0.75 s of CPU, against 0.3 for
another page of the same one), so that a context stays and forgets what was stored while a window was open."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

SIZE = {"width": 1280, "height": 900}


def window(context: Any) -> Iterator[Any]:
    """A page of a context that nobody has used; afterwards nothing of it is left."""
    page, visited = context.new_page(), set[str]()
    page.on("framenavigated", lambda frame: visited.add(frame.url))
    yield page
    for further in context.pages:
        visited.add(further.url)
        if further is not page:
            further.close()
    page.goto("about:blank")  # what a page stores while it is left comes before
    _forget(context, page, {f"{one.scheme}://{one.netloc}" for one in map(urlsplit, visited) if one.netloc})
    page.close()


def _forget(context: Any, page: Any, origins: set[str]) -> None:
    context.clear_cookies()
    context.clear_permissions()
    context.set_offline(False)
    inside = context.new_cdp_session(page)
    inside.send("Network.clearBrowserCache")
    for origin in origins:
        inside.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
