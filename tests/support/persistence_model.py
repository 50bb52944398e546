"""What the store has to do, in the plainest words: lists, seconds as numbers, no transactions."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from jarvis_domain.answering.messages import Delivery, Media, Outcome, Text, known_addresses
from jarvis_domain.understanding.phones import PhoneNumber

QUIET, AT_MOST, LEASE, WAIT, LATE = 120, 400, 300, 200, 600
"""Seconds; no sum of the steps by which the tests move time (70 and 310) comes near one of them."""

RISING = list(Delivery)


@dataclass
class Message:
    id: object
    owner: object
    inbound: object
    order: int
    received: int
    attempts: int = 0
    outcome: object = None
    owed: tuple = ()
    parked: int = -1

    @property
    def open(self):
        return self.outcome in {None, Outcome.PARKED}


@dataclass
class Reply:
    due: object
    owner: object
    claimable: int
    attempts: int = 0
    done: bool = False
    whatsapp_id: object = None
    delivery: Delivery = Delivery.QUEUED


@dataclass
class Job:
    kind: str
    owner: object
    at: int
    latest: int
    started: bool = False


@dataclass
class Model:
    now: int = 0
    owners: list = field(default_factory=list)  # in the order of their age
    phones: set = field(default_factory=set)  # owners whose phone is known
    addresses: dict = field(default_factory=dict)
    heirs: dict = field(default_factory=dict)
    messages: list = field(default_factory=list)
    replies: list = field(default_factory=list)
    receipts: dict = field(default_factory=dict)
    conversations: dict = field(default_factory=dict)
    jobs: list = field(default_factory=list)
    templates: dict = field(default_factory=dict)
    statuses: dict = field(default_factory=dict)
    audit: dict = field(default_factory=dict)
    saves: int = 0

    # contractors

    def heir(self, owner):
        while owner in self.heirs:
            owner = self.heirs[owner]
        return owner

    def writer(self, addresses, new):
        """The owner of these addresses; `new` is the id the store gave, should nobody own them yet."""
        known = list(dict.fromkeys(self.addresses[a] for a in addresses if a in self.addresses))
        if not known:
            self.owners.append(new)
            known = [new]
        stays = min(known, key=lambda owner: (owner not in self.phones, self.owners.index(owner)))
        for goes in known:
            if goes is not stays:
                self._merge(goes, stays)
        self.addresses |= dict.fromkeys(addresses, stays)
        if any(isinstance(a, PhoneNumber) for a in addresses):
            self.phones.add(stays)
        return stays

    def _merge(self, goes, stays):
        self.heirs[goes] = stays
        for address, owner in self.addresses.items():
            if owner == goes:
                self.addresses[address] = stays
        for row in (*self.messages, *self.replies):
            row.owner = stays if row.owner == goes else row.owner
        if goes in self.conversations:
            moved = self.conversations.pop(goes)
            self.conversations[stays] = max(moved, self.conversations.get(stays, moved), key=lambda c: c[0])
        if self.undone(stays):
            self.wake_delivery(stays, self.now)

    def save(self, owner, conversation):
        self.saves += 1
        self.conversations[self.heir(owner)] = (self.saves, conversation)

    # messages

    def message(self, instance, whatsapp_id):
        named = [
            m for m in self.messages if (m.inbound.instance, m.inbound.whatsapp_id) == (instance, whatsapp_id)
        ]
        return named[0] if named else None

    def receive(self, inbound, id_, owner):
        owner = self.writer(known_addresses(inbound), owner)
        self.messages.append(Message(id_, owner, inbound, len(self.messages), self.now))
        self.wake_answer(owner, QUIET)

    def edit(self, message, text):
        match message.inbound.content:
            case Text():
                message.inbound = replace(message.inbound, content=Text(text))
            case Media(kind, _):
                message.inbound = replace(message.inbound, content=Media(kind, text))
            case _:
                return False
        if message.outcome is Outcome.PARKED:
            message.outcome, message.owed = None, ()
            message.attempts = 0
            self.wake_answer(message.owner, 0)
        return True

    def unsettled(self, owner):
        rows = [m for m in self.messages if m.owner == self.heir(owner) and m.outcome is None]
        return sorted(rows, key=lambda m: (m.inbound.sent_at, m.order))

    def end(self, message, outcome, owed=()):
        message.outcome = outcome
        if outcome is Outcome.PARKED:
            message.owed, message.parked = owed, self.now
        self.audit.setdefault(f"message:{message.id}", []).append(f"message_{outcome}")

    def parked(self):
        rows = [m for m in self.messages if m.outcome is Outcome.PARKED]
        return sorted(rows, key=lambda m: (m.parked, m.order))

    def forgotten(self):
        late = {m.owner for m in self.messages if m.outcome is None and m.received < self.now - LATE}
        return tuple(sorted(owner for owner in late if not self.has_job("answer", owner)))

    # replies

    def queue(self, due, owner):
        self.replies.append(Reply(replace(due, contractor=self.heir(owner)), self.heir(owner), self.now))
        self.wake_delivery(self.heir(owner), self.now)

    def undone(self, owner):
        return [reply for reply in self.replies if reply.owner == owner and not reply.done]

    def claim(self, owner):
        owner = self.heir(owner)
        if not (undone := self.undone(owner)):
            return None
        head = undone[0]
        if head.claimable > self.now:
            self.wake_delivery(owner, head.claimable)
            return None
        head.attempts += 1
        head.claimable = self.now + LEASE
        return head

    def accept(self, reply, whatsapp_id):
        reply.whatsapp_id = reply.whatsapp_id or whatsapp_id
        reply.done = True
        if reply.delivery is Delivery.QUEUED:
            reply.delivery = Delivery.ACCEPTED
        for delivery in self.receipts.get(reply.whatsapp_id, ()):
            self._raise(reply, delivery)

    def postpone(self, reply):
        if not reply.done:
            reply.claimable = self.now + WAIT
            self.wake_delivery(reply.owner, reply.claimable)

    def fail(self, reply):
        if not reply.done:
            reply.done, reply.delivery = True, Delivery.FAILED

    def report(self, whatsapp_id, delivery):
        self.receipts.setdefault(whatsapp_id, set()).add(delivery)
        named = [reply for reply in self.replies if reply.whatsapp_id == whatsapp_id]
        return sum(self._raise(reply, delivery) for reply in named) > 0

    def _raise(self, reply, delivery):
        if RISING.index(delivery) <= RISING.index(reply.delivery):
            return False
        reply.delivery = delivery
        return True

    def is_echo(self, whatsapp_id, address, text):
        owner = self.addresses.get(address)
        return any(
            reply.whatsapp_id == whatsapp_id
            or (
                reply.whatsapp_id is None
                and reply.attempts
                and reply.owner == owner
                and reply.due.reply.text.strip() == text.strip()
            )
            for reply in self.replies
        )

    def stranded(self):
        owners = {reply.owner for reply in self.replies if not reply.done}
        return tuple(
            sorted(
                owner
                for owner in owners
                if self.undone(owner)[0].claimable <= self.now and not self.has_job("deliver", owner)
            )
        )

    # jobs

    def has_job(self, kind, owner):
        return any((job.kind, job.owner) == (kind, owner) for job in self.jobs)

    def _waiting(self, kind, owner):
        return [job for job in self.jobs if (job.kind, job.owner) == (kind, owner) and not job.started]

    def wake_answer(self, owner, quiet):
        for job in self._waiting("answer", owner):
            job.at = min(self.now + quiet, job.latest)
            return
        self.jobs.append(Job("answer", owner, self.now + quiet, self.now + AT_MOST))

    def wake_delivery(self, owner, at):
        for job in self._waiting("deliver", owner):
            job.at = min(job.at, at)
            return
        self.jobs.append(Job("deliver", owner, at, at))

    def due(self):
        """What a worker would run now: a job waits for those of its lock that are older, due or not."""
        heads = {}
        for job in self.jobs:
            heads.setdefault((job.kind, job.owner), job)
        return [job for job in heads.values() if job.at <= self.now]

    # everything

    def counts(self):
        names = ["received", *Outcome, *(f"reply:{delivery}" for delivery in Delivery)]
        found = dict.fromkeys(names, 0)
        for message in self.messages:
            found[message.outcome or "received"] += 1
        for reply in self.replies:
            found[f"reply:{reply.delivery}"] += 1
        return found
