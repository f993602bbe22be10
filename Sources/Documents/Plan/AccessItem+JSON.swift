import Access
import AccessJSON
import Syntax

extension AccessItem {
  func members(_ names: Names) -> [JSON.Member] {
    switch self {
    case .account(let person): person.members
    case .invite(let email): [.init("person", JSON(email))]
    case .group(let group): group.members
    case .grant(let grant, let subject): subject.members + grant.members(names)
    case .roles(let subject): subject.members
    case .membership(let person, let group): person.members + group.members
    }
  }
}

extension Subject {
  fileprivate var members: [JSON.Member] {
    switch self {
    case .person(let person): person.members
    case .group(let group): group.members
    }
  }
}

extension JSON {
  /// What a change or a hold is about.
  func item(_ kind: AccessItem.Kind, naming names: inout Names) throws -> AccessItem {
    switch kind {
    case .account: .account(try personReference)
    case .invite: .invite(try personReference.email)
    case .group: .group(try groupReference)
    case .grant: .grant(try grant(naming: &names), of: try subject)
    case .roles: .roles(of: try subject)
    case .membership: .membership(try personReference, try groupReference)
    }
  }
}
