/* A piece of somebody else's text. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Not NUL-terminated, not owned. */
struct span {
	const char *text;
	size_t length;
};

/* True for a blank and a TAB. */
static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* True for what else separates words within a line of a script, too: a vertical tab and a form
 * feed, as in Perl. */
static inline bool is_space(char c)
{
	return is_blank(c) || c == '\v' || c == '\f';
}

/* Without blanks, TABs and CRs at both ends. */
struct span span_trim(struct span span);

bool span_equal(struct span a, struct span b);
/* As memcmp over the common part, then the shorter first. */
int span_compare(struct span a, struct span b);

/* True if the span is the word, letter for letter. */
bool span_is(struct span span, const char *word);

/* True if the span begins with the word. */
static inline bool span_starts(struct span span, const char *word)
{
	size_t length = strlen(word);

	return span.length >= length && memcmp(span.text, word, length) == 0;
}
/* Where the word occurs first in the span; SIZE_MAX if it does not. */
size_t span_find(struct span span, const char *word);
/* What follows the first n characters, or nothing. */
static inline struct span span_from(struct span span, size_t n)
{
	n = n < span.length ? n : span.length;
	return (struct span){span.text + n, span.length - n};
}

#endif
