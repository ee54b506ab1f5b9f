-- Makes the tables of client records, under names that end in _new until the run is complete (swap.sql). No parameters;
-- expects the schema on the search_path.
DO $$
BEGIN
    -- Pseudonymised client records: they stay, for the owner alone, until the next run or `db purge`. A number of form,
    -- referrer, kind, sex or outcome is told by client_record_code. Not located: no level and area, but a reason.
    CREATE UNLOGGED TABLE client_record_new (
        source_no    smallint NOT NULL,
        kind_no      smallint NOT NULL,
        client       bigint   NOT NULL, -- keyed hash
        family       bigint,            -- keyed hash
        form_no      smallint,
        referrer_no  smallint,
        provider     integer,           -- keyed hash
        begins       date,
        ends         date,              -- infinity: running
        requested    date,
        months_event smallint,          -- completed months of age at the event
        months       smallint,          -- … on the last day of the first period
        sex_no       smallint NOT NULL,
        outcome_no   smallint NOT NULL,
        indicated    boolean  NOT NULL,
        eur_cents    bigint   NOT NULL,
        level_no     smallint,
        area_no      integer,
        reason_no    smallint
    );

    CREATE TABLE client_record_code_new (
        list    text     NOT NULL, -- source, kind, form, referrer, sex, outcome, reason
        code_no smallint NOT NULL,
        name    text     NOT NULL,
        PRIMARY KEY (list, code_no)
    );
END
$$;
