"""An address that was kept with a sign that nobody sees, or in letters that name servers do not know, is cleaned:
else nobody gets in with it any more. Where the clean one belongs to another account already, both stay."""

from django.db import migrations

from award.programme.cleaning.addresses import NotAnAddress, clean_address


def clean_accounts(apps, schema_editor):
    for model in (apps.get_model("people", "Person"), apps.get_model("account", "EmailAddress")):
        for row in model.objects.only("email").iterator():
            address = _cleaned(row.email)
            if address != row.email and not model.objects.filter(email=address).exists():
                model.objects.filter(pk=row.pk).update(email=address)


def _cleaned(address):
    try:
        return clean_address(address).lower()
    except NotAnAddress:
        return address


class Migration(migrations.Migration):
    dependencies = [("people", "0008_lengths"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [migrations.RunPython(clean_accounts, migrations.RunPython.noop)]
