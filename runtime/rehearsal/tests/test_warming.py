from __future__ import annotations

from terrane_rehearsal.warming import FIRST_CALLS, warm

from tests.emulated import Emulated


class Warming(Emulated):
    def test_every_first_call_is_one_that_the_emulator_answers(self) -> None:
        for service, call in FIRST_CALLS:
            with self.subTest(service):
                getattr(self.emulator.client(service), call)()

    def test_it_ends_by_itself_whatever_a_service_says(self) -> None:
        class Unwilling:
            def client(self, service: str, region: str | None = None) -> object:
                raise LookupError(service)

        thread = warm(Unwilling())
        thread.join(5)
        self.assertFalse(thread.is_alive())
