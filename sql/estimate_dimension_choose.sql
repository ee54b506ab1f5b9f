-- Makes the dimension named $1 the one that estimate_dimension_add.sql adds. For this transaction.
SELECT set_config('kansenkompas.dimension', $1, true);
