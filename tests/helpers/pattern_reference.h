/* The pattern language of cards/pattern.h once more, slow and obvious: a table that says for each
 * atom and each character of the text whether the rest matches the rest. */
#ifndef TESTS_PATTERN_REFERENCE_H
#define TESTS_PATTERN_REFERENCE_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct reference_atom {
	char takes[64]; /* the characters, as a string */
	bool star;
	bool plain_blank;
};

static const char reference_digits[] = "0123456789ABCDEF";

/* The place of a digit in any case among the digits, or -1. */
static inline int reference_digit(char c)
{
	const char *place = c != '\0' ? strchr(reference_digits, toupper((unsigned char)c)) : NULL;

	return place != NULL ? (int)(place - reference_digits) : -1;
}

static inline void reference_take(struct reference_atom *atom, char c)
{
	size_t length = strlen(atom->takes);

	if (strchr(atom->takes, c) == NULL) {
		atom->takes[length] = c;
		atom->takes[length + 1] = '\0';
	}
}

/* Reads a set that starts at text; the characters read, 0 where it is wrong. */
static inline size_t reference_set(const char *text, size_t length, struct reference_atom *atom)
{
	size_t at = 1;

	while (at < length && text[at] != ']') {
		int digit = reference_digit(text[at]);

		if (digit >= 0 && at + 1 < length && text[at + 1] == '-') {
			int last = at + 2 < length ? reference_digit(text[at + 2]) : -1;

			if (last < digit)
				return 0;
			for (; digit <= last; digit++)
				reference_take(atom, reference_digits[digit]);
			at += 3;
		} else if (digit >= 0) {
			reference_take(atom, reference_digits[digit]);
			at++;
		} else if (text[at] == ' ' || text[at] == '\t') {
			reference_take(atom, ' ');
			at++;
		} else if (text[at] == ',') {
			at++;
		} else {
			return 0;
		}
	}
	return at < length && atom->takes[0] != '\0' ? at + 1 : 0;
}

/* The atoms of a pattern, for the caller to free; NULL where it holds what is not known. */
static inline struct reference_atom *reference_atoms(const char *text, size_t length, size_t *count)
{
	struct reference_atom *atoms = calloc(length + 1, sizeof *atoms);
	size_t at = 0;

	*count = 0;
	while (at < length) {
		struct reference_atom *atom = &atoms[*count];
		size_t taken = 1;

		*atom = (struct reference_atom){.star = false};
		if (text[at] == '[') {
			taken = reference_set(text + at, length - at, atom);
		} else if (text[at] == '.') {
			strcpy(atom->takes, "0123456789ABCDEF ");
		} else if (text[at] == ' ' || text[at] == '\t') {
			reference_take(atom, ' ');
			atom->plain_blank = true;
		} else if (reference_digit(text[at]) >= 0) {
			reference_take(atom, reference_digits[reference_digit(text[at])]);
		} else {
			taken = 0;
		}
		if (taken == 0) {
			free(atoms);
			return NULL;
		}
		at += taken;
		if (at < length && text[at] == '*') {
			atom->star = true;
			atom->plain_blank = false;
			at++;
		}
		if (!(atom->plain_blank && *count > 0 && atoms[*count - 1].plain_blank))
			(*count)++;
	}
	return atoms;
}

/* True where the pattern is right and matches all of subject, the text of an ATR. */
static inline bool reference_match(const char *pattern, size_t length, const char *subject)
{
	size_t count, end = strlen(subject);
	struct reference_atom *atoms = reference_atoms(pattern, length, &count);

	if (atoms == NULL)
		return false;
	/* rest[a][c]: atoms from a on match characters from c on. */
	bool *rest = calloc((count + 1) * (end + 1), sizeof *rest);
	rest[count * (end + 1) + end] = true;
	for (size_t a = count; a-- > 0;) {
		bool *here = rest + a * (end + 1), *after = here + end + 1;

		for (size_t c = end + 1; c-- > 0;) {
			bool takes = c < end && strchr(atoms[a].takes, subject[c]) != NULL;

			if (atoms[a].star)
				here[c] = after[c] || (takes && here[c + 1]);
			else
				here[c] = takes && after[c + 1];
		}
	}
	bool matches = rest[0];
	free(rest);
	free(atoms);
	return matches;
}

/* True where the pattern holds nothing unknown. */
static inline bool reference_reads(const char *pattern, size_t length)
{
	size_t count;
	struct reference_atom *atoms = reference_atoms(pattern, length, &count);

	free(atoms);
	return atoms != NULL;
}

#endif
