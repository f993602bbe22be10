import CCurl
import HTTPMessages

/// A transfer that libcurl gave up, told apart by whether the request may have reached the server.
struct CurlFailure {
  private let code: CURLcode
  private let host: String
  private let detail: String

  /// - Parameter words: libcurl's own, empty where it had none.
  init(_ code: CURLcode, host: String, words: String) {
    self.code = code
    self.host = host
    detail = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
  }

  /// For a request that libcurl had set about sending: whatever came of it, it may have been acted upon.
  var ofBegun: TransportFailure {
    .answerLost(code == CURLE_FILESIZE_EXCEEDED ? "\(host)'s answer is over the size limit" : "\(detail) (\(host))")
  }

  /// For a request that libcurl never came to send.
  func ofUnbegun(_ handle: UnsafeMutableRawPointer) -> TransportFailure {
    if let status = Self.refusalByProxy(handle) {
      return .notSent(
        "the proxy on the way to \(host) refused the connection (status \(status)); check HTTPS_PROXY and NO_PROXY")
    }
    // A code that is not one of those speaks of a request, whatever the calls before it.
    return Self.whyNotSent(code, host: host, detail: detail) ?? ofBegun
  }

  /// What a failure is that comes before any request, in a sentence that says what to check; nil for any other.
  private static func whyNotSent(_ code: CURLcode, host: String, detail: String) -> TransportFailure? {
    if let why = whyUntrusted(code, host: host, detail: detail) { return .untrusted(why) }
    return whyNoConnection(code, host: host, detail: detail).map { .notSent($0) }
  }

  private static func whyNoConnection(_ code: CURLcode, host: String, detail: String) -> String? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      "the name \(host) was not found; check the address and this machine's DNS"
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      "the proxy on the way to \(host) did not work (\(detail)); check HTTPS_PROXY and NO_PROXY"
    case CURLE_COULDNT_CONNECT:
      "no connection to \(host) (\(detail)); check the address, the network and the proxy"
    case CURLE_OPERATION_TIMEDOUT:
      "no connection to \(host) in time (\(detail)); check the address, the network and the proxy"
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
      "no TLS connection to \(host) (\(detail)); check that its port speaks https"
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
      "libcurl cannot reach \(host) that way (\(detail))"
    default: nil
    }
  }

  /// Asking again changes nothing about a certificate.
  private static func whyUntrusted(_ code: CURLcode, host: String, detail: String) -> String? {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      "\(host)'s certificate is not trusted (\(detail)); if a proxy or a private CA signs it, name the CA's file in "
        + "SSL_CERT_FILE"
    case CURLE_SSL_CACERT_BADFILE:
      "the CA certificates could not be read (\(detail)); check SSL_CERT_FILE"
    default: nil
    }
  }

  /// The status with which a proxy answered `CONNECT`, if it refused; libcurl reports that as a failed receive.
  private static func refusalByProxy(_ handle: UnsafeMutableRawPointer) -> Int? {
    var status = 0
    guard accord_curl_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK else { return nil }
    return status == 0 || (200..<300).contains(status) ? nil : status
  }
}
