import Access
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `Laws of reading a policy` {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the order of files, keys and lists changes nothing but places`(seed: UInt64) throws {
    let policy = RandomPolicy(seed: seed)
    let (first, second) = (PolicyDirectory(policy.files(seed: seed)), PolicyDirectory(policy.files(seed: seed + 1000)))
    let one = try #require(first.load().desired, "\(first.report())")
    let other = try #require(second.load().desired, "\(second.report())")
    #expect(one.withoutPlaces() == other.withoutPlaces())
    #expect(one.teams == other.teams)
    #expect(first.load().diagnostics.count == second.load().diagnostics.count)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the letter case of addresses changes nothing but spelling`(seed: UInt64) throws {
    let policy = RandomPolicy(seed: seed)
    let (first, second) = (
      PolicyDirectory(policy.files(seed: seed)), PolicyDirectory(policy.files(seed: seed, respelt: true))
    )
    let one = try #require(first.load().desired, "\(first.report())")
    let other = try #require(second.load().desired, "\(second.report())")
    #expect(one.withoutPlaces() == other.withoutPlaces())
    #expect(one.teams == other.teams)
  }

  @Test func `what is read twice is read alike`() {
    let directory = PolicyDirectory(RandomPolicy(seed: 7).files(seed: 7))
    #expect(directory.load() == directory.load())
  }
}
