import HTTPMessages
import Testing

@testable import SegmentAPI

struct InternetDateTests {
  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", Int64(0)), ("Sat, 21 Nov 2026 07:45:38 +0000", 1_795_247_138),
    ("21 Nov 2026 07:45:38 GMT", 1_795_247_138), ("Sat, 21 Nov 2026 08:45:38 +0100", 1_795_247_138),
    ("Sat, 21 Nov 2026 02:15:38 -0530", 1_795_247_138), ("Sat, 21 Nov 2026 07:45 UT", 1_795_247_100),
    ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799), ("Wed, 1 Mar 2000 00:00:00 UTC", 951_868_800),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
  ])
  func `dates of RFC 5322 are read`(_ text: String, _ seconds: Int64) {
    #expect(InternetDate.parse(text) == .seconds(seconds))
  }

  @Test(arguments: [
    "", "soon", "60", "1795247138", "Sat, 30 Feb 2026 07:45:38 GMT", "Sat, 21 Nov 2026 24:00:00 GMT",
    "Sat, 21 Nov 2026 07:45:38", "Sat, 21 Nov 2026 07:45:38 GMT x", "Xxx, 21 Nov 2026 07:45:38 GMT",
    "Sat, 21 nov 2026 07:45:38 GMT", "Sat, 21 Nov 26 07:45:38 GMT", "Sat, 00 Nov 2026 07:45:38 GMT",
    "Sat, 21 Nov 2026 7:45:38 GMT", "Sat, 21 Nov 2026 07:45:38 PST", "Sat, 21 Nov 2026 07:45:38 +00:00",
    "2026-11-21T07:45:38Z", "Wed, 29 Feb 1900 00:00:00 GMT", "Sat, +1 Nov 2026 07:45:38 GMT",
  ])
  func `anything else is no date`(_ text: String) {
    #expect(InternetDate.parse(text) == nil)
  }

  @Test func `every day of four centuries is where a calendar has it`() {
    for day in stride(from: Int64(0), to: 146_097, by: 13) {
      let time = Duration.seconds(day * 86_400 + 45_296)
      #expect(InternetDate.parse(internetDate(time)) == time)
    }
  }
}
