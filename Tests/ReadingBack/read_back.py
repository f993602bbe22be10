"""Workspaces full of hostile names, reported by accord in every format and read back by readers that are not ours.

Usage: read_back.py ACCORD WORLDS FIRST. Exit 1 where a name or a removal did not come back, or something in a report
could act. What is expected comes from the workspace as this script made it, and from nothing that accord wrote.
"""

import csv
import html.parser
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

import yaml

SIGNS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ") + ["``", "**", "  ", "\u1fef", "\u037e", "\u212a", "\uff1d", "\uff20"]
MARKS = ["\u0301", "\u0338", "\u20dd", "\u0488", "\ufe0f", "\u200d", "\U0001f3fd", "\u093e"]
PREPENDS = ["\u0d4e", "\u0600", "\u06dd", "\U000110bd"]
WORDS = ["a", "Ж", "日", "א", "ي", "e\u0301", "🇩", "👩\u200d💻", "1", "@team", "</details>", "<!--", "-->", "=1+1", "+1",
         "www.evil.example", "https://evil.example", "GH-7", "#12", "null", "x: y", " #", "- ", "<b>", "&lt;", "\\n", "no"]
ACTORS = ["\x1b[2K", "\x1b]8;;https://evil.example\x1b\\", "\x9b31m", "\r\n", "\n", "\r", "\t", "\x00", "\x7f", "\x85",
          "\u2028", "\u202e", "\u2066", "\u200e", "\u061c", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u2800",
          "\U000e0041", "\U000e0100"]
OWNER, ADMIN, BASE = "role-owner", "role-admin", "role-base"


def name(dice, actors=True):
    text = ""
    for _ in range(dice.randint(1, 6)):
        if dice.random() < 0.25:
            text += dice.choice(PREPENDS)
        pool = SIGNS if dice.random() < 0.6 else WORDS if not actors or dice.random() < 0.5 else ACTORS
        text += dice.choice(pool)
        if dice.random() < 0.4:
            text += dice.choice(MARKS)
    return text


IGNORABLE = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2800, 0x3164, 0xFFA0} | set(range(0x180B, 0x180E))
IGNORABLE |= set(range(0xFE00, 0xFE0E)) | set(range(0xE0000, 0xE1000))


def is_emoji(char):
    return 0x1F000 <= ord(char) < 0x20000 or 0x2600 <= ord(char) < 0x2800


def shown(text):
    """What may be seen of a text: README and Tests/README.md promise `\\u{1b}` for what acts or hides."""
    out, before = "", ""
    for char in text:
        hidden = unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") or ord(char) in IGNORABLE
        if char in "\ufe0e\ufe0f":
            hidden = not (before and is_emoji(before))
        out += "\\u{%x}" % ord(char) if hidden else char
        before = char
    return out


def quoted(text):
    """A name in a sentence: one that would vanish there stands in quotes."""
    edges = [text[:1], text[-1:]]
    # Python calls some controls white space that Unicode does not.
    blank = any(e == "" or (e.isspace() and not "\x1c" <= e <= "\x1f") for e in edges)
    return '"%s"' % shown(text) if blank else shown(text)


