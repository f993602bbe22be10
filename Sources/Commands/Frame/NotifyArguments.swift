/// Who is told what is new, and how.
package struct NotifyArguments: Hashable, Sendable {
  /// What a message looks like.
  package enum Format: String, Hashable, Sendable, CaseIterable {
    /// What Slack's incoming webhooks take.
    case slack
    /// For a program of the reader's own.
    case json
    static var words: [String] { allCases.map(\.rawValue) }
  }

  package var format: Format
  /// The file that the address is in; nil for the environment.
  package var file: String?
  package var link: String?
  /// Where it is kept what was told; nil for as long as the program runs.
  package var state: String?
}

extension ParsedArguments {
  var notify: NotifyArguments? {
    get throws {
      guard let format: NotifyArguments.Format = word(.notify) else {
        let dependent = [Flag.notifyFile, .notifyLink, .told].first(where: has)
        if let flag = dependent { throw UsageError.alone(flag.name, without: Flag.notify.name) }
        return nil
      }
      let file = value(.notifyFile)
      if file?.firstRange(of: "://") != nil { throw UsageError.addressInArguments(Flag.notifyFile.name) }
      if let link = value(.notifyLink), !Self.isLink(link) {
        throw UsageError.badValue("--notify-link", link, expected: "https://HOST/PATH")
      }
      return NotifyArguments(format: format, file: file, link: value(.notifyLink), state: value(.told))
    }
  }

  /// Short enough for any message, with nothing in it that could end a link.
  private static func isLink(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return (text.hasPrefix("https://") || text.hasPrefix("http://")) && scalars.count <= 500
      && scalars.allSatisfy { (0x21...0x7E).contains($0.value) && !"<>|\"".unicodeScalars.contains($0) }
  }
}
