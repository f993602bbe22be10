@testable import Serving

/// Any bytes: a request head, more to come, or a refusal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  _ = RequestHead.parse(Array(UnsafeBufferPointer(start: bytes, count: count)), ServerLimits())
  return 0
}