class World:
    def __init__(self, seed):
        dice = random.Random(seed)
        self.people = ["%s%d@acme.com" % (name(dice), at) for at in range(12)]
        self.invited = ["%s%d@vendor.com" % (name(dice), at) for at in range(4)]
        self.groups = ["%s%d" % (name(dice), at) for at in range(8)]
        self.roles = ["%s%d" % (name(dice), at) for at in range(4)]
        self.slugs = ["%s%d" % (name(dice), at) for at in range(4)]
        self.workspace = name(dice)
        self.dice = dice

    def snapshot(self):
        dice = self.dice
        held = {"roleID": BASE, "scope": {"workspace": True}}

        def grants():
            resource = dice.randrange(4)
            return [held, {"roleID": "role-%d" % dice.randrange(4), "scope": {"workspace": True}},
                    {"roleID": ADMIN, "scope": {"resource": "source/" + self.slugs[resource], "id": "src-%d" % resource}}]

        owner = [{"roleID": OWNER, "scope": {"workspace": True}}]
        people = [{"id": "u-%s" % who, "email": who + "@acme.com", "name": who, "grants": owner} for who in ("ada", "grace")]
        people += [{"id": "u-%d" % at, "email": mail, "name": name(dice), "grants": grants()}
                   for at, mail in enumerate(self.people)]
        groups = [{"id": "g-%d" % at, "name": called, "grants": grants(), "members": dice.sample(self.people, 3), "invites": []}
                  for at, called in enumerate(self.groups)]
        roles = [{"id": OWNER, "name": "Workspace Owner"}, {"id": BASE, "name": "Minimal Workspace Access"},
                 {"id": ADMIN, "name": "Source Admin"}]
        roles += [{"id": "role-%d" % at, "name": called} for at, called in enumerate(self.roles)]
        sources = [{"type": "SOURCE", "id": "src-%d" % at, "slug": slug, "name": name(dice), "labels": {}}
                   for at, slug in enumerate(self.slugs)]
        return {"formatVersion": 1, "workspace": {"id": "ws", "slug": "acme", "name": self.workspace},
                "readAt": "2026-11-20T06:00:00Z", "complete": True, "notOnThisPlan": [],
                "roles": [dict(role, description=name(dice)) for role in roles], "people": people, "invites": self.invited,
                "groups": groups, "resources": sources, "labels": [],
                "resourceKindsRead": ["source", "warehouse", "function", "space"]}


POLICY = """workspace:
  slug: acme
  manage: {people: exact, direct-roles: exact, groups: exact}
people:
  ada@acme.com: {roles: [Workspace Owner]}
  grace@acme.com: {roles: [Workspace Owner]}
groups: {}
guardrails:
  - {rule: maximum-removals, count: 10000, percent: 100}
"""


class Page(html.parser.HTMLParser):
    """Tags, and the text of each element that stands for a name or a whole item."""

    void = {"meta", "br", "hr", "link"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.comments = [], [], []
        self.names, self.items, self.text = set(), [], ""
        self.depth, self.unfolded = 0, []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "details":
            self.depth += 1
        if tag not in self.void:
            self.open.append((tag, len(self.text), dict(attrs)))

    def handle_endtag(self, tag):
        if tag == "details":
            self.depth -= 1
        while self.open:
            opened, start, _ = self.open.pop()
            if opened in ("code", "bdi"):
                self.names.add(self.text[start:])
            if opened == "li":
                self.items.append(self.text[start:])
                if self.depth == 0:
                    self.unfolded.append(self.text[start:])
            if opened == tag:
                break

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.comments.append(data)


def page(text):
    reader = Page()
    reader.feed(text)
    reader.close()
    return reader


class Failures(list):
    def expect(self, holds, what):
        if not holds:
            self.append(what)


ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u061c\ufeff\u2800\U000e0000-\U000e0fff]")


