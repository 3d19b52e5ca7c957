"""A new town starts with themes; it changes them as it likes."""

from django.db import migrations
from django.utils.text import slugify

from wijkplein.foundation.themes.starting import starting_themes


def put_in(apps, schema_editor):
    theme = apps.get_model("themes", "Theme")
    for each in starting_themes():
        given = {"name": each.name, "words": "\n".join(each.words), "synonyms": "\n".join(each.synonyms)}
        theme.objects.get_or_create(slug=slugify(each.name), defaults=given)


class Migration(migrations.Migration):
    dependencies = [("themes", "0001_initial")]

    operations = [migrations.RunPython(put_in, migrations.RunPython.noop)]
