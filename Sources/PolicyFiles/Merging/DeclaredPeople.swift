internal import Access

/// Everybody declared, each once, found by address.
///
/// An array and places in it: whoever looks somebody up wants a word of the declaration and not a copy of all of it.
struct DeclaredPeople {
  /// In the order in which they were declared.
  private(set) var all: [PersonDeclaration] = []
  private var places: [Email: Int] = [:]

  mutating func reserve(_ count: Int) {
    all.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Where somebody is in ``all``.
  func place(of email: Email) -> Int? { places[email] }

  subscript(email: Email) -> PersonDeclaration? {
    get { places[email].map { all[$0] } }
    set {
      guard let newValue else { return }
      if let place = places[email] {
        all[place] = newValue
      } else {
        places[email] = all.count
        all.append(newValue)
      }
    }
  }

  var emails: Dictionary<Email, Int>.Keys { places.keys }

  /// Places in ``all``, in the order of the addresses.
  var sorted: [Int] { all.indices.sorted { all[$0].email < all[$1].email } }
}
