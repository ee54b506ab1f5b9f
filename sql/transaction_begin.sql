-- Begins the transaction in which a run does all its work. No parameters.
BEGIN;
