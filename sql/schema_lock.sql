-- Waits for the lock of the schema named $1, for this transaction. One row, of no meaning.
SELECT pg_advisory_xact_lock(hashtextextended('kansenkompas ' || $1, 0));
