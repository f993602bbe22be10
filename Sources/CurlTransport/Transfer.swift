import CCurl
import HTTPMessages

/// One request in flight, and what has arrived for it.
final class Transfer {
  let tag: Int
  private let request: HTTPRequest
  private let host: String
  private let limits: TransportLimits
  private var head: ResponseHead
  private var body: [UInt8] = []
  /// Why it was broken off from our side.
  private var objection: String?
  /// Whether libcurl has set about sending the request; before that nothing of it can have reached a server.
  private(set) var isBegun = false
  private var fields: UnsafeMutablePointer<curl_slist>?
  /// Where libcurl writes what went wrong, in more words than its codes have.
  private let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init(_ request: HTTPRequest, tag: Int, host: String, limits: TransportLimits) {
    self.request = request
    self.tag = tag
    self.host = host
    self.limits = limits
    head = ResponseHead(limit: limits.head)
    complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_slist_free_all(fields)
    complaint.deallocate()
  }

  var isRead: Bool { request.method == .get }
}

extension Transfer {
  /// Sets everything up on a fresh handle; false when libcurl refuses any of it, for none may be missing.
  func prepare(_ handle: UnsafeMutableRawPointer, base: BaseURL, trust: TrustStore) -> Bool {
    var options = EasyOptions(handle)
    options.set(CURLOPT_URL, base.text + request.target)
    options.set(protocols: base.isSecure ? CURLPROTO_HTTPS : CURLPROTO_HTTP)
    // As it is: an id that looks like `..` must not climb.
    options.set(CURLOPT_PATH_AS_IS, 1)
    options.set(CURLOPT_FOLLOWLOCATION, 0)
    options.set(CURLOPT_NOSIGNAL, 1)
    options.set(CURLOPT_TCP_NODELAY, 1)
    // Every coding that this libcurl can undo: to a request that names none, a server may answer in any (RFC 9110,
    // 12.5.3).
    options.set(CURLOPT_ACCEPT_ENCODING, "")
    if base.isLoopback { options.set(CURLOPT_NOPROXY, "*") }
    setTrust(trust, &options)
    setConnection(base, &options)
    setLimits(&options)
    setRequest(&options)
    let itself = Unmanaged.passUnretained(self).toOpaque()
    options.set(CURLOPT_ERRORBUFFER, complaint)
    options.set(CURLOPT_PREREQDATA, itself)
    options.set(beforeRequest: beginRequest)
    options.set(CURLOPT_HEADERDATA, itself)
    options.set(CURLOPT_HEADERFUNCTION, receiveHead)
    options.set(CURLOPT_WRITEDATA, itself)
    options.set(CURLOPT_WRITEFUNCTION, receiveBody)
    return options.allTaken
  }

  private func setTrust(_ trust: TrustStore, _ options: inout EasyOptions) {
    options.set(CURLOPT_SSL_VERIFYPEER, 1)
    options.set(CURLOPT_SSL_VERIFYHOST, 2)
    if let file = trust.file { options.set(CURLOPT_CAINFO, file) }
    if let directory = trust.directory { options.set(CURLOPT_CAPATH, directory) }
  }

  private func setConnection(_ base: BaseURL, _ options: inout EasyOptions) {
    options.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    if isRead {
      // Wait for the first connection to say whether it can carry them all; without TLS it never can.
      if base.isSecure { options.set(CURLOPT_PIPEWAIT, 1) }
    } else {
      // On a kept connection that the server has closed libcurl sends a write a second time, unasked.
      options.set(CURLOPT_FRESH_CONNECT, 1)
    }
  }

  private func setLimits(_ options: inout EasyOptions) {
    options.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.milliseconds)
    options.set(CURLOPT_TIMEOUT_MS, limits.total.milliseconds)
    options.set(CURLOPT_LOW_SPEED_LIMIT, 10)
    options.set(CURLOPT_LOW_SPEED_TIME, max(1, limits.stall.milliseconds / 1000))
    options.set(CURLOPT_MAXFILESIZE_LARGE, offset: limits.body)
  }

  private func setRequest(_ options: inout EasyOptions) {
    if isRead || request.body.isEmpty && request.method == .delete {
      options.set(CURLOPT_HTTPGET, 1)
    } else {
      options.set(CURLOPT_POST, 1)
      options.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: request.body.count)
      request.body.withUnsafeBytes { bytes in
        // Copied by libcurl; an empty body still needs an address, or it would ask a read callback that is not there.
        options.set(CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(complaint))
      }
    }
    options.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    for field in request.fields { add(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)") }
    // What libcurl would add of its own: a wait for permission to send, and a form's content type.
    add("Expect:")
    if request.fields["Content-Type"] == nil { add("Content-Type:") }
    options.set(CURLOPT_HTTPHEADER, fields)
  }

  private func add(_ line: String) {
    if let longer = curl_slist_append(fields, line) { fields = longer }
  }
}

extension Transfer {
  /// What the transfer amounts to, now that libcurl has ended it.
  func answer(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> Result<HTTPResponse, TransportFailure> {
    if let objection { return .failure(.answerLost(objection)) }
    guard code == CURLE_OK else {
      let failure = CurlFailure(code, host: host, words: String(cString: complaint))
      return .failure(isBegun ? failure.ofBegun : failure.ofUnbegun(handle))
    }
    // A head that is cut off ends, for libcurl, as an answer with status 200 and no body.
    guard head.isComplete, let status = head.status else {
      return .failure(.answerLost("the head of \(host)'s answer was cut off"))
    }
    return .success(HTTPResponse(status: status, fields: head.fields, body: body))
  }

  /// False for a write that has been begun before: over HTTP/2 libcurl sends a request again, unasked, on REFUSED_STREAM,
  /// HTTP_1_1_REQUIRED and GOAWAY, and a front may say so of what the server behind it has done.
  fileprivate func begin() -> Bool {
    guard isRead || !isBegun else {
      objection = "\(host) turned the request away without an answer"
      return false
    }
    isBegun = true
    // What came of an earlier attempt is no part of this one's answer.
    head = ResponseHead(limit: limits.head)
    body = []
    return true
  }

  fileprivate func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
    if head.take(line) { return true }
    objection = "the head of \(host)'s answer is over \(limits.head) bytes"
    return false
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limits.body else {
      objection = "\(host)'s answer is over \(limits.body) bytes"
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }
}

extension Duration {
  /// At least 1: for libcurl 0 means without end.
  fileprivate var milliseconds: Int {
    max(1, Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
  }
}

// libcurl aborts a transfer when a callback takes less than it was given.

private let beginRequest: curl_prereq_callback = { transfer, _, _, _, _ in
  guard let transfer else { return CURL_PREREQFUNC_ABORT }
  let begins = Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().begin()
  return begins ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private let receiveHead: accord_curl_data_callback = { bytes, size, count, transfer in
  guard let transfer else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().takeHead(line) ? line.count : 0
}

private let receiveBody: accord_curl_data_callback = { bytes, size, count, transfer in
  guard let transfer else { return 0 }
  let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().takeBody(chunk) ? chunk.count : 0
}
