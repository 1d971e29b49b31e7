// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6)]

let package = Package(
    name: "letopis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "letopis", targets: ["letopis"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Floor 4: the executable.
        .executableTarget(
            name: "letopis",
            dependencies: [
                "Daemon", "Extraction", "Projections", "Chronicle", "EventLog", "Threading", "ZeroMQ",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "letopis-train",
            dependencies: [
                "Chronicle", "Extraction", "Language",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),

        // Floor 3: the services.
        .target(
            name: "Daemon",
            dependencies: [
                "Chronicle", "EventLog", "Extraction", "Language", "Projections", "Threading", "WebAPI", "ZeroMQ",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),

        // Floor 2: HTTP.
        .target(
            name: "WebAPI",
            dependencies: [
                "Chronicle", "Projections",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Floor 1: what is read out of articles and what is read out of the log.
        .target(
            name: "Extraction",
            dependencies: ["Chronicle", "Language", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("Resources")],
            swiftSettings: strict),
        .target(
            name: "Projections",
            dependencies: ["Chronicle", "EventLog", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),

        // Floor 0: words, events, bytes, frames, threads.
        .target(
            name: "Chronicle",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            exclude: ["Schema/letopis.proto"],
            swiftSettings: strict),
        .target(
            name: "EventLog",
            dependencies: ["CEventLog", "Threading", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "CEventLog"),
        .target(name: "Language", resources: [.copy("Resources")], swiftSettings: strict),
        .target(name: "Threading", dependencies: ["CThreading"], swiftSettings: strict),
        .target(name: "CThreading"),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ", "Threading"], swiftSettings: strict),
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),

        // Tests, a target each for the rooms and one for the whole house.
        .testTarget(name: "ChronicleTests", dependencies: ["Chronicle"], swiftSettings: strict),
        .testTarget(
            name: "EventLogTests", dependencies: ["CEventLog", "EventLog", "LogWriter", "TestSupport", "Threading"],
            swiftSettings: strict),
        .executableTarget(
            name: "LogWriter", dependencies: ["EventLog"], path: "Tests/LogWriter", swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "LanguageTests", dependencies: ["Language", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ThreadingTests", dependencies: ["Threading"], swiftSettings: strict),
        .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ"], swiftSettings: strict),
        .testTarget(name: "ExtractionTests", dependencies: ["Extraction", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ProjectionsTests", dependencies: ["Projections", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "WebAPITests", dependencies: ["WebAPI"], swiftSettings: strict),
        .testTarget(
            name: "LetopisTests",
            dependencies: [
                "Chronicle", "Daemon", "EventLog", "Language", "Projections", "TestSupport", "ZeroMQ", "letopis",
                "letopis-train",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Clients"],
            swiftSettings: strict),
    ]
)
