package import Access
package import AccessJSON
import Syntax

/// A change as a plan has it. Which keys it has depends on its kind; one of another kind is refused.
extension Change: JSONRecord {
  package static let shape = JSONShape<Self>(
    write: { change, names in change.written(names) }, read: { try Self(reading: $0, naming: &$1) })

  private func written(_ names: Names) -> JSON {
    let shared: [JSON.Member?] = [
      .init("reason", .string(reason)), .init("at", ifAny: at.map { JSON($0) }),
      .init("cause", .string(cause.rawValue)), .init("ended", ifAny: end?.json),
      .init("loses", ifAny: loses.isEmpty ? nil : .strings(loses)),
      .init("brings", ifAny: brings.isEmpty ? nil : .strings(brings)),
      .init("reaches", ifAny: reaches.isEmpty ? nil : .array(reaches.map { JSON($0) })),
      .init("until", ifAny: until.map { .string($0.written) }),
      .init("precedesReplacement", ifAny: precedesReplacement ? true : nil),
      .init("successor", ifAny: successor.map { .string($0.written) }),
      .init("mark", ifAny: mark.map { .string($0.rawValue) }),
    ]
    return .object([.init("kind", .string(kind.rawValue))] + action.members(names) + shared.compactMap(\.self))
  }

  private init(reading json: JSON, naming names: inout Names) throws {
    self.init(
      try Action(json: json, naming: &names), reason: try json.required("reason") { try $0.text },
      at: try json.optional("at") { try $0.place }, cause: try json.required("cause") { try $0.word() },
      loses: try json.optional("loses") { try $0.strings } ?? [],
      brings: try json.optional("brings") { try $0.strings } ?? [], until: try json.optional("until") { try $0.expiry },
      precedesReplacement: try json.optional("precedesReplacement") { try $0.flag } ?? false,
      successor: try json.optional("successor") { try $0.email },
      end: try json.optional("ended", Change.End.init(json:)))
    reaches = try json.optional("reaches") { try $0.list { try $0.email } } ?? []
    mark = try json.optional("mark") { try $0.word() }
    try json.onlyKeys(
      of: written(names), "loses", "brings", "reaches", "until", "precedesReplacement", "successor",
      owner: kind.rawValue)
  }
}

extension Change.Action {
  fileprivate func members(_ names: Names) -> [JSON.Member] {
    let grants: [JSON.Member] =
      kind == .invite ? [.init("grants", .array(carried.map { .object($0.members(names)) }))] : []
    return item.members(names) + (formerName.map { [.init("from", .string($0))] } ?? []) + grants
  }

  fileprivate init(json: JSON, naming names: inout Names) throws {
    let kind: Change.Kind = try json.required("kind") { try $0.word() }
    let item = try json.item(kind.itemKind, naming: &names)
    let action = try Self(
      kind, item, from: try json.required("from") { try $0.text },
      carrying: try json.required("grants") { try $0.list { try $0.wholeGrant(naming: &names) } })
    guard let action else { throw JSONFault("no \(kind.rawValue) is about this") }
    self = action
  }
}
