"""Satisfaction: the question after a resolution, and what a short answer to it means."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

import msgspec

from jarvis_domain.answering.bidi import isolate_latin, right_to_left
from jarvis_domain.answering.messages import Reply
from jarvis_domain.answering.replies import SEPARATOR
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phrases import phrases, said_only
from jarvis_domain.understanding.text import fold_words

ANSWER_WITHIN = timedelta(days=3)


class Score(IntEnum):
    """The digit to type: 1 is satisfied."""

    SATISFIED = 1
    SO_SO = 2
    DISSATISFIED = 3


class SatisfactionAsked(msgspec.Struct, frozen=True, kw_only=True, tag="asked"):
    """The question went out; an answer counts for 3 days."""

    complaint: UUID
    asked_at: datetime


class SatisfactionAnswered(msgspec.Struct, frozen=True, kw_only=True, tag="answered"):
    complaint: UUID
    asked_at: datetime
    score: Score
    answered_at: datetime


def satisfaction_question(contract: ContractNumber) -> Reply:
    """The question in both languages, for a digit or a reaction."""
    fr = (
        f"⭐ *{contract}* : êtes-vous satisfait de la solution ?\n"
        "1 = oui 👍\n2 = moyennement 😐\n3 = non 👎\nUn chiffre ou une réaction suffit."
    )
    arabic = (
        f"⭐ العقد *{contract}*: هل أنتم راضون عن الحل؟\n"
        "1 = نعم 👍\n2 = نوعا ما 😐\n3 = لا 👎\nيكفي رقم أو تفاعل واحد."
    )
    ar = right_to_left(isolate_latin(arabic))
    return Reply(fr=fr, ar=ar, text=f"{fr}\n\n{SEPARATOR}\n\n{ar}")


def answer_satisfaction(asked: SatisfactionAsked, text: str, at: datetime) -> SatisfactionAnswered | None:
    """The answer, from a message or the emoji of a reaction; None when it is none, or too late."""
    score = read_score(text)
    if score is None or at - asked.asked_at > ANSWER_WITHIN:
        return None
    return SatisfactionAnswered(
        complaint=asked.complaint, asked_at=asked.asked_at, score=score, answered_at=at
    )


def satisfied_share(scores: Iterable[Score]) -> float | None:
    """The share of satisfied answers, 0 to 1; None without answers."""
    given = list(scores)
    return given.count(Score.SATISFIED) / len(given) if given else None


_WORDS = {
    Score.SATISFIED: """
        1 oui ouii yes satisfait satisfaite bien très_bien parfait parfaite super top excellent nickel
        content contente bon good great happy satisfied iyeh ah wah na3am nam mzyan mezyan mzyana mzn zwin
        zwina 3jbni radi raadi
        نعم اه ايه واه راض راضي راضية راضون مزيان مزيانة زوين زوينة جيد ممتاز عجبني تمام
    """,
    Score.SO_SO: """
        2 moyen moyenne moyennement bof ça_va sa_va pas_mal comme_ci_comme_ça so_so average okay chwiya chwya
        nss_nss nos_nos متوسط نوعا_ما شوية نص_نص لا_باس لاباس عادي
    """,
    Score.DISSATISFIED: """
        3 non no nn pas_satisfait pas_satisfaite pas_très_satisfait pas_content pas_contente pas_bien pas_bon
        pas_vraiment pas_du_tout nul nulle mauvais insatisfait insatisfaite mécontent bad not_satisfied
        not_good not_happy unhappy la lla
        machi_mzyan mashi_mzyan machi_mezyan mamzyanch khayb khayba 3yan ma3jbnich ma_3jbnich machi_radi
        لا غير_راضي غير_راضية لست_راضيا ماشي_مزيان ماشي_راضي خايب خايبة عيان ماعجبنيش سيء سيئ ضعيف
    """,
}
_SCORES = {phrase: score for score, listed in _WORDS.items() for phrase in phrases(listed)}
_BESIDES = phrases("""
    merci beaucoup svp bonjour salam je_suis c_est très tout_à_fait la_note note thanks thank_you very
    chokran choukran bzaf bezaf شكرا جزيلا بزاف جدا انا سلام الله_يحفظك
""")
_EMOJI = {
    **dict.fromkeys("👍❤♥😀😃😄😁😊🙂😍🥰🙏👏💯✅🎉🤝👌💪⭐🌟😇🤩💚💙🧡", Score.SATISFIED),
    **dict.fromkeys("😐😑🤔😶🙄😕🤷", Score.SO_SO),
    **dict.fromkeys("👎😡😠🤬😞😢😭☹🙁😤💔❌😒😩😫", Score.DISSATISFIED),
}
# Skin tones, the selectors and joiners of emoji, and the frame of a keycap digit.
_EMOJI_DRESS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u200d\u20e3\u2640\u2642]")


def read_score(text: str) -> Score | None:
    """What a short answer means; None where it says something else besides, or two different things.

    Digits of any script, words of the four languages, emoji.
    """
    if "/" in text:  # "3/3" is the best mark for some and the worst for us
        return None
    bare = _EMOJI_DRESS.sub("", text)
    scores = {_EMOJI[char] for char in bare if char in _EMOJI}
    said = said_only(fold_words(bare).split(), _SCORES, _BESIDES)
    if said is None:
        return None
    scores |= said
    return scores.pop() if len(scores) == 1 else None
