import HTTPMessages
import Testing

@testable import SegmentSandbox

struct RateLimitTests {
  private func label(_ number: Int) -> JSON { ["label": ["key": "k", "value": .string("v\(number)")]] }

  @Test func `a successful answer says what was used, what is left and when the next window starts`() throws {
    let clock = VirtualClock()
    let sandbox = try Fixture.sandbox(time: clock)
    clock.wait(.seconds(5))
    let first = try sandbox.send(.post, "/groups", ["name": "N"]).get().fields
    #expect(first["x-ratelimit-consumed"] == "1")
    #expect(first["x-ratelimit-remaining"] == "59")
    #expect(first["x-ratelimit-reset"] == "Sat, 21 Nov 2026 08:01:05 +0000")
    #expect(first["date"] == "Sat, 21 Nov 2026 08:00:05 GMT")
    clock.wait(.seconds(30))
    let second = try sandbox.send(.post, "/groups", ["name": "M"]).get().fields
    #expect(second["x-ratelimit-consumed"] == "2")
    #expect(second["x-ratelimit-reset"] == first["x-ratelimit-reset"])
    #expect(try sandbox.send(.get, "/groups").get().fields["x-ratelimit-remaining"] == "599")
    #expect(try sandbox.send(.get, "/nothing").get().fields["x-ratelimit-consumed"] == nil)
  }

  @Test(arguments: [true, false])
  func `the sixty-first write of a minute is 429, and the window is fixed`(sendsRetryAfter: Bool) throws {
    let clock = VirtualClock()
    var behaviour = SandboxBehaviour()
    behaviour.sendsRetryAfter = sendsRetryAfter
    let sandbox = try Fixture.sandbox(behaviour, time: clock)
    for number in 0..<60 { #expect(try sandbox.ask(.post, "/labels", label(number)).status == 201) }
    clock.wait(.milliseconds(2_353))
    let response = try sandbox.send(.post, "/labels", label(60)).get()
    #expect(response.status == 429)
    #expect(response.fields["retry-after"] == (sendsRetryAfter ? "58" : nil))
    #expect(response.fields["x-ratelimit-consumed"] == nil)
    let body = try JSON(
      reading:
        #"{"errors":[{"type":"RequestError","message":"Too many requests","data":{"remainingPoints":0,"msBeforeNext":57647,"consumedPoints":61}}]}"#
    )
    #expect(try JSON(reading: response.body) == body)
    clock.wait(.milliseconds(57_646))
    #expect(try sandbox.ask(.post, "/labels", label(60)).status == 429)
    clock.wait(.milliseconds(1))
    #expect(try sandbox.ask(.post, "/labels", label(60)).status == 201)
  }

  @Test func `each token and each endpoint has its own window`() throws {
    var behaviour = SandboxBehaviour()
    (behaviour.writesPerMinute, behaviour.readsPerMinute) = (1, 2)
    let sandbox = try Fixture.sandbox(behaviour)
    #expect(try sandbox.send(.patch, "/groups/g-data", ["name": "N"]).get().status == 200)
    #expect(try sandbox.send(.patch, "/groups/g-empty", ["name": "N"]).get().status == 429)
    #expect(try sandbox.send(.patch, "/groups/g-empty", ["name": "N"], token: "other").get().status == 200)
    #expect(try sandbox.send(.delete, "/groups/g-empty").get().status == 200)
    let reads = try ["u-ada", "u-bob", "u-eve"].map { try sandbox.ask(.get, "/users/\($0)").status }
    #expect(reads == [200, 200, 429])
    // Labels of a source are the writes without a limit of their own.
    let labels: JSON = ["labels": [["key": "type", "value": "web"]]]
    let writes = try (0..<3).map { _ in try sandbox.ask(.post, "/sources/src-web/labels", labels).status }
    #expect(writes == [200, 200, 429])
  }

  @Test func `refused requests count, unauthorized ones do not`() throws {
    var behaviour = SandboxBehaviour()
    behaviour.writesPerMinute = 2
    let sandbox = try Fixture.sandbox(behaviour)
    #expect(try sandbox.send(.post, "/groups", [:], token: nil).get().status == 401)
    #expect(try (0..<3).map { _ in try sandbox.ask(.post, "/groups", [:]).status } == [422, 422, 429])
  }

  @Test func `limits can be off, and then there are no headers`() throws {
    let sandbox = try Fixture.sandbox(.unlimited)
    for _ in 0..<700 { #expect(try sandbox.ask(.get, "/").status == 200) }
    #expect(try sandbox.send(.get, "/").get().fields["x-ratelimit-reset"] == nil)
  }
}
