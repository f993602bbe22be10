import Testing

@testable import YAML

@Suite struct `What libyaml lets pass and a policy must not` {
  @Test(arguments: [
    ("a: &x b\n", ["1:4 an anchor (&x) is not allowed; write the value wherever it is meant"]),
    ("&x {a: b}\n", ["1:1 an anchor (&x) is not allowed; write the value wherever it is meant"]),
    (
      "a: *x\n",
      ["1:4 an alias (*x) is not allowed; write the value itself, or quote it if the * is meant: \"*x\""]
    ),
    (
      "*x : b\n",
      ["1:1 an alias (*x) is not allowed; write the value itself, or quote it if the * is meant: \"*x\""]
    ),
    ("a: *@x.com # note\n", ["1:4 text that begins with * must be quoted; write \"*@x.com\""]),
    ("<<: {a: b}\n", ["1:1 a merge key (<<) is not allowed; write the keys themselves"]),
    (
      "a: !!int 5\n",
      ["1:4 a tag (!!int) is not allowed; every value is text, a list or a mapping by its form"]
    ),
    ("a: !<x> []\n", ["1:4 a tag (x) is not allowed; every value is text, a list or a mapping by its form"]),
    (
      "a: b\n---\nc: d\n",
      ["2:1 a second document begins here; a file holds one, so remove the --- or use two files"]
    ),
    (
      "a: b\n---\n",
      ["2:1 a second document begins here; a file holds one, so remove the --- or use two files"]
    ),
    ("a: 1\nb: 2\n\"a\": 3\n", ["3:1 the key \"a\" stands twice in this mapping; remove one"]),
    ("[a]: b\n", ["1:1 a key must be text on one line; a { or [ here begins a mapping or a list: quote it"]),
    ("a:\n\tb: c\n", ["2:1 a tab in the indentation; indent with spaces"]),
    ("a: x\n\ty\n", ["2:1 a tab in the indentation; indent with spaces"]),
    ("a: |\n\tx\n", ["2:1 a tab in the indentation; indent with spaces"]),
    ("a: @b\n", ["1:4 text cannot begin with @; quote it"]),
    ("a: b: c\n", ["1:5 a colon and a space inside plain text begin a mapping; quote the text"]),
    ("a: [b\n", ["1:4 the [ here is never closed; write ] where it ends"]),
    ("a: \"b\n", ["1:4 the \" here is never closed; write \" where it ends"]),
    ("a: see #142\n", ["1:4 #142 is read as a comment; quote the whole text, or put a space after the #"]),
    ("a: b\nc #1:\n\n\nd: e\n", ["2:1 #1 is read as a comment; quote the whole text, or put a space after the #"]),
    ("c #1:\n\n\nd: e\n", ["1:1 #1 is read as a comment; quote the whole text, or put a space after the #"]),
    ("a: #SEC-1 x\n", ["1:3 #SEC-1 is read as a comment; quote the whole text, or put a space after the #"]),
    (
      "- team #1\n- team #2\n",
      [
        "1:3 #1 is read as a comment; quote the whole text, or put a space after the #",
        "2:3 #2 is read as a comment; quote the whole text, or put a space after the #",
      ]
    ),
    (
      "a: &x b\nc: !t d\ne: 1\ne: 2\n",
      [
        "1:4 an anchor (&x) is not allowed; write the value wherever it is meant",
        "2:4 a tag (!t) is not allowed; every value is text, a list or a mapping by its form",
        "4:1 the key \"e\" stands twice in this mapping; remove one",
      ]
    ),
  ])
  func `is refused where it stands`(text: String, reports: [String]) {
    #expect(report(read(text)) == reports)
  }

