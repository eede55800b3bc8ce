-- The tables of log {log}, for the role {role} that writes it. Run by the role that is to own them; running it again changes nothing.
-- {role} gets INSERT and SELECT, and cannot make, change or drop a table. Do not give it the owner's rights.

CREATE SCHEMA IF NOT EXISTS {schema};

CREATE TABLE IF NOT EXISTS {schema}.meta (name text PRIMARY KEY, value text NOT NULL);
INSERT INTO {schema}.meta VALUES ('format', 'contactcenter log 1'), ('log', {log}), ('layout', '1'), ('partition', {partition}) ON CONFLICT DO NOTHING;
DO $$ BEGIN
  IF (SELECT value FROM {schema}.meta WHERE name = 'log') <> {log} THEN
    RAISE EXCEPTION 'The schema holds another log; give this one a schema of its own.';
  END IF;
END $$;

-- The truth is position and bytes. What stands between is copied out of the bytes, so that entries are found.
CREATE TABLE IF NOT EXISTS {schema}.entry (
  position bigint NOT NULL PRIMARY KEY,
  ordinal bigint NOT NULL,        -- place in the machine's stream: the version, or the position where the stream keeps none
  time bigint NOT NULL,           -- units of 100 ns since 1970-01-01T00:00:00 UTC
  versioned boolean NOT NULL,
  machine uuid NOT NULL,          -- derived from the machine's name
  interaction uuid, session uuid, customer uuid, asset uuid, matter uuid,
  kind text COLLATE "C" NOT NULL,
  agent text COLLATE "C",
  bytes bytea NOT NULL            -- the leaf of the tree
) PARTITION BY RANGE (position);
CREATE INDEX IF NOT EXISTS entry_machine ON {schema}.entry (machine, ordinal);
CREATE INDEX IF NOT EXISTS entry_interaction ON {schema}.entry (interaction, position) WHERE interaction IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_session ON {schema}.entry (session, position) WHERE session IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_customer ON {schema}.entry (customer, position) WHERE customer IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_asset ON {schema}.entry (asset, position) WHERE asset IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_matter ON {schema}.entry (matter, position) WHERE matter IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_agent ON {schema}.entry (agent, position) WHERE agent IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_kind ON {schema}.entry (kind, position);

-- Each entry id once in the whole log, whatever the partition.
CREATE TABLE IF NOT EXISTS {schema}.entry_id (id uuid PRIMARY KEY, position bigint NOT NULL);

CREATE TABLE IF NOT EXISTS {schema}.commit_record (
  number bigint PRIMARY KEY,
  epoch bigint NOT NULL,
  first bigint NOT NULL,
  count integer NOT NULL,
  bytes bytea NOT NULL,
  signature bytea,
  edge bytea NOT NULL             -- the tree's edge before the batch
);

CREATE TABLE IF NOT EXISTS {schema}.tile (level smallint, index bigint, hashes bytea NOT NULL, PRIMARY KEY (level, index));

-- The earliest and latest time among the entries of 4,096 positions; a row once they are all there.
CREATE TABLE IF NOT EXISTS {schema}.block (block bigint PRIMARY KEY, first_time bigint NOT NULL, last_time bigint NOT NULL);

-- The fence, in the transaction of each batch: a record follows the last one, and no writer is older than the last one. Two who write the
-- same number meet at the primary key. Nothing is committed while the server would not keep it.
CREATE OR REPLACE FUNCTION {schema}.check_commit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  IF current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off' OR current_setting('synchronous_commit') = 'off' THEN
    RAISE EXCEPTION 'fsync, full_page_writes or synchronous_commit is off' USING ERRCODE = 'CC005';
  END IF;
  SELECT number, epoch, first + count AS next INTO last FROM {schema}.commit_record ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number + 1, 0) OR NEW.epoch < coalesce(last.epoch, 0) OR NEW.first <> coalesce(last.next, 0) THEN
    RAISE EXCEPTION 'record % of epoch % does not follow record % of epoch %', NEW.number, NEW.epoch, last.number, last.epoch USING ERRCODE = 'CC006';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_commit BEFORE INSERT ON {schema}.commit_record FOR EACH ROW EXECUTE FUNCTION {schema}.check_commit();

-- Whoever may change the tables all the same, such as their owner, has to say so first.
CREATE OR REPLACE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only';
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['entry', 'entry_id', 'commit_record', 'tile', 'block'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s.refuse_change()', {quoted_schema} || '.' || name, {quoted_schema});
  END LOOP;
END $$;

-- Makes the partitions for positions before "until" and one more. The caller cannot make tables; the function can, within what the log will soon
-- need. Returns the first position without a partition.
CREATE OR REPLACE FUNCTION {schema}.extend(until bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  size bigint;
  head bigint;
  made bigint;
  part text;
BEGIN
  LOCK TABLE {schema}.meta IN SHARE ROW EXCLUSIVE MODE;
  SELECT value::bigint INTO size FROM {schema}.meta WHERE name = 'partition';
  SELECT coalesce(max(first + count), 0) INTO head FROM (SELECT first, count FROM {schema}.commit_record ORDER BY number DESC LIMIT 1) AS last;
  IF until > head + greatest(2 * size, 200000) THEN
    RAISE EXCEPTION 'position % is far beyond the head %', until, head;
  END IF;
  SELECT count(*) * size INTO made FROM pg_inherits WHERE inhparent = {regclass_entry}::regclass;
  WHILE made < until + size LOOP
    part := {quoted_schema} || '.entry_' || (made / size);
    EXECUTE format('CREATE TABLE %s (LIKE {schema}.entry INCLUDING ALL)', part);
    EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change()', part);
    EXECUTE format('ALTER TABLE {schema}.entry ATTACH PARTITION %s FOR VALUES FROM (%s) TO (%s)', part, made, made + size); -- no lock that stops writers or readers
    made := made + size;
  END LOOP;
  RETURN made;
END $$;

REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role};
REVOKE ALL ON FUNCTION {schema}.extend(bigint) FROM PUBLIC;
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON {schema}.meta TO {role};
GRANT SELECT, INSERT ON {schema}.entry, {schema}.entry_id, {schema}.commit_record, {schema}.tile, {schema}.block TO {role};
GRANT EXECUTE ON FUNCTION {schema}.extend(bigint) TO {role};
