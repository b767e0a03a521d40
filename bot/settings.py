"""The settings of one installation: read once, from the environment and a ``.env`` file."""

import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from conversations.messages import N_, Message, Msgid, say

PREFIX: Final = "ALIZE_"
ENV_FILE: Final = Path(".env")
WEBHOOK_PATH: Final = "/telegram"


class SettingsError(Exception):
    """Settings the assistant cannot start with: one line for each, naming the variable and the mend."""

    def __init__(self, *told: Message) -> None:
        super().__init__("\n".join(line.msgid for line in told))
        self.told = told


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int


def _address(text: object) -> object:
    if not isinstance(text, str):
        return text
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError
    return Address(host.strip("[]"), int(port))


def _web_address(text: str) -> str:
    return str(HttpUrl(text)).rstrip("/")


def _https(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError
    return text


def _database_url(text: str) -> str:
    if text.startswith("sqlite:///"):
        if re.search("[?&]uri=", text):  # SQLite's own addresses: a second name of a file, and options
            raise ValueError
        return text
    url, found = re.subn(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", text)
    if not found or urlsplit(url).port == 0:  # it raises ValueError for what is no port
        raise ValueError
    return url


def _secret(pattern: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value(), re.ASCII):
            raise ValueError
        return secret

    return check


EmptyIsNone: Final = BeforeValidator(lambda value: None if value == "" else value)
Listen: TypeAlias = Annotated[Address, NoDecode, BeforeValidator(_address)]
WebAddress: TypeAlias = Annotated[str, AfterValidator(_web_address)]
PublicAddress: TypeAlias = Annotated[WebAddress, AfterValidator(_https)]
DatabaseUrl: TypeAlias = Annotated[str, AfterValidator(_database_url)]
Token: TypeAlias = Annotated[SecretStr, AfterValidator(_secret(r"\d+:[\w-]{30,}"))]
Told: TypeAlias = Annotated[Annotated[str, StringConstraints(max_length=300)] | None, EmptyIsNone]
"""Words of the privacy notice, which is read on a phone."""

LegalBasis: TypeAlias = Literal["request", "legitimate_interests", "public_task"]
SentryDsn: TypeAlias = Annotated[SecretStr, AfterValidator(_secret(r"https?://\w+@[\w.:-]+(/[\w-]+)*/\d+"))]
WebhookSecret: TypeAlias = Annotated[SecretStr, AfterValidator(_secret(r"[\w-]{1,256}"))]


class Settings(BaseSettings):
    """What an administrator decides. A description ends the sentence "ALIZE_… is …"."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8-sig",  # editors of Windows begin files with a mark
        frozen=True,
        extra="ignore",
    )

    telegram_token: Annotated[Token | None, EmptyIsNone] = Field(
        None, description=N_("the bot's token, 123456789:AAE…, as @BotFather gives it")
    )
    telegram_api_url: WebAddress = Field(
        "https://api.telegram.org", description=N_("the address of Telegram, or of your own Bot API server")
    )
    database_url: DatabaseUrl = Field(
        "sqlite:///alize.db",
        repr=False,  # it may hold a password
        description=N_("the database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"),
    )
    webhook_url: Annotated[PublicAddress | None, EmptyIsNone] = Field(
        None, description=N_("the public https:// address Telegram calls; empty: we ask Telegram instead")
    )
    webhook_secret: Annotated[WebhookSecret | None, EmptyIsNone] = Field(
        None, description=N_("what proves that Telegram calls: 1 to 256 letters, digits, _ or -")
    )
    listen: Listen = Field(
        Address("127.0.0.1", 8080), description=N_("the HOST:PORT where the web server listens")
    )
    monitoring_listen: Annotated[Listen | None, EmptyIsNone] = Field(
        Address("127.0.0.1", 9464),
        description=N_("the HOST:PORT where its health and measures are told, or the next port that is free"),
    )
    registry_url: Annotated[WebAddress | None, EmptyIsNone] = Field(
        "https://recherche-entreprises.api.gouv.fr",
        description=N_("the address of the public company registry; empty: companies describe themselves"),
    )
    messages_per_second: float = Field(
        30,
        ge=0,
        le=1000,
        description=N_(
            "the most messages sent in a second, by all processes together, 0 to 1000; 0: no limit"
        ),
    )
    network_file: Annotated[Path | None, EmptyIsNone] = Field(
        None, description=N_("the network file to load at start; empty: keep the network in the database")
    )
    erasures_file: Path = Field(
        Path("erasures.log"),
        description=N_("the register of what was erased, to be kept on another disk than the database"),
    )
    controller: Told = Field(
        None, description=N_("who is responsible for the personal data, as the privacy notice names them")
    )
    controller_contact: Told = Field(
        None, description=N_("how to reach who is responsible for the personal data: an address, an e-mail")
    )
    dpo: Told = Field(
        None, description=N_("how to reach the data protection officer; none: there is not any")
    )
    legal_basis: Annotated[LegalBasis | None, EmptyIsNone] = Field(
        None, description=N_("the legal basis (GDPR, article 6): request, legitimate_interests, public_task")
    )
    transfer_safeguard: Told = Field(
        None,
        description=N_("what protects messages that Telegram keeps outside the Union, in your own words"),
    )
    privacy_url: Annotated[WebAddress | None, EmptyIsNone] = Field(
        None,
        description=N_("the address of the full privacy notice; empty: there is only the one in the chat"),
    )
    dashboard_url: Annotated[WebAddress | None, EmptyIsNone] = Field(
        None, description=N_("the address of the coordinators' dashboard in a browser; empty: there is none")
    )
    log_format: Literal["lines", "json"] = Field(
        "lines", description=N_("how logs are written: lines, or json, one object a line")
    )
    sentry_dsn: Annotated[SentryDsn | None, EmptyIsNone] = Field(
        None, description=N_("the DSN of a Sentry to tell of errors, without anything personal; empty: none")
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description=N_("how much is logged: DEBUG, INFO, WARNING or ERROR")
    )


NOTICE: Final = ("controller", "controller_contact", "dpo", "legal_basis", "transfer_safeguard")
"""What only an administrator can tell, and the law has people told (GDPR, articles 13 and 14)."""


def variable(field: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + field.upper()


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the environment, and ``env_file`` for what it leaves out; None reads no file.

    Raise SettingsError for values that cannot be used, or not together, and for names that are no setting: a
    typing error in a name would otherwise change nothing, silently.
    """
    try:
        if unknown := tuple(_unknown(env_file)):
            raise SettingsError(*unknown)
        settings = Settings(_env_file=env_file)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        told = say(
            "{file} is not written in UTF-8, see line {line}: save it again with that encoding.",
            file=str(env_file), line=str(line),
        )  # fmt: skip
        raise SettingsError(told) from None
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise SettingsError(
            say("{file} cannot be read ({cause}).", file=str(env_file), cause=cause)
        ) from None
    except ValidationError as error:
        # The values stay out of the text: some are secrets.
        fields = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors(include_input=False))
        raise SettingsError(*(_mend(field) for field in fields)) from None
    if contradictions := tuple(_contradictions(settings)):
        raise SettingsError(*contradictions)
    return settings


def missing_of_notice(settings: Settings) -> list[Message]:
    """Return a line for each setting that the privacy notice is not complete without."""
    return [
        say(
            "{setting} is missing, and the privacy notice is not complete without it: {meaning}.",
            setting=variable(field), meaning=_meaning(field),
        )
        for field in NOTICE
        if getattr(settings, field) is None
    ]  # fmt: skip


def _meaning(field: str) -> Message:
    return Message(Msgid(Settings.model_fields[field].description or ""))


def _mend(field: str) -> Message:
    return say(
        "{setting} cannot be used. Expected: {meaning}.", setting=variable(field), meaning=_meaning(field)
    )


def _contradictions(settings: Settings) -> Iterator[Message]:
    """Tell what each value allows, but not the other beside it."""
    if settings.webhook_url and not settings.webhook_secret:
        yield say(
            "{setting} needs its secret. {mend}",
            setting=variable("webhook_url"), mend=_mend("webhook_secret"),
        )  # fmt: skip
    if settings.dashboard_url and urlsplit(settings.dashboard_url).path == WEBHOOK_PATH:
        yield say(
            "{setting} ends in {path}, which is taken: choose another end.",
            setting=variable("dashboard_url"), path=WEBHOOK_PATH,
        )  # fmt: skip
    if settings.monitoring_listen == settings.listen:
        yield say(
            "{setting} is the address of {other} too: give them two ports.",
            setting=variable("monitoring_listen"), other=variable("listen"),
        )  # fmt: skip


def _unknown(env_file: Path | None) -> Iterator[Message]:
    known = [variable(field) for field in Settings.model_fields]
    sources = (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings, env_file=env_file))
    names = {name.upper() for source in sources for name in source.env_vars}
    for name in sorted(name for name in names if name.startswith(PREFIX) and name not in known):
        close = difflib.get_close_matches(
            name.removeprefix(PREFIX), map(str.upper, Settings.model_fields), n=1
        )
        if close:
            yield say("{name} is not a setting; did you mean {close}?", name=name, close=PREFIX + close[0])
        else:
            yield say("{name} is not a setting.", name=name)
