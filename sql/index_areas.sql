-- Makes the keys and the spatial index of the loaded areas. No parameters.
DO $$
BEGIN
    ALTER TABLE area_new ADD PRIMARY KEY (level_no, area_no);
    -- a gemeente on the coast has its land and its water under one code
    ALTER TABLE area_new ADD UNIQUE (level_no, code, water);
    CREATE INDEX area_new_geom_idx ON area_new USING gist (geom);
END
$$;
