"""The words a definition is written in. Each stands for something the engine knows how to do."""

from enum import StrEnum
from typing import Final


class Element(StrEnum):
    """The eight elements of normalising (elementen). A programme names those it embodies."""

    E1 = "E1"
    """Doubts and vulnerability are normal."""
    E2 = "E2"
    """Support is informal where possible."""
    E3 = "E3"
    """Access to support is easy."""
    E4 = "E4"
    """Families and supporters are equals."""
    E5 = "E5"
    """The question of the family leads."""
    E6 = "E6"
    """An eye for the whole life around a child."""
    E7 = "E7"
    """Attention to what goes well."""
    E8 = "E8"
    """Not making a problem or a diagnosis of it."""


class Gate(StrEnum):
    """What must hold before a phase is completed (poort). The predicates live in `support`."""

    TALK_HELD = "talk_held"
    """The coordinator has spoken with the asking family."""
    VOG_VALID = "vog_valid"
    """The VOG of every adult in the supporting family who needs one was seen and is recent."""
    TRUST_FILE_COMPLETE = "trust_file_complete"
    """Every step of the trust file that the programme asks for has its date."""
    FIT_DECIDED = "fit_decided"
    """The coordinator decided that this programme fits; if not, another offer was found."""
    YOUNG_PERSON_SAID_YES = "young_person_said_yes"
    """The young person wants it, in their own name; a parent cannot say it for them."""
    CONSENT_GIVEN = "consent_given"
    """The family signed what is exchanged, with whom, what for and until when."""
    BOTH_SAID_YES = "both_said_yes"
    """Every side that the proposal asks has said yes to it."""
    MEETING_HELD = "meeting_held"
    """The first meeting took place."""
    MEETINGS_HELD = "meetings_held"
    """The number of meetings that the phase asks for took place."""
    BOTH_WANT_TRIAL = "both_want_trial"
    """After the meeting both sides want to try."""
    SECOND_YES = "second_yes"
    """As many different coordinators as the programme asks said yes before a child goes along."""
    RULES_ACCEPTED_BY_ALL = "rules_accepted_by_all"
    """Everybody concerned accepted the latest version of the house rules."""
    TRIAL_OVER = "trial_over"
    """The end date of the trial was reached, or both sides looked back before it."""
    TRIAL_EVALUATED = "trial_evaluated"
    """Both sides looked back on the trial and want to go on."""
    TRIAL_DECIDED = "trial_decided"
    """Both sides and the coordinator decided together to go on after the trial."""
    AGREEMENT_ACCEPTED_BY_ALL = "agreement_accepted_by_all"
    """Everybody concerned accepted the latest version of the agreement."""
    CIRCLE_MEETING_HELD = "circle_meeting_held"
    """The people around the family came together."""
    PLAN_ACCEPTED = "plan_accepted"
    """The family accepted its own plan: who does what, and when."""
    GOAL_REACHED = "goal_reached"
    """The family, or the young person, says that it is enough."""
    TERM_REACHED = "term_reached"
    """The agreed time together is over."""
    FAREWELL_DONE = "farewell_done"
    """It was rounded off together, and the closing question was asked once."""


class Topic(StrEnum):
    """What one side may read of the other (onderwerp), opened phase by phase."""

    PROFILE = "profile"
    """First names, distance class, what they like and when they can."""
    STORY = "story"
    """Their question in their own words."""
    CONTACT = "contact"
    """Telephone and e-mail."""
    ADDRESS = "address"
    """The home address, for a visit that was agreed; read after pressing for it."""
    PATH = "path"
    """The path of this match: phases, house rules, evaluations and the agreement."""
    ENQUIRIES = "enquiries"
    """What a professional asks who stands beside the family: an exception, opened by no phase."""


CONTACT_TOPICS: Final = frozenset({Topic.CONTACT, Topic.ADDRESS})
"""What brings somebody to a family's door. It closes at once when contact pauses; what explains why
(the path, the profile, the story) stays open."""


class Side(StrEnum):
    """Where somebody stands in a match (kant)."""

    ASKING = "asking"
    SUPPORTING = "supporting"
    GUIDING = "guiding"
    """Coordinators and project workers: they stand beside both."""
    PROFESSIONAL = "professional"
    """Professionals who work beside the family and read none of its private part."""


class Registrant(StrEnum):
    """Who may ask or register (aanmelder)."""

    PARENT = "parent"
    """A parent or co-parent, whoever brings up the child."""
    YOUNG_PERSON = "young_person"
    TEAM = "team"
    """A youth or neighbourhood team, together with the parent."""
    SCHOOL = "school"
    """A teacher or school social worker, together with the parent."""
    PROFESSIONAL = "professional"
    """Somebody else who works with the family: GP, midwife, youth nurse, guardian."""


class Likeness(StrEnum):
    """What may matter to somebody in who comes beside them (gelijkenis). Always said by
    themselves; never worked out from a name, a postcode or a language.
    """

    LANGUAGE = "language"
    AGE = "age"
    CULTURE = "culture"
    """In their own words only. A person reads them; no rule does."""
    HOBBY = "hobby"


class ProfileItem(StrEnum):
    """What stands in the short profile of a proposal. Never a surname, never an address."""

    FIRST_NAMES = "first_names"
    DISTANCE_CLASS = "distance_class"
    INTERESTS = "interests"
    SLOTS = "slots"
    LANGUAGES = "languages"
    OWN_WORDS = "own_words"


class TimeUnit(StrEnum):
    """In what a duration counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    """Calendar months."""


class Slot(StrEnum):
    """A part of a day in the week (dagdeel)."""

    MA_OCHTEND, MA_MIDDAG, MA_AVOND = "ma-ochtend", "ma-middag", "ma-avond"
    DI_OCHTEND, DI_MIDDAG, DI_AVOND = "di-ochtend", "di-middag", "di-avond"
    WO_OCHTEND, WO_MIDDAG, WO_AVOND = "wo-ochtend", "wo-middag", "wo-avond"
    DO_OCHTEND, DO_MIDDAG, DO_AVOND = "do-ochtend", "do-middag", "do-avond"
    VR_OCHTEND, VR_MIDDAG, VR_AVOND = "vr-ochtend", "vr-middag", "vr-avond"
    ZA_OCHTEND, ZA_MIDDAG, ZA_AVOND = "za-ochtend", "za-middag", "za-avond"
    ZO_OCHTEND, ZO_MIDDAG, ZO_AVOND = "zo-ochtend", "zo-middag", "zo-avond"


class Moment(StrEnum):
    """When a question is asked (meetmoment)."""

    BEFORE = "before"
    TRIAL = "trial"
    INTERIM = "interim"
    AFTER = "after"


class MeasureKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    LADDER = "ladder"
    """A step from 0 to 10, chosen by oneself."""
    FACES = "faces"
    """One of three faces."""
    WORDS = "words"


class ReportReader(StrEnum):
    """Who gets the report: totals only, never a name."""

    COORDINATOR = "coordinator"
    REGIONAL_COORDINATOR = "regional_coordinator"
    FUNDER = "funder"
    MUNICIPALITY = "municipality"
