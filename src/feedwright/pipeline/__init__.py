"""The stages in their order, from a newsroom's folder to its feeds.

Each name is loaded when it is first asked for: other processes begin before most are.
"""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred

if TYPE_CHECKING:
    from feedwright.pipeline.building import Build, Work, build
    from feedwright.pipeline.newsroom import Newsroom, read_content, read_newsroom, read_record

__all__ = ["Build", "Newsroom", "Work", "build", "read_content", "read_newsroom", "read_record"]

__getattr__ = deferred(
    __name__,
    {
        "Build": "building",
        "Newsroom": "newsroom",
        "Work": "building",
        "build": "building",
        "read_content": "newsroom",
        "read_newsroom": "newsroom",
        "read_record": "newsroom",
    },
)
