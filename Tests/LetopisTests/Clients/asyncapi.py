"""Checks deploy/letopis.asyncapi.yaml: its structure as AsyncAPI 3, and that messages on sockets are those it knows."""
import json
import pathlib
import re

import jsonschema
import yaml

HOUSE = pathlib.Path(__file__).resolve().parents[3]
FIELDS = {
    "": {"asyncapi", "info", "defaultContentType", "servers", "channels", "operations", "components"},
    "servers": {"host", "protocol", "protocolVersion", "description"},
    "channels": {"address", "description", "servers", "parameters", "messages"},
    "operations": {"action", "channel", "summary", "messages", "reply"},
    "messages": {"summary", "payload"},
}


class Document:
    """The document, and which of its messages have been seen."""

    def __init__(self):
        self.root = yaml.safe_load((HOUSE / "deploy/letopis.asyncapi.yaml").read_text())
        self.seen = set()
        self.check_structure()
        self.validators = {name: self.validator(message["payload"])
                           for name, message in self.root["components"]["messages"].items()}

    def check_structure(self):
        root = self.root
        assert root["asyncapi"] == "3.0.0" and root["info"]["title"] and root["info"]["version"]
        self.check_fields(root, "")
        for group in ("servers", "channels", "operations"):
            for part in root[group].values():
                self.check_fields(part, group)
        for message in root["components"]["messages"].values():
            self.check_fields(message, "messages")
            frames = message["x-zmq-frames"]
            assert frames[-1] == {"name": "body"}, frames
        for server in root["servers"].values():
            assert server["host"] and server["protocol"] == "zmq" and server["x-zmq"]["socket"]
        for channel in root["channels"].values():
            assert channel["messages"]
            names = re.findall(r"{(\w+)}", channel["address"] or "")
            assert set(names) == set(channel.get("parameters", {})), channel
            assert all(self.resolve(server["$ref"]) in root["servers"].values() for server in channel["servers"])
        for operation in root["operations"].values():
            assert operation["action"] in ("send", "receive")
            for side in (operation, operation.get("reply", operation)):
                channel = self.resolve(side["channel"]["$ref"])
                # An operation names messages of its own channel.
                for message in side.get("messages", []):
                    assert message["$ref"].startswith(side["channel"]["$ref"] + "/messages/"), message
                    assert self.resolve(message["$ref"]) in channel["messages"].values()
        for reference in self.references(root):
            self.resolve(reference)
        for schema in root["components"]["schemas"].values():
            jsonschema.Draft7Validator.check_schema(schema)

    @staticmethod
    def check_fields(part, kind):
        unknown = {name for name in part if not name.startswith("x-")} - FIELDS[kind]
        assert not unknown, (kind, unknown)

    def references(self, part):
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            part = list(part.values())
        if isinstance(part, list):
            for child in part:
                yield from self.references(child)

    def resolve(self, reference):
        assert reference.startswith("#/"), reference
        part = self.root
        for name in reference[2:].split("/"):
            part = part[name]
        return part

    def validator(self, schema):
        return jsonschema.Draft7Validator({"components": self.root["components"], "allOf": [schema]})

    def candidates(self, server, action):
        """Names of the messages that may go over a server's socket in one direction, as the daemon sees it."""
        names = set()
        other = {"send": "receive", "receive": "send"}
        for operation in self.root["operations"].values():
            sides = [(operation["action"], operation)]
            if "reply" in operation:
                sides.append((other[operation["action"]], operation["reply"]))
            for direction, side in sides:
                channel = self.resolve(side["channel"]["$ref"])
                servers = [reference["$ref"] for reference in channel["servers"]]
                if direction != action or "#/servers/" + server not in servers:
                    continue
                messages = side.get("messages", channel["messages"].values())
                for message in messages:
                    while message["$ref"].startswith("#/channels/"):
                        message = self.resolve(message["$ref"])
                    names.add(message["$ref"].rsplit("/", 1)[1])
        return names

    def check(self, server, action, frames):
        """The one message of the document that these frames are; an error where there is none, or more than one."""
        names = [name for name in self.candidates(server, action) if self.fits(name, frames)]
        problems = [str(error)[:600] for name in self.candidates(server, action) if self.frames_fit(name, frames)
                    for error in self.errors(name, frames)]
        assert len(names) == 1, (server, action, names, frames[0][:80], frames[-1][:400], problems[:3])
        self.seen.add(names[0])
        return names[0]

    def fits(self, name, frames):
        return self.frames_fit(name, frames) and not self.errors(name, frames)

    def frames_fit(self, name, frames):
        *before, _ = self.root["components"]["messages"][name]["x-zmq-frames"]
        given = frames[:-1]
        if any(frame.get("repeated") for frame in before):
            return True
        required = [frame for frame in before if not frame.get("optional")]
        if not len(required) <= len(given) <= len(before):
            return False
        return all(
            ("bytes" not in frame or len(bytes_) == frame["bytes"])
            and ("pattern" not in frame or re.fullmatch(frame["pattern"], bytes_.decode()))
            for frame, bytes_ in zip(before, given))

    def errors(self, name, frames):
        try:
            body = json.loads(frames[-1])
        except ValueError as error:
            return [error]
        return list(self.validators[name].iter_errors(body))
