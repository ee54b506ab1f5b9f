-- Adds the column of the groups of a dimension to the subgroups of this run. No parameters; after
-- estimate_dimension_choose.sql.
DO $$
BEGIN
    EXECUTE format('ALTER TABLE estimate_subgroup_new ADD COLUMN %I text NOT NULL',
                   current_setting('kansenkompas.dimension') || '_group');
END
$$;
