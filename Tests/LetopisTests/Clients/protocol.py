"""A run over the sample articles in which every message on every socket is one that the AsyncAPI document knows.

usage: protocol.py SUBSCRIBE PULL SUBMIT EVENTS REPLAY

Prints the names of the messages that were seen as one JSON object; raises where one is not in the document.
"""
import json
import sys
import time

import zmq

from asyncapi import HOUSE, Document

sys.path.insert(0, str(HOUSE / "deploy/clients"))
import letopis_client as letopis  # noqa: E402

DOCUMENT = Document()


class Checked(zmq.Socket):
    """A socket whose messages are checked as they come and go."""

    def __init__(self, kind, server, endpoint):
        super().__init__(zmq.Context.instance(), kind)
        # zmq.Socket keeps attributes that are no options for subclasses only where they are declared.
        self.__dict__["server"] = server
        self.__dict__["parts"] = []
        self.__dict__["checks"] = True
        self.linger = 0
        self.rcvtimeo = 60_000
        self.connect(endpoint)

    def send(self, data, flags=0, **options):
        self.parts.append(bytes(data))
        if not flags & zmq.SNDMORE:
            frames, self.__dict__["parts"] = self.parts, []
            if self.checks:
                DOCUMENT.check(self.server, "receive", frames)
        return super().send(data, flags, **options)

    def recv_multipart(self, *arguments, **options):
        frames = super().recv_multipart(*arguments, **options)
        name = DOCUMENT.check(self.server, "send", frames)
        if len(frames) == 3:
            self.check_header(name, frames)
        return frames

    @staticmethod
    def check_header(name, frames):
        body = json.loads(frames[2])
        sequence, third = (int.from_bytes(frames[1][start:start + 8], "big") for start in (16, 24))
        if "sequence" in body:
            assert int(body["sequence"]) == sequence, frames
        if "source" in body:
            assert body["source"] == "urn:letopis:log:" + frames[1][:16].hex(), frames
        if name == "latestEnd":
            assert third == body["count"], frames

    def send_bad(self, data):
        """Sends what the document does not allow, which it must say."""
        try:
            DOCUMENT.check(self.server, "receive", [data])
        except AssertionError:
            self.__dict__["checks"] = False
            self.send(data)
            self.__dict__["checks"] = True
        else:
            raise AssertionError("the document allows %r" % data)


def shapes():
    texts = ("Министър-председателят се срещна с президента на Франция Еманюел Макрон в Париж на %d октомври." % day
             for day in range(10, 20))
    text = next(texts)
    plain = {"id": "plain", "title": "Среща в Париж", "body": text, "language": "bg",
             "published": "2025-10-21T10:00:00+03:00", "source": "Агенция", "url": "https://example.org/1"}
    yield plain
    yield {"uri": "urn:ninjs:1", "headlines": [{"value": "Среща"}], "language": "bg",
           "bodies": [{"value": next(texts), "contenttype": "text/plain"}],
           "versioncreated": "2025-10-21T10:00:00+03:00"}
    yield {"@context": "https://schema.org", "@type": "NewsArticle", "identifier": "news-1", "headline": "Среща",
           "articleBody": next(texts), "datePublished": "2025-10-21T10:00:00+03:00"}
    yield {"specversion": "1.0", "id": "7", "source": "/feed", "type": "article",
           "data": plain | {"id": "enveloped", "body": next(texts)}}
    yield plain | {"id": "html", "body": "<p>" + next(texts) + "</p>"}


def collect(socket, is_enough):
    deadline = time.monotonic() + 60
    while True:
        event = letopis.receive(socket)
        if is_enough(event):
            return event
        assert time.monotonic() < deadline, "what was awaited did not come"


def main():
    subscribe, pull, submit, events, replay = sys.argv[1:]
    live = Checked(zmq.SUB, "events", events)
    live.subscribe("")
    collect(live, lambda event: event.topic == "tip")

    sender = Checked(zmq.DEALER, "submit", submit)
    samples = [path.read_bytes() for path in sorted((HOUSE / "deploy/samples").glob("*.json"))]
    articles = samples + [json.dumps(article).encode() for article in shapes()]
    statuses = [receipt["status"] for receipt in letopis.submit(sender, articles + samples[:1])]
    assert statuses == ["accepted"] * len(articles) + ["duplicate"], statuses
    sender.send_bad(b"{]")
    assert json.loads(sender.recv_multipart()[-1])["status"] == "rejected"
    push = Checked(zmq.PUSH, "pull", pull)
    push.send_multipart([b"feed.topic", json.dumps({"id": "pushed", "body": "Текст.", "language": "xx"}).encode()])
    push.send(json.dumps({"id": "last", "body": "Последен текст.", "language": "xx"}).encode())
    feed = Checked(zmq.PUB, "subscribe", subscribe)
    feed.send_multipart([b"feed", json.dumps({"id": "fed", "body": "Друг текст.", "language": "xx"}).encode()])
    last = collect(live, lambda event: event.topic == "article.extracted" and b'"subject":"last"' in event.body)

    history = Checked(zmq.DEALER, "replay", replay)
    replayed = list(letopis.replay(history, 1, last.sequence, credit=7))
    assert [event.sequence for event in replayed[:-1]] == list(range(1, last.sequence + 1))
    history.send_bad(b'{"from":0}')
    assert letopis.receive(history).topic == "error"
    history.send_json({"from": 1, "credit": 1})
    history.send_json({"stop": True})
    history.send_json({"status": True})
    assert json.loads(collect(history, lambda event: event.topic == "status").body)["health"] == "healthy"

    deadline = time.monotonic() + 60
    through = 0
    while through < last.sequence:  # the projections follow the log
        assert time.monotonic() < deadline
        latest = Checked(zmq.SUB, "events", events)
        latest.subscribe("latest.meeting")
        through = collect(latest, lambda event: event.topic.endswith((".end", ".error"))).sequence
        latest.close()

    try:
        DOCUMENT.check("events", "send", [b"unheard.of", bytes(32), b"{}"])
    except AssertionError:
        print(json.dumps(sorted(DOCUMENT.seen)))
    else:
        raise AssertionError("the document knows every topic")


main()
