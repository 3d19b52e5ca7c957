"""The entries, and the tables of each engine that make them quick to search."""

from django.db import migrations, models

# External content: the words stand once, in the entry; the FTS5 tables hold only the index. `secure-delete`
# because an ordinary FTS5 index keeps words of deleted rows, even after VACUUM (reliability.md finding 7).
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_stems USING fts5(
        stems, content='search_searchentry', content_rowid='order', detail=none, tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_trigrams USING fts5(
        folded, content='search_searchentry', content_rowid='order', tokenize='trigram case_sensitive 1'
    )
    """,
    "INSERT INTO search_stems(search_stems, rank) VALUES('secure-delete', 1)",
    "INSERT INTO search_trigrams(search_trigrams, rank) VALUES('secure-delete', 1)",
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_stems(rowid, stems) VALUES (new."order", new.stems);
        INSERT INTO search_trigrams(rowid, folded) VALUES (new."order", new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_stems(search_stems, rowid, stems) VALUES ('delete', old."order", old.stems);
        INSERT INTO search_trigrams(search_trigrams, rowid, folded) VALUES ('delete', old."order", old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE OF "order", stems, folded ON search_searchentry BEGIN
        INSERT INTO search_stems(search_stems, rowid, stems) VALUES ('delete', old."order", old.stems);
        INSERT INTO search_trigrams(search_trigrams, rowid, folded) VALUES ('delete', old."order", old.folded);
        INSERT INTO search_stems(rowid, stems) VALUES (new."order", new.stems);
        INSERT INTO search_trigrams(rowid, folded) VALUES (new."order", new.folded);
    END
    """,
]
UNDO_SQLITE = [
    "DROP TRIGGER search_entry_changed",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_added",
    "DROP TABLE search_trigrams",
    "DROP TABLE search_stems",
]
# Our own stems straight into a tsvector: PostgreSQL's Dutch stemmer plays no part, so both engines find the same.
# The trigrams stand in an array with GIN: pg_trgm is an extension a town's server may not have (ecosystem.md 9).
POSTGRESQL = [
    """
    CREATE FUNCTION search_trigrams(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT substr($1, n, 3)), '{}') FROM generate_series(1, length($1) - 2) AS n
    $$
    """,
    """
    ALTER TABLE search_searchentry
        ADD COLUMN vector tsvector GENERATED ALWAYS AS
            (array_to_tsvector(array_remove(string_to_array(stems, ' '), ''))) STORED,
        ADD COLUMN trigrams text[] GENERATED ALWAYS AS (search_trigrams(folded)) STORED
    """,
    "CREATE INDEX search_entry_vector ON search_searchentry USING gin (vector) WITH (fastupdate = off)",
    "CREATE INDEX search_entry_trigrams ON search_searchentry USING gin (trigrams) WITH (fastupdate = off)",
]
UNDO_POSTGRESQL = [
    "ALTER TABLE search_searchentry DROP COLUMN vector, DROP COLUMN trigrams",
    "DROP FUNCTION search_trigrams(text)",
]


def _run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make_index(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop_index(apps, schema_editor):
    _run(schema_editor, {"sqlite": UNDO_SQLITE, "postgresql": UNDO_POSTGRESQL})


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("order", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("about_id", models.UUIDField()),
                ("area_id", models.UUIDField(blank=True, null=True)),
                ("language", models.CharField(default="nl", max_length=10)),
                ("folded", models.TextField()),
                ("stems", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "about_id"), name="search_one_entry_a_thing")],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
