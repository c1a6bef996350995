"""What a test knows of the server that its pages come from."""

from dataclasses import dataclass


@dataclass
class Server:
    """Where the pages are, and what has been asked for."""

    url: str
    log: list[str]
