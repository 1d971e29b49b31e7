"""A client of Letopis on a page; it needs pyzmq alone. The protocol: Sources/Daemon/Daemon.docc/Protocol.md

    python3 letopis_client.py submit article.json …       # with a receipt for each
    python3 letopis_client.py publish article.json …      # into a pipeline, without
    python3 letopis_client.py replay 1 meeting            # history from sequence 1
    python3 letopis_client.py subscribe meeting           # what comes from now on; what is lost on the way is replayed
    python3 letopis_client.py follow 1 meeting            # history, then what comes, without gap or duplicate

A daemon with keys: connect(…, keys=(server_public, own_public, own_secret)), each of 40 characters; see `letopis keys`.
"""
import json, sys
from typing import NamedTuple
import zmq

SUBMIT, PULL, EVENTS, REPLAY = ("tcp://127.0.0.1:%d" % port for port in (7701, 7702, 7703, 7704))

class Event(NamedTuple):
    topic: str     # "meeting.postponed", or "tip", "end", "error", "status"
    log: bytes     # tells another chronicle apart
    sequence: int  # its place in the log, from 1 and without gap
    previous: int  # the sequence before it on the same topic
    body: bytes    # CloudEvents JSON

def connect(kind, endpoint, keys=None):
    socket = zmq.Context.instance().socket(kind)
    if keys:
        socket.curve_serverkey, socket.curve_publickey, socket.curve_secretkey = (key.encode() for key in keys)
    socket.connect(endpoint)
    return socket

def receive(socket):
    topic, header, body = socket.recv_multipart()
    number = lambda start: int.from_bytes(header[start:start + 8], "big")
    return Event(topic.decode(), header[:16], number(16), number(24), body)

def submit(dealer, articles, in_flight=64):
    """Sends articles and yields their receipts, in order; many wait for one sync of the disk."""
    waiting = 0
    for number, article in enumerate(articles):
        dealer.send_multipart([b"%d" % number, article])
        waiting += 1
        if waiting == in_flight:
            yield json.loads(dealer.recv_multipart()[1])
            waiting -= 1
    for _ in range(waiting):
        yield json.loads(dealer.recv_multipart()[1])

def replay(dealer, start, end=None, topics=(), credit=256):
    """Yields a part of history, and last of all the message `end`; never more than `credit` events are on their way."""
    dealer.send_json({"from": start, "topics": list(topics), "credit": credit} | ({"to": end} if end else {}))
    while True:
        for _ in range(max(1, credit // 2)):
            event = receive(dealer)
            if event.topic == "error":
                raise RuntimeError(json.loads(event.body)["error"])
            yield event
            if event.topic == "end":
                return
        dealer.send_json({"credit": max(1, credit // 2)})

def follow(live, dealer, start=None, topics=()):
    """Yields events, each once: history from `start`, then live; what is lost on the way is fetched from history."""
    for topic in [*topics, "tip"] if topics else [""]:
        live.subscribe(topic)
    event = receive(live)  # within a second: the subscription is in force
    log, through, last = event.log, (start or event.sequence + (event.topic == "tip")) - 1, {}

    def news(events):
        for event in events:
            if event.topic not in ("tip", "end") and event.sequence > max(through, last.get(event.topic, 0)):
                last[event.topic] = event.sequence
                yield event

    if start:
        yield from news(replay(dealer, start, topics=topics))
    while True:
        if event.log != log:
            raise RuntimeError("this is another log than before: start again from 1")
        known = max(through, last.get(event.topic, 0))
        if event.topic != "tip" and event.previous > known:  # a gap
            yield from news(replay(dealer, known + 1, event.previous, [event.topic]))
        yield from news([event])
        event = receive(live)

def main(command, *arguments):
    if command in ("submit", "publish"):
        articles = (open(path, "rb").read() for path in arguments)
        if command == "submit":
            for receipt in submit(connect(zmq.DEALER, SUBMIT), articles):
                print(json.dumps(receipt, ensure_ascii=False), flush=True)
        else:
            push = connect(zmq.PUSH, PULL)
            for article in articles:
                push.send(article)
        return
    start, topics = (None, arguments) if command == "subscribe" else (int(arguments[0]), arguments[1:])
    history = connect(zmq.DEALER, REPLAY)
    if command == "replay":
        events = replay(history, start, topics=topics)
    else:
        events = follow(connect(zmq.SUB, EVENTS), history, start, topics)
    for event in events:
        if event.topic != "end":
            print(event.body.decode(), flush=True)

if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__)
