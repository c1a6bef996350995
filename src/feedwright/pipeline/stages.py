"""The stages that are loaded only where there is something to do, and a process that begins with them."""

from feedwright.processes import Processes


def begin_stages(*, wanted: bool) -> Processes:
    """Another process that loads the stages while this one does something else. `wanted`: whether there is to be one.

    To load them takes longer than to find out whether there is something to do. Where there is not, that was in vain.
    """
    processes = Processes(wanted=wanted)
    processes.ask(_load_stages)
    return processes


def _load_stages() -> None:
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
