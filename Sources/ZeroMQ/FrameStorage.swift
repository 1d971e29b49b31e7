// The memory behind a frame: an own allocation or a message of libzmq.

import CZeroMQ

/// Bytes that nobody changes after initialisation, freed with the last reference.
///
/// Unchecked because it holds raw pointers: the memory is written only before the object is shared, and libzmq frees a message
/// from any thread.
final class FrameStorage: @unchecked Sendable {
    /// Frames up to this size are copied rather than referenced: cheaper than the bookkeeping, and a small received frame would
    /// keep alive the whole receive buffer that it arrived in.
    static let copiedBytesMax = 1024

    let bytes: UnsafeRawBufferPointer
    private let message: UnsafeMutablePointer<zmq_msg_t>?

    init(count: Int, writing write: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        do {
            try write(buffer)
        } catch {
            buffer.deallocate()
            throw error
        }
        bytes = UnsafeRawBufferPointer(buffer)
        message = nil
    }

    init(copying source: UnsafeRawBufferPointer) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
        buffer.copyMemory(from: source)
        bytes = UnsafeRawBufferPointer(buffer)
        message = nil
    }

    /// Moves the content out of `received`, which is left empty.
    init(moving received: UnsafeMutablePointer<zmq_msg_t>) {
        let own = UnsafeMutablePointer<zmq_msg_t>.allocate(capacity: 1)
        zmq_msg_init(own)
        zmq_msg_move(own, received)
        message = own
        bytes = UnsafeRawBufferPointer(start: zmq_msg_data(own), count: zmq_msg_size(own))
    }

    deinit {
        if let message {
            zmq_msg_close(message)
            message.deallocate()
        } else {
            bytes.deallocate()
        }
    }
}

extension Frame {
    /// The frame just received into `message`, which is left to be closed by the caller.
    init(receivedIn message: UnsafeMutablePointer<zmq_msg_t>) {
        let count = zmq_msg_size(message)
        if count == 0 {
            self = .empty
        } else if count <= FrameStorage.copiedBytesMax {
            let source = UnsafeRawBufferPointer(start: zmq_msg_data(message), count: count)
            self.init(storage: FrameStorage(copying: source))
        } else {
            self.init(storage: FrameStorage(moving: message))
        }
    }

    /// Initialises `message` for sending: small frames as a copy, large ones as a reference that libzmq gives back when sent.
    /// - Returns: what libzmq returned.
    func initialize(_ message: UnsafeMutablePointer<zmq_msg_t>) -> Int32 {
        guard let storage else { return zmq_msg_init(message) }
        let count = storage.bytes.count
        if count <= FrameStorage.copiedBytesMax {
            let result = zmq_msg_init_size(message, count)
            guard result == 0 else { return result }
            UnsafeMutableRawBufferPointer(start: zmq_msg_data(message), count: count).copyMemory(from: storage.bytes)
            return result
        }
        let reference = Unmanaged.passRetained(storage)
        let result = zmq_msg_init_data(
            message, UnsafeMutableRawPointer(mutating: storage.bytes.baseAddress), count,
            { _, hint in
                guard let hint else { return }
                Unmanaged<FrameStorage>.fromOpaque(hint).release()
            }, reference.toOpaque())
        if result != 0 { reference.release() }
        return result
    }
}
