// A first-in, first-out buffer that reuses its memory.

/// A queue of elements in a ring. Appending and removing take constant time, amortised over growth.
struct RingBuffer<Element> {
    private var slots: [Element?] = []
    private var head = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) {
        if count == slots.count { grow() }
        slots[(head + count) & (slots.count - 1)] = element
        count += 1
    }

    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[head]
        slots[head] = nil
        head = (head + 1) & (slots.count - 1)
        count -= 1
        return element
    }

    mutating func removeAll() -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(count)
        while let element = popFirst() { elements.append(element) }
        return elements
    }

    /// Removes the elements for which `condition` holds, keeping the order of the others.
    mutating func remove(where condition: (Element) -> Bool) -> [Element] {
        var removed: [Element] = []
        for _ in 0..<count {
            guard let element = popFirst() else { break }
            if condition(element) { removed.append(element) } else { append(element) }
        }
        return removed
    }

    /// The number of slots is a power of two, so that positions wrap by a mask.
    private mutating func grow() {
        let capacity = max(16, slots.count * 2)
        var grown: [Element?] = []
        grown.reserveCapacity(capacity)
        for offset in 0..<count { grown.append(slots[(head + offset) & (slots.count - 1)]) }
        grown.append(contentsOf: repeatElement(nil, count: capacity - count))
        slots = grown
        head = 0
    }
}
