import CurlTransport
import Testing

struct BaseURLTests {
  @Test(arguments: [
    ("https://api.segmentapis.com", "https://api.segmentapis.com", "api.segmentapis.com", false),
    ("HTTPS://API.SegmentApis.com/", "https://api.segmentapis.com", "api.segmentapis.com", false),
    ("https://proxy.acme.com:8443/segment//", "https://proxy.acme.com:8443/segment", "proxy.acme.com", false),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1", true),
    ("http://127.9.9.255", "http://127.9.9.255", "127.9.9.255", true),
    ("http://localhost:1", "http://localhost:1", "localhost", true),
    ("http://[::1]:99", "http://[::1]:99", "::1", true),
    ("https://localhost", "https://localhost", "localhost", true),
  ])
  func `https to anywhere, http to this machine`(_ text: String, _ url: String, _ host: String, _ loopback: Bool) throws
  {
    let base = try BaseURL(text)
    #expect(base.description == url)
    #expect(base.host == host)
    #expect(base.isLoopback == loopback)
  }

  @Test(arguments: [
    "http://api.segmentapis.com", "http://10.0.0.1", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
    "http://127.1", "http://127.0.0.01", "http://127.0.0.256", "http://2130706433", "http://[::2]", "http://127.0.0",
    "http://0.0.0.0", "http://127.0.0.0x1",
  ])
  func `http to any other machine is refused`(_ text: String) {
    #expect {
      try BaseURL(text)
    } throws: {
      if case .httpBeyondLoopback = $0 as? BaseURL.Invalid { true } else { false }
    }
  }

  @Test(arguments: [
    ("", BaseURL.Invalid.scheme), ("api.segmentapis.com", .scheme), ("ftp://127.0.0.1", .scheme),
    ("file:///etc/passwd", .scheme), ("https://", .host), ("https:///x", .host), ("https://user@host", .host),
    ("http://127.0.0.1@evil.com", .host), ("http://localhost:80@evil.com", .port), ("https://ho st", .host),
    ("https://höst", .host), ("https://a%00b", .host), ("http://[::1", .host), ("http://[]", .host),
    ("https://host:", .port), ("https://host:0", .port), ("https://host:65536", .port), ("https://host:8a", .port),
    ("http://[::1]x", .port), ("https://host?x=1", .path), ("https://host/#a", .path), ("https://host/a b", .path),
    ("https://host/\r\nX: 1", .path), ("https://host\\@evil.com", .host),
  ])
  func `what is no plain URL is refused`(_ text: String, _ refusal: BaseURL.Invalid) {
    #expect(throws: refusal) { try BaseURL(text) }
  }
}