  /// One slip each, as somebody makes it who is new to YAML; the mark is where it was made, libyaml's often is not.
  @Test(arguments: [
    ("p:\n  a:\n    name: Ada\n     roles: []\n", "4:6 \(indented(5, "4, 2 or 0 spaces"))"),
    ("p:\n  a:\n    roles: []\n     groups: []\n", "4:6 \(indented(5, "4, 2 or 0 spaces"))"),
    ("p:\n  a:\n    roles: []\n   groups: []\n", "4:4 \(indented(3, "4, 2 or 0 spaces"))"),
    ("p:\n  a:\n    name: Ada\n groups: []\n", "4:2 \(indented(1, "4, 2 or 0 spaces"))"),
    ("p:\n  a:\n     name: Ada\n    roles: []\n", "4:5 \(indented(4, "5, 2 or 0 spaces"))"),
    ("r:\n  - role: x\n     scope: y\n", "3:6 \(indented(5, "4 or 0 spaces"))"),
    ("r:\n  - role: x\n   scope: y\n", "3:4 \(indented(3, "4 or 0 spaces"))"),
    ("r:\n  - x\n - y\n", "3:4 \(indented(1, "2 or 0 spaces"))"),
    (
      " p:\n  a: b\ng:\n",
      "1:2 the first line is indented by 1 space and a later one is not; begin it in the first column"
    ),
    ("r:\n  - Source Admin\n   - Other\n", "3:4 \(dash)"),
    ("r: [x\n  - y]\n", "2:3 \(dash)"),
    ("r:\n  - role:Source Admin\n    scope: x\n", "2:5 \(space("role: Source Admin"))"),
    ("a:\n  name:Ada\n  roles: []\n", "2:3 \(space("name: Ada"))"),
    ("a:\n  name: Ada\n  roles:[]\n  groups: []\n", "3:3 \(space("roles: []"))"),
    ("a:\n  name: Ada\n  roles:[]\n", "3:3 \(space("roles: []"))"),
    ("p:\n  a@x.com\n    name: Ada\n", "2:3 \(colon("a@x.com"))"),
    ("p:\n  a@x.com\n  b@x.com:\n", "2:3 \(colon("a@x.com"))"),
    ("p\n  a: b\n", "1:1 \(colon("p"))"),
    ("a:\n  name: Ada\n  roles # none\n", "3:3 \(colon("roles"))"),
    (
      "a:\n  name: Ada\n  - x\n",
      "3:3 an entry of a list among keys; write the key of the list above it, such as roles:"
    ),
    ("a:\n  - x\n  b: y\n", "3:3 a key among the entries of a list; indent it as the key of the list is"),
    ("a: \"Ada\" L\n", "1:10 \(behind)"), ("a: 'Ada's'\n", "1:9 \(behind)"), ("a: [b]]\n", "1:7 \(behind)"),
    ("a: [{r: b, c]\n", "1:5 the { here is never closed; write } where it ends"),
    ("a: [b,\n    c\nd: e\n", "1:4 the [ here is never closed; write ] where it ends"),
    ("a: |x\n", "1:5 did not find expected comment or line break"),
  ])
  func `is said in words of the policy, where the slip was made`(text: String, report expected: String) {
    #expect(report(read(text)) == [expected])
  }

  private static func indented(_ blanks: Int, _ levels: String) -> String {
    "this line is indented by \(blanks == 1 ? "1 space" : "\(blanks) spaces"), as no line above it is; indent it by \(levels)"
  }
  private static func space(_ right: String) -> String { "a space is missing behind the colon; write \(right)" }
  private static func colon(_ text: String) -> String {
    "a colon is missing behind \"\(text)\"; write one, or move the line"
  }
  private static let dash =
    "this dash goes on with the text above; indent it as the entry above is, or quote the whole text"
  private static let behind = "the value ends before this; quote all of it, or begin a new line"

  @Test func `libyaml's own words stand beside that, where it noticed`() {
    let note = read("p:\n  a:\n    roles:[]\n    groups: []\n").problems.first?.note
    #expect(note?.mark == Mark(line: 4, column: 11))
    #expect(note?.message == "libyaml: mapping values are not allowed in this context")
    let tab = read("a:\n\tb: c\n").problems.first?.note
    #expect(
      tab?.message == "libyaml: found character that cannot start any token, while scanning for the next token")
  }

  @Test func `a dash in a text of several lines is nothing to refuse where it begins no line`() {
    #expect(read("a: b -\n  c - d\n").problems == [])
    #expect(read("a: |\n  - b\n  - c\n").problems == [])
    #expect(read("a: \"b\n  - c\"\n").problems == [])
  }

  @Test func `a second document leaves nothing to read`() {
    #expect(read("a: b\n---\nc: d\n").root == nil)
  }

  @Test func `every duplicate of a large mapping is found`() {
    let keys = (0..<1000).map { "k\($0 % 990): v\n" }.joined()
    let found = read(keys)
    #expect(found.problems.count == 10)
    #expect(found.problems.first?.note?.mark == Mark(line: 1, column: 1))
  }
}
