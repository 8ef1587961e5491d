"""Staff, and what they did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from accounts.models import AuditEntry, User
from accounts.services import sync_groups

PASSWORD = "correct horse battery staple"


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Group {n}")


class UserFactory(DjangoModelFactory):
    """A member of staff with the password ``PASSWORD``; ``groups=["Editor"]`` puts them in groups."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"staff{n}@careers.example")
    name = factory.Sequence(lambda n: f"Staff Member {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)

    @factory.post_generation
    def groups(self, create: bool, extracted: Iterable[str] | None, **_kwargs: Any) -> None:
        if create and extracted:
            self.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in extracted))


class AuditEntryFactory(DjangoModelFactory):
    class Meta:
        model = AuditEntry

    actor = factory.SubFactory(UserFactory)
    action = "guide.publish"
    subject_type = "roles.guideversion"
    subject_id = "1"
    detail = factory.LazyFunction(lambda: {"number": 1})


def staff_in(group: str, **fields: Any) -> User:
    """A member of staff with exactly the permissions that the table gives this group."""
    sync_groups()
    return UserFactory(groups=[group], **fields)


def superuser(**fields: Any) -> User:
    """Somebody who may do everything."""
    return UserFactory(is_superuser=True, **fields)
