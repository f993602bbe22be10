internal import Access

/// What to say behind the semicolon of an unknown name.
enum Suggestion {
  /// The nearest known name; none for names so short that everything is near.
  static func nearest(to written: String, among known: some Sequence<String>) -> String? {
    written.count > 2 ? NearestName.nearest(to: written, among: known) : nil
  }

  /// The person somebody meant: another name at the same domain, or the same name at another. The whole addresses of two
  /// colleagues are near each other whatever their names.
  static func nearest(to written: Email, among known: some Sequence<Email>) -> Email? {
    let colleagues = Dictionary(known.filter { $0.domain == written.domain }.map { ($0.name, $0) }) { min($0, $1) }
    if let near = nearest(to: written.name, among: colleagues.keys) { return colleagues[near] }
    let namesakes = Dictionary(known.filter { $0.name == written.name }.map { ($0.domain, $0) }) { min($0, $1) }
    return nearest(to: written.domain, among: namesakes.keys).flatMap { namesakes[$0] }
  }

  /// `; did you mean X?`, else what `wayOut` says.
  static func ending(for written: String, among known: some Sequence<String>, else wayOut: String) -> String {
    nearest(to: written, among: known).map { "; did you mean \($0)?" } ?? "; \(wayOut)"
  }
}

extension Email {
  /// What stands before the `@`, with ASCII letters folded.
  fileprivate var name: String { String(key.prefix { $0 != "@" }) }
}
