"""Documents that wait to be published: whoever makes one writes it into the output, where nobody looks for it yet."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from feedwright.errors import PublishError
from feedwright.model import Document


class Waiting(NamedTuple):
    """A document that waits to be published."""

    path: str
    state: Literal["added", "changed", "unchanged"]
    file: str | None  # that holds it by now; None: nothing is to be written


class Staging(msgspec.Struct, frozen=True, kw_only=True):
    """Where documents of one build wait, whichever of its processes makes them."""

    output: Path
    write: bool  # else it is only told what would be
    new: tuple[Path, ...]  # the output and the folders above it that were not there yet
    mark: str  # of the files of this build

    @property
    def place(self) -> Path:
        """The output, wherever somebody stands who asks for it."""
        return self.output.absolute()

    def take(self, document: Document) -> Waiting:
        """Have a document wait, unless it is published as it is. Raises PublishError when it cannot be written."""
        file = self.output / document.path
        published = read(file)
        if published == document.data:
            return Waiting(document.path, "unchanged", None)
        state: Literal["added", "changed"] = "added" if published is None else "changed"
        return Waiting(document.path, state, self._written(file, document.data) if self.write else None)

    def _written(self, file: Path, data: bytes) -> str:
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            # a folder that is not there yet is made when it is needed for good
            folder = next(folder for folder in file.parents if folder.is_dir())
            waiting = folder / f".{file.name}.{_number(file)}.{self.mark}"
            waiting.unlink(missing_ok=True)  # a process that was killed had begun with it
            with waiting.open("xb") as stream:
                stream.write(data)
            waiting.chmod(0o644)
        except OSError as error:
            raise cannot_write(error, self.output) from error
        return str(waiting)

    def clear(self) -> None:
        """Remove what still waits: nothing of it is to be published."""
        for folder, names in _folders(self.output):
            for name in names:
                if name.startswith(".") and name.endswith(f".{self.mark}"):
                    with suppress(OSError):
                        (Path(folder) / name).unlink()
        with suppress(OSError):  # others may have put something there
            for made in self.new:
                made.rmdir()


def _number(file: Path) -> str:
    """The same for a file whoever writes it, and another one for each, as those of several folders may wait in one."""
    return hashlib.blake2b(os.fsencode(file), digest_size=8).hexdigest()


def _folders(top: Path) -> Iterator[tuple[str, list[str]]]:
    """A folder and all below it, linked ones too, each once with the names of its files."""
    seen = set(map(str, top.resolve().parents))  # a link there leads around
    for folder, inside, names in os.walk(top, followlinks=True):
        place = os.path.realpath(folder)
        if place in seen:
            inside.clear()
        else:
            seen.add(place)
            yield folder, names


def begin_staging(output: Path, *, write: bool = True) -> Staging:
    """Let documents wait for their place in `output`; without `write` nothing is written."""
    new = tuple(folder for folder in (output, *output.parents) if not folder.exists())
    return Staging(output=output, write=write, new=new, mark=os.urandom(4).hex())


def cannot_write(error: OSError, output: Path) -> PublishError:
    """What to say where something cannot be written."""
    return PublishError(
        f"{error.filename or output} cannot be written: {error.strerror or error}.",
        hint="Make the folder writable, or name another one with --output.",
    )


def read(file: Path) -> bytes | None:
    """The bytes of a file; None where there is none. Raises PublishError when they cannot be read."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(f"{file} cannot be read: {error.strerror or error}.") from error
