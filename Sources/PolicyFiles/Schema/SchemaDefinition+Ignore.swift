extension SchemaDefinition {
  static let ignoreRuleSchema =
    Schema.mapping(IgnoreKey.allCases, required: [.reason]) { key in
      switch key {
      case .person: .reference(.name).described("Addresses, with * for any number of characters; quote a leading *.")
      case .group:
        .reference(.name).described("Group names, with * for any number of characters; quote a leading *.")
      case .role: .reference(.name).described("Role names, with * for any number of characters; quote a leading *.")
      case .reason: .reference(.freeText).described("Why it is left to others; required.")
      case .until:
        .reference(.until).described("When to look again: past it the rule keeps holding, and drift exits 2.")
      }
    }
    .withOne(of: IgnoreKey.person, .group, .role)
    .withoutAll(of: IgnoreKey.person, .group, .role)
    .described("Who or what matches every pattern given is left alone.")
}
