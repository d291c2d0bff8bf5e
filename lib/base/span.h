/* A part of a text that somebody else owns. */
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

/* Returns true for a blank and a TAB. */
static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Returns true for what separates words within a line of a script: also a vertical tab and a form
 * feed, as in Perl. */
static inline bool is_space(char c)
{
	return is_blank(c) || c == '\v' || c == '\f';
}

/* Returns the span of a string, without its NUL. */
static inline struct span span_of(const char *string)
{
	return (struct span){string, strlen(string)};
}

/* Returns the span without the blanks, TABs and CRs at both ends. */
struct span span_trim(struct span span);

/* Takes the next line off text. *line is without its newline, which the last line may lack. Returns
 * false at the end. */
bool span_line(struct span *text, struct span *line);

bool span_equal(struct span a, struct span b);
/* Orders like memcmp over the common part, then the shorter first. */
int span_compare(struct span a, struct span b);

/* Returns true if the span is the word, in the same case. */
bool span_is(struct span span, const char *word);

/* Returns true if the span begins with the word. */
static inline bool span_starts(struct span span, const char *word)
{
	size_t length = strlen(word);

	return span.length >= length && memcmp(span.text, word, length) == 0;
}
/* Returns where the word, which is not empty, occurs first in the span; SIZE_MAX if it does not. */
size_t span_find(struct span span, const char *word);
/* Returns what follows the first n characters; an empty span if there are no more. */
static inline struct span span_from(struct span span, size_t n)
{
	n = n < span.length ? n : span.length;
	return (struct span){span.text + n, span.length - n};
}

#endif
