package import Access
import Syntax

/// `{"part": "people", "reason": "…"}`; a person or a group with its `id`, resources with their `kind`.
extension JSON {
  /// What could not be read, and why.
  package init(_ read: IncompleteRead) {
    let reason = Member("reason", .string(read.reason))
    func part(_ word: String, _ detail: Member? = nil) -> JSON {
      .object(of: Member("part", .string(word)), detail, reason)
    }
    switch read.part {
    case .roles: self = part("roles")
    case .people: self = part("people")
    case .invites: self = part("invites")
    case .groups: self = part("groups")
    case .person(let id): self = part("person", Member("id", .string(id.text)))
    case .group(let id): self = part("group", Member("id", .string(id.text)))
    case .resources(let kind): self = part("resources", Member("kind", .string(kind.rawValue)))
    case .labels: self = part("labels")
    }
  }

  /// - Throws: ``JSONFault``.
  package var incompleteRead: IncompleteRead {
    get throws {
      IncompleteRead(try incompletePart, try required("reason") { try $0.text })
    }
  }

  private var incompletePart: IncompleteRead.Part {
    get throws {
      let word = try required("part") { try $0.text }
      return switch word {
      case "roles": .roles
      case "people": .people
      case "invites": .invites
      case "groups": .groups
      case "person": .person(UserID(try required("id") { try $0.name }))
      case "group": .group(GroupID(try required("id") { try $0.name }))
      case "resources": .resources(try required("kind") { try $0.word() })
      case "labels": .labels
      default: throw JSONFault("unknown word \(JSON.string(word).line)").inside(.key("part"))
      }
    }
  }
}
