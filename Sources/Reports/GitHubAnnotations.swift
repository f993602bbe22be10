package import Access
import Syntax

/// Problems as commands to GitHub's runner, which shows them at their lines of a pull request: ten of each kind a step,
/// so that the text report must not be missing beside them.
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
///
/// - Parameter directory: of the policy, as seen from the repository's root; places are relative to it.
package func githubAnnotations(_ diagnostics: [Diagnostic], of directory: String) -> String {
  diagnostics.sorted().map { $0.annotation(directory) + "\n" }.joined()
}

extension Diagnostic {
  fileprivate func annotation(_ directory: String) -> String {
    let properties = place.map { place in
      " file=\(path(place.file, below: directory).harmless.propertyValue),line=\(place.line),col=\(place.column)"
    }
    let lines = [message] + notes.map { "\($0.place): note: \($0.message)" }
    let text = lines.map(\.harmless).joined(separator: "\n").commandData
    return "::\(severity.rawValue)\(properties ?? "")::\(text)"
  }
}

/// The path without `.` and `..`, which an included file's has: GitHub compares it with those of the pull request.
private func path(_ file: String, below directory: String) -> String {
  var parts: [String] = []
  for part in "\(directory)/\(file)".parted(by: "/") where !part.isEmpty && part != "." {
    if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
  }
  return (directory.begins(with: "/") ? "/" : "") + parts.joined(separator: "/")
}

extension String {
  fileprivate var commandData: String {
    escaped { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  fileprivate var propertyValue: String {
    commandData.escaped { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }
}
