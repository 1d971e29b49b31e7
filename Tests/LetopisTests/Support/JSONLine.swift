import Chronicle

/// A line of JSON, to look into.
@dynamicMemberLookup
struct JSONLine: Equatable {
    let value: JSONValue?

    init(_ line: some StringProtocol) { value = try? JSONParser.parse(line.utf8) }
    init(value: JSONValue?) { self.value = value }

    subscript(dynamicMember name: String) -> JSONLine { self[name] }

    subscript(name: String) -> JSONLine {
        if case .object(let object)? = value { JSONLine(value: object[name]) } else { JSONLine(value: nil) }
    }

    subscript(index: Int) -> JSONLine {
        if case .array(let values)? = value, values.indices.contains(index) {
            JSONLine(value: values[index])
        } else {
            JSONLine(value: nil)
        }
    }

    var string: String {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let bool): String(bool)
        default: ""
        }
    }

    var number: Int { Int(string) ?? -1 }

    var array: [JSONLine] {
        if case .array(let values)? = value { values.map(JSONLine.init(value:)) } else { [] }
    }
}
