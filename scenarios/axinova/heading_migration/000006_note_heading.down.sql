ALTER TABLE notes DROP COLUMN summary;
ALTER TABLE notes RENAME COLUMN heading TO title;
