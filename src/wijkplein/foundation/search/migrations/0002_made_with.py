"""With which analyser an entry was made; nullable, as SQLite then adds a column without making the table anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.AddField("searchentry", "made_with", models.CharField(max_length=16, null=True)),
    ]
