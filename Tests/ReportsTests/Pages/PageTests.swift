import Access
import Digests
import FoundationEssentials
import Reports
import Testing

@Suite struct `A page` {
  @Test func `allows its own style sheet and nothing else`() throws {
    let page = try Situation.hostileNames.plan.document.html()
    let style = try #require(page.firstMatch(of: #/<style>([^<]*)<\/style>/#)).1
    let digits = Array(SHA256.digest(style.utf8).dropFirst("sha256:".count))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    let policy = try #require(page.firstMatch(of: #/Content-Security-Policy" content="([^"]*)"/#)).1
    #expect(
      policy.replacing("&#39;", with: "'")
        == "default-src 'none'; style-src 'sha256-\(Data(bytes).base64EncodedString())'; base-uri 'none'; form-action 'none'"
    )
    #expect(!style.contains("url("))
    #expect(!style.contains("@import"))
  }

  @Test func `loads nothing, and every one of its links leads to a place in it`() throws {
    for situation in Situation.ten {
      let tags = try Reader.page(situation.plan.document.html()).tags
      let ids = tags.compactMap { $0.firstMatch(of: #/ id="([^"]*)"/#)?.1 }
      #expect(Set(ids).count == ids.count)
      for tag in tags {
        #expect(!tag.contains(" src="))
        #expect(!tag.contains(" style="))
        #expect(!tag.contains(" on"))
        guard let link = tag.firstMatch(of: #/ href="([^"]*)"/#)?.1 else { continue }
        #expect(link.hasPrefix("#"), "\(link)")
        #expect(ids.contains(link.dropFirst()), "\(link)")
      }
    }
  }
}
