"""Judge a document against the profile of a partner, as far as its bytes tell."""

from feedwright.validation.partners.judgement import judge_for_partner, with_profile
from feedwright.validation.partners.pictures import Picture

__all__ = ["Picture", "judge_for_partner", "with_profile"]
