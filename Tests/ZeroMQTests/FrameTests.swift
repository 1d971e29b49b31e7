// Frames hold what was put into them, and messages are collections of frames.

import Testing

@testable import ZeroMQ

@Suite("Frames and messages")
struct FrameTests {
    @Test("bytes come out as they went in", arguments: [0, 1, 33, 34, 1024, 1025, 70_000])
    func bytes(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let frame = Frame(bytes)
        #expect(frame.bytes == bytes)
        #expect(Array(frame) == bytes)
        #expect(frame.count == count)
        #expect(frame == Frame(count: count) { $0.copyBytes(from: bytes) })
        #expect(frame.hashValue == Frame(bytes).hashValue)
    }

    @Test("text is text only where it is UTF-8")
    func text() {
        #expect(Frame("среща").text == "среща")
        #expect(Frame([0xFF, 0xFE]).text == nil)
        #expect(Frame.empty.text == "")
        #expect("\(Message("a", .empty, Frame([0xFF])))" == "[\"a\" · \"\" · 1 bytes]")
    }

    @Test("a failed writer leaves no frame")
    func failedWriter() {
        #expect(throws: CancellationError.self) { try Frame(count: 8) { _ in throw CancellationError() } }
    }

    @Test("addresses are taken off and put on")
    func collection() {
        var message: Message = ["id", .empty, "body"]
        message.removeFirst(2)
        #expect(message == ["body"])
        message.insert("other", at: 0)
        #expect(message == ["other", "body"])
        #expect(message.byteCount == 9)
        message[0] = "new"
        #expect(message.first?.text == "new")
    }

    @Test("a ring keeps its order while it wraps and grows")
    func ring() {
        var ring = RingBuffer<Int>()
        var expected: [Int] = []
        for number in 0..<500 {
            ring.append(number)
            expected.append(number)
            if number.isMultiple(of: 3) { #expect(ring.popFirst() == expected.removeFirst()) }
        }
        #expect(ring.remove { $0.isMultiple(of: 2) } == expected.filter { $0.isMultiple(of: 2) })
        #expect(ring.count == expected.count { !$0.isMultiple(of: 2) })
        #expect(ring.removeAll() == expected.filter { !$0.isMultiple(of: 2) })
        #expect(ring.popFirst() == nil)
    }
}
