extension ScopeReference: CustomStringConvertible {
  /// Reads `workspace` or `source/website`; nil for anything else, a pattern included.
  package init?(_ text: String) {
    guard text != "workspace" else {
      self = .workspace
      return
    }
    let parts = text.unicodeScalars.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
    guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), parts[1].isIdentity,
      !parts[1].unicodeScalars.contains("*")
    else { return nil }
    self = .resource(kind, parts[1])
  }

  /// `the whole workspace`, `environment:dev`, `source/website`
  package var description: String {
    switch self {
    case .workspace: "the whole workspace"
    case .labels(let labels): "\(labels)"
    case .resource(let kind, let name): "\(kind.rawValue)/\(name)"
    }
  }

  /// Whether whoever has a role on this has it on another as well, as far as the words say.
  package func covers(_ other: ScopeReference) -> Bool {
    switch (self, other) {
    case (.workspace, _): true
    case (.labels(let few), .labels(let many)): Set(few.pairs).isSubset(of: many.pairs)
    case (_, _): self == other
    }
  }
}
