"""What the young people of a household chose to tell, for one reader."""

from naast.people.models import Person
from naast.support.models import YoungVoice


def voices_about(household_id: int, reader: Person) -> list[YoungVoice]:
    """What the young people of a household chose to tell somebody like `reader`; for the young
    person itself its own page is the place.
    """
    visible = YoungVoice.objects.visible_to(reader).filter(household=household_id)
    return list(visible.exclude(person=reader).select_related("person").order_by("written_at"))