def run(accord, *words, codes=(0, 2)):
    ending = subprocess.run([accord, *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    text, errors = ending.stdout.decode(), ending.stderr.decode()
    if ending.returncode not in codes:
        raise AssertionError("accord %s ends with %d: %s" % (" ".join(words), ending.returncode, errors))
    return text, errors


def check(accord, seed):
    world, bad = World(seed), Failures()
    with tempfile.TemporaryDirectory() as place:
        os.makedirs(place + "/policy")
        with open(place + "/policy/policy.yaml", "w") as file:
            file.write(POLICY)
        with open(place + "/ws.json", "w") as file:
            json.dump(world.snapshot(), file)
        plan = ["plan", place + "/policy", "--snapshot", place + "/ws.json", "--format"]
        review = ["review", "--no-policy", "--snapshot", place + "/ws.json", "--format"]
        text, errors = run(accord, *plan, "text")
        bad.expect(not ACTING.search(text + errors), "text: something that acts or hides")
        losses = [(quoted(who), "leaves the workspace") for who in world.people]
        losses += [(quoted(who), "loses the pending invite") for who in world.invited]
        losses += [(quoted(group), "is deleted") for group in world.groups]
        lines = text.split("\n")
        for who, what in losses:
            bad.expect(any(l.startswith("  - ") and who in l and what in l for l in lines), "text: %r %s" % (who, what))
        bad.expect(sum(l.startswith("  - ") for l in lines) == len(json.loads(run(accord, *plan, "json")[0])["changes"]),
                   "text: a line for each change")
        check_markdown(run(accord, *plan, "markdown")[0], losses, bad)
        check_page(run(accord, *plan, "html")[0], losses, bad)
        check_json(run(accord, *plan, "json")[0], world, bad)
        check_csv(run(accord, *review, "csv")[0], world, bad)
        everybody = [(quoted(who), "") for who in world.people + world.invited]
        check_markdown(run(accord, *review, "markdown")[0], everybody, bad)
        check_page(run(accord, *review, "html")[0], everybody, bad)
        check_yaml(accord, place, world, bad)
    return bad


MARKDOWN = {"h2", "h3", "p", "ul", "li", "code", "strong", "details", "summary", "br"}


def check_markdown(text, losses, bad):
    bad.expect(not ACTING.search(text), "markdown: something that acts or hides")
    extensions = [word for name in ("table", "autolink", "strikethrough", "tasklist") for word in ("-e", name)]
    made = subprocess.run(["cmark-gfm", "--unsafe", *extensions], input=text.encode(), capture_output=True, check=True)
    read = page(made.stdout.decode())
    bad.expect({tag for tag, _ in read.tags} <= MARKDOWN, "markdown: %s" % ({tag for tag, _ in read.tags} - MARKDOWN))
    bad.expect(all(not attributes for _, attributes in read.tags), "markdown: a tag with attributes")
    bad.expect(set(read.comments) <= {" "}, "markdown: a comment %r" % read.comments[:3])
    for who, what in losses:
        bad.expect(who in read.names, "markdown: %r is in no code span" % who)
        bad.expect(any(who in item and what in item for item in read.unfolded), "markdown: %r %s" % (who, what))
    # GitHub's own filters work on text outside code.
    outside = page(re.sub("<code>.*?</code>", "", made.stdout.decode(), flags=re.S)).text
    bad.expect(not re.search(r"@\w|#\d|\bGH-\d|www\.|https?:", outside, re.I), "markdown: a reference outside code spans")


HTML = {"html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "ul", "li", "a", "b", "span", "nav",
        "main", "section", "small", "code", "bdi", "footer", "div", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "id", "href", "aria-label", "scope", "colspan", "data-label",
              "http-equiv"}


def check_page(text, losses, bad):
    bad.expect(not ACTING.search(text), "html: something that acts or hides")
    read = page(text)
    bad.expect({tag for tag, _ in read.tags} <= HTML, "html: %s" % ({tag for tag, _ in read.tags} - HTML))
    attributes = {key for _, found in read.tags for key in found}
    bad.expect(attributes <= ATTRIBUTES, "html: %s" % (attributes - ATTRIBUTES))
    bad.expect(all(found["href"].startswith("#") for tag, found in read.tags if tag == "a"), "html: a link elsewhere")
    for who, what in losses:
        bad.expect(who in read.names, "html: %r is in no element of its own" % who)
        if what:
            bad.expect(any(who in item and what in item for item in read.items), "html: %r %s" % (who, what))


def check_json(text, world, bad):
    bad.expect(not ACTING.search(text), "json: something that acts or hides")
    changes = json.loads(text)["changes"]
    gone = {change["person"] for change in changes if change["kind"] in ("deprovision", "cancel-invite")}
    bad.expect(gone == set(world.people + world.invited), "json: %r" % (gone ^ set(world.people + world.invited)))
    bad.expect({change["group"] for change in changes if change["kind"] == "delete-group"} == set(world.groups), "json: groups")


def cell(text):
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and bare[:1] and bare[0] in "=+-@＝＋－＠" else text


def check_csv(text, world, bad):
    bad.expect(not ACTING.search(text.replace("\r\n", "")), "csv: something that acts or hides")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    bad.expect(all(None not in row and None not in row.values() for row in rows), "csv: a row with other cells")
    for row in rows:
        bad.expect(all(value[:1] not in set("=+-@\t\r＝＋－＠") for value in row.values()), "csv: a formula")
    people = {cell(row["person"]) for row in rows}
    bad.expect({shown(who) for who in world.people + world.invited} <= people, "csv: people")
    bad.expect(people <= {shown(who) for who in world.people + world.invited} | {"", "ada@acme.com", "grace@acme.com"},
               "csv: people nobody knows")
    groups = {cell(row["group"]) for row in rows}
    bad.expect({shown(group) for group in world.groups} == groups - {""}, "csv: groups")
    roles = {cell(row["role"]) for row in rows} - {"", "Workspace Owner", "Minimal Workspace Access", "Source Admin"}
    bad.expect(roles <= {shown(role) for role in world.roles}, "csv: roles")


def check_yaml(accord, place, world, bad):
    """What an import wrote says every name to the letter; what no policy can say it names as left out."""
    out, errors = run(accord, "import", "--snapshot", place + "/ws.json", "--out", place + "/imported", codes=(0, 1, 2))
    bad.expect(not ACTING.search(out + errors), "yaml: something that acts or hides")
    if not os.path.isdir(place + "/imported"):
        bad.expect("nothing was written" in errors, "yaml: no file and no reason: %s" % errors)
        bad.expect("mistake in accord" not in errors, "yaml: %s" % errors)
        return
    people, groups = set(), set()
    for folder, _, files in os.walk(place + "/imported"):
        for file in files:
            with open(os.path.join(folder, file), encoding="utf-8") as text:
                text = text.read()
            bad.expect(not ACTING.search(text.replace("\u200d", "").replace("\u200c", "")), "yaml: something that acts or hides")
            document = yaml.safe_load(text) or {}
            people |= set(document.get("people") or {})
            groups |= set(document.get("groups") or {})
    bad.expect(people <= set(world.people + world.invited) | {"ada@acme.com", "grace@acme.com"},
               "yaml: people nobody knows: %r" % (people - set(world.people + world.invited)))
    normal = {unicodedata.normalize("NFC", group) for group in world.groups}
    bad.expect({unicodedata.normalize("NFC", str(group)) for group in groups} <= normal, "yaml: groups nobody knows")
    # Those that no policy can say are named by their ids.
    normal_groups = {unicodedata.normalize("NFC", str(group)) for group in groups}
    for at, who in enumerate(world.people):
        bad.expect(who in people or "(u-%d)" % at in out, "yaml: %r is neither written nor left out" % who)
    for at, group in enumerate(world.groups):
        written = unicodedata.normalize("NFC", group) in normal_groups
        bad.expect(written or "(g-%d)" % at in out, "yaml: %r is neither written nor left out" % group)


def main():
    accord, worlds, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    failed = 0
    for seed in range(first, first + worlds):
        try:
            bad = check(accord, seed)
        except Exception as error:  # A reader that refuses a document is a finding like any other.
            bad = ["%s: %s" % (type(error).__name__, error)]
        for what in list(bad)[:10]:
            print("world %d: %s" % (seed, what.encode("unicode_escape").decode() if not what.isascii() else what))
        failed += bool(bad)
    print("%d workspaces of hostile names read back by cmark-gfm, html.parser, csv, json and PyYAML; %d failed" % (worlds, failed))
    sys.exit(1 if failed else 0)


main()
