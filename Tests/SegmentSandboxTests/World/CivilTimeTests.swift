import Testing

@testable import SegmentSandbox

struct CivilTimeTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_795_248_000, "Sat, 21 Nov 2026 08:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
  ])
  func `seconds become a date`(seconds: Int, date: String) {
    #expect(CivilTime(sinceEpoch: .seconds(seconds)).http == date)
  }

  @Test func `a moment is written in four ways`() {
    let time = CivilTime(sinceEpoch: .milliseconds(1_795_248_000_015))
    #expect(time.mail == "Sat, 21 Nov 2026 08:00:00 +0000")
    #expect(time.spaced == "2026-11-21 08:00:00+00:00")
    #expect(time.internet == "2026-11-21T08:00:00Z")
    #expect(time.internetMilliseconds == "2026-11-21T08:00:00.015Z")
  }

  @Test(arguments: [
    ("2026-11-21T08:00:00Z", Duration.seconds(1_795_248_000)), ("2026-11-21 08:00:00+00:00", .seconds(1_795_248_000)),
    ("2026-11-21T10:30:00.015+02:30", .milliseconds(1_795_248_000_015)),
    ("2026-11-20T23:00:00-09:00", .seconds(1_795_248_000)),
    ("2028-02-29T00:00:00Z", .seconds(1_835_395_200)),
  ])
  func `times are read`(text: String, time: Duration) {
    #expect(Duration(internetTime: text) == time)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z",
    "2026-11-21T08:00:00", "2026-11-21T08:00:00Zx", "٢٠٢٦-11-21T08:00:00Z", "2026-11-21T08:00:60Z",
  ])
  func `what is no time is refused`(text: String) {
    #expect(Duration(internetTime: text) == nil)
  }
}
