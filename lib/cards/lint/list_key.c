#include "cards/lint/list_key.h"

#include "cards/pattern.h"
#include "base/span_map.h"
#include "base/span_store.h"

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Reduces a run of blanks to one; if a repeat follows, it applies to the last blank only, which is
 * kept as well. */
static size_t write_blanks(struct text *out, struct span text, size_t at)
{
	size_t end = at;

	while (end < text.length && is_blank(text.text[end]))
		end++;
	bool repeated = end < text.length && pattern_is_repeat(text.text[end]);
	text_puts(out, repeated && end - at > 1 ? "  " : " ");
	return end;
}

static void write_pattern(struct text *out, struct span text)
{
	bool set = false;

	for (size_t at = 0; at < text.length;) {
		char c = upper(text.text[at]);

		if (!set && is_blank(c)) {
			at = write_blanks(out, text, at);
			continue;
		}
		set = c == '[' || (set && c != ']');
		text_add(out, &c, 1);
		at++;
	}
}

static void write_atr(struct text *out, const struct cardlist_line *line,
                      const struct cardlist_atr *atr)
{
	switch (atr->kind) {
	case CARDLIST_EXACT:
		text_hex(out, atr->bytes, atr->length, ' ');
		break;
	case CARDLIST_PATTERN:
		write_pattern(out, line->text);
		break;
	case CARDLIST_UNREADABLE:
		text_add(out, line->start, line->content);
		break;
	}
}

bool list_is_wordless(struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = upper(text.text[i]);

		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
			return false;
	}
	return true;
}

struct span list_key(const struct cardlist_line *line, const struct cardlist_atr *atr,
                     struct text *room, struct span_store *store)
{
	text_clear(room);
	write_atr(room, line, atr);
	if (room->failed)
		return (struct span){0};
	if (span_equal((struct span){room->data, room->length}, line->text))
		return line->text;
	const char *copy = span_store_add(store, room->data, room->length);
	return copy != NULL ? (struct span){copy, room->length} : (struct span){0};
}
