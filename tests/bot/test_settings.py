import os
from pathlib import Path
from typing import get_args

import pytest

from bot.i18n import speak
from bot.settings import Address, LegalBasis, Settings, SettingsError, load_settings, missing_of_notice
from conversations.privacy.retention import BASES


@pytest.fixture(autouse=True)
def no_setting_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("ALIZE_"):
            monkeypatch.delenv(name)


def load(**variables: str) -> Settings:
    """Load settings from an environment of ALIZE_ variables, named without their prefix."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in variables.items():
            environment.setenv(f"ALIZE_{name}", value)
        return load_settings(env_file=None)


def lines_of(error: SettingsError) -> str:
    return "\n".join(speak(line, "en", markup=False) for line in error.told)


def refusal(**variables: str) -> str:
    with pytest.raises(SettingsError) as refused:
        load(**variables)
    return lines_of(refused.value)


def test_the_assistant_starts_with_no_setting_at_all() -> None:
    settings = load()
    assert settings.telegram_token is None
    assert settings.database_url == "sqlite:///alize.db"
    assert settings.listen == Address("127.0.0.1", 8080)
    assert settings.messages_per_second == 30


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "ALIZE_LOG_LEVEL=DEBUG\nALIZE_CONTROLLER='Réseau Alizé, Lyon'\nOTHER=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("ALIZE_LOG_LEVEL", "ERROR")
    settings = load_settings(file)
    assert settings.log_level == "ERROR"
    assert settings.controller == "Réseau Alizé, Lyon"


def test_a_missing_file_is_no_error(tmp_path: Path) -> None:
    assert load_settings(tmp_path / ".env") == load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "not-a-token"),
        ("TELEGRAM_TOKEN", "123:abc"),
        ("TELEGRAM_API_URL", "localhost"),
        ("DATABASE_URL", "mysql://alize@db/alize"),
        ("DATABASE_URL", "sqlite://alize.db"),
        ("DATABASE_URL", "sqlite:///file:alize.db?uri=true"),
        ("DATABASE_URL", "postgresql://alize@db:54xx/alize"),
        ("DATABASE_URL", "postgresql://alize@db:54320000/alize"),
        ("TELEGRAM_API_URL", "https://localhost:80800"),
        ("WEBHOOK_URL", "https://bot.example.fr:https"),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:http"),
        ("LISTEN", "127.0.0.1:80800"),
        ("LOG_LEVEL", "LOUD"),
        ("MESSAGES_PER_SECOND", "-1"),
        ("MESSAGES_PER_SECOND", "many"),
        ("MESSAGES_PER_SECOND", "nan"),
        ("REGISTRY_URL", "off"),
        ("WEBHOOK_URL", "http://bot.example.fr"),
        ("SENTRY_DSN", "https://sentry.example/1"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_one_line_naming_the_variable_and_what_is_expected(name: str, value: str) -> None:
    text = refusal(**{name: value})
    assert text.startswith(f"ALIZE_{name} cannot be used. Expected: ")
    assert "\n" not in text


def test_all_wrong_values_are_told_at_once() -> None:
    lines = refusal(LISTEN="here", LOG_LEVEL="loud").splitlines()
    assert [line.split()[0] for line in lines] == ["ALIZE_LISTEN", "ALIZE_LOG_LEVEL"]


def test_a_refused_secret_is_never_repeated() -> None:
    assert "hunter two" not in refusal(TELEGRAM_TOKEN="hunter two")
    assert "hunter two" not in refusal(DATABASE_URL="mysql://alize:hunter two@db/alize")


def test_secrets_do_not_show_in_the_settings() -> None:
    settings = load(
        TELEGRAM_TOKEN="123456:" + "x" * 35,
        DATABASE_URL="postgresql://alize:hunter2@db/alize",
        WEBHOOK_SECRET="open-sesame",
    )
    assert not any(secret in repr(settings) for secret in ("xxx", "hunter2", "sesame"))


def test_a_misspelled_name_is_told_with_the_nearest_one() -> None:
    assert refusal(TELEGRAM_TOKN="1:x") == (
        "ALIZE_TELEGRAM_TOKN is not a setting; did you mean ALIZE_TELEGRAM_TOKEN?"
    )


def test_a_misspelled_name_in_the_file_is_told_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ALIZE_ZZZ=1\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(file)
    assert lines_of(refused.value) == "ALIZE_ZZZ is not a setting."


def test_a_webhook_without_its_secret_is_refused() -> None:
    assert "ALIZE_WEBHOOK_SECRET" in refusal(WEBHOOK_URL="https://bot.example.fr/telegram")
    settings = load(WEBHOOK_URL="https://bot.example.fr/telegram", WEBHOOK_SECRET="open-sesame")
    assert settings.webhook_url == "https://bot.example.fr/telegram"


def test_a_dashboard_stands_beside_what_else_is_served() -> None:
    assert "ALIZE_DASHBOARD_URL ends in /telegram" in refusal(DASHBOARD_URL="https://bot.example.fr/telegram")


def test_a_file_in_another_encoding_is_one_line_with_the_mend(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("# Réglages\nALIZE_CONTROLLER=Réseau Alizé\n".encode("latin-1"))
    with pytest.raises(SettingsError) as refused:
        load_settings(file)
    told = lines_of(refused.value)
    assert "UTF-8" in told and "line 1" in told and "\n" not in told


def test_a_file_of_notepad_is_read_from_its_first_line_on(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("\ufeffALIZE_LOG_LEVEL=ERROR\n".encode())
    assert load_settings(file).log_level == "ERROR"


def test_an_empty_value_switches_off_what_is_optional() -> None:
    settings = load(TELEGRAM_TOKEN="", WEBHOOK_URL="", REGISTRY_URL="", NETWORK_FILE="", CONTROLLER="")
    assert settings.telegram_token is None
    assert settings.webhook_url is None
    assert settings.registry_url is None
    assert settings.network_file is None
    assert settings.controller is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_a_postgresql_address_is_understood(scheme: str) -> None:
    assert (
        load(DATABASE_URL=f"{scheme}://alize@db/alize").database_url == "postgresql+psycopg://alize@db/alize"
    )


def test_the_server_can_listen_on_ipv6_and_on_every_address() -> None:
    assert load(LISTEN="[::1]:80").listen == Address("::1", 80)
    assert load(LISTEN="0.0.0.0:8080").listen == Address("0.0.0.0", 8080)


def test_the_legal_bases_are_those_the_notice_puts_in_words() -> None:
    assert set(get_args(LegalBasis)) == set(BASES)


def test_what_the_notice_is_not_complete_without_is_named_a_line_each() -> None:
    lines = missing_of_notice(load(CONTROLLER="Association Exemple Emploi", LEGAL_BASIS="public_task"))
    assert [line.values["setting"] for line in lines] == [
        "ALIZE_CONTROLLER_CONTACT", "ALIZE_DPO", "ALIZE_TRANSFER_SAFEGUARD",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [("LEGAL_BASIS", "because"), ("DPO", "é" * 301)])
def test_words_of_the_notice_that_cannot_be_used_are_refused(name: str, value: str) -> None:
    assert refusal(**{name: value}).startswith(f"ALIZE_{name} cannot be used.")
