"""feedwright.toml -> `Site`: what the newsroom declares about itself, its sections, its sources and its feeds."""

from feedwright.site.configuration import CONFIGURATION_FILE, load_site
from feedwright.site.feed_tables import KIND_FOLDERS
from feedwright.site.model import DeclaredFeed, FeedOptions, Feeds, Section, Site, Source, Syndicate
from feedwright.site.names import did_you_mean, nearest, outlet_key, section_path, term_key
from feedwright.site.schema import Configuration
from feedwright.site.zones import nearest_zone, zone

__all__ = [
    "CONFIGURATION_FILE",
    "KIND_FOLDERS",
    "Configuration",
    "DeclaredFeed",
    "FeedOptions",
    "Feeds",
    "Section",
    "Site",
    "Source",
    "Syndicate",
    "did_you_mean",
    "load_site",
    "nearest",
    "nearest_zone",
    "outlet_key",
    "section_path",
    "term_key",
    "zone",
]
