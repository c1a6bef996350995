"""`feedwright schema`: JSON Schema for editors that complete and check while one types."""

from typing import Annotated, Literal

import typer


def schema(
    what: Annotated[
        Literal["site", "record", "profile"],
        typer.Argument(
            metavar="KIND",
            help="`site` for feedwright.toml, `record` for an article record, `profile` for a partner's.",
        ),
    ] = "site",
) -> None:
    """Print the JSON Schema of feedwright.toml, a record or a partner's profile, for completion in an editor."""
    import msgspec

    from feedwright.cli.findings import print_json
    from feedwright.normalize import Record
    from feedwright.site import Configuration, DeclaredFeedTable, Profile

    kinds: dict[str, tuple[type[msgspec.Struct], str]] = {
        "site": (Configuration, "feedwright.toml"),
        "record": (Record, "Feedwright article record"),
        "profile": (Profile, "Feedwright partner profile"),
    }
    kind, title = kinds[what]
    document = msgspec.json.schema(kind)
    if what == "site":  # any other table in [feeds] declares a feed
        (declared,), tables = msgspec.json.schema_components([DeclaredFeedTable], ref_template="#/$defs/{name}")
        document["$defs"] |= tables
        document["$defs"]["FeedsTable"]["additionalProperties"] = declared
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **document})
