"""With a round that nobody was nominated in goes that its ballot box was emptied."""

from django.db import migrations

from voting.results.sql import empty_rounds


class Migration(migrations.Migration):
    dependencies = [("results", "0006_words_about_several"), ("ballots", "0006_box_is_emptied")]

    operations = [migrations.RunSQL(empty_rounds.WITH_BOXES, empty_rounds.WITHOUT_BOXES)]
