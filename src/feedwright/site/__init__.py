"""feedwright.toml -> `Site`: what the newsroom declares about itself, its sections, its sources and its feeds."""

from typing import TYPE_CHECKING

from feedwright.deferred import deferred
from feedwright.site.configuration import CONFIGURATION_FILE, load_site
from feedwright.site.feed_tables import ARCHIVE_FOLDER, KIND_FOLDERS
from feedwright.site.model import (
    DeclaredFeed,
    Delivery,
    FeedOptions,
    Feeds,
    Partner,
    Publishing,
    Section,
    Site,
    Source,
    Syndicate,
    ValidateOptions,
)
from feedwright.site.names import did_you_mean, nearest, outlet_key, section_path, term_key
from feedwright.site.partner_tables import PRIVATE_FOLDER, seconds_of
from feedwright.site.places import check_places
from feedwright.site.schema import Configuration, DeclaredFeedTable
from feedwright.site.validate_table import demand_known_rules
from feedwright.site.zones import nearest_zone, zone

if TYPE_CHECKING:
    from feedwright.site.profile_schema import Demand, ElementTable, Profile, RuleTable
    from feedwright.site.profiles import PARTS, PLACEHOLDER, load_profile, profile_names

__all__ = [
    "ARCHIVE_FOLDER",
    "CONFIGURATION_FILE",
    "KIND_FOLDERS",
    "PARTS",
    "PLACEHOLDER",
    "PRIVATE_FOLDER",
    "Configuration",
    "DeclaredFeed",
    "DeclaredFeedTable",
    "Delivery",
    "Demand",
    "ElementTable",
    "FeedOptions",
    "Feeds",
    "Partner",
    "Profile",
    "Publishing",
    "RuleTable",
    "Section",
    "Site",
    "Source",
    "Syndicate",
    "ValidateOptions",
    "check_places",
    "demand_known_rules",
    "did_you_mean",
    "load_profile",
    "load_site",
    "nearest",
    "nearest_zone",
    "outlet_key",
    "profile_names",
    "seconds_of",
    "section_path",
    "term_key",
    "zone",
]

__getattr__ = deferred(  # only sites with partners have profiles
    __name__,
    {
        **dict.fromkeys(("Demand", "ElementTable", "Profile", "RuleTable"), "profile_schema"),
        **dict.fromkeys(("PARTS", "PLACEHOLDER", "load_profile", "profile_names"), "profiles"),
    },
)
