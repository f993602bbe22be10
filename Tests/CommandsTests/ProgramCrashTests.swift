import Glibc
import Synchronization
import Testing

/// The real program killed, stopped and started twice in the middle of an apply.
struct `An apply in trouble` {
  @Test func `killed after any of its writes reaches the same end when run again`() throws {
    let whole = try CrashBench()
    #expect(try whole.apply().code == 0)
    let writes = whole.hook.writes
    #expect(writes >= 40)
    for write in 1...writes {
      let bench = try CrashBench()
      let code = try bench.apply(signal: SIGKILL, atWrite: write)
      // Killed before the answer to the last write, or in the moments after it.
      #expect(code.code == -SIGKILL, "after write \(write)")
      let second = try bench.apply()
      #expect(second.code == 0, "after write \(write): \(second.everything)")
      #expect(try bench.end == whole.end, "after write \(write)")
      #expect(bench.invited.count == Set(bench.invited).count, "invited twice, after write \(write): \(bench.invited)")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `asked to stop finishes its request and lists what was not attempted`(signal: Int32) throws {
    let bench = try CrashBench()
    let ending = try bench.apply(signal: signal, atWrite: 5)
    #expect(ending.code == 4)
    #expect(bench.hook.writes == 5)
    #expect(ending.output.contains("not attempted: interrupted"))
    #expect(try bench.apply().code == 0)
  }

  @Test func `that runs already makes a second one on the same machine refuse`() throws {
    let bench = try CrashBench()
    let (accord, words) = (bench.accord, bench.words)
    let second = Mutex<Accord.Ending?>(nil)
    bench.hook.at(1) {
      let ending = try? accord.run(words)
      second.withLock { $0 = ending }
    }
    #expect(try bench.apply().code == 0)
    let ending = try #require(second.withLock { $0 })
    #expect(ending.code == 1)
    #expect(ending.errors.contains("another apply of workspace acme is running"))
  }

  @Test func `without a place for its journal sends nothing at all`() throws {
    let bench = try CrashBench()
    let ending = try bench.accord.run(bench.words + ["--journal", "/proc/nowhere"])
    #expect(ending.code == 1)
    #expect(ending.errors.contains("cannot create the journal /proc/nowhere"))
    #expect(bench.requests == 0)
  }
}
