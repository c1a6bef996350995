"""Brings documents to where they are served: whole or not at all, and nothing of anybody else's is touched."""

from feedwright.publish.directory import Changes, compare, publish
from feedwright.publish.manifest import MANIFEST_FILE, Manifest, manifest_of, read_manifest

__all__ = ["MANIFEST_FILE", "Changes", "Manifest", "compare", "manifest_of", "publish", "read_manifest"]
