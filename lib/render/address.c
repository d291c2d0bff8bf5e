#include "render/address.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *start, *before;
} kinds[] = {{"http://", ""}, {"https://", ""}, {"www.", "http://"}};

/* Returns what a link needs before the address at the start of text, such as "http://" before
 * "www."; NULL if there is no address. */
static const char *before_address(struct span text)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t length = strlen(kinds[i].start);

		if (text.length > length && strncasecmp(text.text, kinds[i].start, length) == 0)
			return kinds[i].before;
	}
	return NULL;
}

bool address_begins(struct span line)
{
	return before_address(line) != NULL;
}

/* An address ends before a blank or a quote, and without the punctuation that ends a sentence. */
static size_t address_length(struct span text)
{
	size_t length = 0;

	while (length < text.length && (unsigned char)text.text[length] > ' ' &&
	       strchr("<>\"", text.text[length]) == NULL)
		length++;
	while (length > 0 && strchr(".,;:!?)'", text.text[length - 1]) != NULL)
		length--;
	return length;
}

bool address_find(struct span line, struct address *address)
{
	for (size_t at = 0; at < line.length; at++) {
		struct span rest = {line.text + at, line.length - at};

		if (at > 0 && !is_blank(rest.text[-1]) && rest.text[-1] != '(')
			continue;
		const char *before = before_address(rest);
		if (before == NULL)
			continue;
		*address = (struct address){at, address_length(rest), before};
		return true;
	}
	return false;
}

const char *address_byte(char out[4], char byte)
{
	unsigned char c = (unsigned char)byte;
	bool kept = c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}[]", c) == NULL;

	snprintf(out, 4, kept ? "%c" : "%%%02X", c);
	return out;
}
