import Access
import Digests
package import Syntax

/// Why a file is not the document that it should be.
package struct FileError: Error, Hashable, CustomStringConvertible {
  /// A document of accord's that is read back.
  package enum Document: String, Hashable, Sendable {
    case plan, snapshot, record, state
  }

  package enum Problem: Hashable, Sendable {
    /// Not JSON, cut off, or the wrong file altogether.
    case notJSON(JSONSyntaxError)
    /// Another document, in words: `a snapshot`.
    case otherDocument(String)
    /// Written by another version of accord; the text is the version as the file writes it.
    case otherFormat(String)
    /// JSON, but not what the format says.
    case malformed(JSONFault)
    /// What the file concludes does not follow from what it lists: it was edited by hand.
    case edited(JSONFault)
  }

  package let document: Document
  package let problem: Problem

  package init(_ document: Document, _ problem: Problem) {
    self.document = document
    self.problem = problem
  }

  package var isOtherDocument: Bool {
    if case .otherDocument = problem { true } else { false }
  }

  package var description: String {
    switch problem {
    case .notJSON(let problem): "not a \(document.rawValue): \(problem)"
    case .otherDocument(let what): "this is \(what), not a \(document.rawValue)\(document.source)"
    case .otherFormat(let version):
      "\(document.rawValue) format \(version); this accord reads \(document.formats.count == 1 ? "format" : "formats") "
        + document.formats.map(String.init).joined(separator: " and ")
    case .malformed(let fault): "not a \(document.rawValue): \(fault)"
    case .edited(let fault): "the \(document.rawValue) was changed after accord wrote it: \(fault); make a new one"
    }
  }
}

extension FileError.Document {
  /// The versions of its format that are read.
  package var formats: [Int] {
    switch self {
    case .plan: Plan.Format.allCases.map(\.rawValue)
    case .snapshot, .record, .state: [1]
    }
  }

  /// Where one comes from, for whoever took the wrong file.
  fileprivate var source: String {
    switch self {
    case .plan, .snapshot: ""
    case .record: "; `accord apply --record FILE` writes one"
    case .state: "; `--state FILE` names one that is there or is to be made"
    }
  }

  /// Reads a file of this kind: what is wrong with it is said of the file.
  /// - Throws: ``FileError``.
  package func read<Value>(
    _ bytes: [UInt8], parse: ([UInt8]) throws -> JSON = { try JSONParser.parse($0) }, _ make: (JSON) throws -> Value
  ) throws -> Value {
    do {
      return try make(try parse(bytes))
    } catch let problem as JSONSyntaxError {
      throw FileError(self, .notJSON(problem))
    } catch let fault as JSONFault {
      throw FileError(self, .malformed(fault))
    }
  }

  /// - Throws: ``FileError`` for a version that this accord does not read.
  package func checkFormat(_ root: JSON) throws {
    let version = try root.required("formatVersion") { $0 }
    guard formats.contains(where: { version == JSON($0) }) else { throw FileError(self, .otherFormat(version.line)) }
  }

  /// - Throws: ``FileError`` where the digest is not that of the contents.
  package func checkDigest(_ root: JSON) throws {
    if try root.required("digest", { try $0.text }) != root.contentDigest {
      throw FileError(self, .edited(JSONFault("is not that of the contents", at: [.key("digest")])))
    }
  }
}

extension JSON {
  /// The same object with the digest of itself as its last member.
  package var sealed: JSON { adding(.init("digest", .string(contentDigest))) }

  /// SHA-256 over the members but for a digest among them; neither white space nor the order of keys counts.
  package var contentDigest: String {
    guard case .object(let members) = self else { return SHA256.digest(line.utf8) }
    return SHA256.digest(JSON.object(members.filter { $0.key != "digest" }).ordered.line.utf8)
  }

  /// The same value with the keys of every object in order.
  private var ordered: JSON {
    switch self {
    case .object(let members):
      .object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.ordered) })
    case .array(let elements): .array(elements.map(\.ordered))
    case .null, .bool, .integer, .number, .string: self
    }
  }
}
