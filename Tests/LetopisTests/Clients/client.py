"""Uses the client that is shipped, deploy/clients/letopis_client.py, on a daemon, and what it leaves out: REQ, PUB,
malformed messages.

usage: client.py SUBSCRIBE PULL SUBMIT EVENTS REPLAY

Prints what it saw as one JSON object; raises where a promise is not kept.
"""
import json
import pathlib
import sys
import time

import zmq

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "deploy/clients"))
import letopis_client as letopis  # noqa: E402

DEADLINE = time.monotonic() + 60


def article(identifier):
    return json.dumps({"id": identifier, "body": "Текст без събития: " + identifier, "language": "xx"}).encode()


def connect(kind, endpoint):
    socket = letopis.connect(kind, endpoint)
    socket.linger = 0
    socket.rcvtimeo = 60_000
    return socket


def submit(endpoint):
    articles = [article("dealer-%d" % number) for number in range(100)]
    receipts = list(letopis.submit(connect(zmq.DEALER, endpoint), articles))
    assert [receipt["article"] for receipt in receipts] == ["dealer-%d" % number for number in range(100)], receipts
    assert all(receipt["status"] == "accepted" for receipt in receipts), receipts

    request = connect(zmq.REQ, endpoint)
    request.send(article("dealer-0"))
    duplicate = request.recv_json()
    assert duplicate["status"] == "duplicate", duplicate
    assert duplicate["sequence"] == receipts[0]["sequence"], duplicate
    request.send(b"{]")
    rejected = request.recv_json()
    assert rejected["status"] == "rejected" and rejected["reason"], rejected
    return len(receipts)


def publish(endpoint, replay):
    """PUB drops what is sent before the daemon's subscription arrives: the same article again is harmless."""
    publisher, history = connect(zmq.PUB, endpoint), connect(zmq.DEALER, replay)
    while time.monotonic() < DEADLINE:
        publisher.send_multipart([b"feed", article("published")])
        events = letopis.replay(history, 1, topics=["article.accepted"])
        if any([b'"subject":"published"' in event.body for event in events]):
            return
        time.sleep(0.05)
    raise TimeoutError("what is published does not arrive")


def follow(events, replay):
    """Everything from the first event on, history and live joined, until all articles have been seen."""
    wanted = {"dealer-%d" % n for n in range(100)} | {"push-%d" % n for n in range(50)} | {"published"}
    last = 0
    for event in letopis.follow(connect(zmq.SUB, events), connect(zmq.DEALER, replay), start=1):
        assert event.sequence == last + 1, (event, last)
        last = event.sequence
        body = json.loads(event.body)
        assert body["specversion"] == "1.0" and int(body["sequence"]) == event.sequence, body
        if body["type"] == "letopis.article.accepted":
            wanted.discard(body["subject"])
        if not wanted:
            return last
        assert time.monotonic() < DEADLINE, wanted


def gaps(events, replay, submit_endpoint):
    """A subscriber that loses messages fetches them from history, by the previous sequence of their topic."""
    live = connect(zmq.SUB, events)
    for topic in ("article.accepted", "tip"):
        live.subscribe(topic)
    letopis.receive(live)
    list(letopis.submit(connect(zmq.DEALER, submit_endpoint), [article("gap-%d" % number) for number in range(30)]))
    losing = Losing(live, every=3)
    follower = letopis.follow(losing, connect(zmq.DEALER, replay), topics=["article.accepted"])
    subjects = [json.loads(next(follower).body)["subject"] for _ in range(29)]
    assert subjects == ["gap-%d" % number for number in range(29)], subjects
    assert losing.lost >= 9, losing.lost


class Losing:
    """A subscriber's socket that loses every so many events, and all tips."""

    def __init__(self, socket, every):
        self.socket, self.every, self.count, self.lost = socket, every, 0, 0

    def subscribe(self, topic):
        self.socket.subscribe(topic)

    def recv_multipart(self):
        while True:
            frames = self.socket.recv_multipart()
            if frames[0] == b"tip":
                continue
            self.count += 1
            if self.count % self.every:
                return frames
            self.lost += 1


def replay(endpoint, last):
    """All of history with little credit, a filtered part, and a request that is none."""
    dealer = connect(zmq.DEALER, endpoint)
    *events, end = letopis.replay(dealer, 1, last, credit=10)
    assert end.topic == "end" and end.sequence == last, end
    assert [event.sequence for event in events] == list(range(1, last + 1))
    rejected, end = letopis.replay(dealer, 1, topics=["article.rejected"])
    assert rejected.topic == "article.rejected" and end.topic == "end", rejected
    dealer.send(b"what?")
    error = letopis.receive(dealer)
    assert error.topic == "error" and json.loads(error.body)["error"], error
    return len(events)


def main():
    subscribe_endpoint, pull, submit_endpoint, events, replay_endpoint = sys.argv[1:]
    accepted = submit(submit_endpoint)
    push = connect(zmq.PUSH, pull)
    for number in range(50):
        push.send_multipart([b"feed.topic", article("push-%d" % number)])
    publish(subscribe_endpoint, replay_endpoint)
    last = follow(events, replay_endpoint)
    gaps(events, replay_endpoint, submit_endpoint)
    print(json.dumps({"accepted": accepted, "replayed": replay(replay_endpoint, last)}))


main()
