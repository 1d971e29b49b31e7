/// What each of the daemon's metrics means.
enum MetricHelp {
    /// The explanations, by name.
    static let texts: [String: String] = [
        "letopis_articles_accepted_total": "Articles taken into the log.",
        "letopis_articles_duplicate_total": "Articles that were in the log already.",
        "letopis_articles_rejected_total": "Messages that were no articles.",
        "letopis_articles_unavailable_total": "Articles that the log could not take.",
        "letopis_articles_extracted_total": "Articles extracted.",
        "letopis_events_published_total": "Events sent to the subscribers; those that nobody listens to are not.",
        "letopis_events_replayed_total": "Events of history sent to those who asked.",
        "letopis_log_last_sequence": "The sequence of the last durable event.",
        "letopis_log_first_sequence": "The sequence of the first event that is kept.",
        "letopis_log_waiting_bytes": "Bytes that wait to be written and synced.",
        "letopis_log_healthy": "1 while the log takes events, 0 once it is read-only after a failed write.",
        "letopis_connections_accepted_total": "Connections that peers made to a socket.",
        "letopis_connections_made_total": "Connections that a socket made to its peers.",
        "letopis_connections_ended_total": "Connections of a socket that have ended.",
        "letopis_connections_open": "Connections of a socket that are there now, those in their handshake included.",
        "letopis_connections_retried_total": "Attempts of a socket to connect again.",
        "letopis_handshakes_total":
            "Handshakes by how they ended: succeeded, broken off or too slow, faulty protocol or keys, refused.",
        "letopis_access_decisions_total": "Clients that asked to be let in, by what was decided.",
        "letopis_socket_received_total": "Messages taken from a socket.",
        "letopis_socket_sent_total": "Messages given to a socket.",
        "letopis_socket_dropped_total": "Received messages that the queue behind a socket had no room for.",
        "letopis_socket_refused_total": "Messages that the queue before a socket had no room for.",
        "letopis_socket_undeliverable_total": "Messages whose receiver was gone or too slow.",
        "letopis_socket_queued": "Messages that wait to be given to a socket.",
        "letopis_http_request_duration_seconds": "Time from a request's arrival to its answer, by path and status.",
        "letopis_metrics_series_refused_total": "Series that were not kept, for there were too many.",
        "process_resident_memory_bytes": "Resident memory of the process.",
        "process_start_time_seconds": "When the process started, in seconds since 1970-01-01 UTC.",
        "process_open_fds": "Open file descriptors of the process.",
        "process_max_fds": "File descriptors that the process may open.",
    ]
}
