"""`feedwright ids`: every form of record file takes an id, and nothing else of the file changes."""

import json
from pathlib import Path

import pytest

from feedwright.pipeline import read_newsroom
from tests.newsroom import SITE, Run, files, write_newsroom

ID = "tag:daily.example,2018:"
FORMS = {
    "yaml.md": ("---\n# a remark\ntitle: A\ndate: 2018-11-07\n---\n\nText.\n", "---\n# a remark\nid: {0}\ntitle: A\n"),
    "nested.md": (
        "---\nextra:\n  title: no\ntitle: A\ndate: 2018-11-07\n---\nText.\n",
        "---\nid: {0}\nextra:\n  title: no\ntitle: A\n",
    ),
    "crlf.md": ("---\r\ntitle: A\r\ndate: 2018-11-07\r\n---\r\n\r\nText.\r\n", "---\r\nid: {0}\r\ntitle: A\r\n"),
    "bom.md": ("\ufeff---\ntitle: A\ndate: 2018-11-07\n---\nText.\n", "\ufeff---\nid: {0}\ntitle: A\n"),
    "flow.md": ("---\n{title: A, date: 2018-11-07}\n---\nText.\n", '---\n{{id: "{0}", title: A,'),
    "toml.md": (
        '+++\ntitle = "A"\ndate = 2018-11-07\n[extra]\nx = 1\n+++\n\nText.\n',
        '+++\nid = "{0}"\ntitle = "A"\n',
    ),
    "toml-tables.md": ('+++\n[extra]\ntitle = "A"\ndate = 2018-11-07\n+++\nText.\n', '+++\nid = "{0}"\n[extra]\n'),
    "json.md": (
        '{\n  "title": "A",\n  "date": "2018-11-07"\n}\n\nText {with} "braces".\n',
        '{{\n  "id": "{0}",\n  "title": "A",\n',
    ),
    "fenced-json.md": (
        '---json\n{ "title": "A", "date": "2018-11-07" }\n---\nText.\n',
        '---json\n{{ "id": "{0}", "title": "A",',
    ),
    "names.md": ("Title: A\nDate: 2018-11-07\n\nText.\n", "id: {0}\nTitle: A\n"),
    "2018-11-07-none.md": ("# A\n\nText.\n", "---\nid: {0}\n---\n# A\n"),
    "2018-11-08-empty.md": ("---\n---\n# A\n\nText.\n", "---\nid: {0}\n---\n# A\n"),
    "page.html": ("---\ntitle: A\ndate: 2018-11-07\n---\n<p>Text.</p>\n", "---\nid: {0}\ntitle: A\n"),
    "one.json": ('{"title":"A","date":"2018-11-07","extra":{"title":"x"}}', '{{"id": "{0}", "title":"A"'),
    "wide.json": (
        '{\n\t"title": "A",\n\t"date": "2018-11-07",\n\t"author": {"name": "Jane"}\n}\n',
        '{{\n\t"id": "{0}",\n\t"title": "A",\n',
    ),
    "one.yaml": ("# remark\n\ntitle: A\ndate: 2018-11-07\nbody: |\n  title: no\n", "# remark\n\nid: {0}\ntitle: A\n"),
}
MANY = {
    "list.json": (
        """[{"slug":"a","title":"A","date":"2018-11-07"},{"slug":"b","title":"B","pubdate":"2018-11-08"}]
""",
        (
            """[{"id": "$a", "slug":"a","title":"A","date":"2018-11-07"},"""
            """{"id": "$b", "slug":"b","title":"B","pubdate":"2018-11-08"}]
"""
        ),
    ),
    "items.json": (
        """{"version": "1", "items": [
  {
    "slug": "a", "title": "A", "date": "2018-11-07"
  },
  {"guid": "urn:ex:1", "title": "B", "date": "2018-11-07"}
]}
""",
        """{"version": "1", "items": [
  {
    "id": "$a",
    "slug": "a", "title": "A", "date": "2018-11-07"
  },
  {"guid": "urn:ex:1", "title": "B", "date": "2018-11-07"}
]}
""",
    ),
    "lines.jsonl": (
        """{"slug":"a","title":"A","date":"2018-11-07"}

{"id":"b","title":"B","date":"2018-11-07"}
{"slug":"c","title":"C","date":"2018-11-07"}
""",
        """{"id": "$a", "slug":"a","title":"A","date":"2018-11-07"}

{"id":"b","title":"B","date":"2018-11-07"}
{"id": "$c", "slug":"c","title":"C","date":"2018-11-07"}
""",
    ),
    "list.yaml": (
        """- slug: a
  title: A
  date: 2018-11-07
# remark
-   title: B
    slug: b
    date: 2018-11-07
""",
        """- id: $a
  slug: a
  title: A
  date: 2018-11-07
# remark
-   id: $b
    title: B
    slug: b
    date: 2018-11-07
""",
    ),
    "documents.yaml": (
        """---
slug: a
title: A
date: 2018-11-07
---
slug: b
title: B
date: 2018-11-07
""",
        """---
id: $a
slug: a
title: A
date: 2018-11-07
---
id: $b
slug: b
title: B
date: 2018-11-07
""",
    ),
}


def ids_of(folder: Path) -> list[str]:
    return sorted(each.id for each in read_newsroom(folder).articles)


