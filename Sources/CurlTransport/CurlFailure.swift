import CCurl
import HTTPMessages

/// A transfer that libcurl gave up, told apart by whether the request may have reached the server.
struct CurlFailure {
  let failure: TransportFailure

  init(_ code: CURLcode, host: String, words: String, _ handle: UnsafeMutableRawPointer) {
    let detail = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      failure = .notSent("the name \(host) was not found; check the address and this machine's DNS")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      failure = .notSent("the proxy on the way to \(host) did not work (\(detail)); check HTTPS_PROXY and NO_PROXY")
    case CURLE_COULDNT_CONNECT:
      failure = .notSent("no connection to \(host) (\(detail)); check the address, the network and the proxy")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      failure = .notSent(
        "\(host)'s certificate is not trusted (\(detail)); if a proxy or a private CA signs it, name the CA's file in "
          + "SSL_CERT_FILE")
    case CURLE_SSL_CACERT_BADFILE:
      failure = .notSent("the CA certificates could not be read (\(detail)); check SSL_CERT_FILE")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
      failure = .notSent("no TLS connection to \(host) (\(detail)); check that its port speaks https")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT:
      failure = .notSent("libcurl cannot reach \(host) that way (\(detail))")
    case CURLE_OPERATION_TIMEDOUT where !Self.wasUnderWay(handle):
      failure = .notSent("no connection to \(host) in time (\(detail)); check the address, the network and the proxy")
    case CURLE_FILESIZE_EXCEEDED:
      failure = .answerLost("\(host)'s answer is over the size limit")
    default:
      // Whatever is not certain to have failed before the first byte went out may have been acted upon.
      failure = .answerLost("\(detail) (\(host))")
    }
  }

  /// Whether the connection stood and the request was about to be sent; when in doubt, it was.
  private static func wasUnderWay(_ handle: UnsafeMutableRawPointer) -> Bool {
    var microseconds: curl_off_t = 0
    guard accord_curl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK else { return true }
    return microseconds > 0
  }
}
