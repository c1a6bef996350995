"""Patterns that are compiled late are the patterns that they would have been."""

import re

import pytest

from feedwright.patterns import pattern


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    late, compiled = pattern(r"(?P<word>\w)+", re.ASCII), re.compile(r"(?P<word>\w)+", re.ASCII)
    for method in ("match", "fullmatch", "search"):
        for text in ("abc", "é", " a"):
            found, expected = getattr(late, method)(text), getattr(compiled, method)(text)
            assert (found and found.span()) == (expected and expected.span())
    assert late.sub("-", "a b") == "- -"
    assert late.split("a,b") == compiled.split("a,b")
    assert late.findall("ab c") == compiled.findall("ab c")
    assert [each[0] for each in late.finditer("ab c")] == ["ab", "c"]
    assert (late.pattern, late.flags, late.groups, late.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groups,
        compiled.groupindex,
    )


def test_a_pattern_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = re.compile

    def note(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_(text, flags)

    monkeypatch.setattr(re, "compile", note)
    late = pattern("a+")
    assert not compiled
    assert late.match("aa")
    assert late.search("baa")
    assert compiled == ["a+"]


def test_what_is_no_pattern_is_refused_where_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("")
