/// The actor graph in the formats of other programs.
public enum GraphFormat: String, CaseIterable, Sendable {
    /// One JSON object with nodes and edges.
    case json
    /// Gephi's format, 1.3, with the days of the first and last relation as time spells.
    case gexf
    /// GraphML, for igraph, NetworkX, yEd.
    case graphml
    /// Graphviz.
    case dot

    /// The media type for HTTP.
    public var mediaType: String {
        switch self {
        case .json: "application/json"
        case .gexf: "application/gexf+xml"
        case .graphml: "application/graphml+xml"
        case .dot: "text/vnd.graphviz"
        }
    }

    /// A graph in this format, UTF-8, ending with a line feed.
    ///
    /// - Throws: what ``QueryJSON`` throws.
    public func encode(_ graph: GraphRecord) throws -> [UInt8] {
        switch self {
        case .json: try QueryJSON.encode(graph) + [0x0A]
        case .gexf: Array(Self.gexf(graph).utf8)
        case .graphml: Array(Self.graphML(graph).utf8)
        case .dot: Array(Self.dot(graph).utf8)
        }
    }

    // MARK: GEXF

    // Readers want a graph to be all directed or all undirected: every edge has a direction here, and those that mean
    // nothing by it, such as met, say that they are symmetric.

    private static func gexf(_ graph: GraphRecord) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gexf xmlns="http://gexf.net/1.3" version="1.3">
            <graph mode="dynamic" timeformat="date" defaultedgetype="directed">
            <attributes class="node" mode="static"><attribute id="type" title="type" type="string"/></attributes>
            <attributes class="edge" mode="static"><attribute id="article" title="article" type="string"/>\
            <attribute id="symmetric" title="symmetric" type="boolean"/></attributes>
            <nodes>

            """
        for node in graph.nodes {
            text += "<node id=\(xml(node.id)) label=\(xml(node.name))>"
            text += "<attvalues><attvalue for=\"type\" value=\(xml(node.type))/></attvalues></node>\n"
        }
        text += "</nodes>\n<edges>\n"
        for (index, edge) in graph.edges.enumerated() {
            text += "<edge id=\"\(index)\" source=\(xml(edge.source.id)) target=\(xml(edge.target.id))"
            text += " kind=\(xml(edge.kind.rawValue)) label=\(xml(edge.kind.rawValue))"
            text += " weight=\"\(edge.weight)\""
            if !edge.first.isEmpty { text += " start=\(xml(edge.first))" }
            if !edge.last.isEmpty { text += " end=\(xml(edge.last))" }
            text += "><attvalues><attvalue for=\"article\" value=\(xml(edge.article))/>"
            text += "<attvalue for=\"symmetric\" value=\"\(!edge.directed)\"/></attvalues></edge>\n"
        }
        return text + "</edges>\n</graph>\n</gexf>\n"
    }

    // MARK: GraphML

    private static let graphMLKeys = [
        ("name", "node", "string"), ("type", "node", "string"), ("kind", "edge", "string"), ("weight", "edge", "int"),
        ("first", "edge", "string"), ("last", "edge", "string"), ("label", "edge", "string"),
        ("article", "edge", "string"), ("symmetric", "edge", "boolean"),
    ]

    private static func graphML(_ graph: GraphRecord) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

            """
        for (name, domain, type) in graphMLKeys {
            // A word of its own for each domain: "type" of a node and of an edge must not collide.
            text += "<key id=\"\(domain)-\(name)\" for=\"\(domain)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
        }
        text += "<graph id=\"letopis\" edgedefault=\"directed\">\n"
        for node in graph.nodes {
            text += "<node id=\(xml(node.id))>" + data("node-name", node.name) + data("node-type", node.type)
            text += "</node>\n"
        }
        for (index, edge) in graph.edges.enumerated() {
            text += "<edge id=\"e\(index)\" source=\(xml(edge.source.id)) target=\(xml(edge.target.id))"
            text += ">" + data("edge-symmetric", "\(!edge.directed)")
            text += data("edge-kind", edge.kind.rawValue) + data("edge-weight", "\(edge.weight)")
            text += data("edge-first", edge.first) + data("edge-last", edge.last) + data("edge-label", edge.label)
            text += data("edge-article", edge.article) + "</edge>\n"
        }
        return text + "</graph>\n</graphml>\n"
    }

    private static func data(_ key: String, _ value: String) -> String {
        "<data key=\"\(key)\">\(escaped(value))</data>"
    }

    // MARK: DOT

    private static func dot(_ graph: GraphRecord) -> String {
        var text = "digraph letopis {\n  node [shape=box];\n"
        for node in graph.nodes { text += "  \(quoted(node.id)) [label=\(quoted(node.name))];\n" }
        for edge in graph.edges {
            text += "  \(quoted(edge.source.id)) -> \(quoted(edge.target.id))"
            text += " [label=\(quoted(edge.kind.rawValue)), weight=\(edge.weight), penwidth=\(min(edge.weight, 8))"
            text += edge.directed ? "];\n" : ", dir=none];\n"
        }
        return text + "}\n"
    }

    // MARK: Quoting

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func xml(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // Not allowed in XML 1.0.
            case "\u{0}"..<"\u{20}" where scalar != "\n" && scalar != "\t": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
