from django.contrib.auth.models import AnonymousUser

from cities.accounts.rules import MEDIA_ROLES, REFERENCE_ROLES, ROLES, may_enter_desk


def test_only_administrators_delete():
    deleting = {role for table in (ROLES, REFERENCE_ROLES, MEDIA_ROLES) for role, actions in table.items() if "delete" in actions}

    assert deleting == {"Administrators"}


def test_translators_neither_add_nor_publish():
    assert ROLES["Translators"] == ("view", "change")
    assert "Translators" not in REFERENCE_ROLES


def test_visitor_does_not_enter_the_desk():
    assert may_enter_desk(AnonymousUser()) is False


def test_administrator_enters_the_desk(administrator):
    assert may_enter_desk(administrator) is True
