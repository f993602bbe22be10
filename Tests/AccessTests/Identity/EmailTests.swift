import Access
import Testing

@Suite struct `Two spellings of an address` {
  @Test(arguments: [
    ("Ada@ACME.com", "ada@acme.com"), ("\u{E9}ve@acme.com", "e\u{301}ve@acme.com"),
    ("\u{C9}ve@acme.com", "E\u{301}ve@acme.com"), ("\u{1E96}x@acme.com", "H\u{331}X@acme.com"),
    ("a\u{323}\u{302}@acme.com", "\u{1EAD}@acme.com"), ("\u{AC00}@acme.com", "\u{1100}\u{1161}@acme.com"),
    ("x@m\u{FC}ller.example", "x@mu\u{308}ller.example"),
  ])
  func `that differ in composition or in the case of ASCII letters are one`(one: String, other: String) {
    let (left, right) = (Email(one), Email(other))
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(!(left < right))
    #expect(!(right < left))
    #expect(Array(left.key.utf8) == Array(right.key.utf8))
    #expect(Array(left.domain.utf8) == Array(right.domain.utf8))
    #expect(left.written.utf8.elementsEqual(one.utf8))
    #expect(Array(left.folded.key.utf8) == Array(left.key.utf8))
    #expect(Glob(one).matches(right))
    #expect(Glob(other).matches(left))
  }

  @Test(arguments: [
    ("\u{212A}ate@acme.com", "kate@acme.com"), ("\u{212A}ate@acme.com", "Kate@acme.com"),
    ("\u{C9}ve@acme.com", "\u{E9}ve@acme.com"), ("\u{131}an@acme.com", "ian@acme.com"),
    ("\u{FB01}n@acme.com", "fin@acme.com"), ("a.b@acme.com", "ab@acme.com"), ("a+x@acme.com", "a@acme.com"),
  ])
  func `that differ otherwise are two`(one: String, other: String) {
    #expect(Email(one) != Email(other))
    #expect(Email(one).folded != Email(other).folded)
    #expect(!Glob(one).matches(Email(other)))
  }

  @Test func `of a group are one to an ignore rule too`() {
    #expect(Glob("caf\u{E9}-*").matches("cafe\u{301}-paris"))
    #expect(Glob("cafe\u{301}-*").matches("caf\u{E9}-paris"))
  }
}
