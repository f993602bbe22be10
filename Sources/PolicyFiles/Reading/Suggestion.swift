internal import Access

/// What to say behind the semicolon of an unknown name.
enum Suggestion {
  /// The nearest known name; none for names so short that everything is near.
  static func nearest(to written: String, among known: some Sequence<String>) -> String? {
    written.count > 2 ? NearestName.nearest(to: written, among: known) : nil
  }

  /// The person somebody meant.
  static func nearest(to written: Email, among known: some Sequence<Email>) -> Email? {
    NearestName.nearest(to: written, among: known)
  }

  /// `; did you mean X?`, else what `wayOut` says.
  static func ending(for written: String, among known: some Sequence<String>, else wayOut: String) -> String {
    nearest(to: written, among: known).map { "; did you mean \($0)?" } ?? "; \(wayOut)"
  }
}
