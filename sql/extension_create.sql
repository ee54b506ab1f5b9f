-- Adds PostGIS to the database. No parameters; needs the right to create a trusted or any extension.
CREATE EXTENSION IF NOT EXISTS postgis;
