import Foundation
import Glibc

/// What a stream can show: whether a person looks at it, how wide it is, whether it has colours.
struct Terminal {
    /// Standard output.
    static let output = Terminal(descriptor: STDOUT_FILENO)
    /// Standard error.
    static let errors = Terminal(descriptor: STDERR_FILENO)

    /// Columns where nothing tells how many there are.
    static let columnsDefault = 120
    /// The fewest columns that tables are laid out for.
    static let columnsMin = 60

    let descriptor: Int32
    /// A person looks at it.
    let isInteractive: Bool

    init(descriptor: Int32) {
        self.descriptor = descriptor
        isInteractive = isatty(descriptor) == 1
    }

    /// Colours only on a terminal, and not where the user asked for none (https://no-color.org).
    var hasColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isInteractive && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }

    var columns: Int {
        var size = winsize()
        let known = isInteractive && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
        let asked = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 0
        let columns = known > 0 ? known : asked
        return columns > 0 ? max(columns, Self.columnsMin) : Self.columnsDefault
    }

    /// Writes bytes; where nobody can take them any more, a full disk or a reader that is gone, the command ends.
    func write(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                exit(errno == EPIPE ? EXIT_SUCCESS : EXIT_FAILURE)
            }
        }
    }

    /// Writes a line.
    func line(_ text: String) { write((text + "\n").utf8) }

    /// Writes a line that is UTF-8 already.
    func line(_ bytes: some Sequence<UInt8>) { write(bytes + [0x0A]) }

    /// Replaces the line that tells of work under way; nothing where nobody watches.
    func progress(_ text: String) {
        if isInteractive { write("\r\u{1B}[K\(text)".utf8) }
    }

    /// Clears it.
    func endProgress() { progress("") }
}

/// Colours of a terminal.
enum Colour: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
    case dim = "2"
    case bold = "1"

    /// The text in this colour, where there are colours.
    func paint(_ text: String, _ isOn: Bool) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
