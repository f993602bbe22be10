internal import YAML

/// One word of a Terraform file, after HashiCorp's native syntax specification.
struct HCLToken: Hashable {
  enum Kind: Hashable {
    /// `segment_user`, `id-35wLdw2E9I`
    case identifier(String)
    /// A quoted text without templates, its escapes resolved.
    case text(String)
    /// A quoted text with `${…}` or `%{…}` in it.
    case template
    case heredoc
    case number
    /// Any other sign, operators one sign at a time.
    case sign(Unicode.Scalar)
    case newline
    case end
  }

  let kind: Kind
  let mark: Mark
}

/// Why a Terraform file cannot be read.
struct HCLProblem: Error {
  let message: String
  let mark: Mark

  init(_ message: String, at mark: Mark) {
    self.message = message
    self.mark = mark
  }
}
