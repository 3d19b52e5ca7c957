"""The stamp of a schema: what is known without reading a migration in is what Django would run."""

from django.db.migrations.loader import MigrationLoader

from wijkplein.foundation.community.stamp import fingerprint, known_migrations, wanted


def test_the_migrations_by_name_are_those_that_django_reads_in():
    loaded = MigrationLoader(None).disk_migrations
    assert sorted(known_migrations()) == sorted(loaded)
    assert wanted() == fingerprint(list(loaded))


def test_one_migration_more_is_another_schema():
    assert fingerprint([*known_migrations(), ("square", "9999_later")]) != wanted()
