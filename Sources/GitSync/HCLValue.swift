internal import YAML

/// What stands behind the `=` of an attribute, as far as an export writes it.
indirect enum HCLValue {
  case text(String, at: Mark)
  case null(at: Mark)
  case list([HCLValue], at: Mark)
  case object([HCLAttribute], at: Mark)
  /// `segment_user.id-razwjq.email`
  case reference([String], at: Mark)
  /// Anything else of the language, in words.
  case other(String, at: Mark)

  var mark: Mark {
    switch self {
    case .text(_, let mark), .null(let mark), .list(_, let mark), .object(_, let mark), .reference(_, let mark),
      .other(_, let mark):
      mark
    }
  }

  var inWords: String {
    switch self {
    case .text: "text"
    case .null: "null"
    case .list: "a list"
    case .object: "an object"
    case .reference(let path, _): "the reference \(path.joined(separator: "."))"
    case .other(let what, _): what
    }
  }
}

/// `name = value`
struct HCLAttribute {
  let name: String
  let value: HCLValue
  let mark: Mark
}

/// `resource "segment_user" "id-razwjq" { … }`
struct HCLBlock {
  let type: String
  let labels: [String]
  let attributes: [HCLAttribute]
  /// The names of blocks inside, which the resources of an export do not have.
  let blocks: [(name: String, mark: Mark)]
  let mark: Mark
}
