"""A client of Letopis written from its documentation alone: publishes by PUB, PUSH and DEALER, reads receipts, follows the
events socket and the replay socket.

usage: client.py SUBSCRIBE PULL SUBMIT EVENTS REPLAY

Prints what it saw as one JSON object; raises where a promise is not kept.
"""
import json
import sys
import time

import zmq

DEADLINE = time.monotonic() + 60
CONTEXT = zmq.Context()


def article(identifier, body=None):
    body = body or "Текст %s." % identifier
    return json.dumps({"id": identifier, "body": body, "language": "xx"}).encode()


def receive(socket):
    """The next message, or an error when the deadline passes."""
    if not socket.poll(max(0, int((DEADLINE - time.monotonic()) * 1000))):
        raise TimeoutError("nothing came")
    return socket.recv_multipart()


def parse_event(frames):
    """topic · header · body: the header is the log's id, the sequence and the topic's previous sequence."""
    topic, header, body = frames
    assert len(header) == 32, len(header)
    return {
        "topic": topic.decode(),
        "log": header[:16].hex(),
        "sequence": int.from_bytes(header[16:24], "big"),
        "previous": int.from_bytes(header[24:32], "big"),
        "body": json.loads(body),
    }


def connect(kind, endpoint):
    socket = CONTEXT.socket(kind)
    socket.linger = 0
    socket.connect(endpoint)
    return socket


def submit(endpoint):
    """DEALER with request ids of its own, and REQ."""
    dealer = connect(zmq.DEALER, endpoint)
    for number in range(100):
        dealer.send_multipart([b"request-%d" % number, article("dealer-%d" % number)])
    receipts = {}
    for _ in range(100):
        identifier, receipt = receive(dealer)
        receipts[identifier.decode()] = json.loads(receipt)
    assert all(receipts["request-%d" % n]["article"] == "dealer-%d" % n for n in range(100)), receipts
    assert all(receipt["status"] == "accepted" for receipt in receipts.values()), receipts

    request = connect(zmq.REQ, endpoint)
    request.send(article("dealer-0"))
    duplicate = json.loads(receive(request)[0])
    assert duplicate["status"] == "duplicate", duplicate
    assert duplicate["sequence"] == receipts["request-0"]["sequence"], duplicate
    request.send(b"{]")
    rejected = json.loads(receive(request)[0])
    assert rejected["status"] == "rejected" and rejected["reason"], rejected
    return len(receipts)


def follow(events, wanted):
    """Events until all wanted articles have been seen, checked for order and for gaps by both sequences."""
    seen, last, last_of_topic = set(), 0, {}
    while not wanted <= seen:
        event = parse_event(receive(events))
        if event["topic"] == "tip":
            assert event["sequence"] >= last, (event, last)
            continue
        assert last == 0 or event["sequence"] == last + 1, (event, last)
        topic = event["topic"]
        assert topic not in last_of_topic or event["previous"] == last_of_topic[topic], event
        last = last_of_topic[topic] = event["sequence"]
        body = event["body"]
        assert body["specversion"] == "1.0" and int(body["sequence"]) == event["sequence"], body
        if body["type"] == "letopis.article.accepted":
            seen.add(body["subject"])
    return last


def replay(endpoint, last):
    """All of history with little credit, granted anew as it is used up."""
    dealer = connect(zmq.DEALER, endpoint)
    dealer.send(json.dumps({"from": 1, "to": last, "credit": 10}).encode())
    sequences, granted = [], 10
    while True:
        event = parse_event(receive(dealer))
        if event["topic"] == "end":
            assert event["sequence"] == last, event
            break
        assert event["topic"] != "error", event
        sequences.append(event["sequence"])
        assert len(sequences) <= granted, "more than the credit"
        if len(sequences) == granted:
            dealer.send(json.dumps({"credit": 10}).encode())
            granted += 10
    assert sequences == list(range(1, last + 1)), sequences

    dealer.send(json.dumps({"from": 1, "topics": ["article.rejected"]}).encode())
    rejected = []
    while (event := parse_event(receive(dealer)))["topic"] != "end":
        rejected.append(event)
    assert len(rejected) == 1 and rejected[0]["topic"] == "article.rejected", rejected

    dealer.send(b"what?")
    error = parse_event(receive(dealer))
    assert error["topic"] == "error" and error["body"]["error"], error
    return len(sequences)


def main():
    subscribe_endpoint, pull, submit_endpoint, events_endpoint, replay_endpoint = sys.argv[1:]
    events = connect(zmq.SUB, events_endpoint)
    events.subscribe(b"")
    # A tip comes each second: once one is here, the subscription is in force.
    parse_event(receive(events))

    accepted = submit(submit_endpoint)
    push = connect(zmq.PUSH, pull)
    for number in range(50):
        push.send_multipart([b"feed.topic", article("push-%d" % number)])
    publisher = connect(zmq.PUB, subscribe_endpoint)
    # PUB drops what is sent before the daemon's subscription arrives: the same article again is harmless.
    wanted = {"dealer-%d" % n for n in range(100)} | {"push-%d" % n for n in range(50)}
    last = follow(events, wanted)
    while True:
        publisher.send_multipart([b"feed", article("published")])
        if events.poll(100):
            event = parse_event(receive(events))
            if event["topic"] == "article.accepted" and event["body"]["subject"] == "published":
                break
    replayed = replay(replay_endpoint, last)
    print(json.dumps({"accepted": accepted, "replayed": replayed}))


main()
