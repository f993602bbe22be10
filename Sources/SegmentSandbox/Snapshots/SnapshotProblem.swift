/// Why a snapshot cannot seed a sandbox.
package enum SnapshotProblem: Error, Hashable, CustomStringConvertible {
  /// The text is not JSON; says why and at which byte.
  case notJSON(String)
  /// A field is missing, of the wrong kind, or contradicts another one.
  case field(String, String)

  package var description: String {
    switch self {
    case .notJSON(let reason): "the snapshot is not JSON: \(reason)"
    case .field(let path, let reason): "the snapshot's \(path) \(reason)"
    }
  }
}

/// One place in a snapshot that remembers its path, so that a problem can name it.
struct SnapshotField {
  let path: String
  let json: JSON?

  subscript(key: String) -> SnapshotField {
    SnapshotField(path: path.isEmpty ? key : "\(path).\(key)", json: json?[key])
  }

  /// Absent and null are both absence: another writer of snapshots may spell it either way.
  var isAbsent: Bool { json == nil || json == .null }

  func string() throws(SnapshotProblem) -> String {
    guard let value = json?.string else { throw wrong("must be a string") }
    return value
  }

  func string(or fallback: @autoclosure () -> String) throws(SnapshotProblem) -> String {
    isAbsent ? fallback() : try string()
  }

  /// The elements of a list; none when it is absent.
  func list() throws(SnapshotProblem) -> [SnapshotField] {
    if isAbsent { return [] }
    guard let items = json?.array else { throw wrong("must be a list") }
    return items.enumerated().map { SnapshotField(path: "\(path)[\($0.offset)]", json: $0.element) }
  }

  /// The labels of a `{"environment": "prod"}` object; none when it is absent.
  func labels() throws(SnapshotProblem) -> Set<World.LabelKey> {
    if isAbsent { return [] }
    guard let members = json?.object else { throw wrong("must be an object") }
    var labels: Set<World.LabelKey> = []
    for key in members.keys.sorted() { labels.insert(World.LabelKey(key, try self[key].string())) }
    return labels
  }

  func wrong(_ reason: String) -> SnapshotProblem { .field(path, reason) }
}
