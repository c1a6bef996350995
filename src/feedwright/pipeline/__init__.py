"""The stages in their order, from a newsroom's folder to its feeds."""

from feedwright.pipeline.building import Build, Work, build
from feedwright.pipeline.newsroom import Newsroom, read_content, read_newsroom, read_record

__all__ = ["Build", "Newsroom", "Work", "build", "read_content", "read_newsroom", "read_record"]
