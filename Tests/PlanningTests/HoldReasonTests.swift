import Access
import Documents
import RandomWorlds
import Testing

@testable import Planning

/// Why a change is held is data in memory, and a word and a sentence in a plan's file.
struct HoldReasonTests {
  /// Sentences of a plan's file, which readers know.
  @Test(
    arguments: [
      (.ignored(because: "support staff"), .ignored, "ignored: support staff"), (.protected(), .protected, "protected"),
      (.protected(from: "departed: true"), .protected, "protected; departed: true"),
      (
        .keepsGroup(.protectedMember("ada@acme.com"), from: "not declared"), .protected,
        "ada@acme.com is protected and a member; not declared"
      ),
      (
        .keepsGroup(.ignoredRole("Source Admin", because: "x"), from: "not declared"), .ignored,
        "Source Admin is ignored: x; not declared"
      ),
      (.unmanaged(.roles(1)), .unmanaged, "roles: unmanaged; 1 role left alone"),
      (.unmanaged(.roles(2)), .unmanaged, "roles: unmanaged; 2 roles left alone"),
      (.undeclared(.peopleAtLeast), .undeclared, "not declared; people: at-least"),
      (.pendingInGroup("G"), .incompleteRead, "is pending in group 'G' and not among the invites read"),
      (.noRemovals("not declared"), .noRemovals, "--no-removals; not declared"),
      (.waits(.owners(left: 1)), .waits, "would leave 1 owner"),
      (.waits(.needs(.group("G")), isNarrowed: true), .outsideSelection, "group 'G' is not known to exist"),
    ] as [(Hold.Reason, Hold.Why, String)])
  func `has a word and a sentence, by which it is known again`(reason: Hold.Reason, why: Hold.Why, sentence: String) {
    #expect(reason.why == why)
    #expect(reason.inWords == sentence)
    #expect(reason == .stated(why, sentence))
    #expect(Set([reason]).contains(.stated(why, sentence)))
    #expect(reason != .stated(why, sentence + "."))
  }

  @Test func `comes back from a plan's file as it was`() throws {
    try Seeds(percent: 10).judge { seed throws in
      let world = World(strange: seed)
      guard let plan = makePlan(world.desired, world.actual, at: World.now).plan else { return .missed }
      let read = try Plan(file: Array(plan.fileText(accord: "0").utf8))
      #expect(read.holds == plan.holds, "seed \(seed)")
      return plan.holds.isEmpty ? .empty : .judged
    }
  }
}
