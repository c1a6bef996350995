"""Feed the validator with bytes that a fuzzer makes, guided by what they reach; nothing may come out but findings.

    pip install atheris
    python fuzz/validator.py [CORPUS_FOLDER] [-max_total_time=60]

Options of libFuzzer are passed on to it; what makes the validator fail is left in the working folder as crash-*. It
starts with the examples of all rules. Besides exceptions it looks for findings without a known rule or a place, for
verdicts that differ when a document is judged again, and for feeds that differ from themselves.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["feedwright.validation"]):
    from feedwright.validation import judge, rules
    from feedwright.validation.entries import read_feed
    from feedwright.validation.history import changes_between
    from feedwright.validation.judgement import judge_and_read

KNOWN = rules()
PATH = "feed"


def expect(holds: object, otherwise: str) -> None:
    """Fail unless something holds."""
    if not holds:
        raise AssertionError(otherwise)


def judge_bytes(data: bytes) -> None:
    """One document through all that reads documents."""
    report = judge(data, path=PATH)
    for finding in report.findings:
        expect(finding.rule in KNOWN and finding.line, f"a finding without rule or place: {finding}")
        finding.message.encode()  # what is said can be printed
    again, said = judge_and_read(data, path=PATH)
    expect(again == report, "the same bytes, another verdict")
    whole = read_feed(data, path=PATH, format_=report.format)
    if said is not None and whole is not None:
        expect(not list(changes_between(whole, said)), "a feed differs from itself")


def seeds(folder: Path) -> None:
    """The examples of all rules, as files to start with."""
    for number, rule in enumerate(KNOWN.values()):
        for name, text in (("bad", rule.bad), ("good", rule.good)):
            if text:
                (folder / f"{number}-{name}").write_text(text, encoding="utf-8")


def main() -> None:
    """Run until something fails, or for as long as the options say."""
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        atheris.Setup([*sys.argv, folder], judge_bytes)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
