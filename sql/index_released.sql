-- Makes the key of the released figures. No parameters.
ALTER TABLE released_new ADD PRIMARY KEY (level_no, area_no);
