import HTTPMessages
import Serving

/// What is to reach the client, and how: the transport and the server carry it out each in its own way.
struct Delivery {
  typealias Form = Reply.Form

  var response: HTTPResponse
  var form = Form.whole
  /// Time before the first byte of the answer.
  var delay: Duration = .zero
  /// Whether the world has changed, so that it may have to be saved.
  var changedWorld = false
  /// Of a request that was let in: the token, which has one more under way until the answer has gone out.
  var token: String?
}
