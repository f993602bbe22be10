import Testing

@testable import YAML

@Suite struct `Hostile input is refused quickly and where it stands` {
  @Test(arguments: HostileInput.all)
  func `one problem and no more`(input: HostileInput) {
    let bytes = input.bytes()
    let clock = ContinuousClock()
    var document: Document?
    let took = clock.measure { document = Document(reading: bytes) }
    #expect(document.map(report) == [input.reports])
    #expect(document?.root == nil)
    // Unlimited, libyaml takes 22 s over the brackets; this is generous even for a debug build on a busy machine.
    #expect(took < .seconds(5))
  }

  @Test func `an alias bomb never opens`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      bomb += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    let document = read(bomb)
    #expect(document.problems.count == Document.maximumProblems)
    #expect(
      document.problems.allSatisfy {
        if case .anchor = $0.kind { true } else if case .alias = $0.kind { true } else { false }
      })
  }

  @Test func `a million problems are not listed`() {
    let document = read(String(repeating: "- *a\n", count: 200_000))
    #expect(document.root == nil)
    #expect(document.problems.count == Document.maximumProblems + 1)
    #expect(document.problems.last?.kind == .tooManyProblems)
  }

  @Test func `cutting a file anywhere never crashes`() {
    let whole = Array("a: {b: [c, \"d\\u0041\"], é: |\n  x\n}\nf: - g\n# h\n? i\n: !j &k *l\n%m\n".utf8)
    for count in 0...whole.count { _ = Document(reading: Array(whole[..<count])) }
    for at in whole.indices {
      for byte: UInt8 in [0x00, 0x09, 0x0D, 0x22, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, 0xC3, 0xFF] {
        var changed = whole
        changed[at] = byte
        _ = Document(reading: changed)
      }
    }
  }
}
