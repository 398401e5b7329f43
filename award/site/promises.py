"""What is promised to everybody, and what is not; `docs/promises.md` names the tests that show it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROMISED = (
    _(
        "The rules are frozen when the first round opens. That is stored as a fact, and nothing undoes it."
    ),
    _(
        "After that a round that is open or over can only be given more time, and one that is sealed changes in "
        "nothing. A change of what is still to come takes two people, both of whom have decided here for some days, "
        "and a reason: their names and the reason stand on the page of the rules."
    ),
    _(
        "An organiser who is alone needs a named witness from outside, or 72 hours in which everybody can see what is "
        "about to happen. A decision about a result, and a correction of one, always takes a second person or a witness."
    ),
    _(
        "Whoever gets or loses a role, and from whom, stands in a log that nobody can alter unnoticed."
    ),
    _(
        "A stranger who asks for codes in your name does not keep you from voting, and learns from no page whether you "
        "have asked for one."
    ),
    _(
        "One e-mail address has one vote. Whoever votes again changes the vote, and the last one counts."
    ),
    _(
        "A vote that you got a receipt for is never changed or deleted. Once the round is sealed, your receipt shows "
        "whether it was counted."
    ),
    _(
        "The clock decides when a round is over. A vote after that moment is never counted, and one before it always is."
    ),
    _("Organisers and jurors see how many have voted, but not for whom, before the round is over."),
    _(
        "The count is exact: fractions, not rounded numbers. Ties are broken by the order in the rules, and where lots "
        "are drawn, anybody can repeat it."
    ),
    _("Nothing is announced that two programs without common code do not agree on."),
    _(
        "What is sealed stays sealed. Every page, mail and file about the result is made from what was sealed, and its "
        "fingerprint is published. A correction is a new version beside the old one, with a reason and two names."
    ),
    _(
        "Nobody wins by silence. Without votes, without enough jurors, or with a tie that the rules do not break, a "
        "category is undecided until people have decided, with their reasons in public."
    ),
    _(
        "A category that is undecided can be voted on once more. Two people decide on it, with their reason in public; "
        "when it is and who stands is public from that moment. That vote alone decides, and what was sealed before it "
        "stands."
    ),
    _(
        "Nobody is shown on a public page, on a ballot or in a published file before saying yes; "
        "silence is a no. Only for published works and people in office can the rules say otherwise, "
        "with the reason."
    ),
    _(
        "What is published tells no juror's points by name, and names nobody who said no or was not chosen. Where "
        "jurors or voters are few, only the sums are published, unless the rules say otherwise beforehand."
    ),
    _(
        "Your address and your choice cannot be read in the database: until your code is typed they lie in an "
        "envelope whose key is kept elsewhere, and once your vote is cast your address is not kept."
    ),
    _(
        "When the round is sealed, the ballots are laid in another order, without voters and without times. "
        "From then on nobody can find out in the database who voted for what, not even with the key."
    ),
    _(
        "A code that was mailed to you stands in no table, and of the mail that brought it nothing is kept "
        "but that there was one."
    ),
    _(
        "What is held of you is found with one search, given to you as a file, and erased when you ask: in every table, "
        "letter, picture and detail of the log, and again after a back-up has been put back. Every count stays."
    ),
    _(
        "Each kind of personal data goes by itself on the day that this page or the rules of the award say, and each "
        "look at somebody’s data is written down with who looked."
    ),
)
NOT_PROMISED = (
    _(
        "That whoever runs the server is honest: that person could change the program or the database before anybody "
        "has counted. What was published before, the rules, the fingerprints and your receipt, would show it."
    ),
    _(
        "That somebody who breaks into the program does nothing in another's name: that person could decide as two "
        "people, invent voters while a vote is open, or publish a false result. What was cast, sealed and logged before stays."
    ),
    _(
        "Secrecy, while the vote is open, against somebody who controls the server: that person has the key, "
        "and could find out how an address voted."
    ),
    _(
        "That nobody can guess before the round is sealed: until then the database has when each ballot came. "
        "Whoever also knows when you voted, from a mail server or over your shoulder, may find yours. Back-ups from "
        "that time have it still, and for a while the database's own journal does."
    ),
    _(
        "That two people are two minds. Whoever gives a second address of their own a role and waits "
        "out the days counts as two, and whoever is alone can name a second address of their own as "
        "the witness. That is why every role is mailed to all owners, and who gave whom which role, "
        "and when, stands in public beside every decision."
    ),
    _("That nobody can show or sell a vote."),
    _("That each e-mail address is a different person."),
    _(
        "Protection against somebody who looks over your shoulder, or against a program in your own device."
    ),
)
ONE_ROLE = _(
    "That the database itself keeps what is sealed: on this installation the role that serves the pages also owns the "
    "tables, so whoever breaks into the program could change them."
)
