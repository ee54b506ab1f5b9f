-- Makes the tables of a run, under names that end in _new until the run is complete (swap.sql). No parameters; expects
-- the schema on the search_path. tables_close.sql then closes them to all but the owner.
--
-- What is read from the inputs is raw, also where it is not public: those tables are unlogged, and gone at the commit.
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

    -- periods of the tables of figures
    CREATE UNLOGGED TABLE figure_period_new (
        table_no  smallint NOT NULL,
        period_no smallint NOT NULL, -- ascending in time
        period    text     NOT NULL,
        PRIMARY KEY (table_no, period_no)
    );

    -- one row of a table of figures
    CREATE UNLOGGED TABLE figure_new (
        table_no   smallint NOT NULL,
        period_no  smallint NOT NULL,
        code       text     NOT NULL,
        level      text     NOT NULL,        -- gemeente, wijk, buurt by the form of the code; else other
        empty      boolean  NOT NULL,        -- the table says that nobody lives there
        refused    boolean  NOT NULL,        -- does not fit the boundaries: it has no figures
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
        description  text     NOT NULL,
        axis         text     NOT NULL,    -- use, supply, need or ''
        question     text     NOT NULL,    -- the question that it answers
        form         text     NOT NULL,    -- what it selects, '' for all
        age          text     NOT NULL,
        sex          text     NOT NULL,
        referrer     text     NOT NULL,
        bounds       text     NOT NULL     -- what lower and upper are of
    );

    -- words of the values of an indicator that are categories
    CREATE TABLE category_new (
        indicator_no smallint NOT NULL,
        code         double precision NOT NULL, -- the value
        word         text     NOT NULL,
        label_nl     text     NOT NULL,
        PRIMARY KEY (indicator_no, code)
    );

    -- released columns: an indicator of a level and period
    CREATE TABLE released_column_new (
        level_no     smallint NOT NULL,
        column_no    integer  NOT NULL, -- within the level
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

    -- statistics of whole maps
    CREATE TABLE statistic_new (
        statistic_no integer  PRIMARY KEY, -- in the order of statistics.csv
        level_no     smallint NOT NULL,
        within_code  text     NOT NULL,    -- '' for all of the project
        within_name  text     NOT NULL,
        period       text     NOT NULL,
        indicator_no smallint NOT NULL,
        statistic    text     NOT NULL,
        term         text     NOT NULL,
        value        double precision, -- null where there is none
        lower        double precision,
        upper        double precision,
        p            double precision,
        areas        integer  NOT NULL,
        note         text     NOT NULL
    );

    -- tables of results of the guide, each in a table and a view of its own (tables_sheets.sql, views_sheets.sql)
    CREATE TABLE sheet_new (
        sheet_no smallint PRIMARY KEY,
        name     text     NOT NULL,
        meaning  text     NOT NULL
    );
    CREATE TABLE sheet_column_new (
        sheet_no  smallint NOT NULL,
        column_no smallint NOT NULL,
        name      text     NOT NULL,
        kind      text     NOT NULL, -- text, whole, number, euro (whole cents), flag
        meaning   text     NOT NULL,
        PRIMARY KEY (sheet_no, column_no)
    );
END
$$;
