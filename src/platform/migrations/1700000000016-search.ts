import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names are found without their accents. The two extensions come with PostgreSQL and are trusted: whoever owns the database
 * may make them. They belong to the database and not to one schema, and so stay where they are, wherever somebody put them.
 */
export class Search1700000000016 implements MigrationInterface {
  name = 'Search1700000000016';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      do $make$
      declare
        place text := case when has_schema_privilege('public', 'create') then 'public' else current_schema() end;
        extension text;
        unaccents text;
        trigrams text;
        folded text;
      begin
        foreach extension in array array['unaccent', 'pg_trgm'] loop
          begin
            execute format('create extension if not exists %I with schema %I', extension, place);
          exception when unique_violation or duplicate_object then
            -- another schema of this database was made at the same time
            null;
          end;
        end loop;
        select nspname into unaccents from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent';
        select nspname into trigrams from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
        -- Immutable, because the dictionary is named, and everything by its schema: an index may be made of it.
        folded := format('lower(%1$I.unaccent(%2$L::regdictionary, normalize(said, nfc)))', unaccents, format('%I.unaccent', unaccents));
        execute format(
          'create function search_fold(said text) returns text language sql immutable strict parallel safe as %L', 'select ' || folded);
        execute format(
          'create function search_likeness(asked text, said text) returns real language sql immutable strict parallel safe as %L',
          format('select %I.word_similarity(asked, said)', trigrams));
        create function search_pattern(asked text) returns text language sql immutable strict parallel safe as
          $like$ select '%' || regexp_replace(asked, '([\\\\%_])', '\\\\\\1', 'g') || '%' $like$;
        execute format(
          'create function unit_search(code text, body jsonb) returns text language sql immutable parallel safe as %L',
          'select ' || folded || $from$ from (select concat_ws(' ', code, body->'name'->>'vi', body->'name'->>'en', body->>'short') as said) s $from$);
        execute format(
          'create index unit_search on unit using gin ((unit_search(code::text collate "default", body)) %I.gin_trgm_ops)', trigrams);
      end $make$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index unit_search;
      drop function unit_search, search_pattern, search_likeness, search_fold;
    `);
  }
}
