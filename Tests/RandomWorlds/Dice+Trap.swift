extension Dice {
  /// Text of the pieces that YAML trips over, and of anything else.
  package mutating func trap() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &self) {
      switch Int.random(in: 0..<10, using: &self) {
      case 0..<5:
        scalars.append(
          contentsOf: pick(Array(" -?:,[]{}#&*!|>'\"%@`~\\\n\t/=.<0123noNex".unicodeScalars.map { String($0) }))
            .unicodeScalars)
      case 5 where chance(50): scalars.append(contentsOf: hostileName().unicodeScalars)
      case 5: scalars.append(contentsOf: pick(HostileWorkspace.traps.filter { $0.count < 40 }).unicodeScalars)
      case 6: scalars.append(Unicode.Scalar(UInt8.random(in: 0...255, using: &self)))
      default:
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...(chance(70) ? 0xFFFF : 0x10FFFF), using: &self)) {
          scalars.append(scalar)
        }
      }
    }
    return String(scalars)
  }
}
