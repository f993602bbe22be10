internal import Access
internal import YAML

/// Reads the nodes of one file into declarations; what is wrong goes to the findings and is left out.
struct SourceReader {
  let file: String
  let isIncluded: Bool
  let now: Moment
  let findings: Findings
  let knownScopes = KnownScopes()

  func place(_ mark: Mark) -> Place { Place(file: file, line: mark.line, column: mark.column) }

  func error(_ mark: Mark, _ message: String, notes: [Diagnostic.Note] = []) {
    findings.error(at: place(mark), message, notes: notes)
  }

  /// A file's top-level keys, each handed to the reader of its kind.
  ///
  /// - Returns: those that ``readGuarded(_:into:workspaceFile:)`` reads when it is known where the workspace stands.
  func read(_ pairs: [Pair], into declarations: inout Declarations) -> [Pair] {
    pairs.filter { pair in
      switch SectionKey(rawValue: pair.key.text) {
      case .people?: declarations.people = named(pair, "people").compactMap(person)
      case .teams?: declarations.teams = named(pair, "teams").compactMap(team)
      case .bundles?: declarations.bundles = named(pair, "bundles").compactMap(bundle)
      case .groups?: declarations.groups = named(pair, "groups").compactMap(group)
      case .workspace?, .guardrails?, .ignore?: return true
      case nil where isMissingSpace(pair.key, among: SectionKey.words): findings.contentIsHidden = true
      case nil:
        let wayOut = Self.wayOut(pair.key.text, SectionKey.words)
        error(pair.key.mark, "unknown key \(pair.key.text.debugDescription)\(wayOut)")
        findings.contentIsHidden = true
      }
      return false
    }
  }

  /// The sections that code owners guard.
  func readGuarded(_ pairs: [Pair], into declarations: inout Declarations, workspaceFile: String?) {
    for pair in pairs {
      guard let section = SectionKey(rawValue: pair.key.text),
        mayStand(section, at: pair.key.mark, workspaceFile: workspaceFile)
      else { continue }
      switch section {
      case .guardrails: declarations.guardrails += (list(pair, "guardrails") ?? []).compactMap(guardrail)
      case .ignore: declarations.ignore += (list(pair, "ignore") ?? []).compactMap(ignoreRule)
      case .workspace, .people, .teams, .bundles, .groups: continue
      }
    }
  }

  /// Guardrails and ignore rules stand beside the workspace or in an included file, so that code owners can guard them.
  private func mayStand(_ section: SectionKey, at mark: Mark, workspaceFile: String?) -> Bool {
    switch section {
    case .people, .teams, .bundles, .groups: return true
    case .workspace:
      guard isIncluded else { return true }
      error(mark, "an included file names a workspace; workspace: stands in the policy's own files")
      return false
    case .guardrails, .ignore:
      if isIncluded || file == workspaceFile { return true }
      // Without a workspace there is one thing to say, and it is said already.
      guard let workspaceFile else { return true }
      error(
        mark,
        "\(section.rawValue): may stand only beside workspace: or in an included file; move it to \(workspaceFile)")
      return false
    }
  }

  /// The entries of a section that is a mapping by name.
  private func named(_ pair: Pair, _ what: String) -> [Pair] {
    switch pair.value {
    case .mapping(let pairs, _, false): return pairs
    case .mapping(let pairs, _, let isFlow):
      return pairs.indices.compactMap { at in
        guard let trap = Self.flowTrap(pairs, at, isFlow) else { return pairs[at] }
        error(pairs[at].key.mark, trap)
        findings.contentIsHidden = true
        return nil
      }
    case .scalar(let scalar) where scalar.isNull:
      error(pair.key.mark, "\(what): has no value; write {} for none, or remove the key")
    case .scalar, .sequence:
      error(pair.value.mark, "\(what): is a mapping by name, not \(Self.kind(pair.value)); \(Self.example(what))")
    case .refused: break
    }
    findings.contentIsHidden = true
    return []
  }

  private static func example(_ what: String) -> String {
    what == "people" ? "write ada@acme.com: without a dash" : "write the name and a colon, without a dash"
  }
}
