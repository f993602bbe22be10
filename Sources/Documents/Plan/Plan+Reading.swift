import Access
import AccessJSON
import Syntax

extension Plan {
  /// Reads a plan file. Strict: a key that the format does not have is an error, because what is not understood cannot
  /// be honoured; what the file concludes (`summary`, `complete`, `applyable`, `digest`) must follow from what it lists.
  ///
  /// Its ``names`` are those that its changes and holds use.
  /// - Throws: ``FileError``.
  package init(file bytes: [UInt8]) throws {
    self = try FileError.Document.plan.read(bytes) { root in
      let keys = try root.members.map(\.key)
      if keys.contains("run") { throw FileError(.plan, .otherDocument("what an apply printed")) }
      if keys.contains("people"), !keys.contains("changes") { throw FileError(.plan, .otherDocument("a snapshot")) }
      try FileError.Document.plan.checkFormat(root)
      let plan = try Plan(unchecked: root)
      try plan.check(root)
      return plan
    }
  }

  /// What a document lists, whether or not its conclusions follow from it.
  init(unchecked root: JSON) throws {
    try root.onlyKeys(
      "formatVersion", "accord", "workspace", "region", "policy", "base", "actual", "options", "overrides",
      "validBefore",
      "changes",
      "subjects", "holds", "unresolved", "undeclaredOwners", "newOwners", "refusals", "warnings", "guarding", "summary",
      "requests",
      "secondsAtLimits", "reads", "secondsOfReads", "leadsTo", "sharedGroupNames", "notUndone", "uses", "knownAs",
      "applyable",
      "digest")
    _ = try root.required("accord") { try $0.text }
    let format: Format = try root.required("formatVersion") { $0 == JSON(Format.first.rawValue) ? .first : .second }
    var names = Names()
    let policy = try root.required("policy", PolicyMark.init(json:))
    self.init(
      workspace: try root.required("workspace") { try $0.workspace },
      region: try root.optional("region") { try $0.word() } ?? .us, policyDigest: policy.digest,
      policyFiles: policy.files,
      actual: try root.required("actual", ActualMark.init(json:)),
      options: try root.required("options", PlanOptions.init(json:)),
      validBefore: try root.optional("validBefore") { try $0.moment },
      changes: try root.required("changes") { try $0.list { try Change(json: $0, naming: &names) } },
      subjects: try root.required("subjects") { try $0.list(of: SubjectMark.init(json:)) },
      holds: try root.required("holds") { try $0.list { try Hold(json: $0, naming: &names) } },
      undeclaredOwners: try root.required("undeclaredOwners") { try $0.list(of: UndeclaredOwner.init(json:)) },
      refusals: try root.required("refusals") { try $0.list(of: GuardrailViolation.init(json:)) },
      warnings: try root.required("warnings") { try $0.list(of: Diagnostic.init(json:)) },
      guarding: try root.required("guarding", Guarding.init(json:)),
      requests: try root.required("requests") { try $0.count },
      secondsAtLimits: try root.required("secondsAtLimits") { try $0.count })
    self.format = format
    newOwners =
      switch format {
      case .first: []
      case .second: try root.required("newOwners") { try $0.list(of: NewOwner.init(json:)) }
      }
    unresolved =
      switch format {
      case .first: []
      case .second: try root.required("unresolved") { try $0.list(of: UnresolvedReference.init(json:)) }
      }
    reads = try root.optional("reads") { try $0.count } ?? 0
    secondsOfReads = try root.optional("secondsOfReads") { try $0.count }
    leadsTo = try root.optional("leadsTo") { try EndState(json: $0, naming: &names) }
    notUndone = try root.optional("notUndone") { try $0.list { try LeftOut(json: $0, naming: &names) } }
    uses = try root.optional("uses") { try $0.list(of: Use.init(json:)) } ?? []
    guard uses.allSatisfy({ changes.indices.contains($0.change) }) else {
      throw JSONFault("is of a change that the plan does not have").inside(.key("uses"))
    }
    knownAs = try root.optional("knownAs") { try Baseline(json: $0) } ?? Baseline()
    comparison = try root.optional("base") { try BaseComparison(json: $0, naming: &names) }
    names.share(try root.optional("sharedGroupNames") { try $0.list { try $0.text } } ?? [])
    options.overrides = try root.required("overrides") { try $0.list(of: PlanOptions.Override.init(json:)) }
    self.names = names
  }

  /// Whether the file's conclusions are those that its contents lead to.
  private func check(_ root: JSON) throws {
    func conclude(_ path: String..., file: JSON, contents: JSON) throws {
      if file == contents { return }
      throw FileError(
        .plan,
        .edited(JSONFault("is \(file.line), and the contents say \(contents.line)", at: path.map(JSONFault.Step.key))))
    }
    let complete = try root.required("actual") { try $0.required("complete") { try $0.flag } }
    try conclude("actual", "complete", file: .bool(complete), contents: .bool(isComplete))
    let applyable = try root.required("applyable") { try $0.flag }
    try conclude("applyable", file: .bool(applyable), contents: .bool(isApplyable))
    let counts = try root.required("summary") { summary in
      for member in try summary.members where Change.Kind(rawValue: member.key) == nil {
        throw JSONFault("is a kind of change that this format does not have").inside(.key(member.key))
      }
      return try Change.Kind.readingOrder.map { kind in (kind, try summary.required(kind.rawValue) { try $0.count }) }
    }
    for (kind, number) in counts {
      try conclude("summary", kind.rawValue, file: JSON(number), contents: JSON(count(of: kind)))
    }
    try FileError.Document.plan.checkDigest(root)
  }
}
