"""Machines in words, for people."""

from __future__ import annotations

from terrane_hub.declared_machines import Offer, Wish


def offer_words(offer: Offer) -> str:
    """Such as "gpu (VM.GPU2.1): 12 cores, 72 GiB, 1 P100"."""
    words = [counted(offer.cores, "core"), f"{_gib(offer.memory_mib)} GiB"]
    if offer.gpus:
        words.append(f"{offer.gpus} {offer.gpu or 'GPU'}")
    return f"{offer.name} ({offer.machine}): {', '.join(words)}"


def price_words(offer: Offer) -> str:
    if offer.usd_per_hour is None:
        return "price not known"
    return f"{offer.usd_per_hour:.4g} USD an hour" + (" (spot)" if offer.spot else "")


def wish_words(wish: Wish) -> str:
    return f"{counted(wish.cores, 'core')}, {wish.memory_gib} GiB and {counted(wish.gpus, 'GPU')}"


def counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _gib(mebibytes: int) -> str:
    return f"{mebibytes / 1024:.4g}"
