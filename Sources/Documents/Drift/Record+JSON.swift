import Access
import AccessJSON
import Explaining
import Syntax

/// The record of an apply, format 1: `{"formatVersion": 1, "record": "apply", "recordedAt": …, "policy": {…}, "actual": {…
/// a snapshot …}, "digest": "sha256:…"}`. The digest is over all the rest and guards against accidents, not forgery.
extension Record {
  /// The text of a record file. Personal data: whoever writes it to disk gives it mode 0600.
  package func fileText(accord version: String) -> String {
    JSON.object(
      of: .init("formatVersion", 1), .init("record", "apply"), .init("accord", .string(version)),
      .init("recordedAt", JSON(recordedAt)),
      .init("policy", PolicyMark(digest: policyDigest ?? "", files: policyFiles).json),
      .init("actual", state.snapshot)
    ).sealed.document
  }

  /// Reads a record file.
  /// - Throws: ``FileError``.
  package init(file bytes: [UInt8]) throws {
    self = try FileError.Document.record.read(bytes) { root in
      guard try root.optional("record", { try $0.text }) == "apply" else {
        throw FileError(.record, .otherDocument("another document"))
      }
      try FileError.Document.record.checkFormat(root)
      try FileError.Document.record.checkDigest(root)
      let policy = try root.required("policy", PolicyMark.init(json:))
      return Record(
        try root.required("actual") { try ActualState(snapshot: $0) },
        recordedAt: try root.required("recordedAt") { try $0.moment }, policyDigest: policy.digest,
        policyFiles: policy.files)
    }
  }
}
