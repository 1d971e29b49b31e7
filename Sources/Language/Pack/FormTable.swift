/// Numbers forms in the order in which they come, and finds the number of a form: open addressing over their hashes.
struct FormTable: Sendable {
    private var hashes: [UInt64] = []
    /// The number of a form plus one, 0 for an empty slot. At most half of the slots are taken, so that looking for an
    /// unknown form ends at once.
    private var slots: [UInt32]

    /// A table without forms that has room for some.
    init(roomFor count: Int = 8) {
        hashes.reserveCapacity(count)
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
    }

    /// How many forms there are.
    var count: Int { hashes.count }

    /// The number of a form; nil where it is unknown. O(1), allocates nothing.
    func number(of form: FormKey) -> Int? {
        let found = slots[slot(of: form.hash)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// The number of a form, which is the next one where it is unknown.
    mutating func insert(_ form: FormKey) -> Int {
        let slot = slot(of: form.hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        hashes.append(form.hash)
        slots[slot] = UInt32(hashes.count)
        if hashes.count * 2 > slots.count { grow() }
        return hashes.count - 1
    }

    /// The slot that holds the form, or the empty one where it belongs.
    private func slot(of hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0, hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() { slots[slot(of: hash)] = UInt32(number + 1) }
    }
}
