import Serving

/// Counts the calls that match each fault and says which faults fire.
struct FaultInjector: Sendable {
  let faults: [SandboxFault]
  private var counters: [Counter]

  private struct Counter {
    var seen = 0
    var fired = 0
    var noise: SplitMix
  }

  /// How often any of them came true.
  var fired: Int { counters.reduce(0) { $0 + $1.fired } }

  init(_ faults: [SandboxFault]) {
    self.faults = faults
    counters = faults.map { fault in
      if case .chance(_, let seed) = fault.when { return Counter(noise: SplitMix(seed: seed)) }
      return Counter(noise: SplitMix(seed: 0))
    }
  }

  mutating func fired(by request: RawRequest) -> [SandboxFault] {
    faults.indices.compactMap { index in
      let fault = faults[index]
      guard fault.calls.matches(request) else { return nil }
      counters[index].seen += 1
      guard counters[index].fired < fault.times ?? .max, isDue(fault.when, &counters[index]) else { return nil }
      counters[index].fired += 1
      return fault
    }
  }

  private func isDue(_ when: SandboxFault.When, _ counter: inout Counter) -> Bool {
    switch when {
    case .always: true
    case .nth(let number): counter.seen == number
    case .every(let number): counter.seen % max(1, number) == 0
    case .from(let number): counter.seen >= number
    case .chance(let percent, _): counter.noise.next() % 100 < UInt64(max(0, percent))
    }
  }
}
