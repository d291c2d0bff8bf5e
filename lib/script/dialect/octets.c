#include "script/dialect/octets.h"

#include "base/bytes.h"

#include <stdint.h>
#include <string.h>

void octets_free(struct octets *octets)
{
	text_free(&octets->bytes);
	text_free(&octets->hidden);
	*octets = (struct octets){0};
}

void octets_clear(struct octets *octets)
{
	bool failed = octets_failed(octets);

	text_clear(&octets->bytes);
	text_clear(&octets->hidden);
	octets->bytes.failed = failed;
	octets->half = false;
}

void octets_add_hidden(struct octets *octets, size_t count)
{
	while (octets->hidden.length < octets->bytes.length && !octets->hidden.failed)
		text_add(&octets->hidden, "", 1);
	for (; count > 0 && !octets->bytes.failed && !octets->hidden.failed; count--) {
		text_add(&octets->bytes, "", 1);
		text_add(&octets->hidden, "\1", 1);
	}
}

bool octets_is_mask(const char *at)
{
	return at[0] == at[1] && (at[0] == '*' || at[0] == 'X' || at[0] == 'x' || at[0] == '?');
}

static bool is_between(char c)
{
	return c == ' ' || c == '\t' || c == ':' || c == ',' || c == '[' || c == ']' || c == '{' ||
		c == '}' || c == '\'' || c == '"';
}

static bool goes_on(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		c == '_' || c == '*' || c == '?' || c == '.';
}

/* Returns the length in characters of the run of pairs at the start; *masked is whether one of them
 * is not digits. */
static size_t run_length(struct span part, bool *masked)
{
	size_t n = 0;

	for (; n + 1 < part.length; n += 2) {
		if (hex_digit(part.text[n]) >= 0 && hex_digit(part.text[n + 1]) >= 0)
			continue;
		if (!octets_is_mask(part.text + n))
			break;
		*masked = true;
	}
	return n;
}

static void add_run(struct octets *octets, const char *text, size_t digits, bool masked)
{
	size_t before = octets->bytes.length;

	if (masked) {
		for (size_t i = 0; i < digits; i += 2)
			if (octets_is_mask(text + i))
				octets_add_hidden(octets, 1);
			else
				add_run(octets, text + i, 2, false);
		return;
	}
	/* Allocates all room in one step. */
	text_add(&octets->bytes, text, digits / 2);
	if (octets->bytes.failed)
		return;
	for (size_t i = 0; i < digits; i += 2)
		octets->bytes.data[before + i / 2] =
			(char)(hex_digit(text[i]) << 4 | hex_digit(text[i + 1]));
}

static struct span skip_between(struct span part)
{
	size_t n = 0;

	while (n < part.length && is_between(part.text[n]))
		n++;
	return span_from(part, n);
}

/* Skips "0x" before a digit. */
static struct span skip_prefix(struct span part)
{
	bool prefixed = part.length > 2 && part.text[0] == '0' &&
		(part.text[1] == 'x' || part.text[1] == 'X') && hex_digit(part.text[2]) >= 0;

	return prefixed ? span_from(part, 2) : part;
}

/* Reads a text that consists only of pairs, with or without blanks between them, as nearly all
 * texts do. */
static bool read_all(struct octets *octets, struct span part)
{
	size_t before = octets->bytes.length;

	/* Allocates all room in one step. */
	text_add(&octets->bytes, part.text, part.length / 2);
	if (octets->bytes.failed)
		return true;
	struct hex_result got = hex_read(part.text, part.length,
	                                 (uint8_t *)octets->bytes.data + before, part.length / 2);
	octets->bytes.length = before + (got.status == HEX_OK ? got.count : 0);
	return got.status == HEX_OK;
}

/* Finds the next run of pairs after the separators, of most bytes at most; returns false if there
 * is none. */
static bool next_run(struct span part, size_t most, struct span *run, bool *masked)
{
	*run = skip_prefix(skip_between(part));
	*masked = false;
	size_t digits = run_length(*run, masked);

	if (digits == 0 || (digits < run->length && goes_on(run->text[digits])))
		return false;
	run->length = digits / 2 > most ? 2 * most : digits;
	return true;
}

struct span octets_read(struct octets *octets, struct span part, size_t most)
{
	struct span run;
	bool masked;

	if (most == SIZE_MAX && read_all(octets, part))
		return span_from(part, part.length);
	while (most > 0 && next_run(part, most, &run, &masked)) {
		add_run(octets, run.text, run.length, masked);
		most -= run.length / 2;
		part = span_from(part, (size_t)(run.text - part.text) + run.length);
	}
	return span_trim(part);
}

size_t octets_count(struct span part, size_t most, struct span *rest)
{
	size_t count = 0;
	struct span run;
	bool masked;

	while (count < most && next_run(part, most - count, &run, &masked)) {
		count += run.length / 2;
		part = span_from(part, (size_t)(run.text - part.text) + run.length);
	}
	*rest = span_trim(part);
	return count;
}

static void add_digit(struct octets *octets, char digit)
{
	int value = hex_digit(digit);

	if (octets->half && octets->bytes.length > 0) {
		char *last = &octets->bytes.data[octets->bytes.length - 1];

		*last = (char)((uint8_t)*last | value);
	} else {
		char first = (char)(value << 4);

		text_add(&octets->bytes, &first, 1);
	}
	octets->half = !octets->half;
}

struct span octets_read_broken(struct octets *octets, struct span part)
{
	part = span_trim(part);
	if (octets->half && part.length > 0 && hex_digit(part.text[0]) >= 0) {
		add_digit(octets, part.text[0]);
		part = span_from(part, 1);
	}
	part = octets_read(octets, part, SIZE_MAX);
	bool masked = false;
	size_t digits = run_length(part, &masked);
	if (part.length != digits + 1 || hex_digit(part.text[digits]) < 0)
		return part;
	add_run(octets, part.text, digits, masked);
	add_digit(octets, part.text[digits]);
	return span_from(part, part.length);
}
