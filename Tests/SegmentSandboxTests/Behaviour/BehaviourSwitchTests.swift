import HTTPMessages
import Testing

@testable import SegmentSandbox

struct BehaviourSwitchTests {
  /// The properties of a behaviour that differ from the default.
  private func changed(_ behaviour: SandboxBehaviour) -> Set<String> {
    let pairs = zip(Mirror(reflecting: SandboxBehaviour()).children, Mirror(reflecting: behaviour).children)
    return Set(pairs.filter { "\($0.value)" != "\($1.value)" }.compactMap { $0.0.label })
  }

  /// A word for each switch that is not its default.
  private func others(_ one: BehaviourSwitch) -> [String] {
    let byHand = [
      "list-order": "shuffled-7", "read-lag": "2s", "not-on-plan": "groups,spaces", "latency": "100ms",
      "audit-delay": "600s",
    ]
    let words = one.form.split(separator: "|").map { ["N": "7", "NAME": "x-id"][$0] ?? String($0) }
    return [byHand[one.name] ?? words.first { $0 != one.word(in: SandboxBehaviour()) } ?? ""]
  }

  @Test func `every property has a switch, but the tokens, which are not for command lines`() throws {
    var reached: Set<String> = []
    for one in BehaviourSwitch.all {
      for word in others(one) {
        var behaviour = SandboxBehaviour()
        #expect(one.set(word, in: &behaviour), "\(one.name)=\(word)")
        #expect(one.word(in: behaviour) == word)
        #expect(changed(behaviour).count == 1, "\(one.name) changes \(changed(behaviour))")
        #expect(reached.isDisjoint(with: changed(behaviour)), "\(one.name)")
        reached.formUnion(changed(behaviour))
      }
    }
    let properties = Set(Mirror(reflecting: SandboxBehaviour()).children.compactMap(\.label))
    #expect(properties.subtracting(reached) == ["validTokens"])
    #expect(Set(BehaviourSwitch.all.map(\.name)).count == BehaviourSwitch.all.count)
  }

  @Test func `what is written reads back, in words and as a file`() throws {
    for seed in UInt64(0)..<200 {
      let behaviour = SandboxBehaviour.drawn(seed: seed)
      var again = SandboxBehaviour()
      for text in behaviour.assumptions { try again.assume(text) }
      #expect(again == behaviour)
      #expect(try SandboxBehaviour(file: behaviour.file) == behaviour)
    }
    #expect(SandboxBehaviour().assumptions.isEmpty)
  }

  @Test func `a draw reaches every word that may be drawn`() {
    let drawn = (UInt64(0)..<300).map { SandboxBehaviour.drawn(seed: $0) }
    for one in BehaviourSwitch.all {
      #expect(Set(drawn.map { one.word(in: $0) }) == Set(one.drawn.isEmpty ? [one.word(in: .init())] : one.drawn))
    }
  }

  @Test func `a file of another program is understood: numbers, yes and no, and where it is from`() throws {
    let text = """
      {"formatVersion": 1, "source": "probed on 2026-11-30",
       "behaviour": {"concurrency": 4, "plural-members": true, "retry-after": "no", "read-limit": "unlimited"}}
      """
    let behaviour = try SandboxBehaviour(file: Array(text.utf8))
    #expect(
      behaviour.assumptions == ["read-limit=unlimited", "retry-after=no", "concurrency=4", "plural-members=yes"])
  }

  @Test(arguments: [
    ("[]", BehaviourProblem.notJSON("it is no object")), ("{}", .format),
    (#"{"formatVersion": 2, "behaviour": {}}"#, .format), (#"{"formatVersion": 1}"#, .noBehaviour),
    (#"{"formatVersion": 1, "behaviour": {}, "behavior": {}}"#, .member("behavior")),
    (#"{"formatVersion": 1, "behaviour": {"concurency": 4}}"#, .name("concurency")),
    (#"{"formatVersion": 1, "behaviour": {"concurrency": 0}}"#, .value("concurrency", "0")),
    (#"{"formatVersion": 1, "behaviour": {"concurrency": null}}"#, .value("concurrency", "")),
    (#"{"formatVersion": 1, "behaviour": {"tier": ["team"]}}"#, .value("tier", "")),
    (
      #"{"formatVersion": 1, "behaviour": {"tier": "team", "tier": "business"}}"#,
      .notJSON(#"line 1, column 52: the key "tier" stands twice"#)
    ),
  ])
  func `a file with anything else in it is refused`(text: String, problem: BehaviourProblem) {
    #expect(throws: problem) { try SandboxBehaviour(file: Array(text.utf8)) }
  }

  @Test(arguments: [
    ("concurrency", BehaviourProblem.value("concurrency", "")), ("concurency=4", .name("concurency")),
    ("concurrency=-1", .value("concurrency", "-1")), ("concurrency=1.5", .value("concurrency", "1.5")),
    ("concurrency=99999999999999999999", .value("concurrency", "99999999999999999999")),
    ("read-lag=0", .value("read-lag", "0")), ("list-order=shuffled", .value("list-order", "shuffled")),
    ("not-on-plan=groups,", .value("not-on-plan", "groups,")), ("request-id=a b", .value("request-id", "a b")),
    ("latency=5", .value("latency", "5")), ("retry-after=YES", .value("retry-after", "YES")), ("", .name("")),
  ])
  func `a word that is none is refused`(text: String, problem: BehaviourProblem) {
    var behaviour = SandboxBehaviour()
    #expect(throws: problem) { try behaviour.assume(text) }
    #expect(behaviour == SandboxBehaviour())
  }

  @Test func `the help has every switch with its default`() {
    for one in BehaviourSwitch.all {
      #expect(SandboxBehaviour.help.contains("  \(one.name)=\(one.form) [\(one.word(in: SandboxBehaviour()))]\n"))
      #expect(one.explanation.count <= 88, "\(one.name)")
    }
    for number in 1...20 { #expect(SandboxBehaviour.help.contains("A\(number): ")) }
  }
}
