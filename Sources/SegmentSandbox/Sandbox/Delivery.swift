import HTTPMessages

/// What is to reach the client, and how: the transport and the server carry it out each in its own way.
struct Delivery {
  enum Form: Hashable {
    case whole
    /// The connection ends in the middle of the status line and fields.
    case cutHead
    /// The connection ends half-way through the body.
    case cutBody
    /// The body never ends.
    case endless
    /// The connection is reset; no byte of an answer.
    case reset
    /// The connection is not even accepted.
    case refused
  }

  var response: HTTPResponse
  var form = Form.whole
  /// Time before the first byte of the answer.
  var delay: Duration = .zero
  /// Whether the world has changed, so that it may have to be saved.
  var changedWorld = false
}
