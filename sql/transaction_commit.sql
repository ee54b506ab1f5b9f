-- Makes the work of a run visible to others. No parameters.
COMMIT;
