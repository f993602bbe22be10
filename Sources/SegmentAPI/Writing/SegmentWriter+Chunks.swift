extension SegmentWriter {
  /// Segment publishes no limit for arrays, and its own Terraform provider stops at 200.
  package static let chunkLimit = 100

  /// In bytes: below what proxies and servers commonly take for a whole request line.
  package static let queryLimit = 6_000

  /// Splits what one request will carry: at most 100 values, and in a query (`userIds`, `emails`) under 6,000 bytes.
  ///
  /// - Parameter name: the query's array; nil for an array in a body, where only the number counts.
  package static func chunks(_ values: [String], named name: String?) -> [[String]] {
    var chunks: [[String]] = []
    var bytes = 0
    for value in values {
      let index = chunks.last?.count ?? 0
      let added = name.map { QueryItem(name: "\($0).\(index)", value: value).encoded.utf8.count + 1 } ?? 0
      if chunks.isEmpty || index == chunkLimit || bytes + added > queryLimit {
        chunks.append([value])
        bytes = added
      } else {
        chunks[chunks.count - 1].append(value)
        bytes += added
      }
    }
    return chunks
  }
}
