import Access
import Planning
import SegmentSandbox
import Testing

@testable import SegmentAPI

/// Numbers that planning must know without the client, and the client without planning: one fact in two targets.
struct SharedConstantsTests {
  @Test func `planning cuts a query where the client refuses it`() {
    #expect(Compilation.queryLimit == Sendability.queryLimit)
  }

  @Test func `a forecast goes by the limit by which the client paces writes, and the sandbox limits them`() {
    let limits = Set(Endpoint.allCases.filter { !$0.isRead }.map(\.publishedLimit))
    #expect(limits == [Forecast.writesPerMinute])
    #expect(SandboxBehaviour().writesPerMinute == Forecast.writesPerMinute)
  }

  @Test func `the client asks for the largest page that the sandbox gives`() {
    #expect(SandboxBehaviour().largestCount == PageSizes.largest)
    #expect(SandboxBehaviour().defaultCount == PageSizes.smaller)
  }
}
