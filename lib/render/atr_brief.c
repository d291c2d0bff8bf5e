#include "render/atr_formats.h"

#include "base/bytes.h"
#include "base/stream.h"
#include "render/escaped.h"

#include <stdbool.h>
#include <string.h>

/* Writes "T=0,T=1" to out and returns its end. */
static char *protocols(char *out, const struct atr *atr)
{
	for (unsigned i = 0; i < atr->protocol_count; i++) {
		unsigned t = atr->protocols[i];

		memcpy(out, i > 0 ? ",T=" : "T=", 3);
		out += i > 0 ? 3 : 2;
		if (t >= 10)
			*out++ = '1';
		*out++ = (char)('0' + t % 10);
	}
	return out;
}

/* Without printf: this may be written a million times per second. */
void render_brief_head(FILE *out, const struct atr *atr)
{
	static const char invalid[] = " invalid";
	char head[2 * ATR_KEPT + 5 * 16 + sizeof invalid + 4], *end = head;

	end += hex_write(end, atr->bytes, atr->length);
	*end++ = '\t';
	end = protocols(end, atr);
	if (!atr_valid(atr)) {
		size_t blank = atr->protocol_count == 0 ? 1 : 0;

		memcpy(end, invalid + blank, sizeof invalid - 1 - blank);
		end += sizeof invalid - 1 - blank;
	}
	*end++ = '\t';
	stream_write(out, head, (size_t)(end - head));
}

void render_brief_names(FILE *out, struct span names, bool *first)
{
	struct span name;

	while (card_name(&names, &name)) {
		if (card_is_url(name))
			continue;
		stream_write(out, "; ", *first ? 0 : 2);
		put_escaped(out, name);
		*first = false;
	}
}

void render_atr_brief(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	bool first = true;
	(void)layout;

	render_brief_head(out, &report->atr);
	for (size_t i = 0; i < report->matches.count; i++)
		render_brief_names(out, report->matches.items[i].names, &first);
	putc_unlocked('\n', out);
}
