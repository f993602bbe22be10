import Access
import Testing

@Suite struct `What stands for an address` {
  @Test(arguments: [
    "lin@acme.com", "o'brien+x@acme.co.uk", "a/b@acme.com", "LIN@ACME", "lin_x-y=z@acme-labs.example",
    "λιν@παράδειγμα.gr",
    "e\u{301}ve@acme.com", "lin@xn--9ca.example", "l.i.n.@acme.com",
  ])
  func `is one`(text: String) { #expect(Email.isAddress(text)) }

  @Test(
    arguments: [
      ("mailto:lin@acme.com", "lin@acme.com"), ("mailto:lin@acme.com?subject=x", "lin@acme.com"),
      ("Lin <lin@acme.com>", "lin@acme.com"), ("<lin@acme.com>", "lin@acme.com"), ("lin@acme.com;", "lin@acme.com"),
      ("\"Lin, A.\" <lin@acme.com>", "lin@acme.com"), ("lin@acme.com.", "lin@acme.com"),
      ("(lin@acme.com)", "lin@acme.com"),
      ("lin@acme.com,lin@acme.com", "lin@acme.com"), ("[lin@acme.com](mailto:lin@acme.com)", "lin@acme.com"),
      ("sip:lin@acme.com", "lin@acme.com"), ("lin@acme.com,bob@acme.com", nil), ("https://acme.com/@lin", nil),
      ("lin", nil),
      ("@acme.com", nil), ("lin@", nil), ("lin@.acme.com", nil), ("lin@acme..com", nil),
      ("lin@acme.com/x", "lin@acme.com"),
      ("lin@a@b", nil), ("", nil), ("lin@[127.0.0.1]", nil), ("lin@acme.com\u{A0}", "lin@acme.com"),
      ("a\\b@acme.com", nil),
    ] as [(String, String?)])
  func `is none, and says which is meant`(text: String, meant: String?) {
    #expect(!Email.isAddress(text))
    #expect(Email.address(in: text) == meant)
  }
}

@Suite struct `A reason` {
  @Test(arguments: ["SEC-142", "7", "x", "理由", "سبب", "٣", " because. ", "é", "Ⅷ", "e\u{301}"])
  func `says something with a letter or a digit of any script`(text: String) { #expect(text.saysSomething) }

  @Test(arguments: [
    "", " ", ".", "...", "-", "\u{200B}", "\u{200C}\u{200D}", "\u{3164}", "\u{FEFF}", "\u{301}", "!?", "\u{2800}", "👍",
    "\n\t", "\u{115F}\u{1160}", "€", "_",
  ])
  func `says nothing by blanks, marks and what cannot be seen`(text: String) { #expect(!text.saysSomething) }
}
