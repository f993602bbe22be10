internal import Syntax

/// What becomes of a file by its name alone.
package enum NameVerdict {
  case read
  /// Nobody would take it for a part of what is read.
  case passedOver
  /// A warning: somebody may believe that it is read.
  case doubtful
  /// An error: whoever named it so means it to be read, or forgot a copy.
  case refused

  /// Of a policy's directory: `*.yaml` and `*.yml` are read whatever the letter case of the ending, and so is nothing
  /// else. What holds one of these words all the same is a policy under a wrong name (`groups.yaml.txt`) or what an
  /// editor left of one (`people.yaml~`, `#people.yaml#`, `people.yml.bak`).
  package init(ofPolicy name: String) {
    let name = name.lowercasedASCII
    self =
      if name.ends(with: ".yaml") || name.ends(with: ".yml") {
        .read
      } else if name.contains("yaml") || name.contains("yml") {
        .refused
      } else if name.ends(with: ".md") || name.ends(with: ".markdown") {
        .passedOver
      } else {
        .doubtful
      }
  }
}

extension String {
  /// By bytes, so that no letter's case changes what it is combined with.
  fileprivate var lowercasedASCII: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
