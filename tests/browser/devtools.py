"""Chromium without a window, driven over the DevTools protocol on a pipe: no port, no driver, nothing to install.

The protocol: https://chromedevtools.github.io/devtools-protocol/. On the pipe (--remote-debugging-pipe) the browser
reads from its descriptor 3 and writes to 4, a JSON message each, ended by a zero byte.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE = 30.0  # seconds for any answer


def find_browser() -> str | None:
    """The first of NAMES on the PATH."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Browser:
    """The connection: calls and their answers, and the events that came between."""

    inbox: int
    outbox: int
    events: list[dict[str, Any]] = field(default_factory=list)
    _rest: bytes = b""
    _last: int = 0

    def call(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        """The result of `method`; what else the browser says until then goes to `events`."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        data = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        while data:
            data = data[os.write(self.outbox, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, f"{method}: {answer}"
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> None:
        """Until the browser has said `method` in this session."""
        while not any(event.get("method") == method and event.get("sessionId") == session for event in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self.inbox], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, "the browser does not answer"
            read = os.read(self.inbox, 1 << 16)
            assert read, "the browser has gone"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


@contextmanager
def running(program: str, folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in `folder`; it is gone when the block ends."""
    from_browser, its_outbox = os.pipe()
    its_inbox, to_browser = os.pipe()
    # the shell puts the pipe's ends where the browser looks for them
    script = f'exec "$0" "$@" 3<&{its_inbox} 4>&{its_outbox}'
    command = ["bash", "-c", script, program, *SWITCHES, f"--user-data-dir={folder}", "about:blank"]
    with (folder / "browser.log").open("wb") as log:
        process = subprocess.Popen(command, pass_fds=(its_inbox, its_outbox), stdout=log, stderr=log)
    os.close(its_inbox)
    os.close(its_outbox)
    try:
        browser = Browser(from_browser, to_browser)
        yield browser
        browser.call("Browser.close")
    finally:
        os.close(to_browser)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(from_browser)


@dataclass
class View:
    """One open page."""

    browser: Browser
    session: str

    def show(self, *, width: int, theme: str) -> None:
        """The page in a window `width` CSS pixels wide, to a person who prefers `theme`."""
        screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        self.browser.call("Emulation.setDeviceMetricsOverride", self.session, **screen)
        preference = {"name": "prefers-color-scheme", "value": theme}
        self.browser.call("Emulation.setEmulatedMedia", self.session, features=[preference])

    def evaluate(self, expression: str, *, gesture: bool = False) -> Any:
        """What the expression gives in the page, awaited if it is a promise; `gesture`: as if a person had clicked."""
        answer = self.browser.call(
            "Runtime.evaluate",
            self.session,
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
            userGesture=gesture,
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.browser.call(
                "Input.dispatchKeyEvent", self.session, type=kind, key=key, code=key, windowsVirtualKeyCode=code
            )

    def said(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all events of this kind so far."""
        events = self.browser.events
        return [e["params"] for e in events if e.get("sessionId") == self.session and e.get("method") == method]

    @property
    def complaints(self) -> list[str]:
        """What the console shows: messages, exceptions, and what the browser itself objects to."""
        said = [str(each["entry"]["text"]) for each in self.said("Log.entryAdded")]
        said += [str(each["args"]) for each in self.said("Runtime.consoleAPICalled")]
        return said + [str(each["exceptionDetails"]) for each in self.said("Runtime.exceptionThrown")]

    @property
    def requests(self) -> list[str]:
        """Every URL that was asked for."""
        return [str(each["request"]["url"]) for each in self.said("Network.requestWillBeSent")]

    def picture(self) -> bytes:
        """The whole page as PNG."""
        shot = self.browser.call("Page.captureScreenshot", self.session, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])


@contextmanager
def opened(
    browser: Browser, url: str, *, width: int = 1280, theme: str = "light", script: bool = True
) -> Iterator[View]:
    """`url` in a window `width` CSS pixels wide, where the person prefers `theme`; with or without JavaScript."""
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.call(f"{domain}.enable", session)
    browser.call("Network.setCacheDisabled", session, cacheDisabled=True)
    view = View(browser, session)
    view.show(width=width, theme=theme)
    browser.call("Emulation.setScriptExecutionDisabled", session, value=not script)
    failed = browser.call("Page.navigate", session, url=url).get("errorText")
    assert failed is None, f"{url}: {failed}"
    browser.wait_for("Page.loadEventFired", session)
    try:
        yield view
    finally:
        browser.call("Target.closeTarget", targetId=target)
        browser.events[:] = [event for event in browser.events if event.get("sessionId") != session]
