#include "cards/list_line.h"

#include "cards/pattern.h"
#include "cards/span_map.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct list_walk list_start(const char *text, size_t length)
{
	return (struct list_walk){.at = text, .end = text + length, .next = 1};
}

static void skip_marks(struct list_line *line)
{
	line->marked = false;
	while (line->length >= 3 && memcmp(line->start, "\xEF\xBB\xBF", 3) == 0) {
		line->marked = true;
		line->start += 3;
		line->length -= 3;
	}
}

/* What an ATR line is, cardlist decides. */
static bool is_atr(struct list_walk *walk, struct list_line *line)
{
	struct cardlist_walk one = {.at = line->start,
	                            .end = line->start + line->length,
	                            .line = line->number,
	                            .inside = walk->inside};
	struct cardlist_line found;

	if (!cardlist_next(&one, &found))
		return false;
	walk->inside = true;
	line->kind = LIST_ATR;
	line->text = found.text;
	cardlist_read(&line->text, &line->atr);
	return true;
}

static enum list_line_kind kind_of(const struct list_line *line)
{
	if (line->content == 0)
		return LIST_BLANK;
	return *line->start == '#' ? LIST_COMMENT : LIST_TEXT;
}

bool list_next(struct list_walk *walk, struct list_line *line)
{
	if (walk->at == walk->end)
		return false;
	const char *newline = memchr(walk->at, '\n', (size_t)(walk->end - walk->at));
	const char *end = newline != NULL ? newline : walk->end;

	line->start = walk->at;
	line->length = (size_t)(end - walk->at);
	skip_marks(line);
	line->content = line->length;
	line->ended = newline != NULL;
	line->number = walk->next++;
	walk->at = newline != NULL ? newline + 1 : walk->end;
	while (line->content > 0 && is_blank(line->start[line->content - 1]))
		line->content--;
	if (is_atr(walk, line))
		return true;
	line->kind = kind_of(line);
	line->text = (struct span){line->start, line->content};
	while (line->text.length > 0 && is_blank(*line->text.text)) {
		line->text.text++;
		line->text.length--;
	}
	return true;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* A run of blanks stands for one, but the last one belongs to a repeat after it. */
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

void list_write_atr(struct text *out, const struct list_line *line)
{
	switch (line->atr.kind) {
	case CARDLIST_EXACT:
		text_hex(out, line->atr.bytes, line->atr.length, ' ');
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

enum { CHUNK_SIZE = 64 << 10 };

struct list_chunk {
	struct list_chunk *next;
	size_t used, size;
	char text[];
};

void list_keep_free(struct list_keep *keep)
{
	while (keep->chunks != NULL) {
		struct list_chunk *next = keep->chunks->next;

		free(keep->chunks);
		keep->chunks = next;
	}
}

const char *list_keep_text(struct list_keep *keep, const char *text, size_t length)
{
	struct list_chunk *chunk = keep->chunks;

	if (chunk == NULL || chunk->size - chunk->used < length) {
		size_t size = length > CHUNK_SIZE ? length : CHUNK_SIZE;

		chunk = malloc(sizeof *chunk + size);
		if (chunk == NULL)
			return NULL;
		*chunk = (struct list_chunk){.next = keep->chunks, .size = size};
		keep->chunks = chunk;
	}
	char *copy = chunk->text + chunk->used;
	memcpy(copy, text, length);
	chunk->used += length;
	return copy;
}

struct span list_key(const struct list_line *line, struct text *room, struct list_keep *keep)
{
	text_clear(room);
	list_write_atr(room, line);
	if (room->failed)
		return (struct span){0};
	if (span_equal((struct span){room->data, room->length}, line->text))
		return line->text;
	const char *copy = list_keep_text(keep, room->data, room->length);
	return copy != NULL ? (struct span){copy, room->length} : (struct span){0};
}

int list_compare(struct span a, struct span b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common > 0 ? memcmp(a.text, b.text, common) : 0;

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}
