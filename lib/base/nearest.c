#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

enum {
	TEXT_MAX = 32,  /* longer text is not a mistyped word */
	TWO_LEAST = 5,  /* two errors are accepted only in words of at least this length */
	TEXT_LEAST = 2, /* this many letters suffice as the beginning of a word */
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool is_swapped(const char *word, size_t i, const char *text, size_t j)
{
	return i > 1 && j > 1 && lower(word[i - 1]) == lower(text[j - 2]) &&
		lower(word[i - 2]) == lower(text[j - 1]);
}

/* Returns the Damerau-Levenshtein distance, without editing a letter twice. */
static size_t distance(const char *word, const char *text, size_t length)
{
	size_t rows[3][TEXT_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= length; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; word[i - 1] != '\0'; i++) {
		size_t *unused = before;

		now[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t change = lower(word[i - 1]) != lower(text[j - 1]);

			now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
			if (is_swapped(word, i, text, j))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = unused;
	}
	return last[length];
}

static bool is_begun(const char *word, const char *text, size_t length)
{
	if (length < TEXT_LEAST || strlen(word) <= length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (lower(word[i]) != lower(text[i]))
			return false;
	return true;
}

struct nearest nearest_to(struct span text)
{
	return (struct nearest){.text = text, .distance = text.length < TWO_LEAST ? 2 : 3};
}

void nearest_offer(struct nearest *nearest, const char *word)
{
	struct span text = nearest->text;

	if (text.length == 0 || text.length > TEXT_MAX)
		return;
	size_t d =
		is_begun(word, text.text, text.length) ? 1 : distance(word, text.text, text.length);
	bool better = d < nearest->distance ||
		(d == nearest->distance && nearest->best != NULL &&
	         lower(*word) == lower(*text.text) && lower(*nearest->best) != lower(*text.text));
	if (better && (d < 2 || strlen(word) >= TWO_LEAST)) {
		nearest->distance = d;
		nearest->best = word;
	}
}
