#include "render/xml_escaped.h"

#include "base/escape.h"

#include <stdbool.h>

/* XML 1.0, 2.2 */
static bool is_character(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

const char *xml_entity(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void put_xml(FILE *out, struct span text)
{
	size_t taken;

	for (size_t at = 0; at < text.length; at += taken > 0 ? taken : 1) {
		uint32_t c = 0;

		taken = utf8_next(text.text + at, text.length - at, &c);
		if (taken == 0 || !is_character(c))
			fputs("\xEF\xBF\xBD", out);
		else if (xml_entity(c) != NULL)
			fputs(xml_entity(c), out);
		else
			fwrite(text.text + at, 1, taken, out);
	}
}
