import CCurl

/// The same GET requests with nothing around them: libcurl's multi interface, so many at once, answers dropped.
struct CurlFloor {
  let url: String
  let targets: [String]
  let atOnce: Int

  /// - Throws: when a request has no answer.
  func send() throws {
    guard let multi = curl_multi_init() else { throw BenchmarkProblem("libcurl does not start") }
    defer { curl_multi_cleanup(multi) }
    var (waiting, running) = (targets[...], 0)
    let fields = curl_slist_append(nil, "Authorization: Bearer sandbox")
    defer { curl_slist_free_all(fields) }
    for _ in 0..<atOnce {
      guard let target = waiting.popFirst(), let handle = curl_easy_init() else { break }
      prepare(handle, target, fields)
      curl_multi_add_handle(multi, handle)
      running += 1
    }
    while running > 0 {
      var (active, left) = (Int32(0), Int32(0))
      curl_multi_perform(multi, &active)
      while let message = curl_multi_info_read(multi, &left) {
        guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
        guard message.pointee.data.result == CURLE_OK else { throw BenchmarkProblem("the floor's request failed") }
        curl_multi_remove_handle(multi, handle)
        if let target = waiting.popFirst() {
          prepare(handle, target, fields)
          curl_multi_add_handle(multi, handle)
        } else {
          curl_easy_cleanup(handle)
          running -= 1
        }
      }
      curl_multi_poll(multi, nil, 0, 50, nil)
    }
  }

  private func prepare(
    _ handle: UnsafeMutableRawPointer, _ target: String, _ fields: UnsafeMutablePointer<curl_slist>?
  ) {
    _ = (url + target).withCString { accord_curl_set_pointer(handle, CURLOPT_URL, $0) }
    _ = accord_curl_set_pointer(handle, CURLOPT_HTTPHEADER, fields)
    _ = accord_curl_set_callback(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
  }
}
