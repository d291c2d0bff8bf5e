#include "atr_parser/input/read.h"

#include "atr/atr.h"
#include "base/bytes.h"
#include "base/num.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static size_t blanks(struct span text)
{
	size_t n = 0;

	while (n < text.length && is_blank(text.text[n]))
		n++;
	return n;
}

/* Returns true if "#" or "//" starts a comment here. */
static bool is_comment(struct span text, size_t at)
{
	return text.text[at] == '#' ||
		(text.text[at] == '/' && at + 1 < text.length && text.text[at + 1] == '/');
}

static size_t length_without_comment(struct span text)
{
	size_t length = 0;

	while (length < text.length && !is_comment(text, length))
		length++;
	return length;
}

bool read_is_blank(struct span text)
{
	size_t n = blanks(text);

	return n == text.length || is_comment(text, n);
}

/* Returns the position behind "ATR:", as programs write it before an ATR; 0 if it is not there. */
static size_t behind_label(struct span text)
{
	size_t n = blanks(text);

	if (text.length - n < 4 || strncasecmp(text.text + n, "ATR", 3) != 0)
		return 0;
	n += 3;
	while (n < text.length && is_blank(text.text[n]))
		n++;
	return n < text.length && text.text[n] == ':' ? n + 1 : 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Returns the position behind the "=" of a definition in source code, "uint8_t atr[] ="; 0 if there
 * is none. */
static size_t behind_definition(struct span text)
{
	size_t n = blanks(text);

	if (n == text.length || !is_letter(text.text[n]))
		return 0;
	while (n < text.length &&
	       (is_letter(text.text[n]) || is_blank(text.text[n]) ||
	        (text.text[n] != '\0' && strchr("0123456789[]*.", text.text[n]) != NULL)))
		n++;
	return n < text.length && text.text[n] == '=' ? n + 1 : 0;
}

/* Returns the length of what stands before the bytes; with them Python's "b" of b'\x3B…'. */
static size_t head(struct span text)
{
	size_t label = behind_label(text), n = label > 0 ? label : behind_definition(text);
	struct span rest = {text.text + n, text.length - n};
	size_t at = blanks(rest);

	bool python = at + 1 < rest.length && (rest.text[at] | 0x20) == 'b' &&
		(rest.text[at + 1] == '\'' || rest.text[at + 1] == '"');

	return python ? n + at + 1 : n;
}

/* Names a character in a message, so that control characters do not reach the terminal. */
static void name_character(char *out, size_t size, char c)
{
	if (c >= 0x20 && c < 0x7F)
		snprintf(out, size, "\"%c\"", c);
	else
		snprintf(out, size, "the byte %02X", (unsigned)(unsigned char)c);
}

static void explain(struct not_atr *why, struct span text, const struct hex_result *result)
{
	char character[16];

	name_character(character, sizeof character,
	               why->at < text.length ? text.text[why->at] : ' ');
	switch (result->status) {
	case HEX_OK:
		break;
	case HEX_EMPTY:
		why->code = "empty";
		snprintf(why->text, sizeof why->text, "no hex digits");
		break;
	case HEX_NOT_HEX:
		why->code = "not-hex";
		snprintf(why->text, sizeof why->text, "%s is not a hex digit", character);
		break;
	case HEX_ODD:
		why->code = "odd-digits";
		snprintf(why->text, sizeof why->text, "odd number of hex digits");
		break;
	case HEX_TOO_LONG:
		why->code = "too-many-bytes";
		snprintf(why->text, sizeof why->text, "more than %d bytes: an ATR has at most %d",
		         ATR_KEPT, ATR_MAX);
		break;
	}
}

static struct span without_ends(struct span text)
{
	return (struct span){text.text + 1, text.length - 2};
}

static bool is_between(struct span text, const char *opening, const char *closing)
{
	return text.length > 2 && strchr(opening, text.text[0]) != NULL &&
		strchr(closing, text.text[text.length - 1]) != NULL;
}

/* Reads one number of a list, with or without quotes: 59, 0x3b, or -6 for a signed byte. */
static bool take_number(struct span item, uint8_t *byte)
{
	uint64_t value;

	item = span_trim(item);
	if (is_between(item, "'\"", "'\""))
		item = without_ends(item);
	bool negative = item.length > 1 && item.text[0] == '-';
	if (negative ? !num_decimal((struct span){item.text + 1, item.length - 1}, 128, &value) :
	               !num_any(item, 255, &value))
		return false;
	*byte = (uint8_t)(negative ? 256 - value : value);
	return true;
}

/* Reads a list of numbers separated by commas, as Python, Java and other languages print it. The
 * first number distinguishes it from pairs of hex digits: it must be TS, and "59" and "63" as hex
 * are not. */
static bool read_list(struct span text, uint8_t *bytes, size_t *length)
{
	const char *comma;
	size_t count = 0;

	text = span_trim(text);
	if (text.length > 0 && text.text[text.length - 1] == ';')
		text = span_trim((struct span){text.text, text.length - 1});
	if (is_between(text, "[{(", "]})"))
		text = without_ends(text);
	do {
		comma = memchr(text.text, ',', text.length);
		size_t n = comma != NULL ? (size_t)(comma - text.text) : text.length;

		if (count == ATR_KEPT || !take_number((struct span){text.text, n}, &bytes[count]))
			return false;
		count++;
		n += comma != NULL;
		text = (struct span){text.text + n, text.length - n};
	} while (comma != NULL);
	*length = count;
	return count > 1 && (bytes[0] == 0x3B || bytes[0] == 0x3F);
}

bool read_atr(struct span text, uint8_t *bytes, size_t *length, struct not_atr *why)
{
	size_t start = head(text);
	const char *pairs = text.text + start;

	if (read_list((struct span){pairs, text.length - start}, bytes, length))
		return true;
	struct hex_result result = hex_read_source(pairs, text.length - start, bytes, ATR_KEPT);

	/* A text that can be read as a whole has no comment. */
	if (result.status != HEX_OK)
		result = hex_read_source(pairs, length_without_comment(text) - start, bytes,
		                         ATR_KEPT);
	*length = result.count;
	if (result.status == HEX_OK)
		return true;
	why->at = start + result.at;
	explain(why, text, &result);
	return false;
}

void read_place(char *out, size_t size, const struct text_source *source, size_t at)
{
	size_t word = 0;

	if (source->words == NULL) {
		snprintf(out, size, "-:%lu:%zu", source->line, at + 1);
		return;
	}
	for (; source->words[word + 1] != NULL; word++) {
		size_t length = strlen(source->words[word]);

		if (at <= length)
			break;
		at -= length + 1;
	}
	snprintf(out, size, "argument %zu, character %zu", word + 1, at + 1);
}
