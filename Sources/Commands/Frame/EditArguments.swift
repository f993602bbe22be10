package import Access
import Explaining
import Syntax

/// What `accord edit` can be asked.
package enum EditVerb: String, Hashable, Sendable, CaseIterable {
  case grant, revoke, add, extend, offboard
  static var words: [String] { allCases.map(\.rawValue) }

  /// The flags that mean something to it, besides those of every verb.
  fileprivate var flags: [Flag] {
    switch self {
    case .grant: [.scope, .labels, .lasting, .until, .entryReason, .newEntryFile]
    case .revoke: [.scope, .labels, .newEntryFile]
    case .add: [.lasting, .until, .entryReason, .personName, .manager, .joinedGroup, .newEntryFile]
    case .extend: [.scope, .labels, .lasting, .until]
    case .offboard: [.newEntryFile]
    }
  }
}

/// How an edit is printed.
package enum EditFormat: String, Hashable, Sendable, CaseIterable {
  case text, json
  static var words: [String] { allCases.map(\.rawValue) }
}

/// What `accord edit` was asked for.
package struct EditArguments: Hashable, Sendable {
  /// When something is to end, as it was said.
  package enum End: Hashable, Sendable {
    case never
    case at(Expiry)
    /// From now on.
    case after(Duration)
  }

  /// What it is about besides the subject.
  package enum Object: Hashable, Sendable {
    case nothing
    case role(RoleReference)
    case group(String)
  }

  package var policy = PolicyChoice.usualDirectory
  package var verb: EditVerb
  package var subject: PolicyEdit.Subject
  package var object = Object.nothing
  /// Nil where none was named.
  package var scopes: [ScopeReference]?
  package var end = End.never
  package var reason: String?
  /// Of a new person.
  package var name: String?
  package var manager: Email?
  package var groups: [String] = []
  /// Where new entries go; nil for where most are.
  package var file: String?
  package var writes = false
  package var format = EditFormat.text
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)

  package init(_ verb: EditVerb, _ subject: PolicyEdit.Subject) { (self.verb, self.subject) = (verb, subject) }
}

extension EditArguments {
  init(_ parsed: ParsedArguments) throws {
    let word = try parsed.requiredOperand
    guard let verb = EditVerb(rawValue: word) else {
      throw UsageError.badValue("VERB", word, expected: EditVerb.words.joined(separator: ", "))
    }
    for flag in Set(EditVerb.allCases.flatMap(\.flags)).subtracting(verb.flags) where parsed.has(flag) {
      throw UsageError.extraOperand(flag.name, of: "edit \(verb)")
    }
    self.init(verb, try Self.subject(parsed.operands[1]))
    policy = parsed.value(.editedPolicy) ?? policy
    object = try object(parsed.operands.dropFirst(2).first)
    scopes = try parsed.scopes
    if scopes != nil, case .role = object {
    } else if scopes != nil {
      throw UsageError.alone(parsed.has(.scope) ? "--scope" : "--labels", without: "a role")
    }
    end = try parsed.end
    if verb == .extend, end == .never {
      throw UsageError.missingOperand("--until DATE or --for TIME", of: "edit extend")
    }
    reason = parsed.value(.entryReason)
    if let reason, !reason.saysSomething { throw UsageError.emptyReason(reason) }
    name = parsed.value(.personName)
    manager = try parsed.value(.manager).map { try Self.person($0, "--manager") }
    groups = parsed.values(.joinedGroup)
    file = parsed.value(.newEntryFile)
    writes = parsed.has(.write)
    format = parsed.word(.editFormat) ?? format
    source = try parsed.source
  }

  private static func subject(_ text: String) throws -> PolicyEdit.Subject {
    if let name = name(behind: "group/", in: text) { return .group(name) }
    return .person(try person(text, "SUBJECT"))
  }

  private static func person(_ text: String, _ flag: String) throws -> Email {
    let email = Email(text)
    try ParsedArguments.check(email, flag)
    return email
  }

  private static func name(behind prefix: String, in text: String) -> String? {
    guard text.begins(with: prefix), text.utf8.count > prefix.utf8.count else { return nil }
    return String(text.unicodeScalars.dropFirst(prefix.unicodeScalars.count))
  }

  private func object(_ text: String?) throws -> Object {
    guard let text else {
      switch (verb, subject) {
      case (.grant, _), (.revoke, _), (.extend, .group):
        throw UsageError.missingOperand("a role or group/NAME", of: "edit \(verb)")
      case (.add, .group), (.offboard, .group): throw UsageError.noAddress("SUBJECT", "group/…")
      case (.add, .person), (.offboard, .person), (.extend, .person): return .nothing
      }
    }
    switch (verb, subject, Self.name(behind: "group/", in: text)) {
    case (.add, _, _), (.offboard, _, _): throw UsageError.extraOperand(text, of: "edit \(verb)")
    case (_, .group, _?): throw UsageError.badValue("ROLE", text, expected: "a role; a group is in no other group")
    case (_, .person, let name?): return .group(name)
    case (_, _, nil):
      if let id = Self.name(behind: "id/", in: text) { return .role(.id(RoleID(id))) }
      return .role(.name(RoleCatalog.currentName(text)))
    }
  }
}

