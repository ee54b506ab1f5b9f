-- Makes the tables of released estimates, under names that end in _new until the run is complete (swap.sql). No
-- parameters; expects the schema on the search_path. estimate_dimension_add.sql then adds the columns of
-- estimate_subgroup.
--
-- Outcomes, subgroups and regions carry the numbers that the engine gave them, from 0. Of subgroups and regions only
-- those that have a released row are here.
DO $$
BEGIN
    -- a row for each cell that is released; columns in an order that leaves no gap in it
    CREATE TABLE estimate_new (
        outcome  smallint NOT NULL,
        subgroup integer  NOT NULL,
        region   integer  NOT NULL,
        n        integer  NOT NULL,
        est      double precision,
        lwr      double precision,
        upr      double precision
    );

    CREATE TABLE estimate_outcome_new (
        outcome   smallint PRIMARY KEY,
        name      text     NOT NULL,
        is_binary boolean  NOT NULL
    );

    CREATE TABLE estimate_subgroup_new (
        subgroup integer PRIMARY KEY
    );

    CREATE TABLE estimate_region_new (
        region      integer PRIMARY KEY, -- by type, then region_id
        region_type text    NOT NULL,
        region_id   text    NOT NULL,
        title       text    NOT NULL,
        grew_up_age smallint -- at which persons lived there; null: not told
    );
END
$$;
