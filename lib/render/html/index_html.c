#include "render/html/index_html.h"

/* Words filter the list; hex digits are taken as the beginning of an ATR. The search text is part
 * of the address, so that the result can be shared. */
const char html_script[] =
	"\"use strict\";\n"
	"const form = document.getElementById(\"find\"), field = document.getElementById(\"q\");\n"
	"const count = document.getElementById(\"count\");\n"
	"const entries = Array.from(document.querySelectorAll(\".found > li\"), (item) => ({\n"
	"  item,\n"
	"  text: item.textContent.toLowerCase(),\n"
	"  atr: item.querySelector(\"code\").textContent.replaceAll(\" \", \"\").toLowerCase(),\n"
	"}));\n"
	"function show() {\n"
	"  const asked = field.value.trim().toLowerCase();\n"
	"  const digits = asked.replaceAll(/[ :]/g, \"\");\n"
	"  const isAtr = /^3[bf.][0-9a-f.]*$/.test(digits);\n"
	"  const words = asked.split(/\\s+/);\n"
	"  let found = 0;\n"
	"  for (const { item, text, atr } of entries) {\n"
	"    item.hidden = isAtr ? !atr.startsWith(digits) : !words.every((word) => "
	"text.includes(word));\n"
	"    if (!item.hidden) found++;\n"
	"  }\n"
	"  count.textContent = `${found} of ${entries.length} entries`;\n"
	"  history.replaceState(null, \"\", asked ? `?q=${encodeURIComponent(asked)}` : "
	"location.pathname);\n"
	"}\n"
	"form.hidden = false;\n"
	"form.addEventListener(\"submit\", (event) => { event.preventDefault(); show(); });\n"
	"field.addEventListener(\"input\", show);\n"
	"field.value = new URLSearchParams(location.search).get(\"q\") ?? \"\";\n"
	"if (field.value) show();\n";

void render_index_html_begin(FILE *out, const struct html_site *site)
{
	html_begin(out, site, "Smart cards by their ATR", "");
	fputs("<h1>Smart cards by their ATR</h1>\n<form class=\"ask\" id=\"find\" role=\"search\" "
	      "hidden>\n<label for=\"q\">Name or ATR</label>\n<input id=\"q\" name=\"q\" "
	      "type=\"search\" maxlength=\"256\" autocomplete=\"off\">\n<button "
	      "type=\"submit\">Search</button>\n</form>\n<ul "
	      "class=\"found\">\n",
	      out);
}

void render_index_html_end(FILE *out, const struct html_site *site, size_t count)
{
	fprintf(out, "</ul>\n<p id=\"count\" role=\"status\">%zu entries</p>\n", count);
	html_end(out, site);
}
