"""What is loaded later is loaded when it is asked for, and is what it would have been."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from feedwright.deferred import lazily


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("asked_for_late", "asked_for_now"):
        (tmp_path / f"{name}.py").write_text(
            f"import pathlib\npathlib.Path({str(tmp_path / name)!r}).touch()\nvalue = 7\n", encoding="utf-8"
        )
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


def test_a_module_is_loaded_when_something_in_it_is_asked_for(modules: Path) -> None:
    finders = list(sys.meta_path)
    with lazily("asked_for_late"):
        late, _ = import_module("asked_for_late"), import_module("asked_for_now")
    assert sys.meta_path == finders
    assert not (modules / "asked_for_late").exists()
    assert (modules / "asked_for_now").exists()
    assert late.value == 7
    assert (modules / "asked_for_late").exists()


def test_a_module_that_is_not_there_is_missed_at_once() -> None:
    with lazily("not_there_at_all"), pytest.raises(ModuleNotFoundError):
        import_module("not_there_at_all")


def test_feedgen_brings_nothing_that_nobody_needs() -> None:
    code = (
        "import sys; from feedwright.render import load_feedgen; load_feedgen()\n"
        "print([each for each in ('tempfile', 'ctypes._endian', 'feedgen.feed') if each in sys.modules])\n"
        "from dateutil import tz; print(tz.gettz('Asia/Shanghai') is not None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "['feedgen.feed']\nTrue\n"
