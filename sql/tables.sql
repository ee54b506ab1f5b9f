-- Makes the tables of a run, under names that end in _new until the run is complete (swap.sql). No parameters; expects
-- the schema on the search_path. Nobody but the owner has rights on them: people read the views (views.sql).
--
-- Levels, areas, tables, periods, indicators and columns carry the numbers that the engine gave them, from 0; an array
-- holds the item of number n at n + 1.
DO $$
BEGIN
    -- gemeente, wijk, buurt, own levels
    CREATE TABLE level_new (
        level_no smallint PRIMARY KEY,
        name     text     NOT NULL,
        plural   text     NOT NULL, -- name of the level's view
        title    text     NOT NULL,
        own      boolean  NOT NULL,
        vintage  integer  NOT NULL  -- year of the boundaries; 0 when not known
    );

    CREATE TABLE area_new (
        level_no smallint NOT NULL,
        area_no  integer  NOT NULL, -- in the order of the codes
        code     text     NOT NULL,
        name     text     NOT NULL,
        parent   text,
        water    boolean  NOT NULL, -- open water or abroad: on maps, not in indicators
        geom     geometry(MultiPolygon, 28992) NOT NULL
    ) WITH (toast_tuple_target = 8160);
    ALTER TABLE area_new ALTER COLUMN geom SET STORAGE EXTERNAL;

    -- what own areas are made of
    CREATE TABLE area_member_new (
        level_no        smallint NOT NULL,
        area_no         integer  NOT NULL,
        member_level_no smallint NOT NULL,
        member_no       integer  NOT NULL
    );

    -- tables of figures, as the project names them
    CREATE TABLE figure_table_new (
        table_no       smallint PRIMARY KEY,
        name           text     NOT NULL,
        source         text     NOT NULL,
        public         boolean  NOT NULL,
        has_population boolean  NOT NULL,
        columns        text[]   NOT NULL
    );

    CREATE TABLE figure_period_new (
        table_no  smallint NOT NULL,
        period_no smallint NOT NULL, -- ascending in time
        period    text     NOT NULL,
        PRIMARY KEY (table_no, period_no)
    );

    -- one row of a table of figures: raw, also where it is not public
    CREATE TABLE figure_new (
        table_no   smallint NOT NULL,
        period_no  smallint NOT NULL,
        code       text     NOT NULL,
        level      text,                     -- gemeente, wijk, buurt by the form of the code; null for others
        population double precision,         -- null when missing
        figures    double precision[] NOT NULL,
        statuses   bytea    NOT NULL         -- a byte for each figure: a number of figure_status
    );

    CREATE TABLE figure_status_new (
        status_no smallint PRIMARY KEY,
        name      text     NOT NULL
    );

    CREATE TABLE indicator_new (
        indicator_no smallint PRIMARY KEY, -- in the order of the project file
        name         text     NOT NULL,
        kind         text     NOT NULL,
        per          double precision NOT NULL,
        unit         text     NOT NULL,
        direction    text     NOT NULL,
        label_nl     text     NOT NULL,
        label_en     text     NOT NULL,
        description  text     NOT NULL
    );

    -- released columns: an indicator of a level and period
    CREATE TABLE released_column_new (
        level_no     smallint NOT NULL,
        column_no    smallint NOT NULL, -- within the level
        indicator_no smallint NOT NULL,
        period       text     NOT NULL,
        shown_on_map boolean  NOT NULL,
        source       text     NOT NULL,
        PRIMARY KEY (level_no, column_no)
    );

    -- released figures of an area: an item for each column of its level, NaN where there is none
    CREATE TABLE released_new (
        level_no    smallint NOT NULL,
        area_no     integer  NOT NULL,
        value       double precision[] NOT NULL,
        lower       double precision[] NOT NULL,
        upper       double precision[] NOT NULL,
        numerator   double precision[] NOT NULL,
        denominator double precision[] NOT NULL,
        status      bytea    NOT NULL
    ) WITH (toast_tuple_target = 8160);
END
$$;
