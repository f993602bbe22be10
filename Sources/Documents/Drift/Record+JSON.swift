import Access
import AccessJSON
import Explaining
package import Syntax

/// The record of an apply, format 1: `{"formatVersion": 1, "record": "apply", "recordedAt": …, "policy": {…}, "actual": {…
/// a snapshot …}, "digest": "sha256:…"}`. The digest is over all the rest and guards against accidents, not forgery.
extension Record {
  /// The text of a record file. Personal data: whoever writes it to disk gives it mode 0600.
  package func fileText(accord version: String) -> String {
    JSON.object(
      of: .init("formatVersion", 1), .init("record", "apply"), .init("accord", .string(version)),
      .init("recordedAt", JSON(recordedAt)),
      .init("policy", .object(of: .init("digest", .string(policyDigest ?? "")), .init("files", JSON(policyFiles)))),
      .init("actual", state.snapshot)
    ).sealed.document
  }

  /// Reads a record file.
  /// - Throws: ``RecordFileError``.
  package init(file bytes: [UInt8]) throws {
    do {
      let root = try JSONParser.parse(bytes)
      guard try root.optional("record", { try $0.text }) == "apply" else { throw RecordFileError.otherFile }
      let version = try root.required("formatVersion") { $0 }
      guard version == 1 else { throw RecordFileError.otherFormat(version.line) }
      guard try root.required("digest", { try $0.text }) == root.contentDigest else { throw RecordFileError.edited }
      self.init(
        try root.required("actual") { try ActualState(snapshot: $0) },
        recordedAt: try root.required("recordedAt") { try $0.moment },
        policyDigest: try root.required("policy") { try $0.required("digest") { try $0.text } },
        policyFiles: try root.required("policy") { try $0.required("files") { try $0.count } })
    } catch let problem as JSONSyntaxError {
      throw RecordFileError.notJSON(problem)
    } catch let fault as JSONFault {
      throw RecordFileError.malformed(fault)
    }
  }
}

/// Why a file is not a record that can be read.
package enum RecordFileError: Error, Hashable, CustomStringConvertible {
  case notJSON(JSONSyntaxError)
  /// JSON of another kind, such as a snapshot or a plan.
  case otherFile
  /// Written by another version of accord.
  case otherFormat(String)
  case edited
  case malformed(JSONFault)

  package var description: String {
    switch self {
    case .notJSON(let problem): "not a record: \(problem)"
    case .otherFile: "not a record; `accord apply --record FILE` writes one"
    case .otherFormat(let version): "record format \(version); this accord reads format 1"
    case .edited: "the record is not as it was written; take one that `accord apply --record` left"
    case .malformed(let fault): "not a record of format 1: \(fault)"
    }
  }
}
