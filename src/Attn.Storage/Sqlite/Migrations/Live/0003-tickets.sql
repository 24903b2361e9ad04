-- The owner of a join ticket, from its first use on.

CREATE TABLE live_tickets (
    session_id     TEXT    NOT NULL,
    ticket_id      TEXT    NOT NULL,
    student_number TEXT    NOT NULL,
    expires_at     INTEGER NOT NULL,
    PRIMARY KEY (session_id, ticket_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX live_tickets_by_expiry ON live_tickets (expires_at);
