#include "cards/card_search.h"

#include "base/bytes.h"
#include "base/fold.h"
#include "cards/pattern.h"

#include <string.h>
#include <strings.h>

/* Returns whether one of the names contains the word. */
static bool has_word(struct span names, const char *word)
{
	struct span name;

	while (card_name(&names, &name))
		if (fold_has(name.text, name.length, word, strlen(word)))
			return true;
	return false;
}

static bool named_all(struct span names, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!has_word(names, words[i]))
			return false;
	return true;
}

bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found)
{
	struct cardlist_line line;

	while (cardlist_next(walk, &line)) {
		found->names = cardlist_names(walk);
		if (!named_all(found->names, words, count))
			continue;
		cardlist_read(&line.text, &found->atr);
		if (found->atr.kind == CARDLIST_UNREADABLE)
			continue;
		found->pattern = line.text;
		found->line = line.line;
		return true;
	}
	return false;
}

/* Returns whether the text begins with "3B" or "3F", or with a pattern that may match them. */
static bool begins_as_atr(struct span text)
{
	if (text.length < 2)
		return false;
	return text.text[0] == '.' || text.text[0] == '[' ||
		(text.text[0] == '3' && strchr("BFbf.[", text.text[1]) != NULL);
}

/* Adds blanks between the bytes of packed digits. */
static void space_out(struct card_query *query)
{
	uint8_t bytes[CARD_QUERY_MAX / 3];
	struct hex_result read = hex_read(query->text, strlen(query->text), bytes, sizeof bytes);

	if (read.status == HEX_OK)
		hex_write_spaced(query->text, bytes, read.count);
}

static void read_words(struct card_query *query)
{
	char *at = query->text;

	while (query->word_count < CARD_QUERY_WORDS) {
		at += strspn(at, " \t");
		if (*at == '\0')
			return;
		query->words[query->word_count++] = at;
		at += strcspn(at, " \t");
		if (*at == '\0')
			return;
		*at++ = '\0';
	}
}

void card_query_read(struct card_query *query, struct span text)
{
	*query = (struct card_query){0};
	text = span_trim(text);
	if (text.length > CARD_QUERY_MAX)
		text.length = CARD_QUERY_MAX;
	if (text.length > 0)
		memcpy(query->text, text.text, text.length);
	if (begins_as_atr(text)) {
		space_out(query);
		size_t length = strlen(query->text);
		struct pattern_check check = pattern_check(query->text, length);

		if (check.status == PATTERN_OK && length <= CARD_QUERY_MAX) {
			query->pattern_length = length;
			memcpy(query->text + length, ".*", sizeof ".*");
			return;
		}
	}
	read_words(query);
}

static bool atr_begins(const struct card_query *query, const struct card_found *found)
{
	struct pattern_subject subject;
	size_t length = query->pattern_length;

	if (found->atr.kind != CARDLIST_EXACT)
		return found->pattern.length >= length &&
			strncasecmp(found->pattern.text, query->text, length) == 0;
	pattern_subject(&subject, found->atr.bytes, found->atr.length);
	return pattern_match(query->text, length + strlen(".*"), &subject);
}

bool card_query_next(struct cardlist_walk *walk, const struct card_query *query,
                     struct card_found *found)
{
	while (card_search_next(walk, query->words, query->word_count, found))
		if (query->pattern_length == 0 || atr_begins(query, found))
			return true;
	return false;
}
