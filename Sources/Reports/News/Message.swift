import Access
import Documents
package import Explaining
import Syntax

/// What is posted of that which nobody took yet.
package struct Message: Sendable {
  private let told: Told
  private let link: String?

  package init(_ told: Told, link: String?) {
    self.told = told
    self.link = link
  }

  /// Ten lines are read; the rest is counted.
  private static let lines = 10

  /// What Slack's incoming webhooks take: <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>.
  ///
  /// `mrkdwn` is off because no sign escapes an asterisk in a name.
  package var slack: String {
    let all = told.outbox.count + told.dropped
    var lines: [String] = ["accord \(told.command.rawValue), workspace \(told.workspace.slackText(limit: 200))"]
    lines += told.outbox.prefix(Self.lines).map { "• \($0.text.slackText(limit: 300))" }
    if all > Self.lines { lines.append("and \(all - Self.lines) more") }
    if let link { lines.append("<\(link.slackText(limit: .max))>") }
    return JSON.object(of: .init("text", .string(lines.joined(separator: "\n"))), .init("mrkdwn", false)).line
  }

  /// All of it; with drift the whole report, as `--format json` prints it.
  package func json(_ drift: Drift?, accord version: String) -> String {
    let base =
      drift?.report(accord: version)
      ?? JSON.object(
        of: .init("formatVersion", 1), .init("accord", .string(version)),
        .init("workspace", .object(of: .init("slug", .string(told.workspace)))))
    let news = told.outbox.map { news in
      JSON.object(of: .init("kind", .string(news.kind.rawValue)), .init("text", .string(news.text)))
    }
    return base.adding(
      .init("command", .string(told.command.rawValue)), .init("news", .array(news)),
      .init("newsDropped", ifAny: told.dropped == 0 ? nil : JSON(told.dropped)),
      .init("link", ifAny: link.map(JSON.string))
    ).document
  }
}
