"""The wording of a campaign's letters: its own where it has any, else the one that comes with the software."""

from collections.abc import Mapping
from dataclasses import dataclass

from cities.gather.surveys.letters import LetterWording, shipped_wording
from cities.gather.surveys.models import Campaign, CampaignText
from cities.translation.languages import best_language


@dataclass(frozen=True)
class Wordings:
    """One occasion in every language it is written in."""

    occasion: str
    own: Mapping[str, LetterWording]
    texts: Mapping[str, CampaignText]

    def in_language(self, language: str) -> LetterWording:
        """A letter is in one language from end to end: what is written in it wins, then what is shipped, then the nearest written."""
        if language in self.own:
            return self.own[language]
        shipped = shipped_wording(self.occasion, language)
        if shipped.language == language or not self.own:
            return shipped
        return self.own[best_language(self.own, language) or next(iter(self.own))]

    def values(self, language: str) -> dict[str, str]:
        """What the campaign fills in, in the language nearest to `language`."""
        chosen = best_language(self.texts, language)
        text = self.texts[chosen] if chosen else None
        return {name: getattr(text, name) if text else "" for name in ("title", "introduction", "asked_by")}


def wordings_of(campaign: Campaign, occasion: str) -> Wordings:
    """Three queries."""
    letter = campaign.letters.filter(occasion=occasion).first()
    own = {text.language: LetterWording(text.subject, text.body, text.language) for text in (letter.texts.all() if letter else ())}
    return Wordings(occasion, own, {text.language: text for text in campaign.texts.all()})
