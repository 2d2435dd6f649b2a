"""What the public roll is searched by stands in the ledger, so that one index can find and order it (ADR 0024)."""

from django.db import migrations

# Whoever looks while this runs finds the lines by nothing; roll_words is no part of the history.
MOVE = """
    UPDATE honours_award SET roll_words = ' ' || line.folded_names
    FROM decisions_decisionline line WHERE line.award_id = honours_award.id
"""
BACK = """
    UPDATE decisions_decisionline SET folded_names = ltrim(award.roll_words)
    FROM honours_award award WHERE award_id = award.id
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_numbers_looked_up"), ("honours", "0005_roll")]

    operations = [
        migrations.RunSQL(MOVE, BACK),
        migrations.RemoveIndex("decisionline", "decisionline_names_trgm"),
        migrations.RemoveField("decisionline", "folded_names"),
    ]
