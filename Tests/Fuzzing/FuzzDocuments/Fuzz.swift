import AccessJSON
import Documents

/// Any bytes: a plan or a snapshot, or an error that says where; what was read is written and read again the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let plan = try? Plan(file: bytes) {
    let again = try? Plan(file: Array(plan.fileText(accord: "0").utf8))
    precondition(again == plan, "a plan that was read is not what it was written as")
  }
  if let state = try? ActualState(snapshot: bytes) {
    let again = try? ActualState(snapshot: Array(state.snapshotText.utf8))
    precondition(again?.snapshotText == state.snapshotText, "a snapshot that was read is not what it was written as")
  }
  return 0
}
