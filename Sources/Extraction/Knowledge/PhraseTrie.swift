import Language

/// Phrases as paths of forms; walking it costs one probe of a flat table a token and allocates nothing.
struct PhraseTrie<Value: Sendable>: Sendable {
    /// A place in the trie; the empty phrase is ``root``.
    typealias Node = Int32

    static var root: Node { 0 }

    private var slots: [(edge: UInt64, node: Node)]
    private var edgeCount = 0
    private var nodeCount: Node = 1
    /// For each node the index of its latest value in ``links``, or -1.
    private var heads: [Int32] = [-1]
    private var links: [(value: Value, next: Int32)] = []

    init() { slots = Array(repeating: (0, -1), count: 1 << 12) }

    /// Whether no phrase was put in.
    var isEmpty: Bool { links.isEmpty }

    /// Files a value under a phrase; a phrase may have several.
    mutating func insert(_ value: Value, under phrase: some Sequence<FormKey>) {
        var node = Self.root
        for form in phrase { node = child(of: node, form) }
        links.append((value, heads[Int(node)]))
        heads[Int(node)] = Int32(links.count - 1)
    }

    /// The node that a form leads to; nil where no phrase goes on with it.
    func step(_ node: Node, _ form: FormKey) -> Node? {
        let edge = Self.edge(node, form)
        var slot = Int(truncatingIfNeeded: edge) & (slots.count - 1)
        while slots[slot].node >= 0 {
            if slots[slot].edge == edge { return slots[slot].node }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The node that a whole phrase leads to; nil where none goes on with it.
    func node(of phrase: some Sequence<FormKey>) -> Node? {
        var node = Self.root
        for form in phrase {
            guard let next = step(node, form) else { return nil }
            node = next
        }
        return node
    }

    /// Whether a phrase ends here.
    func isEnd(_ node: Node) -> Bool { heads[Int(node)] >= 0 }

    /// Calls with each value of the phrase that ends here, latest first, until told to stop.
    func forEach(at node: Node, _ body: (Value) -> Void) {
        var link = heads[Int(node)]
        while link >= 0 {
            body(links[Int(link)].value)
            link = links[Int(link)].next
        }
    }

    /// Takes out the values for which a condition holds; their phrases lead nowhere then.
    mutating func removeAll(where isRemoved: (Value) -> Bool) {
        for node in heads.indices {
            var kept: [Int32] = []
            var link = heads[node]
            while link >= 0 {
                if !isRemoved(links[Int(link)].value) { kept.append(link) }
                link = links[Int(link)].next
            }
            heads[node] = kept.first ?? -1
            for (link, next) in zip(kept, kept.dropFirst() + [-1]) { links[Int(link)].next = next }
        }
    }

    // MARK: Table

    /// A node and a form as one number: two edges are one only where 64-bit hashes collide.
    private static func edge(_ node: Node, _ form: FormKey) -> UInt64 {
        let mixed = (form.hash ^ (UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15)) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 32)
    }

    private mutating func child(of node: Node, _ form: FormKey) -> Node {
        if let known = step(node, form) { return known }
        if (edgeCount + 1) * 2 > slots.count { grow() }
        let created = nodeCount
        nodeCount += 1
        heads.append(-1)
        place(Self.edge(node, form), created)
        edgeCount += 1
        return created
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, -1), count: old.count * 2)
        for entry in old where entry.node >= 0 { place(entry.edge, entry.node) }
    }

    private mutating func place(_ edge: UInt64, _ node: Node) {
        var slot = Int(truncatingIfNeeded: edge) & (slots.count - 1)
        while slots[slot].node >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = (edge, node)
    }
}
