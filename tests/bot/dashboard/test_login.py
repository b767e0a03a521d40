"""Who comes in, how, and for how long."""

from datetime import timedelta

import aiohttp
import pytest
from init_data_py import sign
from sqlalchemy import select

from models.team.web_keys import KEYS
from tests.bot.dashboard.house import CLAUDE, DOMINIQUE, KARIM, PREFIX, TOKEN, House, signed_in, visitable


def origin(house: House) -> dict[str, str]:
    return {"Origin": house.address.removesuffix(PREFIX)}


def visitor() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def test_a_link_opens_the_dashboard_once(either_house: House) -> None:
    link = await either_house.link()
    async with visitor() as client, client.post(link, headers=origin(either_house)) as answer:
        assert (answer.status, answer.url.path) == (200, f"{PREFIX}/")
        assert "Claude Rousselin" in await answer.text()
    async with visitor() as other, other.post(link, headers=origin(either_house)) as answer:
        assert answer.status == 410
        assert not answer.cookies


async def test_looking_at_a_link_does_not_use_it_up(house: House) -> None:
    link = await house.link()
    async with visitor() as client:
        for _ in range(3):
            async with client.get(link) as answer:
                assert answer.status == 200 and not answer.cookies
        async with client.post(link, headers=origin(house)) as answer:
            assert answer.status == 200


async def test_a_link_lasts_ten_minutes_and_a_session_twelve_hours(either_house: House) -> None:
    link = await either_house.link()
    async with signed_in(either_house) as client:
        either_house.clock.passes(timedelta(minutes=10))
        async with client.get(link) as answer:
            assert answer.status == 410
        async with client.post(link, headers=origin(either_house)) as answer:
            assert answer.status == 410
        async with client.get(either_house.address + "/") as answer:
            assert answer.status == 200
        either_house.clock.passes(timedelta(hours=12))
        async with client.get(either_house.address + "/") as answer:
            assert answer.status == 401


async def test_only_hashes_are_kept(house: House) -> None:
    code = (await house.link()).rpartition("/")[2]
    async with signed_in(house) as client:
        cookies = [cookie.value for cookie in client.cookie_jar]
        kept = await house.database.read(lambda connection: str(connection.execute(select(KEYS)).all()))
        assert len(cookies) == 1 and len(cookies[0]) == 43  # 256 bits
        assert not any(secret in kept for secret in (code, *cookies))


async def test_nobody_comes_in_without_a_link(house: House) -> None:
    async with visitor() as client:
        for path in ("/", "/requests", "/basins/vosges", "/figures/key", "/behind?measure=received"):
            async with client.get(house.address + path, headers={"Accept-Language": "fr"}) as answer:
                assert answer.status == 401, path
        client.cookie_jar.update_cookies({"alize": "x" * 43})
        async with client.get(house.address + "/") as answer:
            assert answer.status == 401
        async with client.get(house.address + "/open/nothing") as answer:
            assert answer.status == 410


async def test_what_another_site_sends_changes_nothing(house: House) -> None:
    link = await house.link()
    async with signed_in(house) as client:
        for headers in ({"Origin": "https://elsewhere.example.com"}, {"Origin": "null"}, {}):
            async with client.post(link, headers=headers) as answer:
                assert answer.status == 403
            async with client.post(house.address + "/leave", headers=headers) as answer:
                assert answer.status == 403
        async with client.get(house.address + "/") as answer:
            assert answer.status == 200
        async with client.get(house.address + "/leave") as answer:
            assert answer.status == 405


async def test_signing_out_ends_the_session_itself(either_house: House) -> None:
    async with signed_in(either_house) as client:
        kept = {cookie.key: cookie.value for cookie in client.cookie_jar}
        async with client.post(either_house.address + "/leave", headers=origin(either_house)) as answer:
            assert answer.status == 200
        assert not list(client.cookie_jar)
        async with client.get(either_house.address + "/", cookies=kept) as answer:
            assert answer.status == 401


async def test_a_role_that_ended_opens_nothing_at_the_next_click(either_house: House) -> None:
    async with signed_in(either_house, DOMINIQUE) as client:
        async with client.get(either_house.address + "/") as answer:
            assert answer.status == 200
        await either_house.ends(DOMINIQUE)
        async with client.get(either_house.address + "/") as answer:
            assert answer.status == 401
        async with client.post(await either_house.link(DOMINIQUE), headers=origin(either_house)) as answer:
            assert answer.status == 401


async def test_a_member_of_a_committee_sees_no_figures(house: House) -> None:
    async with visitor() as client, client.post(await house.link(KARIM), headers=origin(house)) as answer:
        assert answer.status == 401 and not answer.cookies
        assert "/seances" in await answer.text()


@pytest.mark.parametrize(("https", "name"), [(False, "alize"), (True, "__Host-alize")])
async def test_a_session_is_kept_from_scripts_and_from_other_sites(
    filled_url: str, https: bool, name: str
) -> None:
    async with (
        visitable(filled_url, https=https) as house,
        visitor() as client,
    ):
        link = await house.link()
        async with client.post(link, headers=origin(house), allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]
        assert answer.status == 303
        assert cookie.startswith(f"{name}=")
        assert "; HttpOnly" in cookie and "; SameSite=Lax" in cookie and "; Path=/;" in cookie
        assert ("; Secure" in cookie) is https


def told(house: House, person_id: int = CLAUDE, *, ago: timedelta = timedelta(), token: str = TOKEN) -> str:
    user = f'{{"id":{person_id},"first_name":"Claude"}}'
    return sign({"user": user, "query_id": "AAF"}, token, auth_date=house.clock() - ago)


async def test_telegram_opens_the_dashboard_for_who_it_names(filled_url: str) -> None:
    async with (
        visitable(filled_url, https=True) as house,
        visitor() as client,
    ):
        form = {"initData": told(house)}
        entry = house.address + "/mini-app"
        async with client.post(entry, data=form, headers=origin(house), allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]
        # Telegram's web version frames the page: without these, browsers would drop the session.
        assert answer.status == 303 and "; SameSite=None; Partitioned; Secure" in cookie
        kept = dict([cookie.partition(";")[0].split("=", 1)])
        async with client.get(house.address + "/", cookies=kept) as answer:
            assert "Claude Rousselin" in await answer.text()
            assert "frame-ancestors https://web.telegram.org" in answer.headers["Content-Security-Policy"]


async def test_nobody_passes_for_somebody_else_in_telegram(house: House) -> None:
    genuine = told(house)
    refused = {
        "": 403,
        "user=%7B%22id%22%3A101%7D": 403,
        genuine.replace("101", "102"): 403,
        told(house, token="123456789:AAE_another_bot_0123456789abcdefghij"): 403,
        told(house, ago=timedelta(hours=2)): 403,
        told(house, ago=-timedelta(hours=1)): 403,
        told(house, KARIM): 401,
        told(house, 999): 401,
    }
    async with visitor() as client:
        for data, status in refused.items():
            form = {"initData": data}
            async with client.post(house.address + "/mini-app", data=form, headers=origin(house)) as answer:
                assert answer.status == status, data
                assert not answer.cookies
        async with client.post(house.address + "/mini-app", data={"initData": genuine}) as answer:
            assert answer.status == 403  # from no site
        large = {"initData": "x" * 100_000}
        async with client.post(house.address + "/mini-app", data=large, headers=origin(house)) as answer:
            assert answer.status == 413
