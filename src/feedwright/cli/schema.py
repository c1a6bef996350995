"""`feedwright schema`: JSON Schema for editors that complete and check while one types."""

from typing import Annotated, Literal

import typer


def schema(
    what: Annotated[
        Literal["site", "record"], typer.Argument(help="`site` for feedwright.toml, `record` for an article record.")
    ] = "site",
) -> None:
    """Print the JSON Schema of feedwright.toml or of a record, for completion in an editor."""
    import msgspec

    from feedwright.cli.findings import print_json
    from feedwright.normalize import Record
    from feedwright.site import Configuration

    kinds: dict[str, tuple[type[msgspec.Struct], str]] = {
        "site": (Configuration, "feedwright.toml"),
        "record": (Record, "Feedwright article record"),
    }
    kind, title = kinds[what]
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **msgspec.json.schema(kind)})
