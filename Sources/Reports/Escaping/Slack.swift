extension String {
  /// As text of a message to Slack, in which only these three signs mean anything: `<` begins a mention of a whole channel.
  /// <https://docs.slack.dev/messaging/formatting-message-text>
  ///
  /// - Parameter limit: how long it may be once escaped, in UTF-16 units. Slack cuts messages of more than 40,000 off
  ///   and asks for no more than 4,000.
  func slackText(limit: Int) -> String {
    var (text, length) = ("", 0)
    for scalar in unicodeScalars {
      let piece: String =
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        default: String(scalar)
        }
      length += piece.utf16.count
      guard length <= limit else { return text + "…" }
      text += piece
    }
    return text
  }
}
