/* The pattern language of cards/pattern.h once more, in a slow and obvious implementation: a table
 * that says, for each atom and each character of the text, whether the rest of the pattern matches
 * the rest of the text. */
#ifndef TESTS_PATTERN_REFERENCE_H
#define TESTS_PATTERN_REFERENCE_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct reference_atom {
	char takes[64];  /* the characters, as a string */
	int least, most; /* repetitions; most -1: no limit */
	bool plain_blank;
};

static const char reference_digits[] = "0123456789ABCDEF";

/* Returns the value of a hex digit in either case, or -1. */
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

/* Parses a set that starts at text; returns the number of characters, 0 if it is invalid. */
static inline size_t reference_set(const char *text, size_t length, struct reference_atom *atom)
{
	bool negated = length > 1 && text[1] == '^';
	size_t at = negated ? 2 : 1;

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
	if (at == length || atom->takes[0] == '\0')
		return 0;
	if (negated) {
		char others[64];

		strcpy(others, atom->takes);
		atom->takes[0] = '\0';
		for (const char *c = "0123456789ABCDEF "; *c != '\0'; c++)
			if (strchr(others, *c) == NULL)
				reference_take(atom, *c);
	}
	return atom->takes[0] != '\0' ? at + 1 : 0;
}

/* Parses a number up to 255; returns the number of characters, 0 if there is none. */
static inline size_t reference_number(const char *text, size_t length, int *number)
{
	size_t at = 0;

	*number = 0;
	while (at < length && isdigit((unsigned char)text[at]) && *number <= 255)
		*number = *number * 10 + text[at++] - '0';
	return *number <= 255 ? at : 0;
}

/* Parses a repeat; returns the number of characters, -1 if it is invalid. */
static inline int reference_repeat(const char *text, size_t length, struct reference_atom *atom)
{
	const char *signs = "*+?",
		   *sign = length > 0 && *text != '\0' ? strchr(signs, *text) : NULL;
	size_t at = 1, digits;

	atom->least = sign == NULL || *sign == '+' ? 1 : 0;
	atom->most = sign == NULL || *sign == '?' ? 1 : -1;
	if (length == 0 || (sign == NULL && *text != '{'))
		return 0;
	if (sign != NULL)
		return 1;
	digits = reference_number(text + at, length - at, &atom->least);
	if (digits == 0)
		return -1;
	at += digits;
	atom->most = atom->least;
	if (at < length && text[at] == ',') {
		at++;
		atom->most = -1;
		if (at < length && text[at] != '}') {
			digits = reference_number(text + at, length - at, &atom->most);
			if (digits == 0 || atom->most < atom->least)
				return -1;
			at += digits;
		}
	}
	return at < length && text[at] == '}' ? (int)at + 1 : -1;
}

/* Returns the atoms of a pattern, which the caller frees; NULL if it contains something unknown. */
static inline struct reference_atom *reference_atoms(const char *text, size_t length, size_t *count)
{
	struct reference_atom *atoms = calloc(length + 1, sizeof *atoms);
	size_t at = length > 0 && text[0] == '^' ? 1 : 0;

	if (length > 1 && text[length - 1] == '$')
		length--;
	*count = 0;
	while (at < length) {
		struct reference_atom *atom = &atoms[*count];
		size_t taken = 1;
		int repeat;

		*atom = (struct reference_atom){.least = 1};
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
		repeat = reference_repeat(text + at, length - at, atom);
		if (repeat < 0) {
			free(atoms);
			return NULL;
		}
		if (repeat > 0)
			atom->plain_blank = false;
		at += (size_t)repeat;
		if (!(atom->plain_blank && *count > 0 && atoms[*count - 1].plain_blank))
			(*count)++;
	}
	return atoms;
}

/* Returns true if the pattern is valid and matches all of subject, the text of an ATR. */
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
			for (size_t n = 0; c + n <= end; n++) {
				if (n > 0 && strchr(atoms[a].takes, subject[c + n - 1]) == NULL)
					break;
				if (atoms[a].most >= 0 && n > (size_t)atoms[a].most)
					break;
				if (n >= (size_t)atoms[a].least && after[c + n])
					here[c] = true;
			}
		}
	}
	bool matches = rest[0];
	free(rest);
	free(atoms);
	return matches;
}

/* Returns true if the pattern contains nothing unknown. */
static inline bool reference_reads(const char *pattern, size_t length)
{
	size_t count;
	struct reference_atom *atoms = reference_atoms(pattern, length, &count);

	free(atoms);
	return atoms != NULL;
}

#endif
