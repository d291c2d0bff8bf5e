#include "script/complete.h"

#include "base/bytes.h"
#include "script/keywords.h"

#include <string.h>

bool complete_choice(const char *syntax, size_t *at, struct span *word)
{
	static const char between[] = "[]{}|, .\"";

	for (;;) {
		const char *start = syntax + *at + strspn(syntax + *at, between);
		size_t length = strcspn(start, between);

		*at = (size_t)(start - syntax) + length;
		if (length == 0)
			return false;
		/* Words such as NAME and MS are placeholders. */
		if ((*start >= 'a' && *start <= 'z') || memchr(start, '=', length) != NULL) {
			*word = (struct span){start, length};
			if (length > 1)
				return true;
		}
	}
}

static bool is_hex(struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (hex_digit(word.text[i]) < 0)
			return false;
	return true;
}

/* Returns the start of the run of non-blank characters before end. */
static size_t run_start(const char *line, size_t end)
{
	while (end > 0 && !is_space(line[end - 1]))
		end--;
	return end;
}

/* Returns the start of the word before end. */
static size_t word_start(const char *line, size_t end)
{
	while (end > 0 && is_word(line[end - 1]))
		end--;
	return end;
}

enum open { OPEN_NOTHING, OPEN_QUOTE, OPEN_COMMENT };

/* Returns what is open at the end of the line; *opened is the offset of the quote. */
static enum open what_is_open(const char *line, size_t length, size_t *opened)
{
	bool quote = false;

	for (size_t i = 0; i < length; i++) {
		if (line[i] == '#' && !quote)
			return OPEN_COMMENT;
		if (line[i] == '\\' && quote) {
			i++;
		} else if (line[i] == '"') {
			quote = !quote;
			*opened = i;
		}
	}
	return quote ? OPEN_QUOTE : OPEN_NOTHING;
}

static bool in_quotes(const char *line, size_t length, size_t *opened)
{
	return what_is_open(line, length, opened) == OPEN_QUOTE;
}

/* Completes the argument of a command. */
static struct completion complete_after(const struct keyword *keyword, const char *line,
                                        size_t from, size_t length)
{
	static const enum complete_kind kinds[] = {
		[ARGUMENT_NONE] = COMPLETE_NOTHING,    [ARGUMENT_CHOICE] = COMPLETE_CHOICE,
		[ARGUMENT_FILE] = COMPLETE_FILE,       [ARGUMENT_READER] = COMPLETE_READER,
		[ARGUMENT_VALUE_FILE] = COMPLETE_FILE, [ARGUMENT_KEYWORD] = COMPLETE_KEYWORD,
		[ARGUMENT_VALUE] = COMPLETE_NOTHING,
	};
	struct completion found = {.keyword = keyword};
	size_t start = run_start(line, length), opened = 0;

	while (from < length && is_space(line[from]))
		from++;
	if (keyword->argument == ARGUMENT_VALUE_FILE)
		while (from < length && from < start && !is_space(line[from]))
			from++;
	while (from < length && is_space(line[from]))
		from++;
	found.kind = kinds[keyword->argument];
	found.quoted = in_quotes(line, length, &opened);
	if (found.kind == COMPLETE_FILE || found.kind == COMPLETE_READER)
		start = found.quoted ? opened + 1 : from;
	else if (found.quoted)
		found.kind = COMPLETE_NOTHING;
	found.word = (struct span){line + start, length - start};
	return found;
}

/* Completes the header of a built APDU, where INS may be given by name. */
static struct completion in_header(const char *line, size_t from, size_t word, size_t length)
{
	struct completion found = {.word = {line + word, length - word}};
	int digits = 0;
	uint8_t value = 0;

	for (size_t i = from; i < word; i++) {
		int digit = hex_digit(line[i]);

		if (digit < 0 && !is_space(line[i]))
			return found;
		if (digit >= 0) {
			value = (uint8_t)(value << 4 | digit);
			digits++;
		}
	}
	if ((digits == 0 || digits == 2) && found.word.length > 0 && !is_hex(found.word)) {
		found.kind = COMPLETE_INS;
		found.cla = digits == 2 ? value : 0;
	}
	return found;
}

/* Returns true if the text is exactly the four bytes of a header. */
static bool is_header(struct span text)
{
	uint8_t header[4];
	struct hex_result result = hex_read(text.text, text.length, header, sizeof header);

	return result.status == HEX_OK && result.count == sizeof header;
}

struct completion complete_find(const char *line, size_t length)
{
	size_t from = 0, opened, word = word_start(line, length);

	while (from < length && is_space(line[from]))
		from++;
	struct completion found = {.word = {line + word, length - word}};
	if (what_is_open(line, length, &opened) == OPEN_COMMENT)
		return found;
	if (word > 0 && line[word - 1] == '$') {
		found.kind = COMPLETE_VARIABLE;
		return found;
	}
	if (word == from) {
		found.kind = COMPLETE_COMMAND;
		return found;
	}
	size_t end = from;
	while (end < length && is_word(line[end]))
		end++;
	struct span first = {line + from, end - from};
	const struct keyword *keyword = keyword_find(first);
	bool assigns = keyword != NULL && keyword->argument == ARGUMENT_VALUE &&
		memchr(line, '=', length) != NULL;
	if (keyword != NULL && !assigns)
		return complete_after(keyword, line, end, length);
	if (line[from] == '!' && memchr(line, ':', length) == NULL)
		return in_header(line, from + 1, word, length);
	bool bytes = assigns || line[from] == '!' || line[from] == '$' || line[from] == '{' ||
		(first.length > 0 && is_hex(first));
	if (bytes && found.word.length > 1 && !in_quotes(line, length, &opened)) {
		found.kind = COMPLETE_AID;
		found.needs_lc = is_header((struct span){line + from, word - from});
	} else if (!bytes && first.length > 0) {
		/* the name of an instruction may consist of several words */
		found.kind = COMPLETE_COMMAND;
		found.word = (struct span){line + from, length - from};
	}
	return found;
}
