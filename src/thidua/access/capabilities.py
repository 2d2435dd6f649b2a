"""The one capability table: what each role may do on its unit and below."""

from __future__ import annotations

from types import MappingProxyType

from thidua.access.enums import Role

CAPABILITIES = MappingProxyType(
    {
        "registry.import": frozenset({Role.OFFICE}),
        "history.import": frozenset({Role.OFFICE}),
        "initiative.read": frozenset(
            {Role.OFFICE, Role.AUDITOR, Role.SIGNER, Role.UNIT_CLERK, Role.UNIT_HEAD}
        ),
        "initiative.apply": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "initiative.receive": frozenset({Role.OFFICE}),
        "initiative.mark": frozenset({Role.COUNCIL_MEMBER}),
        "initiative.recognise": frozenset({Role.SIGNER}),
        "covenant.write": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "covenant.agree": frozenset({Role.OFFICE}),
        # Nobody signs for a head, not even the office.
        "covenant.sign": frozenset({Role.UNIT_HEAD}),
        "covenant.witness": frozenset({Role.SIGNER}),
        "covenant.report": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "covenant.judge": frozenset({Role.OFFICE}),
        "covenant.read": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.SIGNER,
                Role.EDITOR,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        "conference.write": frozenset({Role.OFFICE, Role.EDITOR}),
        "conference.read": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.SIGNER,
                Role.EDITOR,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        "article.read": frozenset({Role.OFFICE, Role.SIGNER, Role.EDITOR, Role.AUDITOR}),
        "article.write": frozenset({Role.OFFICE, Role.EDITOR}),
        # Never whoever wrote the text that is approved (docs/adr/0020).
        "article.approve": frozenset({Role.OFFICE, Role.SIGNER}),
        "comment.moderate": frozenset({Role.OFFICE, Role.EDITOR}),
        # Letters of citizens: opinions, faults they see, good people they name.
        "letter.read": frozenset({Role.OFFICE, Role.EDITOR, Role.AUDITOR}),
        "letter.answer": frozenset({Role.OFFICE, Role.EDITOR}),
        "exemplar.read": frozenset(
            {Role.OFFICE, Role.SIGNER, Role.EDITOR, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}
        ),
        "exemplar.write": frozenset({Role.OFFICE, Role.EDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "exemplar.publish": frozenset({Role.OFFICE}),
        "quote.read": frozenset({Role.OFFICE, Role.EDITOR}),
        "quote.write": frozenset({Role.OFFICE, Role.EDITOR}),
        "notice.write": frozenset({Role.OFFICE}),
        "intake.manage": frozenset({Role.OFFICE}),
        "season.open": frozenset({Role.OFFICE}),
        # A movement of the authority, and the one a unit derives from it.
        "movement.plan": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "movement.launch": frozenset({Role.OFFICE, Role.UNIT_HEAD}),
        "movement.review": frozenset({Role.OFFICE, Role.UNIT_HEAD}),
        "movement.read": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.SIGNER,
                Role.EDITOR,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        "task.report": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "registration.write": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "registration.answer": frozenset({Role.OFFICE}),
        "registration.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "cluster.manage": frozenset({Role.OFFICE}),
        "score.read": frozenset(
            {Role.OFFICE, Role.SECRETARY, Role.SIGNER, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}
        ),
        "score.self": frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "score.cross": frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "score.check": frozenset({Role.OFFICE}),
        "score.approve": frozenset({Role.SECRETARY, Role.SIGNER}),
        "score.publish": frozenset({Role.SIGNER}),
        # Whoever made a result public answers for its change (docs/adr/0016).
        "score.correct": frozenset({Role.SIGNER}),
        "sheet.submit": frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD, Role.OFFICE}),
        "nomination.appraise": frozenset({Role.OFFICE, Role.INTAKE}),
        "nomination.answer": frozenset({Role.OFFICE, Role.UNIT_CLERK}),
        "finding.attest": frozenset({Role.OFFICE, Role.UNIT_HEAD}),
        "hold.write": frozenset({Role.OFFICE}),
        # Who is denounced or under inspection is nobody else's business.
        "hold.read": frozenset({Role.OFFICE, Role.AUDITOR}),
        "screening.run": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "screening.read": frozenset(
            {Role.OFFICE, Role.SECRETARY, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}
        ),
        "tally.record": frozenset({Role.SECRETARY}),
        "decision.issue": frozenset({Role.RECORDS_CLERK, Role.SIGNER}),
        "decision.record": frozenset({Role.OFFICE, Role.RECORDS_CLERK}),
        "figures.read": frozenset({Role.OFFICE, Role.SECRETARY, Role.SIGNER, Role.EDITOR, Role.AUDITOR}),
        "audit.read": frozenset({Role.AUDITOR}),
        "nomination.read": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.SIGNER,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        "sheet.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        # Whose number it is: never more than its last three digits are shown.
        "person.identify": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "person.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "person.write": frozenset({Role.OFFICE}),
        "person.merge": frozenset({Role.OFFICE}),
        "unit.change": frozenset({Role.OFFICE}),
        # Whose record an account may see as its own; what its person says is wrong in it.
        "claim.answer": frozenset({Role.OFFICE}),
        "fault.answer": frozenset({Role.OFFICE}),
        "transfer.propose": frozenset({Role.OFFICE, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "transfer.answer": frozenset({Role.OFFICE, Role.UNIT_HEAD}),
        "transfer.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        "rating.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
        # Who was disciplined is for the office and for those who inspect it.
        "discipline.read": frozenset({Role.OFFICE, Role.AUDITOR}),
        "rating.write": frozenset({Role.OFFICE, Role.UNIT_CLERK}),
        "discipline.write": frozenset({Role.OFFICE}),
        "award.read": frozenset(
            {Role.OFFICE, Role.SECRETARY, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNCIL_MEMBER}
        ),
        "decision.read": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.RECORDS_CLERK,
                Role.SIGNER,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        "search.use": frozenset(
            {
                Role.OFFICE,
                Role.SECRETARY,
                Role.RECORDS_CLERK,
                Role.SIGNER,
                Role.EDITOR,
                Role.AUDITOR,
                Role.COUNCIL_MEMBER,
                Role.UNIT_CLERK,
                Role.UNIT_HEAD,
            }
        ),
        # Rights themselves: who gives them holds none of the others (actions/grants.py).
        "grant.write": frozenset({Role.ADMINISTRATOR}),
        "grant.read": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
        "account.manage": frozenset({Role.ADMINISTRATOR}),
        "security.read": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
        "grant.delegate": frozenset({Role.OFFICE, Role.SECRETARY, Role.SIGNER, Role.UNIT_HEAD}),
        "job.read": frozenset({Role.OFFICE, Role.AUDITOR, Role.UNIT_CLERK, Role.UNIT_HEAD}),
    }
)
