import CurlTransport
import HTTPMessages

/// A transport with short times, to a server of a test.
func transport(
  _ url: String, stop: StopFlag = StopFlag(), _ change: (inout TransportLimits) -> Void = { _ in }
) throws -> CurlTransport {
  var limits = TransportLimits()
  limits.connect = .seconds(2)
  limits.total = .seconds(10)
  change(&limits)
  return CurlTransport(to: try BaseURL(url), stop: stop, environment: [:], limits: limits)
}

extension Result where Success == HTTPResponse, Failure == TransportFailure {
  var text: String? { (try? get()).map { String(decoding: $0.body, as: UTF8.self) } }
  var status: Int? { (try? get())?.status }
  var lost: String? { if case .failure(.answerLost(let why)) = self { why } else { nil } }
  var notSent: String? { if case .failure(.notSent(let why)) = self { why } else { nil } }
}
