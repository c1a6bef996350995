"""Places on earth: GeoRSS in its simple form and in GML, W3C's Basic Geo vocabulary, and ICBM."""

from feedwright.validation.tables import MANY, MAYBE, ONE, Vocabulary, may, row
from feedwright.validation.value_types.numbers import INTEGER, LATITUDE, LONGITUDE, NUMBER, matching, numbers
from feedwright.validation.value_types.text import TEXT
from feedwright.validation.vocabularies.places import BOTH

POINT = numbers(
    lambda count: count == 2,
    what="a point",
    id="point",
    hint="Write latitude and longitude with a space between.",
    good="45.256 -110.45",
    bad="45.256",
)
LINE = numbers(
    lambda count: count >= 4 and count % 2 == 0,
    what="a line",
    id="line",
    hint="Write two or more pairs of latitude and longitude.",
    good="45.2 -110.4 46.4 -109.4",
    bad="45.2 -110.4",
)
POLYGON = numbers(
    lambda count: count >= 8 and count % 2 == 0,
    what="a polygon",
    id="polygon",
    hint="Write four or more pairs of latitude and longitude, the last the same as the first.",
    good="45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4",
    bad="45.2 -110.4 46.4 -109.4",
)
BOX = numbers(
    lambda count: count == 4,
    what="a box",
    id="box",
    hint="Write the lower corner and the upper corner, latitude before longitude.",
    good="42.9 -71.0 43.0 -69.8",
    bad="42.9 -71.0",
)
CIRCLE = matching(
    r"[+-]?[0-9]{1,2}(?:\.[0-9]{1,18})?\s+[+-]?[0-9]{1,3}(?:\.[0-9]{1,18})?\s+[0-9]{1,9}(?:\.[0-9]{1,18})?",
    what="a circle",
    id="circle",
    hint="Write latitude, longitude and the radius in metres, with spaces between.",
    good="42.9 -71.0 500",
    bad="42.9 -71.0",
)
POSITION = numbers(  # in any reference system, so without bounds; two or three dimensions
    lambda count: count in {2, 3},
    what="a position",
    id="position",
    hint="Write latitude and longitude with a space between.",
    good="45.256 -110.45",
    bad="45.256",
    bounded=False,
)
POSITIONS = numbers(
    lambda count: count >= 4 and (count % 2 == 0 or count % 3 == 0),
    what="a list of positions",
    id="position-list",
    hint="Write two or more positions, each latitude and longitude, with spaces between.",
    good="45.2 -110.4 46.4 -109.4",
    bad="45.2 -110.4",
    bounded=False,
)
RING = numbers(
    lambda count: count >= 8 and (count % 2 == 0 or count % 3 == 0),
    what="a closed ring of positions",
    id="ring",
    hint="Write four or more positions, the last the same as the first.",
    good="45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4",
    bad="45.2 -110.4 46.4 -109.4",
    bounded=False,
)
SHAPE = (
    may("featuretypetag", TEXT),
    may("relationshiptag", TEXT),
    may("featurename", TEXT),
    may("elev", NUMBER),
    may("floor", INTEGER),
    may("radius", NUMBER),
)

GEORSS = Vocabulary(
    prefix="georss",
    namespaces=("http://www.georss.org/georss", "http://www.georss.org/georss/10"),
    spec="OGC GeoRSS 1.0",
    rows=(
        row(BOTH, "georss:where", MANY, None, *SHAPE),
        row(BOTH, "georss:point", MANY, POINT, *SHAPE),
        row(BOTH, "georss:line", MANY, LINE, *SHAPE),
        row(BOTH, "georss:polygon", MANY, POLYGON, *SHAPE),
        row(BOTH, "georss:box", MANY, BOX, *SHAPE),
        row(BOTH, "georss:circle", MANY, CIRCLE, *SHAPE),
        row(BOTH, "georss:featureTypeTag", MANY, TEXT),
        row(BOTH, "georss:featuretypetag", MANY, TEXT),
        row(BOTH, "georss:relationshipTag", MANY, TEXT),
        row(BOTH, "georss:relationshiptag", MANY, TEXT),
        row(BOTH, "georss:featureName", MANY, TEXT),
        row(BOTH, "georss:featurename", MANY, TEXT),
        row(BOTH, "georss:elev", MANY, NUMBER),
        row(BOTH, "georss:floor", MANY, INTEGER),
        row(BOTH, "georss:radius", MANY, NUMBER),
    ),
)
GML = Vocabulary(
    prefix="gml",
    namespaces=("http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2"),
    spec="OGC GeoRSS 1.0, GML",
    rows=(
        row("georss:where", "gml:Point", MAYBE),
        row("georss:where", "gml:LineString", MAYBE),
        row("georss:where", "gml:Polygon", MAYBE),
        row("georss:where", "gml:Envelope", MAYBE),
        row("gml:Point", "gml:pos", ONE, POSITION),
        row("gml:LineString", "gml:posList", ONE, POSITIONS),
        row("gml:Polygon", "gml:exterior", ONE),
        row("gml:exterior", "gml:LinearRing", ONE),
        row("gml:LinearRing", "gml:posList", ONE, RING),
        row("gml:Envelope", "gml:lowerCorner", ONE, POSITION),
        row("gml:Envelope", "gml:upperCorner", ONE, POSITION),
    ),
    partial=True,
)
GEO = Vocabulary(
    prefix="geo",
    namespaces=("http://www.w3.org/2003/01/geo/wgs84_pos#",),
    spec="W3C Basic Geo Vocabulary",
    rows=(
        row(f"{BOTH} geo:Point", "geo:lat", MAYBE, LATITUDE),
        row(f"{BOTH} geo:Point", "geo:long", MAYBE, LONGITUDE),
        row(f"{BOTH} geo:Point", "geo:alt", MAYBE, NUMBER),
        row(BOTH, "geo:Point", MAYBE),
        row(BOTH, "geo:lat_long", MAYBE, TEXT),
    ),
)
ICBM = Vocabulary(
    prefix="icbm",
    namespaces=("http://postneo.com/icbm", "http://postneo.com/icbm/"),
    spec="ICBM RSS Module",
    rows=(
        row(BOTH, "icbm:latitude", MAYBE, LATITUDE),
        row(BOTH, "icbm:longitude", MAYBE, LONGITUDE),
    ),
)

VOCABULARIES = (GEORSS, GML, GEO, ICBM)
