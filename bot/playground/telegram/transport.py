"""python-telegram-bot's way to the simulator: its HTTP client replaced by a call in the same process."""

import asyncio
from urllib.parse import unquote

from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.playground.telegram.calls import NO_FILES, NoAnswer, Upload
from bot.playground.telegram.simulator import Simulator


class SimulatedRequest(BaseRequest):
    """The ``request`` and ``get_updates_request`` of a bot that talks to a simulator."""

    __slots__ = ("_simulator",)

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    @property
    def read_timeout(self) -> float:
        """Return how long an answer is waited for, in seconds."""
        return 5.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Have the simulator answer; lost answers become PTB's own errors."""
        # Other tasks run during a call over a network; they must here too.
        await asyncio.sleep(0)
        _, found, path = unquote(url).partition(f"/bot{self._simulator.token}/")
        if not found:
            return 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        if method == "GET":
            return self._simulator.download(path)
        files = NO_FILES
        if request_data is not None and request_data.contains_files:
            files = {
                name: Upload(file_name, content if isinstance(content, bytes) else content.read(), mime_type)
                for name, (file_name, content, mime_type) in request_data.multipart_data.items()
            }
        try:
            return await self._simulator.answer(path, request_data.parameters if request_data else {}, files)
        except NoAnswer as silence:
            raise TimedOut if silence.timed_out else NetworkError("connection closed") from silence
