/// A media type without its parameters.
///
/// Segment's SDKs write `application/vnd.segment.v1alpha+json`, its documents `application/vnd.segment.alpha+json`;
/// both families are understood.
struct MediaType: Hashable {
  enum Version: Hashable { case stable, beta, alpha }

  let name: String

  init(_ text: some StringProtocol) {
    let bare = text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
    name = String(bare).lowercased()
  }

  var isJSON: Bool { name == "application/json" || (name.hasPrefix("application/") && name.hasSuffix("+json")) }

  /// The version of the API that the type asks for; nil for plain JSON and everything else.
  var version: Version? {
    switch name {
    case "application/vnd.segment.v1+json", "application/vnd.segment.stable+json": .stable
    case "application/vnd.segment.v1beta+json", "application/vnd.segment.beta+json": .beta
    case "application/vnd.segment.v1alpha+json", "application/vnd.segment.alpha+json": .alpha
    default: nil
    }
  }

  /// The types of an `Accept` field; a plain `*/*` when there is none.
  static func accepted(_ field: String?) -> [MediaType] {
    (field ?? "*/*").split(separator: ",").map { MediaType($0) }
  }
}
