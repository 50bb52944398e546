"""A small record full of everything lists tell apart, the same in every store but for ids the store gives."""

from datetime import timedelta
from random import Random
from uuid import UUID

from msgspec.structs import replace

from jarvis_adapters.memory.views import MemoryViews
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.answering.conversation import Conversation, Flag, WithHuman
from jarvis_domain.answering.messages import Delivery, DueReply, InboundMessage, Outcome, Reply, Text
from jarvis_domain.casework.complaints import Filing, open_complaint
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import OrangeId, TicketNumber, open_ticket
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.ports.messaging import DeliveryReported
from jarvis_domain.understanding.contracts import ContractNumber, find_contracts
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reading
from support.persistence_values import DAY

MINUTE = timedelta(minutes=1)
TIMES = [DAY + n * MINUTE for n in range(8)]
NAMES = ["Saïd", "Fatima-Zahra", "محمد العلمي", "Ali"]
WRITERS = [PhoneNumber(f"+21261234567{n}") for n in range(3)] + [Lid("190120240360480@lid")]
CONTRACTS = [ContractNumber(f"F123456{n}D") for n in range(4)]
REGIONS = ["Rabat", "Casablanca", ""]
WORDS = ["bonjour", "bloqué", "العقد", "مُعَلَّق", "bghit", "contrat", "depuis"]
MESSAGES = 40


