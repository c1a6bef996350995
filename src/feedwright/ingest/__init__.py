"""Ingest: the text of a news page, as a person copies it out of a browser, becomes an article record."""

from feedwright.ingest.capture import Capture, read_capture, read_capture_file
from feedwright.ingest.record import record_path, record_text

__all__ = ["Capture", "read_capture", "read_capture_file", "record_path", "record_text"]
