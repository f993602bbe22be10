import Access
import SegmentAPI

/// A person or a group on the way to be read again.
enum SubjectLook {
  case person(PersonReference, ItemRead<SegmentUser>)
  case group(GroupReference, ItemRead<SegmentGroup>)

  init(_ subject: Subject, _ id: String) {
    switch subject {
    case .person(let person): self = .person(person, .user(id, named: person.email.written))
    case .group(let group): self = .group(group, .group(id, named: group.name))
    }
  }

  var read: any PendingRead {
    switch self {
    case .person(_, let read): read
    case .group(_, let read): read
    }
  }

  /// Nil where it could not be read, or carries none.
  var permissions: [SegmentPermission]? {
    switch self {
    case .person(_, let read): read.item?.permissions
    case .group(_, let read): read.item?.permissions
    }
  }
}