@pytest.mark.parametrize("name", FORMS)
def test_an_id_is_pinned_and_the_rest_of_the_file_stays(name: str, tmp_path: Path, run: Run) -> None:
    before, begins = FORMS[name]
    record = tmp_path / "content" / name
    write_newsroom(tmp_path, records={})
    record.parent.mkdir()
    record.write_bytes(before.encode())
    identity = ID + record.stem
    assert ids_of(tmp_path) == [identity]

    listed = run("ids", "--site", tmp_path)
    assert (listed.status, listed.output) == (0, f"content/{name}:1: {identity}\n")
    assert record.read_bytes() == before.encode()

    assert run("ids", "--write", "--site", tmp_path).status == 0
    after = record.read_bytes().decode()
    assert after.startswith(begins.format(identity))
    added = next(
        length for length in range(len(after)) if after.endswith(before[length:]) and after.startswith(before[:length])
    )
    assert len(before[added:]) + added == len(before)

    record.rename(record.with_name(f"2018-11-07-renamed{record.suffix}"))
    assert ids_of(tmp_path) == [identity]


@pytest.mark.parametrize("name", MANY)
def test_each_of_many_records_in_a_file_takes_its_own(name: str, tmp_path: Path, run: Run) -> None:
    before, after = MANY[name]
    write_newsroom(tmp_path, records={f"content/{name}": before})
    known = ids_of(tmp_path)
    assert run("ids", "--write", "--site", tmp_path).status == 0
    assert (tmp_path / "content" / name).read_text(encoding="utf-8") == after.replace("$", ID)
    assert ids_of(tmp_path) == known


def test_pinning_twice_changes_nothing_more(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, records={f"content/{name}": text for name, (text, _) in (FORMS | MANY).items() if name in {
        "yaml.md", "toml.md", "names.md", "wide.json", "documents.yaml"
    }})  # fmt: skip
    assert "6 ids pinned" in run("ids", "--write", "--site", tmp_path).text
    once = files(tmp_path / "content")
    again = run("ids", "--write", "--site", tmp_path)
    assert (again.status, again.output) == (0, "")
    assert files(tmp_path / "content") == once
    assert "Every id is written." in run("ids", "--site", tmp_path).text


def test_a_build_with_pinned_ids_publishes_the_same_feeds(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    now = "2026-01-01T00:00:00+00:00"
    assert run("build", "--site", tmp_path, "--now", now).status == 0
    feeds = files(tmp_path / "feeds")
    assert run("ids", "--write", "--site", tmp_path).status == 0
    assert run("build", "--site", tmp_path, "--now", now, "--check").status == 0
    assert files(tmp_path / "feeds") == feeds


def test_a_permission_and_a_neighbour_stay(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path)
    record = tmp_path / "content" / "world" / "one.md"
    record.chmod(0o640)
    run("ids", "--write", "--site", tmp_path)
    assert record.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in record.parent.iterdir()] == ["one.md"]


def test_two_records_with_one_id_are_both_named_and_neither_is_pinned(tmp_path: Path, run: Run) -> None:
    text = "---\ntitle: A\ndate: 2018-11-07\n---\nText.\n"
    write_newsroom(tmp_path, records={"content/a/x.md": text, "content/b/x.md": text})
    result = run("ids", "--write", "--site", tmp_path)
    assert result.status == 1
    assert "content/b/x.md:1" in result.errors
    assert "content/a/x.md, line 1" in result.errors
    assert (tmp_path / "content" / "a" / "x.md").read_text(encoding="utf-8") == text


def test_a_record_whose_place_cannot_be_told_is_left_and_named(tmp_path: Path, run: Run) -> None:
    text = "---\nid:\ntitle: A\ndate: 2018-11-07\n---\nText.\n"
    write_newsroom(tmp_path, records={"content/a.md": text})
    result = run("ids", "--write", "--site", tmp_path)
    assert result.status == 1
    assert "by hand" in result.errors
    assert (tmp_path / "content" / "a.md").read_text(encoding="utf-8") == text
    assert [each.name for each in (tmp_path / "content").iterdir()] == ["a.md"]


def test_json_for_machines(tmp_path: Path, run: Run) -> None:
    write_newsroom(tmp_path, site=SITE, records={"content/a.md": "---\ntitle: A\ndate: 2018-11-07\n---\n"})
    said = {"origin": {"path": "content/a.md", "line": 1}, "id": f"{ID}a", "pinned": False}
    assert json.loads(run("ids", "--site", tmp_path, "--format", "json").output) == [said]
    assert json.loads(run("ids", "--write", "--site", tmp_path, "--format", "json").output) == [
        {**said, "pinned": True}
    ]


def test_a_broken_record_is_told_and_keeps_no_other_from_being_pinned(tmp_path: Path, run: Run) -> None:
    good = "---\ntitle: A\ndate: 2018-11-07\n---\nText.\n"
    write_newsroom(tmp_path, records={"content/a.md": good, "content/b.md": "---\ntitle: [\n---\n"})
    result = run("ids", "--write", "--site", tmp_path)
    assert result.status == 1
    assert "content/b.md" in result.errors
    assert (tmp_path / "content" / "a.md").read_text(encoding="utf-8").startswith(f"---\nid: {ID}a\n")
