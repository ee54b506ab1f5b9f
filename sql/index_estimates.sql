-- Makes the index of the loaded estimates. No parameters.
--
-- Rows lie in the order of outcome, region and subgroup, so that the least and greatest of every 16 pages are enough to
-- find a map (an outcome in all regions) and a place (a region in all outcomes): a thousandth of the size of a B-tree,
-- and made in seconds.
DO $$
BEGIN
    CREATE INDEX estimate_new_outcome_region_idx ON estimate_new
        USING brin (outcome, region) WITH (pages_per_range = 16);
    CREATE INDEX estimate_region_new_type_id_idx ON estimate_region_new (region_type, region_id);
    ANALYZE estimate_new, estimate_outcome_new, estimate_subgroup_new, estimate_region_new;
END
$$;
