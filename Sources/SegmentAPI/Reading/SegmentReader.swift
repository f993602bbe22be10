/// Reads a workspace. It has no write methods: whoever is handed only this can change nothing.
package struct SegmentReader {
  private let connection: SegmentConnection

  package init(_ connection: SegmentConnection) { self.connection = connection }

  /// Reads all of them, independent ones at once and the pages of a list one after the other; each then has its outcome.
  package func run(_ reads: [any PendingRead]) {
    let batch = ReadBatch(reads, over: connection)
    while batch.goesOn {
      connection.exchange(batch)
      batch.rest()
    }
  }

  /// Reads one list.
  package func read<Item>(_ list: ListRead<Item>) -> Result<Listing<Item>, ReadFailure> {
    run([list])
    return list.outcome
  }

  /// Reads one object.
  package func read<Item>(_ item: ItemRead<Item>) -> Result<Item, ReadFailure> {
    run([item])
    return item.outcome
  }

  /// What was sent and met so far over this connection.
  package var refusals: [SegmentError] { connection.refusals }

  package var traffic: Traffic { connection.traffic }

  /// What the time between two reads is measured by.
  package var uptime: Duration { connection.now }

  /// Seconds by which Segment's clock is ahead of ours, by the latest answer; nil before the first.
  package var serverTimeDifference: Int64? { connection.serverTimeDifference }
}
