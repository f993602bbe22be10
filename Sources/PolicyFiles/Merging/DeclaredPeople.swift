internal import Access

/// Everybody declared, found by address.
///
/// An array and places in it: whoever looks somebody up wants a word of the declaration and not a copy of all of it.
struct DeclaredPeople: Sendable {
  /// As declared, those that were declared again included; who counts is in ``places``.
  private(set) var all: [PersonDeclaration]
  /// Where each person is in ``all``, in the order in which they were declared, included people first.
  private(set) var places: [Int] = []
  private var byEmail: [Email: Int] = [:]

  init(_ declared: [PersonDeclaration]) {
    all = declared
    places.reserveCapacity(declared.count)
    byEmail.reserveCapacity(declared.count)
  }

  /// Where somebody is in ``all``.
  func place(of email: Email) -> Int? { byEmail[email] }

  subscript(email: Email) -> PersonDeclaration? { byEmail[email].map { all[$0] } }

  /// Makes somebody count whose address is new; otherwise says where the first of that address is.
  mutating func count(_ place: Int) -> Int? {
    let email = all[place].email
    if let first = byEmail.updateValue(place, forKey: email) {
      byEmail[email] = first
      return first
    }
    places.append(place)
    return nil
  }

  mutating func replace(at place: Int, with person: PersonDeclaration) { all[place] = person }

  var emails: Dictionary<Email, Int>.Keys { byEmail.keys }

  /// The places in the order of the addresses.
  var sorted: [Int] { places.sorted { all[$0].email < all[$1].email } }
}
