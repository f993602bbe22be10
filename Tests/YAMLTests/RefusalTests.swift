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
    ("a: [b\n", ["2:1 did not find expected ',' or ']'"]),
    ("a: \"b\n", ["2:1 found unexpected end of stream"]),
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
