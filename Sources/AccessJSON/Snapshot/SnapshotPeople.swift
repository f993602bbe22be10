import Access
import Syntax

/// The people of a snapshot, taken one by one while the rest of the file is still unread.
struct SnapshotPeople {
  private var read: [ActualPerson] = []
  private var fault: JSONFault?
  /// What each distinct text of a grant says, by its number.
  private var noted: [Result<Grant, any Error>] = []
  private var grants = SharedGrants()

  mutating func note(_ json: JSON) { noted.append(Result { grants.shared(try json.grant) }) }

  /// Reads one whose grants were noted before; what is wrong waits until the file is known to be JSON, and of this
  /// format.
  ///
  /// - Parameter numbers: the grants of their list, which is empty itself.
  mutating func take(_ json: JSON, grants numbers: [Int]) {
    take(json) { list, noted in
      // Anything but a list is still there.
      _ = try list.list { $0 }
      return try numbers.enumerated().map { place, number in
        try JSON.inside(.index(place)) { try noted.noted[number].get() }
      }
    }
  }

  /// Reads one whose grants stand in their list.
  mutating func take(_ json: JSON) {
    take(json) { list, people in try list.list { people.grants.shared(try $0.grant) } }
  }

  private mutating func take(_ json: JSON, _ grants: (JSON, inout SnapshotPeople) throws -> [Grant]) {
    guard fault == nil else { return }
    do {
      read.append(try json.person { try grants($0, &self) })
    } catch {
      fault = (error as? JSONFault)?.inside(.index(read.count)) ?? JSONFault("\(error)")
    }
  }

  var all: [ActualPerson] {
    get throws {
      if let fault { throw fault }
      return read
    }
  }
}

extension JSON {
  fileprivate func person(grants: (JSON) throws -> [Grant]) throws -> ActualPerson {
    ActualPerson(
      id: UserID(try required("id") { try $0.name }), email: try required("email") { try $0.email },
      name: try optional("name") { try $0.text } ?? "", grants: try required("grants", grants).sorted(),
      notUnderstood: try optional("notUnderstood") { try $0.list { try $0.text } } ?? [],
      asOf: try optional("asOf") { try $0.moment })
  }
}
