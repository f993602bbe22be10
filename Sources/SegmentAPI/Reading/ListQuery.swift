/// Which list is read: where it is, and under which key its items come.
struct ListQuery {
  enum Paging: Hashable {
    /// Every page says where it stands; one that does not is not understood.
    case always
    /// Segment's schema lets the answer leave it out: the audit trail.
    case perhaps
    /// One answer holds everything: the labels.
    case never
  }

  let endpoint: Endpoint
  let doing: String
  let path: [String]
  /// The key in `data`, which is not always that of the path.
  let key: String
  var query: [QueryItem] = []
  var paging: Paging = .always
  var accept: MediaType = .stable
  /// More pages than the largest workspace can have; a server that never ends must not be followed for ever.
  var pageLimit = 5_000

  func call(pageSize: Int, cursor: String?) -> Call {
    var items = query
    if paging != .never {
      items.append(QueryItem(name: "pagination.count", value: String(pageSize)))
      if let cursor { items.append(QueryItem(name: "pagination.cursor", value: cursor)) }
    }
    return Call(endpoint, doing, path: path, query: items, accept: accept)
  }
}
