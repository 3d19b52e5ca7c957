"""A reply that waits gets a clock. What waits already had to be read the day after it came."""

from datetime import timedelta

from django.db import migrations, models


def put_clocks(apps, schema_editor):
    replies = apps.get_model("square", "Reply")
    for reply in replies.objects.exclude(held="").filter(hidden_at=None):
        reply.due_on = (reply.created_at + timedelta(days=1)).date()
        reply.save(update_fields=["due_on"])


class Migration(migrations.Migration):
    dependencies = [("square", "0001_initial")]

    operations = [
        migrations.AddField("reply", "due_on", models.DateField(null=True, blank=True)),
        migrations.RunPython(put_clocks, migrations.RunPython.noop),
    ]
