import Access
import AccessJSON
import Explaining
import Syntax

/// The record of an apply, format 1: `{"formatVersion": 1, "record": "apply", "recordedAt": …, "policy": {…}, "actual": {…
/// a snapshot …}, "knownAs": {…}, "digest": "sha256:…"}`, `knownAs` only where it says anything. The digest is over all the rest and guards against accidents, not forgery.
extension Record {
  /// The text of a record file. Personal data: whoever writes it to disk gives it mode 0600.
  package func fileText(accord version: String) -> String {
    let members: [JSON.Member?] = [
      .init("formatVersion", 1), .init("record", "apply"), .init("accord", .string(version)),
      .init("recordedAt", JSON(recordedAt)),
      .init("policy", PolicyMark(digest: policyDigest ?? "", files: policyFiles).json),
      .init("actual", state.snapshot), .init("knownAs", ifAny: knownAs.isEmpty ? nil : knownAs.json(Names())),
    ]
    return JSON.object(members.compactMap(\.self)).sealed.document
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
        policyFiles: policy.files, knownAs: try root.optional("knownAs") { try Baseline(json: $0) } ?? Baseline())
    }
  }
}
