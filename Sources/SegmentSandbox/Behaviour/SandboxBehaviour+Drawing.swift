extension SandboxBehaviour {
  /// A behaviour drawn at random, the same for the same seed, for tests that must hold whatever Segment does.
  ///
  /// Varied is what a correct client must cope with and still reach its goal: every answer to an open question, the
  /// shapes and the order of lists, requests at once. Not varied is what denies it (tokens, plans, limits on arrays), what
  /// hides the truth (groups' permissions mixed into people's) and the lag of reads.
  package static func drawn(seed: UInt64) -> SandboxBehaviour {
    var noise = SplitMix(seed: seed)
    var behaviour = SandboxBehaviour()
    for one in BehaviourSwitch.all {
      if let word = one.drawn.randomElement(using: &noise) { _ = one.set(word, in: &behaviour) }
    }
    return behaviour
  }
}
