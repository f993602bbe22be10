// swift-tools-version: 6.2
import PackageDescription

/// Every target is built the same way: Swift 6 mode, nothing implicit, warnings are errors.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "accord",
  products: [.executable(name: "accord", targets: ["accord"])],
  targets: [
    // From the program down; a target imports only what it names (Sources/README.md).
    .executableTarget(name: "accord", dependencies: ["Commands"], swiftSettings: settings),
    library(
      "Commands",
      [
        "Access", "AccessJSON", "CLinux", "CurlTransport", "Documents", "Explaining", "GitSync", "HTTPMessages",
        "Planning",
        "PolicyFiles", "Reconciliation", "Reports", "SegmentAPI", "SegmentSandbox", "Serving", "Syntax",
      ]),
    library("Reports", ["Access", "AccessJSON", "Digests", "Documents", "Explaining", "Planning", "Syntax"]),
    library("Reconciliation", ["Access", "AccessJSON", "Digests", "Planning", "SegmentAPI", "Syntax", "HTTPMessages"]),
    library("GitSync", ["Access", "Planning", "PolicyFiles", "Syntax", "YAML"]),
    library("PolicyFiles", ["Access", "Digests", "Planning", "Syntax", "YAML"]),
    library("Documents", ["Access", "AccessJSON", "Digests", "Explaining", "Syntax"]),
    library("Explaining", ["Access", "Planning", "Syntax"]),
    library("Planning", ["Access", "AccessJSON", "Syntax"]),
    library("AccessJSON", ["Access", "Digests", "Syntax"]),
    library("YAML", ["CLibYAML"]),
    library("SegmentAPI", ["HTTPMessages"]),
    library("CurlTransport", ["HTTPMessages", "CCurl"]),
    library("SegmentSandbox", ["HTTPMessages", "Serving", "Syntax"]),
    library("Serving", ["HTTPMessages"]),
    library("Access"),
    // Optimised in a debug build too: without it a third of the time of all tests is spent here.
    .target(name: "Digests", swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    library("Syntax"),
    library("HTTPMessages"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // What several test targets draw from: seeded random workspaces and policies, builders of small ones.
    .target(
      name: "RandomWorlds", dependencies: ["Access", "Planning", "PolicyFiles"], path: "Tests/RandomWorlds",
      exclude: ["failing-seeds"],
      swiftSettings: settings),
    // Figures, and floors beside them (Tests/README.md); no part of the product.
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Access", "AccessJSON", "CCurl", "CLibYAML", "Explaining", "HTTPMessages", "Planning", "PolicyFiles",
        "Reconciliation", "Reports", "SegmentAPI", "SegmentSandbox", "YAML",
      ], path: "Tests/Benchmark", swiftSettings: settings),
    tests(of: "Access", ["Access", "Planning", "RandomWorlds"]),
    tests(of: "Planning", ["Planning", "Access", "Documents", "RandomWorlds"]),
    tests(
      of: "Explaining",
      ["Explaining", "Access", "AccessJSON", "Documents", "Planning", "PolicyFiles", "YAML", "RandomWorlds"]),
    tests(
      of: "Documents",
      ["Documents", "Access", "AccessJSON", "Digests", "PolicyFiles", "Syntax", "YAML", "RandomWorlds"]),
    tests(of: "YAML", ["YAML"]),
    tests(
      of: "PolicyFiles",
      ["PolicyFiles", "Access", "Documents", "Explaining", "Planning", "Syntax", "YAML", "RandomWorlds"]),
    tests(of: "GitSync", ["GitSync", "Access", "RandomWorlds"]),
    tests(of: "SegmentAPI", ["SegmentAPI", "CurlTransport", "HTTPMessages", "SegmentSandbox", "RandomWorlds"]),
    tests(of: "SegmentSandbox", ["SegmentSandbox", "Serving", "Syntax", "HTTPMessages", "RandomWorlds"]),
    tests(
      of: "Reports", ["Reports", "Access", "Digests", "Documents", "Explaining", "Planning", "Syntax", "RandomWorlds"],
      exclude: ["Golden"]),
    tests(
      of: "Reconciliation",
      [
        "Reconciliation", "Access", "AccessJSON", "CurlTransport", "Documents", "HTTPMessages", "Planning", "Reports",
        "SegmentAPI", "SegmentSandbox", "Syntax", "RandomWorlds",
      ]),
    tests(
      of: "Commands",
      [
        "Commands", "Access", "AccessJSON", "CurlTransport", "Documents", "HTTPMessages", "PolicyFiles",
        "SegmentSandbox", "Serving", "Syntax", "YAML", "RandomWorlds",
      ]),
  ]
)

// libFuzzer's targets, only where they are asked for: they bring a `main` of their own (Tests/README.md).
if Context.environment["ACCORD_FUZZ"] != nil {
  for (name, target) in [("FuzzPolicy", "YAML"), ("FuzzDocuments", "Documents"), ("FuzzRequests", "Serving")] {
    package.products.append(.library(name: name, type: .static, targets: [name]))
    package.targets.append(
      .target(
        name: name, dependencies: [.target(name: target)], path: "Tests/Fuzzing/\(name)",
        swiftSettings: settings + [.unsafeFlags(["-sanitize=fuzzer"])]))
  }
}
