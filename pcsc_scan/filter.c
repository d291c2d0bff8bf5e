#include "pcsc_scan/filter.h"

#include "base/bytes.h"
#include "cards/pattern.h"
#include "sys/message.h"

#include <string.h>

const char *filter_event_word(unsigned n)
{
	return n < WATCH_KINDS ? watch_kind_name((enum watch_kind)n) : NULL;
}

static const char *what_is_wrong(enum pattern_status status)
{
	switch (status) {
	case PATTERN_OK:
		break;
	case PATTERN_UNKNOWN:
		return "a pattern has hex digits, blanks, '.', '[1-3]', '*', '+', '?' and '{2}'";
	case PATTERN_GROUP:
		return "groups and alternatives are not supported";
	case PATTERN_OPEN:
		return "'[' without ']'";
	case PATTERN_EMPTY_SET:
		return "'[]' matches nothing";
	case PATTERN_RANGE:
		return "a range goes from a digit up to a digit";
	case PATTERN_REPEAT:
		return "a repeat with nothing before it";
	case PATTERN_COUNT:
		return "'{' without one or two numbers up to 255 and '}'";
	}
	return "empty";
}

/* Returns the length of the digit, the "." or the set at the start of a valid pattern; 0 for
 * anything else. */
static size_t digit_length(const char *pattern)
{
	if (*pattern == '[')
		return strcspn(pattern, "]") + 1;
	return *pattern != '\0' && strchr("0123456789ABCDEFabcdef.", *pattern) != NULL;
}

/* In card lists bytes are separated by blanks; on a command line they may be without. Returns false
 * if the valid pattern, which is less than half as long as out, consists of more than digits and a
 * final ".*". */
static bool with_blanks(char out[FILTER_PATTERN_SIZE], const char *pattern)
{
	size_t n = 0, digits = 0, length;

	for (; strcmp(pattern, ".*") != 0 && *pattern != '\0'; pattern += length) {
		length = digit_length(pattern);
		if (length == 0)
			return false;
		if (digits > 0 && digits % 2 == 0)
			out[n++] = ' ';
		memcpy(out + n, pattern, length);
		n += length;
		digits++;
	}
	memcpy(out + n, pattern, strlen(pattern) + 1);
	return true;
}

bool filter_set_atr(struct filter *filter, const char *pattern)
{
	size_t length = strlen(pattern);

	if (length == 0 || length >= FILTER_PATTERN_SIZE / 2) {
		message_error("--atr: pattern %s", length == 0 ? "empty" : "too long");
		return false;
	}
	struct pattern_check check = pattern_check(pattern, length);
	if (check.status != PATTERN_OK) {
		message_error("--atr: '%s': character %zu: %s", pattern, check.at + 1,
		              what_is_wrong(check.status));
		return false;
	}
	if (!with_blanks(filter->atr, pattern))
		memcpy(filter->atr, pattern, length + 1);
	return true;
}

size_t filter_update(struct filter *filter, const struct reader_row *row)
{
	return filter->reader.wanted != NULL ? reader_sought_update(&filter->reader, row) : 1;
}

bool filter_wants_kind(const struct filter *filter, enum watch_kind kind)
{
	return filter->kinds == 0 || (filter->kinds >> kind & 1) != 0;
}

bool filter_wants_reader(const struct filter *filter, size_t index, const char *name)
{
	if (filter->reader.wanted != NULL)
		return reader_sought_is(&filter->reader, index, name);
	return filter->hidden_too || !reader_is_ignored(name);
}

bool filter_wants_atr(const struct filter *filter, const uint8_t *atr, size_t length)
{
	struct pattern_subject subject;

	if (filter->atr[0] == '\0')
		return true;
	if (length == 0)
		return false;
	pattern_subject(&subject, atr, length);
	return pattern_match(filter->atr, strlen(filter->atr), &subject);
}

bool filter_wants(const struct filter *filter, const struct watch_event *event)
{
	return filter_wants_kind(filter, event->kind) &&
		filter_wants_reader(filter, event->index, event->reader->name) &&
		filter_wants_atr(filter, event->atr, event->atr_length);
}
