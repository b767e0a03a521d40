// Telegram says who opens a Mini App in the part of the address that is never sent: hand it over.
// https://core.telegram.org/bots/webapps, "Launch parameters": tgWebAppData.
const told = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
if (told) {
  const form = document.getElementById("told-by-telegram");
  document.getElementById("alone").hidden = true;
  form.hidden = false;
  form.elements.initData.value = told;
  history.replaceState(null, "", location.pathname);
  form.requestSubmit();
}
