import YAML

/// Any bytes: nodes or problems, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  _ = Document(reading: Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