class World:
    """The record of one store, and what its ids are called in every store."""

    def __init__(self, hands, views, seed=7):
        self.hands = hands
        self.views = views
        self.random = Random(seed)
        self.people = []
        self.writers = []
        self.labels = {}

    def id(self):
        return UUID(int=self.random.getrandbits(128), version=4)

    def some(self, values):
        return self.random.choice(list(values))

    def maybe(self, value, chance=0.5):
        return value if self.random.random() < chance else None

    async def fill(self):
        await self._invite()
        for number in range(MESSAGES):
            await self.receive(number)
        for number in range(MESSAGES // 2):
            await self._complain(number)
        async with self.hands.store.begin() as work:
            await work.remember_status(ContractSnapshot(number=CONTRACTS[0], etat="Fermé", read_at=DAY))
            held = Conversation(state=WithHuman(until=self.hands.clock.now() + MINUTE))
            await work.save_conversation(self.writers[0], held)

    async def _invite(self):
        self.people = [
            Staff(
                id=self.id(), email=EmailAddress(f"p{n}@tktm.ma"), role=Role.BO, created_at=DAY, name=f"P{n}"
            )
            for n in range(2)
        ]
        async with self.hands.store.begin() as work:
            for person in self.people:
                await work.desk.add_person(person)
            for writer, name, region in zip(WRITERS[:2], NAMES[:2], REGIONS[:2], strict=True):
                await work.contractors.register(writer, name=name, region=region)

    async def receive(self, number, at=None):
        """A message of anybody, anyhow read, settled and answered."""
        who = self.random.randrange(len(WRITERS))
        contract = self.some(CONTRACTS)
        text = " ".join([*self.random.sample(WORDS, 3), str(contract) if self.maybe(1) else ""])
        message = InboundMessage(
            instance=self.some(["one", "two"]),
            whatsapp_id=f"w{number}",
            sender=WRITERS[who],
            name=NAMES[who],
            content=Text(text),
            sent_at=DAY,
        )
        stored = await self.hands.store.receive(message)
        self.labels |= {stored.message: f"message {number}", stored.contractor: NAMES[who]}
        if stored.contractor not in self.writers:
            self.writers.append(stored.contractor)
        await self._treat(stored, text, number)
        await self._received_at(stored.message, at or self.some(TIMES))
        return stored.message

    async def _treat(self, stored, text, number):
        reading, outcome = self._reading(text), self.some([*Outcome, Outcome.ANSWERED, None])
        flags = self.random.sample(list(Flag), self.some([0, 0, 1, 2]))
        async with self.hands.store.begin() as work:
            if self.maybe(1, 0.9):
                answers = (ContractUnknown(number=CONTRACTS[0]),)
                await work.note_reading(stored.message, reading, "slow", answers=answers)
            if flags:
                await work.flag(stored.message, flags)
            if self.maybe(1, 0.2):
                await work.mark_handled(stored.message, self.some(self.people).id, DAY)
        match outcome:
            case None:
                return
            case Outcome.PARKED:
                async with self.hands.store.begin() as work:
                    await work.park(stored.message, CONTRACTS[:1])
            case _:
                await self._settle(stored, outcome, number)

    def _reading(self, text):
        complaint = self.maybe(self.some(ComplaintType))
        return Reading(
            language=self.some([*Language, None]),
            intent=Intent.COMPLAINT if complaint else self.some([Intent.STATUS_CHECK, Intent.OTHER]),
            complaint_type=complaint,
            spam=self.random.random() < 0.2,
            by=self.some(ReadBy),
            contracts=find_contracts(text),
            confidence=self.some([0.25, 0.5, 1.0]),
        )

    async def _settle(self, stored, outcome, number):
        reply = self.id() if outcome is Outcome.ANSWERED else None
        delivery = self.some(Delivery)
        async with self.hands.store.begin() as work:
            if reply:
                await work.queue_reply(self._due(stored, reply))
            await work.settle([stored.message], outcome, reply=reply, reason="so")
            if reply and delivery is not Delivery.QUEUED:
                await work.accept_reply(reply, f"r{number}")
        if reply:
            self.labels[reply] = f"reply {number}"
            report = DeliveryReported(instance="one", whatsapp_id=f"r{number}", delivery=delivery)
            await self.hands.store.report(report)
            await self._queued_at(reply, self.some(TIMES))

    def _due(self, stored, reply):
        return DueReply(
            id=reply,
            contractor=stored.contractor,
            instance="one",
            to=WRITERS[0],
            quoted_id="w",
            quoted_text="",
            reply=Reply(fr="oui", ar="نعم", text="oui نعم"),
            by=self.some(["jarvis", str(self.people[0].id)]),
        )

    async def _complain(self, number):
        filing = Filing(
            kind=self.some(ComplaintType),
            contract=ContractNumber(f"F77000{number:02}D"),
            contractor=self.some(self.writers),
            details=" ".join(self.random.sample(WORDS, 3)),
        )
        at = self.some(TIMES)
        opened = open_complaint(
            filing, complaint_id=self.id(), priority=self.some(Priority), by="jarvis", at=at
        )
        message = self.maybe(self.some(key for key, label in self.labels.items() if "message" in label))
        async with self.hands.store.begin() as work:
            await work.cases.add_complaint(opened, message=message)
        await self._work_on(opened.complaint, at)

    async def _work_on(self, complaint, at):
        person, number = str(self.some(self.people).id), TicketNumber.from_random(self.random.getrandbits(64))
        steps = self.some([(), ("assign",), ("assign", "escalate"), ("escalate", "resolve"), ("resolve",)])
        for step in steps:
            by = {"by": person, "at": at + self.some([1, 2]) * MINUTE}
            match step:
                case "assign":
                    changed = complaint.assign(to=person, **by)
                case "escalate":
                    changed = complaint.escalate(number, **by)
                case _:
                    changed = complaint.resolve("fait", **by)
            complaint = changed.complaint
            async with self.hands.store.begin() as work:
                await work.cases.save_complaint(changed)
                if step == "escalate":
                    await self._follow(work, complaint, number, at)

    async def _follow(self, work, complaint, number, at):
        opened = open_ticket(
            number,
            ticket_id=self.id(),
            complaint=complaint.id,
            contract=complaint.contract,
            by="jarvis",
            at=at,
        )
        await work.cases.add_ticket(opened)
        if self.maybe(1):
            named = opened.ticket.assign_orange_id(OrangeId(f"REF-{number.value[4:]}1"), by="me", at=at)
            await work.cases.save_ticket(named)
        if self.maybe(1, 0.7):
            await work.cases.stop_clock(opened.ticket.id, at + self.some([1, 9]) * MINUTE)

    async def _received_at(self, message, at):
        raise NotImplementedError

    async def _queued_at(self, reply, at):
        raise NotImplementedError


class WorldInMemory(World):
    def __init__(self, hands):
        super().__init__(hands, MemoryViews(hands.store, hands.clock))

    async def _received_at(self, message, at):
        state = self.hands.store._state
        state.change_message(message, stored=replace(state.messages[message].stored, received_at=at))

    async def _queued_at(self, reply, at):
        self.hands.store._state.change_reply(reply, queued_at=at)

    def close(self):
        self.hands.close()


class WorldOnPostgres(World):
    def __init__(self, hands):
        super().__init__(hands, PostgresViews.open(hands.dsn, hands.clock))

    async def _received_at(self, message, at):
        for change in (
            "update messages set received_at = $2 where id = $1",
            "update message_words set at = $2 where message_id = $1",
            "update message_contracts set at = $2 where message_id = $1",
        ):
            await self.hands.link.execute(change, message, at)
        await self.hands.link.execute(
            """update contractors set last_message_at =
                   (select max(received_at) from messages where contractor_id = contractors.id)
               where id = (select contractor_id from messages where id = $1)""",
            message,
        )

    async def _queued_at(self, reply, at):
        await self.hands.link.execute("update replies set queued_at = $2 where id = $1", reply, at)

    def close(self):
        self.hands.run(self.views.close())
        self.hands.close()
