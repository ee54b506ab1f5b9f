-- Takes the lock of the schema named $1 for this transaction, unless another run has it. One row: whether it was had.
SELECT pg_try_advisory_xact_lock(hashtextextended('kansenkompas ' || $1, 0));
