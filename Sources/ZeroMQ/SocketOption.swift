// Socket options with the type of their values; the list of them is in `SocketOption+List.swift`.

import CZeroMQ

/// An option of a socket, with the type of its value.
///
/// ```swift
/// try socket.set(.maxMessageSize, 20 << 20)
/// let linger = try socket.get(.linger)
/// ```
public struct SocketOption<Value: Sendable>: Sendable {
    /// The name in libzmq's manual, without `ZMQ_`.
    public let name: String
    let code: Int32
    let codec: OptionCodec<Value>

    init(_ name: String, _ code: Int32, _ codec: OptionCodec<Value>) {
        self.name = name
        self.code = code
        self.codec = codec
    }
}

/// How a value goes into and comes out of `zmq_setsockopt` and `zmq_getsockopt`.
struct OptionCodec<Value: Sendable>: Sendable {
    /// The most bytes that libzmq writes when asked for the value.
    let capacity: Int
    let encode: @Sendable (Value) -> [UInt8]
    let decode: @Sendable ([UInt8]) -> Value
}

extension Socket {
    /// Sets an option. Most options act on connections made afterwards: set them before `bind` and `connect`.
    /// - Throws: ``ZeroMQError`` with the option's name and value where libzmq refuses it.
    public func set<Value>(_ option: SocketOption<Value>, _ value: Value) throws {
        let bytes = option.codec.encode(value)
        guard zmq_setsockopt(handle, option.code, bytes, bytes.count) == 0 else {
            throw failure(.setOption, detail: "\(option.name) = \(value)")
        }
    }

    /// Reads an option.
    /// - Throws: ``ZeroMQError`` with the option's name where libzmq cannot tell.
    public func get<Value>(_ option: SocketOption<Value>) throws -> Value {
        var bytes = [UInt8](repeating: 0, count: option.codec.capacity)
        var count = bytes.count
        guard zmq_getsockopt(handle, option.code, &bytes, &count) == 0 else {
            throw failure(.getOption, detail: option.name)
        }
        return option.codec.decode(Array(bytes.prefix(count)))
    }
}

extension OptionCodec where Value == Int {
    /// A C `int`.
    static var integer: Self {
        Self(
            capacity: 4, encode: { encodeInteger(Int32(clamping: $0)) },
            decode: { Int(decodeInteger($0, as: Int32.self)) })
    }
}

extension OptionCodec where Value == Int? {
    /// An `int64_t` in which -1 means that there is no limit.
    static var limit: Self {
        Self(
            capacity: 8, encode: { encodeInteger(Int64($0 ?? -1)) },
            decode: {
                let value = Int(decodeInteger($0, as: Int64.self))
                return value < 0 ? nil : value
            })
    }
}

extension OptionCodec where Value == Bool {
    /// A C `int` that is 0 or 1.
    static var boolean: Self {
        Self(
            capacity: 4, encode: { encodeInteger(Int32($0 ? 1 : 0)) }, decode: { decodeInteger($0, as: Int32.self) > 0 }
        )
    }
}

extension OptionCodec where Value == Duration {
    /// Whole milliseconds.
    static var milliseconds: Self {
        Self(
            capacity: 4, encode: { encodeInteger($0.wholeMilliseconds) },
            decode: { .milliseconds(Int(decodeInteger($0, as: Int32.self))) })
    }
}

extension OptionCodec where Value == Duration? {
    /// Whole milliseconds in which -1 means for ever (or never, or left to the system).
    static var millisecondsOrNever: Self {
        Self(
            capacity: 4, encode: { encodeInteger($0?.wholeMilliseconds ?? -1) },
            decode: {
                let value = Int(decodeInteger($0, as: Int32.self))
                return value < 0 ? nil : .milliseconds(value)
            })
    }
}

extension OptionCodec where Value == [UInt8] {
    /// Bytes as they are.
    static var bytes: Self { Self(capacity: 256, encode: { $0 }, decode: { $0 }) }
}

extension OptionCodec where Value == String {
    /// Text, which libzmq gives back with a terminating zero.
    static var text: Self {
        Self(
            capacity: 1024, encode: { Array($0.utf8) },
            decode: { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }

    /// A CURVE key in Z85: libzmq tells binary and text apart by the size of the buffer.
    static var key: Self {
        Self(
            capacity: CurveKeyPair.keyCharacterCount + 1, encode: { Array($0.utf8) },
            decode: { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
}

private func encodeInteger(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value) { Array($0) }
}

private func decodeInteger<Integer: FixedWidthInteger>(_ bytes: [UInt8], as type: Integer.Type) -> Integer {
    guard bytes.count == MemoryLayout<Integer>.size else { return 0 }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: type) }
}

extension Duration {
    /// Milliseconds rounded up, so that a wait is never shorter than asked, held within what libzmq accepts.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? .max : Int32(clamping: product.addingReportingOverflow(fraction).partialValue)
    }
}
