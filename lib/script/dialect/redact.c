#include "script/dialect/redact.h"

#include "apdu/secret.h"
#include "base/bytes.h"
#include "script/dialect/source.h"

/* Reads the bytes that digits may stand for, even in a damaged line: up to a few other characters
 * may separate them, and a single digit counts as a byte. */
static size_t read_damaged(struct span text, uint8_t *bytes, size_t most)
{
	enum { BETWEEN_MAX = 4 };
	size_t count = 0, between = 0;

	for (size_t at = 0; at < text.length && count < most && between <= BETWEEN_MAX; at++) {
		int high = hex_digit(text.text[at]);
		char next = at + 1 < text.length ? text.text[at + 1] : ' ';
		bool prefix = high == 0 && (next == 'x' || next == 'X');

		between = high < 0 ? between + 1 : 0;
		at += prefix || (high >= 0 && hex_digit(next) >= 0);
		if (high >= 0 && !prefix)
			bytes[count++] =
				(uint8_t)(hex_digit(next) < 0 ? high : high << 4 | hex_digit(next));
	}
	return count;
}

struct span redact_remark(struct span text)
{
	uint8_t bytes[64];

	for (size_t at = 0; at < text.length; at++) {
		if (hex_digit(text.text[at]) < 0)
			continue;
		size_t length = read_damaged(span_from(text, at), bytes, sizeof bytes);
		if (secret_find(bytes, length).length > 0)
			return span_trim((struct span){text.text, at});
	}
	return text;
}

enum word_kind {
	WORD_OTHER,
	WORD_MARK, /* neither letters nor digits */
	WORD_BYTES,
	WORD_MANY_BYTES,
};

/* Nearly all letters and digits of a word must be hex digits for it to be bytes. Without decimal
 * digits it is probably an ordinary word ("add"), unless it has two, or eight or more letters. */
static enum word_kind kind_of_word(struct span word)
{
	enum { MANY = 4, MANY_LETTERS = 8, DIGITS_TO_A_STRAY = 3 };
	size_t digits = 0, numbers = 0, strays = 0;

	for (size_t i = 0; i < word.length; i++) {
		char lower = (char)(word.text[i] | 0x20);

		digits += hex_digit(lower) >= 0;
		numbers += word.text[i] >= '0' && word.text[i] <= '9';
		strays += lower > 'f' && lower <= 'z' && lower != 'x';
	}
	if (digits == 0)
		return strays == 0 ? WORD_MARK : WORD_OTHER;
	if (DIGITS_TO_A_STRAY * strays > digits)
		return WORD_OTHER;
	if (numbers == 0 && (strays > 0 || (digits != 2 && digits < MANY_LETTERS)))
		return WORD_OTHER;
	return digits >= MANY ? WORD_MANY_BYTES : WORD_BYTES;
}

struct span redact_odd_line(struct span line)
{
	struct span rest = line, word, before = {NULL, 0}; /* before: a word that may be bytes */
	bool first = true;

	while ((word = source_word(&rest)).length > 0) {
		enum word_kind kind = kind_of_word(word);

		if (kind == WORD_MARK)
			continue;
		if (kind == WORD_MANY_BYTES ||
		    (kind == WORD_BYTES && (first || before.length > 0))) {
			const char *end = before.length > 0 ? before.text : word.text;

			return span_trim((struct span){line.text, (size_t)(end - line.text)});
		}
		before = kind == WORD_BYTES ? word : (struct span){NULL, 0};
		first = false;
	}
	return line;
}
