internal import Access

/// Everybody declared, each once, found by address.
///
/// An array and places in it: whoever looks somebody up wants a word of the declaration and not a copy of all of it.
struct DeclaredPeople: Sendable {
  /// In the order in which they were declared.
  private(set) var all: [PersonDeclaration] = []
  private var places: [Email: Int] = [:]

  mutating func reserve(_ count: Int) {
    all.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Where somebody is in ``all``.
  func place(of email: Email) -> Int? { places[email] }

  subscript(email: Email) -> PersonDeclaration? { places[email].map { all[$0] } }

  /// Adds somebody whose address is new; otherwise says where the first of that address is.
  mutating func add(_ person: PersonDeclaration) -> Int? {
    if let first = places.updateValue(all.count, forKey: person.email) {
      places[person.email] = first
      return first
    }
    all.append(person)
    return nil
  }

  mutating func replace(at place: Int, with person: PersonDeclaration) { all[place] = person }

  var emails: Dictionary<Email, Int>.Keys { places.keys }

  /// Places in ``all``, in the order of the addresses.
  var sorted: [Int] { all.indices.sorted { all[$0].email < all[$1].email } }
}
