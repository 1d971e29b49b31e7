/// Values by forms: open addressing over the forms' hashes, from slots that hold the numbers of the forms in the order in
/// which they came.
struct FormTable<Value: Sendable>: Sendable {
    /// By the numbers of the forms. The hash stands beside the value, so that they are found at one look into memory.
    private var entries: [(hash: UInt64, value: Value)]
    /// The number of a form plus one, 0 for an empty slot. At most half of the slots are taken, so that looking for an
    /// unknown form ends at once.
    private var slots: [UInt32]

    /// A table without forms that has room for some.
    init(roomFor count: Int = 8) {
        entries = []
        entries.reserveCapacity(count)
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
    }

    private init(entries: [(hash: UInt64, value: Value)], slots: [UInt32]) {
        self.entries = entries
        self.slots = slots
    }

    /// The value of a form; nil where it is unknown. O(1), allocates nothing.
    subscript(form: FormKey) -> Value? {
        let found = slots[slot(of: form.hash)]
        return found == 0 ? nil : entries[Int(found) - 1].value
    }

    /// The number of a form, which is the next one where it is unknown and gets the value then.
    mutating func insert(_ form: FormKey, _ value: @autoclosure () -> Value) -> Int {
        let slot = slot(of: form.hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        entries.append((form.hash, value()))
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    /// The value of the form with a number.
    subscript(number: Int) -> Value {
        get { entries[number].value }
        set { entries[number].value = newValue }
    }

    /// The same forms with other values, made in the order of the forms' numbers.
    func mapValues<Other>(_ transform: (Value) -> Other) -> FormTable<Other> {
        FormTable<Other>(entries: entries.map { ($0.hash, transform($0.value)) }, slots: slots)
    }

    /// The slot that holds the form, or the empty one where it belongs.
    private func slot(of hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0, entries[Int(slots[slot]) - 1].hash != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (number, entry) in entries.enumerated() { slots[slot(of: entry.hash)] = UInt32(number + 1) }
    }
}
