"""The form of a skill: its columns, and its other names one a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import Skill, SkillAlias


class SkillForm(forms.ModelForm):
    """``cleaned_data["aliases"]`` is a list of names that lead to no other skill."""

    aliases = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line, such as SQL for SQL & Databases."),
    )

    class Meta:
        model = Skill
        fields = ("name", "slug", "kind", "summary", "is_special")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(self.instance.aliases.values_list("name", flat=True))

    def clean_aliases(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["aliases"].splitlines()]
        names = list({line.casefold(): line for line in reversed(lines) if line}.values())
        for name in names:
            if len(name) > SkillAlias.NAME_LENGTH:
                raise ValidationError(_("“%(name)s” is too long.") % {"name": name[:40]})
            taken = (
                Skill.objects.exclude(pk=self.instance.pk).filter(name__iexact=name).first()
                or Skill.objects.exclude(pk=self.instance.pk).filter(aliases__name__iexact=name).first()
            )
            if taken is not None:
                raise ValidationError(_("“%(name)s” already leads to %(skill)s.") % {"name": name, "skill": taken})
        return names
