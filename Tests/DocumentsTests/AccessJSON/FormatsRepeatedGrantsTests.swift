import RandomWorlds
import Testing

@testable import Access
@testable import AccessJSON
@testable import Syntax

/// Grants of a snapshot are read once for each distinct text: what comes of it is what reading each would give.
@Suite struct `Grants that a snapshot repeats` {
  private static let grants = [
    #"{"roleID": "r1", "scope": {"workspace": true}}"#,
    #"{"scope": {"workspace": true}, "roleID": "r1"}"#,
    #"{"roleID":"r\u0031","scope":{"workspace":true}}"#,
    #"{"roleID": "a}\"{\\", "scope": {"resource": "source/}", "id": "\""}}"#,
    #"{"roleID": "r1", "scope": {"labels": {"{": ["}", "]"]}}, "more": [{}, "\\\""]}"#,
    #"{"roleID": "", "scope": {"workspace": true}}"#,
    #"{"roleID": "r1", "scope": {"workspace": true}, "roleID": "r1"}"#,
    #"{"roleID": "r1", "scope": {}}"#,
    "7", "[]", "{", #""{""#,
  ]

  private func text(_ dice: inout Dice) -> [UInt8] {
    let count = dice.chance(50) ? 5 : Self.grants.count
    let people = (0..<4).map { person in
      let list = (0..<3).map { _ in dice.pick(Array(Self.grants[..<count])) }.joined(separator: ", ")
      return #"{"id": "u\#(person)", "email": "p\#(person)@acme.com", "grants": [\#(list)]}"#
    }
    var bytes = Array(
      #"""
      {"formatVersion": 1, "workspace": {"id": "ws", "slug": "acme", "name": "Acme"}, "readAt": "2026-11-21T08:00:00Z",
      "complete": true, "roles": [], "people": [\#(people.joined(separator: ",\n"))], "invites": [], "groups": []}
      """#.utf8)
    if dice.chance(30) { bytes[Int.random(in: 20..<bytes.count, using: &dice)] = dice.pick(Array(#""{}[]\,x"#.utf8)) }
    return bytes
  }

  private func plainly(_ bytes: [UInt8]) throws -> ActualState {
    try FileError.Document.snapshot.read(bytes) { try ActualState(snapshot: $0) }
  }

  @Test func `are the same, and so is what is wrong with them`() {
    var read = 0
    for seed in 0..<1_500 {
      var dice = Dice(seed: UInt64(seed))
      let bytes = text(&dice)
      let (one, other) = (Result { try ActualState(snapshot: bytes) }, Result { try plainly(bytes) })
      switch (one, other) {
      case (.success(let one), .success(let other)):
        read += 1
        #expect(one == other, "seed \(seed)")
      case (.failure(let one), .failure(let other)): #expect("\(one)" == "\(other)", "seed \(seed)")
      case (.success, .failure), (.failure, .success): Issue.record("seed \(seed): \(one), \(other)")
      }
    }
    #expect(read > 300)
  }
}
