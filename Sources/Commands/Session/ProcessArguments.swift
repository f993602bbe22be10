import CLinux

extension Program {
  /// What this process was called with, without its own name.
  package static var ownArguments: [String] {
    // The runtime reads /proc, and has nothing where that is not mounted.
    if CommandLine.argc > 0 { return Array(CommandLine.arguments.dropFirst()) }
    var count: Int32 = 0
    guard let words = accord_arguments(&count) else { return [] }
    return (1..<max(Int(count), 1)).compactMap { words[$0].map { String(cString: $0) } }
  }
}
