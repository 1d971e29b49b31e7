"""A client of a Letopis with keys, written from its documentation alone: submits an article and receives its event.

usage: curve_client.py SUBMIT EVENTS SERVER_KEY PUBLIC_KEY SECRET_KEY
"""
import json
import sys

import zmq

SUBMIT, EVENTS, SERVER_KEY, PUBLIC_KEY, SECRET_KEY = sys.argv[1:]
CONTEXT = zmq.Context()


def connect(kind, endpoint):
    socket = CONTEXT.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = 60_000
    socket.curve_serverkey = SERVER_KEY.encode()
    socket.curve_publickey = PUBLIC_KEY.encode()
    socket.curve_secretkey = SECRET_KEY.encode()
    socket.connect(endpoint)
    return socket


events = connect(zmq.SUB, EVENTS)
events.subscribe(b"tip")
events.subscribe(b"article.accepted")
events.recv_multipart()

dealer = connect(zmq.DEALER, SUBMIT)
dealer.send_multipart([b"1", json.dumps({"id": "curve", "body": "Текст.", "language": "xx"}).encode()])
receipt = json.loads(dealer.recv_multipart()[1])
assert receipt["status"] == "accepted", receipt

while True:
    topic, header, body = events.recv_multipart()
    if topic == b"article.accepted":
        assert json.loads(body)["subject"] == "curve", body
        break
print(json.dumps({"accepted": receipt["sequence"]}))
