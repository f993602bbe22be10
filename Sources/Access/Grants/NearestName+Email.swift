extension NearestName {
  /// The person somebody meant: another name at the same domain, or the same name at another. The whole addresses of two
  /// colleagues are near each other whatever their names.
  package static func nearest(to written: Email, among known: some Sequence<Email>) -> Email? {
    let colleagues = Dictionary(known.filter { $0.domain == written.domain }.map { ($0.name, $0) }) { min($0, $1) }
    if let near = nearest(toPart: written.name, among: colleagues.keys) { return colleagues[near] }
    let namesakes = Dictionary(known.filter { $0.name == written.name }.map { ($0.domain, $0) }) { min($0, $1) }
    return nearest(toPart: written.domain, among: namesakes.keys).flatMap { namesakes[$0] }
  }

  /// None for names so short that everything is near.
  private static func nearest(toPart written: String, among known: some Sequence<String>) -> String? {
    written.count > 2 ? nearest(to: written, among: known) : nil
  }
}

extension Email {
  /// What stands before the `@`, with ASCII letters folded.
  fileprivate var name: String { String(key.prefix { $0 != "@" }) }
}
