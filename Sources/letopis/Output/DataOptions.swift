import ArgumentParser
import Daemon
import EventLog
import Foundation
import Projections

/// Where the data are: `DIR/log` is the log, `DIR/projections.sqlite` the projections.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data directory of the daemon.", valueName: "dir"))
    var data = ProcessInfo.processInfo.environment["LETOPIS_DATA_DIRECTORY"] ?? "./letopis-data"

    var directory: DataDirectory { DataDirectory(data) }
    var logDirectory: String { directory.log.path }
    var projectionPath: String { directory.projections.path }

    /// The endpoints of the daemon of this directory, or the default ones where none has run.
    var endpoints: DaemonConfiguration.Endpoints {
        directory.readEndpoints() ?? DaemonConfiguration.Endpoints()
    }

    /// Asks the projections; what goes wrong is printed in one sentence.
    func ask<Answer>(_ question: (Library) async throws -> Answer) async throws -> Answer {
        try await Failure.reported { try await question(Library(path: projectionPath)) }
    }
}

/// Turns errors into one sentence on standard error and an exit code.
enum Failure {
    /// Runs a command's work.
    ///
    /// - Throws: `ExitCode` 1 after printing what went wrong; `ValidationError` (64) for an impossible parameter.
    static func reported<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error as ProjectionError {
            if case .invalidParameter = error { throw ValidationError("\(error).") }
            throw report("\(error)")
        } catch let error as LogError {
            throw report("\(error)")
        } catch let error as ArticleRedactionError {
            throw report("\(error)")
        }
    }

    private static func report(_ sentence: String) -> ExitCode {
        Terminal.errors.line("letopis: \(sentence)")
        return .failure
    }
}
