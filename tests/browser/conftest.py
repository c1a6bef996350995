"""A browser for the tests of this folder, where one is installed, and a server for what it opens."""

import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from feedwright.model import Document
from feedwright.render import render
from tests.browser.devtools import NAMES, Browser, find_browser, running
from tests.browser.server import Server
from tests.test_pages_golden import NAMES as CASES
from tests.test_pages_golden import case_of, every_page

OPML = b'<opml version="2.0"><head><title>All</title></head><body/></opml>\n'


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens pages in a browser; skipped where none is installed")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests; each opens a page of its own."""
    program = find_browser()
    if program is None or os.name != "posix":
        pytest.skip(f"no browser is installed: none of {', '.join(NAMES)} is on the PATH")
    with running(program, tmp_path_factory.mktemp("browser")) as one:
        yield one


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what each case of tests/cases/pages publishes, pages and feeds, in a folder of its name."""
    folder = tmp_path_factory.mktemp("published")
    for case in CASES:
        index = case_of(case)
        for document in (*every_page(index), *(each for feed in index.feeds for each in render(feed))):
            file = folder / case / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(styled(document))
        if index.opml:
            (folder / case / index.opml).parent.mkdir(parents=True, exist_ok=True)
            (folder / case / index.opml).write_bytes(OPML)
    return folder


def styled(document: Document) -> bytes:
    """The document; a feed in XML that names no stylesheet yet names feed.css."""
    if not document.path.endswith(".xml") or b"<?xml-stylesheet" in document.data:
        return document.data
    place = f'?>\n<?xml-stylesheet type="text/css" href="{"../" * document.path.count("/")}feed.css"?>\n'
    return document.data.replace(b"?>\n", place.encode(), 1)


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[Server]:
    """The folder, served on the loopback interface, with a log of what was asked for."""
    log: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(published))  # type: ignore[arg-type] # the server's own three

        def log_message(self, *_: object) -> None:
            log.append(self.path)

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A page that is closed while it waits for an answer is no fault."""

    with Quiet(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield Server(f"http://127.0.0.1:{serving.server_port}", log)
        serving.shutdown()
