"""feedwright.toml -> `Site`: what the newsroom declares about itself, its sections, its sources and its feeds."""

from feedwright.site.configuration import CONFIGURATION_FILE, load_site
from feedwright.site.model import FeedOptions, Section, Site, Source
from feedwright.site.names import did_you_mean, nearest, outlet_key, section_path
from feedwright.site.zones import zone

__all__ = [
    "CONFIGURATION_FILE",
    "FeedOptions",
    "Section",
    "Site",
    "Source",
    "did_you_mean",
    "load_site",
    "nearest",
    "outlet_key",
    "section_path",
    "zone",
]