extension ParsedArguments {
  fileprivate var scopes: [ScopeReference]? {
    get throws {
      if has(.scope), has(.labels) { throw UsageError.contradiction("--scope", "--labels") }
      let scopes = try values(.scope).map { text -> ScopeReference in
        guard let scope = ScopeReference(text) else {
          throw UsageError.badValue("--scope", text, expected: "workspace, or a kind and a name such as source/website")
        }
        return scope
      }
      let labels = try values(.labels).map { ScopeReference.labels(try Self.labels($0)) }
      let all = scopes + labels
      if let twice = all.enumerated().first(where: { at, scope in all[..<at].contains(scope) }) {
        throw UsageError.repeated("\(twice.element)")
      }
      return all.isEmpty ? nil : all
    }
  }

  private static func labels(_ text: String) throws -> LabelSet {
    let labels = text.parted(by: ",", most: .max).map { pair -> Label? in
      let parts = pair.parted(by: "=", most: 2)
      guard parts.count == 2, parts[0].isIdentity, parts[1].isIdentity else { return nil }
      return Label(parts[0], parts[1])
    }
    guard let set = LabelSet(labels.compactMap(\.self)), !labels.contains(nil), set.pairs.count == labels.count,
      Set(set.pairs.map(\.key)).count == labels.count
    else { throw UsageError.badValue("--labels", text, expected: "labels such as environment=dev,product=truck") }
    return set
  }

  fileprivate var end: EditArguments.End {
    get throws {
      if has(.lasting), has(.until) { throw UsageError.contradiction("--for", "--until") }
      if let time = try span(.lasting, atMost: EditArguments.longest) { return .after(time) }
      guard let text = value(.until) else { return .never }
      guard let end = Expiry(text) else {
        let meant = Expiry.completed(text).map { "\($0.expiry), with \($0.missing)" }
        throw UsageError.badValue(
          "--until", text, expected: meant ?? "a date such as 2030-01-31, or a time such as 2030-01-31T18:00:00Z")
      }
      return .at(end)
    }
  }
}

extension EditArguments {
  /// Ten years: whoever wants more wants no end.
  static let longest: Int64 = 3653 * 86_400

  /// What is asked, now that it is known when.
  ///
  /// - Throws: ``UsageError`` for an end that has passed, and for one past ten years.
  func request(at now: Moment) throws -> EditRequest {
    let until = try until(at: now)
    let terms = PolicyEdit.Terms(until: until, reason: reason)
    switch (verb, subject, object) {
    case (.grant, _, .role(let role)): return .grant(subject, role, scopes ?? [.workspace], terms)
    case (.grant, .person(let email), .group(let name)): return .join(email, group: name, terms)
    case (.revoke, _, .role(let role)): return .revoke(subject, role, scopes)
    case (.revoke, .person(let email), .group(let name)): return .leave(email, group: name)
    case (.add, .person(let email), _):
      var person = PolicyEdit.NewPerson(email, name: name)
      (person.terms, person.manager, person.groups) = (terms, manager, groups)
      return .add(person)
    case (.extend, _, let object):
      guard let until else { throw UsageError.missingOperand("--until DATE or --for TIME", of: "edit extend") }
      return try extending(object, to: until)
    case (.offboard, .person(let email), _): return .offboard(email)
    case (.grant, _, _), (.revoke, _, _): throw UsageError.missingOperand("a role or group/NAME", of: "edit \(verb)")
    case (.add, .group, _), (.offboard, .group, _): throw UsageError.noAddress("SUBJECT", "group/…")
    }
  }

  private func extending(_ object: Object, to until: Expiry) throws -> EditRequest {
    switch (subject, object) {
    case (_, .role(let role)): return .extend(subject, role, scopes, to: until)
    case (.person(let email), .group(let name)): return .stay(email, group: name, until: until)
    case (.person(let email), .nothing): return .extendPerson(email, to: until)
    case (.group, _): throw UsageError.missingOperand("a role", of: "edit extend")
    }
  }

  private func until(at now: Moment) throws -> Expiry? {
    switch end {
    case .never: return nil
    case .after(let time):
      let moment = Moment(seconds: now.seconds + time.components.seconds)
      return Expiry(last: Moment(seconds: moment.seconds - 1), written: "\(moment)")
    case .at(let end):
      if end.hasEnded(at: now) {
        throw UsageError.badValue(
          "--until", end.written, expected: "a time to come; accord edit revoke ends something now")
      }
      if end.last.seconds - now.seconds > Self.longest {
        throw UsageError.badValue("--until", end.written, expected: "a time within ten years; leave it out for no end")
      }
      return end
    }
  }
}
