"""List import, nominations, appraisal, refusals and what is asked."""
