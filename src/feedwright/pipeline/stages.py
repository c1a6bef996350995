"""The stages that are loaded only where there is something to do, and a second process that begins with them."""

from feedwright.second_process import SecondProcess


def begin_stages(*, wanted: bool) -> SecondProcess:
    """A second process that loads the stages while this one does something else. `wanted`: whether there is to be one.

    To load them takes longer than to find out whether there is something to do. Where there is not, that was in vain.
    """
    second = SecondProcess(wanted=wanted)
    second.ask(load_stages)
    return second


def load_stages() -> None:
    """Load what it takes to read records, and to render and judge feeds."""
    import feedwright.load.records
    import feedwright.normalize
    import feedwright.pipeline.feeds
    import feedwright.pipeline.reading
    import feedwright.pipeline.rows
    import feedwright.render.formats
    import feedwright.validation.agreement
    import feedwright.validation.history
    import feedwright.validation.json_document
    import feedwright.validation.judgement
    import feedwright.validation.policy  # noqa: F401
    from feedwright.render import load_feedgen

    load_feedgen()
