import CCurl

/// Sets options on one handle and remembers whether libcurl took them all.
struct EasyOptions {
  private let handle: UnsafeMutableRawPointer
  private(set) var allTaken = true

  init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

  mutating func set(_ option: CURLoption, _ value: Int) { note(accord_curl_set_long(handle, option, value)) }

  mutating func set(_ option: CURLoption, offset value: Int) {
    note(accord_curl_set_offset(handle, option, curl_off_t(value)))
  }

  /// libcurl copies the text.
  mutating func set(_ option: CURLoption, _ text: String) {
    note(text.withCString { accord_curl_set_pointer(handle, option, $0) })
  }

  mutating func set(_ option: CURLoption, _ pointer: UnsafeRawPointer?) {
    note(accord_curl_set_pointer(handle, option, pointer))
  }

  mutating func set(_ option: CURLoption, _ callback: @escaping accord_curl_data_callback) {
    note(accord_curl_set_callback(handle, option, callback))
  }

  /// - Parameter protocols: libcurl's bits of the only ones that may be spoken.
  mutating func set(protocols: Int32) { note(accord_curl_set_protocols(handle, Int(protocols))) }

  /// What libcurl calls each time before it sends the request, for it may send one more than once.
  mutating func set(beforeRequest callback: @escaping curl_prereq_callback) {
    note(accord_curl_set_prereq(handle, callback))
  }

  private mutating func note(_ code: CURLcode) { if code != CURLE_OK { allTaken = false } }
}
